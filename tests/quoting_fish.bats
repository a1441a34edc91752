#!/usr/bin/env bats
# What `export fish` quotes, fish reads as the same bytes.
load lib/common

setup() {
    common_setup
    need fish
    project "$tmp/p"
    "$VENVHOOK" allow "$tmp/p" >/dev/null
    cd "$tmp/p"
}

# PATH passes through the quoter whole, and it may hold any byte.
passes() {
    local quoted=$tmp/quoted got=$tmp/got

    PATH=$1 "$VENVHOOK" export fish >"$quoted"
    fish --no-config --no-execute "$quoted"
    fish --no-config -c 'source $argv[1]
        printf "%s" "$PATH" >$argv[2]' "$quoted" "$got"
    printf '%s' "$tmp/p/.venv/bin:$1" | cmp - "$got" ||
        differ got "$(cat "$got")" want "$1"
}

@test "every byte from 1 to 255 comes back from fish, one by one and in a row" {
    local all='' i byte LC_ALL=C

    for i in {1..255}; do
        printf -v byte '\\%03o' "$i"
        printf -v byte "$byte"
        all+=$byte
    done
    assert_equal "${#all}" 255
    passes "$all"
    passes "/a/$all/b"
    # fish reads an empty element as "."
    all=${all/:/}
    for ((i = 0; i < 254; i++)); do
        passes "${all:i:1}" || fail "byte $i"
    done
}

@test "every pair of the bytes that mean something to fish comes back" {
    local -a marks=("'" '\' '"' '$' '(' ')' '{' '}' '[' ']' '*' '?' '~' '#'
        ';' '&' '|' '<' '>' '^' '!' '%' '@' '=' '-' ' ' $'\t' $'\n' $'\r'
        $'\e' n x0 '0')
    local a b all=''

    for a in "${marks[@]}"; do
        for b in "${marks[@]}"; do
            all+="/$a$b:"
        done
    done
    passes "${all}end"
    for a in "${marks[@]}"; do
        passes "/x$a"
        passes "$a/x"
    done
}

@test "the traps of fish's quotes come back" {
    for text in "\\'" "'\\''" "\\\\'" "'" "''" "'\\" '\' '\\' 'a\' "it's" \
        '\n' '\x41' '\u0041' "'; touch pwned; '" '(touch pwned)' \
        '$(touch pwned)' "\\'; touch pwned; #" '$HOME' '{a,b}' '~' '*' '-n'; do
        passes "$text"
    done
    assert_not_pwned
}

@test "bytes that are no UTF-8 come back in a C locale and in another" {
    for locale in C "$LC_ALL"; do
        LC_ALL=$locale passes $'/\xff/\xc3(/\xed\xa0\x80/\xf5\x80/\xc3\xa9'
    done
}

@test "the assignments and the watch of the hook carry hostile names too" {
    local name n=0

    mkdir "$tmp/h"
    while IFS= read -r -d '' name; do
        [[ $name == *:* ]] || project "$tmp/h/$name"
    done < <(hostile_names)
    "$VENVHOOK" allow --tree "$tmp/h" >/dev/null
    for name in "$tmp"/h/* "$tmp"/h/...; do
        cd -- "$name"
        "$VENVHOOK" export --hook 1 --told '' fish >"$tmp/quoted"
        fish --no-config -c 'function __venvhook_test; test $argv; end
            source $argv[1]; __venvhook_watch; or echo watch
            printf "%s|" $VIRTUAL_ENV $__venvhook_env $__venvhook_entry
            __venvhook_undo; set -q VIRTUAL_ENV; and echo undo; true' \
            "$tmp/quoted" >"$tmp/got"
        printf '%s|' "$name/.venv" "$name/.venv" "$name/.venv/bin" |
            cmp - "$tmp/got" || fail "$(printf '%q' "$name")"
        n=$((n + 1))
    done
    [ "$n" -gt 40 ]
    assert_not_pwned
}
