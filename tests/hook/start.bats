# How the hook gets into a shell, what it does when the program is gone or
# fails, and how it is kept out.

load hook

@test "a shell that starts inside a project begins with its env on" {
    in_it --cwd "$HOME/proj" <<END
$(get VIRTUAL_ENV)
$(where python)
END
    assert_answer 0 ''
    assert_prompt 0 '(proj) => '
    assert_answer 1 "$HOME/proj/.venv"
    assert_answer 2 "$HOME/proj/.venv/bin/python"
}

@test "init itself prints nothing, and what the rc file does then waits for the prompt" {
    project strange
    rc_after "cd $HOME/strange"
    rc_after 'echo "rc is done"'
    in_it --cwd "$HOME/strange" <<<''
    assert_equal "$(answer 0 | head -n 1)" 'rc is done'
    assert_contains "$(answer 0)" 'venvhook allow'
    assert_answer 1 ''
    rc_clear
    rc_after "cd $HOME/proj"
    rc_after "$(get VIRTUAL_ENV)"
    in_it <<<"$(get VIRTUAL_ENV)"
    assert_answer 0 none
    assert_prompt 0 '(proj) => '
    assert_answer 1 "$HOME/proj/.venv"
}

@test "a script that reads the rc file is left alone, and goes on behind init" {
    can script
    rc_after "$(put AFTER yes)"
    in_it <<<"$(get AFTER)"
    assert_answer 1 yes
    script "cd $HOME/proj
$(get AFTER)
$(get VIRTUAL_ENV)"
    assert_output $'yes\nnone'
}

@test "a line that a shell is given on its command line finds what it goes to on, and off behind it" {
    can given
    in_it <<<''
    given "cd $HOME/proj; $(get VIRTUAL_ENV); cd ..; $(get VIRTUAL_ENV)"
    assert_equal "$(grep -v '^[A-Za-z]*: ' <<<"$output")" \
        "$HOME/proj/.venv"$'\nnone'
}

@test "a login shell without a prompt, which makes PATH anew, has all of an env that it inherits" {
    can script posix
    rc_before "PATH='$PATH'"
    before=$PATH
    cd proj
    eval "$("$VENVHOOK" export sh)"
    in_it --cwd "$HOME/proj" <<END
$(get PATH)
cd ..
$(get PATH)
END
    assert_prompt 0 '(proj) => '
    assert_answer 1 "$HOME/proj/.venv/bin:$before"
    assert_answer 3 "$before"
    script "$(get PATH)"
    assert_equal "${lines[${#lines[@]} - 1]}" "$HOME/proj/.venv/bin:$before"
    # one that is on by hand is not ours to mend
    export VENVHOOK_SESSION=
    script "$(get PATH)"
    assert_equal "${lines[${#lines[@]} - 1]}" "$before"
}

@test "in a script nothing of the hook is called at a change of directory" {
    can quiet_script
    in_it <<<''
    script "$(registered)"
    assert_output 0
}

@test "read again and again it stays one hook, and one cd is one run" {
    counted
    in_it <<END
$(registered)
$(read_file "$tmp/hook")
cd proj
$(read_file "$rc")
$(read_file "$tmp/hook")
$(registered)
$(by_sh ": >$tmp/runs")
cd ..

cd proj
$(by_sh "grep -c . $tmp/runs")
deactivate
END
    assert_prompt 3 '(proj) => '
    assert_prompt 4 '(proj) => '
    [ "$(answer 1)" -gt 0 ]
    assert_answer 6 "$(answer 1)"
    assert_prompt 8 '=> '
    assert_prompt 10 '(proj) => '
    assert_answer 11 $((1 + out_runs))
    assert_prompt 12 '=> '
}

@test "a hook of another version says so once and changes nothing, and init mends it in place" {
    edit_hook "$other_version"
    in_it <<END
cd proj

$(get VIRTUAL_ENV)
cd $HOME/away
cd $HOME/proj
$(rc_hook '')
$(get VIRTUAL_ENV)
END
    assert_contains "$(answer 0)" 'another version'
    assert_contains "$(answer 0)" "'exec $shell'"
    for step in 1 2 4 5; do
        assert_answer $step ''
    done
    assert_answer 3 none
    assert_prompt 6 '(proj) => '
    assert_answer 7 "$HOME/proj/.venv"
}

@test "a program of another version below a live shell leaves on what is on, says so once, and to who calls it" {
    project other
    "$VENVHOOK" allow other
    mkdir -p "$tmp/lib"
    printf '%s\n' '#!/bin/sh' "[ ! -e '$tmp/new' ] || case \$* in" \
        '    *--hook*) first=$1 && shift && number=$2 && shift 2' \
        '        set -- "$first" --hook 9$number "$@" ;;' 'esac' \
        "exec '$VENVHOOK' \"\$@\"" >"$tmp/lib/venvhook"
    chmod +x "$tmp/lib/venvhook"
    edit_hook "s,$VENVHOOK,$tmp/lib/venvhook,"
    in_it <<END
cd proj
$(by_sh ": >$tmp/new")
cd $HOME/other
cd $HOME/proj
cd $HOME/other
$(get VIRTUAL_ENV)
venvhook activate
deactivate
$(get VIRTUAL_ENV)
END
    assert_contains "$(answer 3)" 'another version'
    assert_prompt 3 '(proj) => '
    assert_answer 4 ''
    assert_answer 5 ''
    assert_prompt 5 '(proj) => '
    assert_answer 6 "$HOME/proj/.venv"
    assert_contains "$(answer 7)" 'another version'
    assert_prompt 8 '=> '
    assert_answer 9 none
}

