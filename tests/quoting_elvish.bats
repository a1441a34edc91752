#!/usr/bin/env bats
# What `export elvish` quotes, elvish reads as the same bytes, as the line of the rc
# file has it evaluated.
load lib/common

setup() {
    common_setup
    need elvish
    shell=$(command -v elvish)
    project "$tmp/p"
    "$VENVHOOK" allow "$tmp/p" >/dev/null
    cd "$tmp/p"
}

# PATH passes through the quoter whole, and it may hold any byte.
passes() {
    local got=$tmp/got

    # shellcheck disable=SC2016
    PATH=$1 "$shell" -norc -c 'eval ($E:VENVHOOK export elvish | slurp)
        print $E:PATH"\n"' >"$got"
    printf '%s\n' "$tmp/p/.venv/bin:$1" | cmp - "$got" ||
        differ got "$(cat "$got")" want "$1"
}

@test "every byte from 1 to 255 comes back from elvish, in a UTF-8 locale and in C" {
    local all='' i byte

    for i in {1..255}; do
        printf -v byte '\\%03o' "$i"
        printf -v byte "$byte"
        all+=$byte
    done
    export LC_ALL
    for LC_ALL in C.UTF-8 C; do
        passes "/a/$all/b"
        passes $'/\xc3\xa9\xf0\x9f\x9a\x92/\xc3:\xa9'
    done
}

@test "every pair of the characters that mean something to elvish comes back" {
    local -a marks=("'" '"' \\ '$' '`' '!' '*' '?' '[' '{' '~' '#' ';' '&'
        '|' '<' '(' '^' '%' ' ' $'\t' $'\n' a 0)
    local a b all=''

    for a in "${marks[@]}"; do
        for b in "${marks[@]}"; do
            all+="/$a$b:"
        done
    done
    passes "${all}end"
}
