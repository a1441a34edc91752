# What the words for bash and zsh are beside what the shells read themselves,
# which tests/hook/quoting.bats has.

load lib/common

setup() {
    common_setup
    project proj
    "$VENVHOOK" allow --tree "$HOME"
    # All bytes a value can have.
    LC_ALL=C awk 'BEGIN { for (i = 1; i < 256; i++) printf "%c", i }' >bytes
    [ "$(wc -c <bytes)" -eq 255 ]
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
