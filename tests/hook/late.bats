# Never late: what is shown, and what runs, is what is on, whoever makes the
# prompt and by whatever way one came.

load hook

# shown N WHAT: the theme of step N shows WHAT.
shown() {
    local prompt

    prompt=$(prompt_of "$1") || return
    [[ $prompt == *"<$2>=> " ]] || differ "prompt of step $1" "$prompt" \
        want "...<$2>=> "
}

@test "a theme that makes its prompt of what is on shows it at once, by whatever way one came" {
    for name in $made; do
        rc_clear
        rc_before "$(theme "$name")"
        rc_before "$(leap)"
        in_it --cwd "$HOME/proj" <<END
z /
z $HOME/proj
deactivate
venvhook activate
z ..; z proj; z ../away
venvhook create --without-pip
venvhook remove -y
cd ../proj
cd ..
END
        shown 0 .venv
        shown 1 ''
        shown 2 .venv
        shown 3 ''
        shown 4 .venv
        shown 5 ''
        shown 6 .venv
        shown 7 ''
        shown 8 .venv
        shown 9 ''
    done
}

@test "a theme whose line comes after ours shows it at once from the second prompt on" {
    can regains
    for name in $made; do
        rc_clear
        rc_after "$(theme "$name")"
        rc_after "$(leap)"
        in_it <<END

z proj
z /
z $HOME/proj
deactivate
cd ..
END
        shown 2 .venv
        shown 3 ''
        shown 4 .venv
        shown 5 ''
        shown 6 ''
    done
}

# cd_at_once LINE [OPTION]...: with that in the rc file, before our line or after
# it, what stands behind a cd in a line sees what is on there.
cd_at_once() {
    for place in rc_before rc_after; do
        rc_clear
        $place "$1"
        in_it "${@:2}" <<END
$(also 'cd proj' "$(where python)")
$(also 'cd ..' "$(get VIRTUAL_ENV)")
END
        assert_answer 1 "$HOME/proj/.venv/bin/python"
        assert_answer 2 none
    done
}

@test "whatever stands for cd, by a function or an alias, before our line or after it, what is behind it in the line is the project's" {
    can posix
    mine=("cd() { echo \"mine: \$*\"; $builtin_cd \"\$@\"; false; }"
        "function n { $builtin_cd \"\$@\" || return \$?; false; }; alias cd='n --'"
        "alias ls='echo seen; ls' &&
eval 'cd() { $builtin_cd \"\$@\" && ls -d .; false; }'"
        'alias cd="cd -P"')
    for place in rc_before rc_after; do
        for line in "${mine[@]}"; do
            rc_clear
            $place "$line"
            in_it --env CDPATH= <<'END'
cd proj; echo $? "${VIRTUAL_ENV-none}"
cd "$HOME"; echo "${VIRTUAL_ENV-none}"
cd nowhere 2>/dev/null; echo $?
END
            expected=1
            [[ $line != *-P* ]] || expected=0
            assert_equal "$line: $(answer 1 | tail -n 1)" \
                "$line: $expected $HOME/proj/.venv"
            assert_equal "$line: $(answer 2 | tail -n 1)" "$line: none"
            [ "$(answer 3 | tail -n 1)" -gt 0 ]
            [[ $line != *seen* ]] ||
                assert_equal "$(answer 1 | grep -c seen)" 1
        done
    done
}

@test "behind the cd of zoxide, before our line or after it, python is the project's" {
    can zoxide
    cd_at_once "$(zoxide_cd)"
}

@test "with zoxide itself, before our line or after it, z switches at once" {
    can zoxide
    need zoxide
    for place in rc_before rc_after; do
        rc_clear
        $place "$(zoxide_line)"
        in_it <<END
cd proj
cd ../away

$(also 'z proj' "$(where python)")
z away
END
        assert_answer 4 "$HOME/proj/.venv/bin/python"
        assert_prompt 4 '(proj) => '
        assert_prompt 5 '=> '
    done
}

@test "beside mise, before our line or after it, python is the project's at once" {
    can mise
    need mise
    cd_at_once "$(mise_line)" --timeout 60
}

# --- what bash alone has

@test "a timer in the DEBUG trap runs no longer than the command, however it is registered" {
    can debug_timer
    timer='start() { timer=${timer-since $BASH_COMMAND}; }
stop() { took=$timer; unset timer; }
PS1="\${timer-idle} \$took=> "
trap start DEBUG'
    while IFS= read -r -d '' ours && IFS= read -r -d '' behind; do
        rc_clear
        [ -z "$ours" ] || rc_before "$timer"$'\n'"$ours"
        [ -z "$behind" ] || rc_after "$timer"$'\n'"$behind"
        in_it <<'END'

true
cd proj

cd ..
END
        assert_contains "$(prompt_of 1)" 'idle '
        assert_prompt 2 'idle since true=> '
        assert_prompt 3 '(proj) idle since cd proj=> '
        assert_contains "$(prompt_of 4)" '(proj) idle '
        assert_prompt 5 'idle since cd ..=> '
    done < <(printf '%s\0' PROMPT_COMMAND=stop '' \
        'PROMPT_COMMAND=(: stop)' '' \
        '' 'PROMPT_COMMAND="$PROMPT_COMMAND; stop"' \
        '' 'PROMPT_COMMAND=stop' '' 'PROMPT_COMMAND+=(stop)')
}

@test "a prompt command in a string or an array, before our line or after it, sees PIPESTATUS" {
    can debug_timer
    seen='seen="$? ${PIPESTATUS[*]}"'
    for place in rc_before rc_after; do
        for line in "PROMPT_COMMAND='$seen'" "PROMPT_COMMAND=('$seen' :)"; do
            rc_clear
            $place "$line"
            in_it <<'END'

true | (exit 3) | false
echo "$seen"
cd proj; false | (exit 4) | true
echo "$seen"
END
            assert_answer 3 '1 0 3 1'
            assert_prompt 4 '(proj) => '
            assert_answer 5 '0 1 4 0'
        done
    done
}
