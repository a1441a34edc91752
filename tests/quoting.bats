# What the program quotes is what the real shell reads, in bash and zsh.

load lib/common

setup() {
    common_setup
    project proj
    "$VENVHOOK" allow --tree "$HOME"
    # All bytes a value can have.
    LC_ALL=C awk 'BEGIN { for (i = 1; i < 256; i++) printf "%c", i }' >bytes
    [ "$(wc -c <bytes)" -eq 255 ]
}

# A file for each value that once broke a tool of this kind.
values() {
    local name i=0

    mkdir values
    cp bytes values/bytes
    while IFS= read -r -d '' name; do
        i=$((i + 1))
        printf '%s' "$name" >values/$i
    done < <(
        hostile_names
        printf '%s\0' '' "'" "''" "'\\''" '\' '\\' "\\'" $'\n' $'\n\n' \
            $'a\\\nb' $'\r\n' '$' '`' '"' '!' '!!' '^a^b' '%' '%%' '#' \
            '-U' '~' '=' '{' '}' $'\001' $'\177' $'\001\177\001' '$(' '${' \
            $'\xe2\x80' $'\xff\xfe' $'EOF\n' '\0' '\x41' ' ' $'\t'
    )
}

# through SHELL OPTION...: every value goes into the session, and comes back.
through() {
    local shell=$1 locale value

    for locale in C "$LC_ALL"; do
        for value in values/*; do
            LC_ALL=$locale VALUE=$value "$@" -c '
                VIRTUAL_ENV_PROMPT="$(command cat "$VALUE"; echo .)"
                export VIRTUAL_ENV_PROMPT="${VIRTUAL_ENV_PROMPT%.}"
                export PYTHONHOME="$VIRTUAL_ENV_PROMPT"
                cd proj || exit
                eval "$("$VENVHOOK" export "$0")"
                test "$VIRTUAL_ENV_PROMPT:${PYTHONHOME-none}" = proj:none ||
                    exit
                cd ..
                eval "$("$VENVHOOK" export "$0")"
                printf %s "$VIRTUAL_ENV_PROMPT" >prompt
                printf %s "$PYTHONHOME" >home
            ' "$shell"
            cmp prompt "$value" || fail "$shell, $locale, $value"
            cmp home "$value" || fail "$shell, $locale, $value"
            rm prompt home
        done
    done
}

@test "quoting: every byte and every known trap comes back from bash" {
    values
    through bash --norc
    through bash --posix
}

@test "quoting: every byte and every known trap comes back from zsh" {
    need zsh
    values
    through zsh -f
    through zsh -fo rcquotes -o shwordsplit -o globsubst -o banghist
}

# Only the words: builtin is what dash has not.
@test "quoting: the words for bash and zsh are words of any POSIX shell" {
    need dash zsh
    mkdir values
    cp bytes values/bytes
    printf "%s" "it's \$'a\\n' \"b\" \\" >values/quotes
    for shell in bash zsh; do
        for value in values/*; do
            PYTHONHOME=$(cat "$value"; echo .)
            export PYTHONHOME=${PYTHONHOME%.}
            cd proj
            VENVHOOK_SESSION=$("$VENVHOOK" export json |
                sed -n 's/.*"VENVHOOK_SESSION": "\([^"]*\)".*/\1/p')
            export VENVHOOK_SESSION VIRTUAL_ENV=$PWD/.venv
            unset PYTHONHOME
            cd ..
            "$VENVHOOK" export $shell | sed 's/^\\builtin \\/command /' >out
            unset VENVHOOK_SESSION VIRTUAL_ENV
            grep -q '^command export PYTHONHOME=' out
            dash -c '. ./out; printf %s "$PYTHONHOME"' | cmp - "$value"
        done
    done
}

# Of the bytes a path cannot have / and NUL, and PATH no colon.
@test "quoting: an env whose path has all the bytes it can have is on in bash and zsh" {
    need zsh
    first=$(LC_ALL=C head -c 128 bytes | tr -d '/:')
    last=$(LC_ALL=C tail -c 127 bytes)
    dir=$HOME/$first/$last
    project "$dir"
    for shell in 'bash --norc' 'zsh -f'; do
        for locale in C "$LC_ALL"; do
            LC_ALL=$locale $shell -c 'cd "$0" || exit
                eval "$("$VENVHOOK" export "$1")"
                printf "%s\n" "$VIRTUAL_ENV" "${PATH%%:*}" >"$HOME/got"' \
                "$dir" "${shell%% *}"
            printf '%s\n' "$dir/.venv" "$dir/.venv/bin" | cmp - got
            rm got
        done
    done
}

@test "quoting: a program in a directory of any name is found by its hook" {
    need zsh
    while IFS= read -r -d '' name; do
        mkdir -p "bin/$name"
        cp "$VENVHOOK" "bin/$name/venvhook"
        for shell in 'bash --norc' 'zsh -f'; do
            $shell -c 'eval "$("$0" init "$1")"
                printf %s "$__venvhook_program"' \
                "$HOME/bin/$name/venvhook" "${shell%% *}" >got
            printf %s "$HOME/bin/$name/venvhook" | cmp - got ||
                fail "$shell: $name"
        done
    done < <(hostile_names)
    assert_not_pwned
}
