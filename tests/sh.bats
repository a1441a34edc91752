# What any POSIX shell can evaluate, without a hook: `venvhook export sh`.

load lib/common

setup() {
    common_setup
    project proj
    mkdir values
    "$VENVHOOK" allow --tree "$HOME"
}

# in_each BODY: runs it for each shell, with $words that start it.
in_each() {
    local shell

    for shell in dash busybox bash mksh ksh yash; do
        need "$shell"
        words=("$shell")
        case $shell in
        busybox) words+=(sh) ;;
        bash) words+=(--posix) ;;
        esac
        $1 || fail "in $shell" || return
    done
}

# By one start of the shell: each value of ~/values is PYTHONHOME, and in PATH,
# on the way in and out again.
through() {
    cat >through <<'END'
vars() { env -0 | LC_ALL=C sort -z | grep -zav -e '^_=' -e '^OLDPWD='; }
for value in "$HOME"/values/*; do
    PYTHONHOME=$(cat "$value"; echo .)
    export PYTHONHOME="${PYTHONHOME%.}"
    PATH="$start:$PYTHONHOME:"
    vars >"$HOME/before"
    cd "$HOME/proj" && eval "$("$VENVHOOK" export sh)"
    [ "$VIRTUAL_ENV:${PYTHONHOME-none}" = "$PWD/.venv:none" ] || exit
    [ "${PATH%%:*}" = "$PWD/.venv/bin" ] || exit
    cd .. && eval "$("$VENVHOOK" export sh)"
    vars | cmp - "$HOME/before" || exit
    echo same
done
END
    local n

    n=$(find values -type f | wc -l)
    for LC_ALL in "$@"; do
        LC_ALL=$LC_ALL start=$PATH run "${words[@]}" through
        assert_equal "$(grep -c '^same$' <<<"$output")" "$n"
        assert_output "$(yes same | head -n "$n")"
    done
}

@test "sh: any value comes back from dash, busybox, bash, mksh and ksh, and UTF-8 from yash" {
    i=0
    while IFS= read -r -d '' name; do
        i=$((i + 1))
        printf '%s' "$name" >values/$i
    done < <(
        printf '%s\0' '' "'" "''" "'\\''" '\' $'\n\n' $'a\\\nb' '$(id)`id`' \
            '"$x"' '!!' '%' '#' '~' '*?[a]{b,c}' $'\001\177' é
        LC_ALL=C awk 'BEGIN { for (i = 1; i < 128; i++) printf "%c", i }'
    )
    in_utf8() {
        through "$LC_ALL"
    }
    in_each in_utf8
    rm values/*
    LC_ALL=C awk 'BEGIN { for (i = 1; i < 256; i++) printf "%c", i }' \
        >values/bytes
    in_both() {
        [ "$shell" = yash ] || through C "$LC_ALL"
    }
    in_each in_both
}

@test "sh: a hostile directory name is a name" {
    local IFS=$'\n'

    while IFS= read -r -d '' name; do
        [[ $name != *:* ]] || continue
        printf %s "$name" | iconv -f utf-8 >/dev/null 2>&1 || continue
        mkdir -p "h/$name"
        cp -R -P proj/.venv "h/$name/.venv"
    done < <(hostile_names)
    n=$(find h -name .venv | wc -l)
    [ "$n" -gt 20 ]
    visit_all() {
        run "${words[@]}" -c 'for name in "$HOME"/h/* "$HOME"/h/.[!.]*; do
            cd "$name" 2>/dev/null || continue
            eval "$("$VENVHOOK" export sh)"
            [ "$VIRTUAL_ENV" = "$PWD/.venv" ] && echo on
        done'
        assert_equal "$(grep -c '^on$' <<<"$output")" "$n"
        assert_not_pwned
    }
    in_each visit_all
}

@test "sh: under -eu, in a function and in a Makefile python is the project's" {
    ask='eval "$("$VENVHOOK" export sh)"; python -c "import sys; print(sys.prefix)"'
    under_eu() {
        run "${words[@]}" -euc "f() { $ask; }; cd proj; f; f"
        assert_output "$(printf '%s\n' "$HOME/proj/.venv" "$HOME/proj/.venv")"
    }
    in_each under_eu
    printf 'prefix:\n\t@%s\n' "${ask//'$'/'$$'}" >proj/Makefile
    assert_equal "$(make -s -C proj prefix)" "$HOME/proj/.venv"
    assert_equal "$(make -s -C proj SHELL="$(command -v bash)" prefix)" \
        "$HOME/proj/.venv"
}

@test "sh: what is refused changes nothing, and is said" {
    project strange
    "$VENVHOOK" deny strange
    cd strange
    run --separate-stderr dash -c \
        'eval "$("$VENVHOOK" export sh)"; echo "$? ${VIRTUAL_ENV-none}"'
    assert_output '0 none'
    "$VENVHOOK" revoke ~ && "$VENVHOOK" revoke .
    run --separate-stderr dash -c \
        'eval "$("$VENVHOOK" export sh)"; echo "$? ${VIRTUAL_ENV-none}"'
    assert_output '0 none'
    assert_contains "$stderr" 'venvhook allow'
}

@test "sh: init has no hook for it, and names what there is instead" {
    for name in sh dash ash busybox posix; do
        run --separate-stderr "$VENVHOOK" init $name
        assert_failure 2
        assert_output ''
        assert_contains "$stderr" "venvhook: $name: has no hook"
        assert_contains "$stderr" 'eval "$(venvhook export sh)"'
        assert_equal "$(cd proj && "$VENVHOOK" export $name)" \
            "$(cd proj && "$VENVHOOK" export sh)"
    done
    assert_equal "$(cd proj && "$VENVHOOK" export --hook 1 sh)" \
        "$(cd proj && "$VENVHOOK" export sh)"
}

# A shell that inherits no PATH makes one, which most of them do not export.
@test "sh: a PATH that is not exported keeps what is in it" {
    local on=$HOME/proj/.venv/bin own

    keeps() {
        words=(env -u PATH "$(type -P "${words[0]}")" "${words[@]:1}" -c)
        own=$("${words[@]}" 'echo "$PATH"')
        run "${words[@]}" "
            cd ~/proj && eval \"\$('$VENVHOOK' export $1)\"
            echo \"\$PATH\"; /bin/sh -c 'echo \"\$PATH\"'
            cd / && eval \"\$('$VENVHOOK' export $1)\"
            echo \"=\$PATH\""
        assert_output "$on${own:+:$own}
$on${own:+:$own}
=$own"
    }
    in_each 'keeps sh'
    for shell in bash zsh ksh mksh yash; do
        need "$shell"
        words=("$shell")
        keeps "$shell" || fail "in $shell" || return
    done
    run sh -c "unset PATH; cd ~/proj
        eval \"\$('$VENVHOOK' export sh)\"; echo \"\$PATH\""
    assert_output "$on"
}