@test "without the program nothing is said, and deactivate works" {
    mkdir gone
    cp "$VENVHOOK" gone/
    VENVHOOK=$HOME/gone/venvhook in_it <<END
cd proj
$(by_sh 'rm "$VENVHOOK"')
cd /
cd $HOME/proj
$(get VIRTUAL_ENV)
deactivate
$(get VIRTUAL_ENV)
$(get PATH)
venvhook status
$(last_status)
venvhook activate
$(last_status)
$(errors)
END
    assert_answer 3 ''
    assert_answer 4 ''
    assert_answer 5 "$HOME/proj/.venv"
    assert_prompt 6 '=> '
    assert_answer 7 none
    refute_contains "$(answer 8)" .venv
    assert_contains "$(answer 8)" "$PATH"
    can status
    # shellcheck disable=SC2059
    assert_answer 9 "$(printf "$gone" "$HOME/gone/venvhook")"
    assert_answer 10 127
    assert_equal "$(answer 11)" "$(answer 9)"
    assert_answer 12 127
    assert_answer 13 0
}

@test "a program that has moved is found on PATH, never in the directory at hand" {
    mkdir gone
    cp "$VENVHOOK" gone/
    printf '#!/bin/sh\n: >"%s/pwned"\n' "$HOME" >proj/venvhook
    chmod +x proj/venvhook
    VENVHOOK=$HOME/gone/venvhook in_it <<END
$(put PATH ":.:$PATH")
$(by_sh "mv \$VENVHOOK $tmp/bin/moved")
cd proj
cd ..
$(put PATH "$PATH")
$(by_sh "mv $tmp/bin/moved $tmp/bin/venvhook")
cd proj
END
    assert_prompt 3 '=> '
    assert_not_pwned
    assert_prompt 7 '(proj) => '
}

@test "a program that has moved is not looked for in the env that is on" {
    mkdir gone
    cp "$VENVHOOK" gone/
    printf '#!/bin/sh\n: >"%s/pwned"\n' "$HOME" >proj/.venv/bin/venvhook
    chmod +x proj/.venv/bin/venvhook
    VENVHOOK=$HOME/gone/venvhook in_it <<END
cd proj
$(by_sh "mv \$VENVHOOK $tmp/moved")
cd /
cd $tmp
$(by_sh "mv $tmp/moved $tmp/bin/venvhook")
cd /
END
    assert_prompt 1 '(proj) => '
    assert_prompt 4 '(proj) => '
    assert_not_pwned
    assert_prompt 6 '=> '
}

@test "a program that fails changes nothing, and is run once a directory" {
    counted "echo '$(put LEAK yes | tr "'" '"')'; exit 1"
    in_it <<END


cd proj


$(get LEAK)
$(errors)
END
    assert_answer 6 none
    assert_answer 7 0
    assert_runs 2
}

@test "a program that cannot be started is silent" {
    edit_hook "s,$VENVHOOK,$HOME/proj/.venv/pyvenv.cfg,"
    in_it <<END
cd proj
$(errors)
END
    assert_answer 1 ''
    assert_prompt 1 '=> '
    assert_answer 2 0
}

@test "VENVHOOK_DISABLE switches the hook off without a run, and unsetting it on again" {
    counted
    in_it --env VENVHOOK_DISABLE=1 <<END
cd proj
$(get VIRTUAL_ENV)
$(drop VENVHOOK_DISABLE)
END
    assert_answer 2 none
    assert_prompt 2 '=> '
    assert_prompt 3 '(proj) => '
    assert_runs 1
}

@test "with --no-cd the next prompt switches, and cd does not" {
    in_it --init --no-cd <<END
$(also 'cd proj' "$(get VIRTUAL_ENV)")
END
    assert_answer 1 none
    assert_prompt 1 '(proj) => '
}

@test "what a shell exported of its hook, all of it, disturbs no shell that is started in it" {
    local exports step

    can posix
    exports="for v in \$(set | sed -n 's/^\\(__venvhook_[a-z_]*\\)=.*/\\1/p');"
    exports="$exports do export \$v; done"
    in_it --cwd "$HOME/away" <<END
cd ../proj
$exports
$(child)
cd ../away
$(get PATH)
$exports
$(child)
cd ../proj
$(get VIRTUAL_ENV)
END
    for step in 3 4 7 8; do
        assert_answer $step ''
    done
    assert_answer 5 "$PATH"
    assert_answer 9 "$HOME/proj/.venv"
}
