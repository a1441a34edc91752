#!/usr/bin/env bats
# What `export` quotes for tcsh and elvish, they read as the same bytes, as the
# line of the rc file has it evaluated.
load lib/common

setup() {
    common_setup
    project "$tmp/p"
    "$VENVHOOK" allow "$tmp/p" >/dev/null
    cd "$tmp/p"
}

# Sets $evaluated: a command that evaluates the answer and prints PATH.
# shellcheck disable=SC2016
in_tcsh() {
    need tcsh
    evaluated=(tcsh -f -c 'eval "`$VENVHOOK:q export tcsh`"; printenv PATH')
    evaluated[0]=$(command -v tcsh)
}

# shellcheck disable=SC2016
in_elvish() {
    need elvish
    evaluated=(elvish -norc -c 'eval ($E:VENVHOOK export elvish | slurp)
        print $E:PATH"\n"')
    evaluated[0]=$(command -v elvish)
}

# PATH passes through the quoter whole, and it may hold any byte.
passes() {
    local got=$tmp/got

    PATH=$1 "${evaluated[@]}" >"$got"
    printf '%s\n' "$tmp/p/.venv/bin:$1" | cmp - "$got" ||
        differ got "$(cat "$got")" want "$1"
}

each_byte() {
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

# Of the characters that mean something to one of them.
each_pair() {
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

@test "every byte from 1 to 255 comes back from tcsh, in a UTF-8 locale and in C" {
    in_tcsh
    each_byte
}

@test "every byte from 1 to 255 comes back from elvish, in a UTF-8 locale and in C" {
    in_elvish
    each_byte
}

@test "every pair of the characters that mean something to tcsh comes back" {
    in_tcsh
    each_pair
}

@test "every pair of the characters that mean something to elvish comes back" {
    in_elvish
    each_pair
}
