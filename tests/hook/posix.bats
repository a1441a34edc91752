# What only a shell that reads POSIX's words has: $_, traps, options, aliases.

load hook

setup() {
    hook_setup
    can posix
}

@test "no option of the shell breaks the hook or is changed by it" {
    while IFS= read -r option; do
        rc_clear
        rc_before "$option"
        in_it <<END
$options >before
cd proj && echo "\$VIRTUAL_ENV"
$(plain_cd ..)
cd proj
deactivate
cd ..
$options >after
cmp before after && echo "same"
END
        assert_answer 0 ''
        assert_answer 2 "$HOME/proj/.venv"
        assert_prompt 2 '(proj) => '
        assert_prompt 3 '=> '
        assert_prompt 4 '(proj) => '
        assert_answer 5 ''
        assert_prompt 5 '=> '
        assert_answer 6 ''
        assert_answer 8 same
    done < <(option_lines)
}

@test "directories that differ in case are two, under any IFS and options that fold case" {
    mkdir PROJ
    rc_before "$fold_case; IFS=/_e1-"
    in_it <<'END'
cd proj
cd ../PROJ
cd ../proj && echo "$VIRTUAL_ENV"
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_answer 3 "$HOME/proj/.venv"
}

@test "a restricted shell is left alone, and its rc file goes on behind init" {
    can restricted
    rc_after 'AFTER=yes'
    in_it --cwd "$HOME/proj" -- -r <<END

echo "\${VIRTUAL_ENV-none} \$AFTER"
$(registered)
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_prompt 1 '=> '
    assert_answer 2 'none yes'
    can quiet_restricted
    assert_answer 3 0
}

@test "with a PATH that is readonly nothing is half on, and nothing is said" {
    for place in rc_before rc_after; do
        for name in PATH $readonly_too; do
            rc_clear
            $place "readonly $name"
            in_it <<'END'
cd proj
echo "${VIRTUAL_ENV:-none}"
echo "$PATH"
cd ..
END
            assert_answer 1 ''
            assert_prompt 1 '=> '
            assert_answer 2 none
            assert_answer 3 "$PATH"
            assert_answer 4 ''
        done
    done
}

@test "set -x shows few short lines a prompt, and no more for a cd" {
    in_it <<'END'
set -x

cd proj

echo $-
END
    [ "$(answer 2 | wc -l)" -le "$traced" ] || fail "$(answer 2)"
    refute_contains "$(answer 2)" "$HOME"
    refute_contains "$(answer 3)" VIRTUAL_ENV
    assert_prompt 3 '(proj) => '
    assert_contains "$(answer 5)" x
}

@test "set -v shows nothing of what the program answers" {
    in_it <<'END'
set -v
cd proj
deactivate
cd ..
echo $-
END
    for step in 2 3 4; do
        refute_contains "$(answer $step)" "$HOME/"
    done
    assert_contains "$(answer 5)" v
}

@test "under set -a nothing of the hook is exported" {
    rc_before 'unset PROMPT_COMMAND'
    in_it <<END
env | sort >before
set -a
cd proj
$(plain_cd ..)
$(plain_cd proj)
deactivate
$(plain_cd ..)
echo \$-
set +a
env | sort | diff before - | grep -v -e ' _=' -e OLDPWD= -e _AST_ | grep '[<>]'
END
    assert_prompt 3 '(proj) => '
    assert_contains "$(answer 8)" a
    assert_answer 10 ''
}

@test "an rc file under set -a exports nothing of the hook" {
    rc_before 'set -a'
    in_it <<'END'
cd proj
env | grep -e __venvhook -e '^BASH_FUNC_\(venvhook\|cd\)'
echo $-
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 ''
    assert_contains "$(answer 3)" a
}

@test "aliases of any name are not looked at" {
    for name in $aliases; do
        rc_after "alias $name='echo alias of $name; :'"
    done
    rc_after "$more_aliases"
    rc_after '\eval "$("$VENVHOOK" init '"$shell"')"'
    in_it --no-hook <<'END'
\cd proj && echo "$VIRTUAL_ENV"
\deactivate
\venvhook version >version
\cd ..
\alias | \grep -c 'alias of'
END
    assert_answer 0 ''
    for step in 1 2 3 4; do
        refute_contains "$(answer $step)" 'alias of'
    done
    assert_answer 1 "$HOME/proj/.venv"
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_answer 5 "$(echo $aliases | wc -w | tr -d ' ')"
}

@test "functions named as builtins are not called, before our line or after it" {
    for place in rc_before rc_after; do
        rc_clear
        for name in $shadowed; do
            [ "$place$name" = rc_beforeeval ] ||
                $place "function $name { echo function $name; }"
        done
        in_it <<'END'
cd proj && echo "$VIRTUAL_ENV"
deactivate
cd ..
cd proj
cd ..
venvhook deactivate --help
venvhook doctor
END
        refute_contains 'function '
        assert_answer 1 "$HOME/proj/.venv"
        assert_prompt 2 '=> '
        assert_prompt 4 '(proj) => '
        assert_prompt 5 '=> '
        assert_contains "$(answer 6)" 'usage: venvhook deactivate'
        refute_contains "$(answer 7)" hook-not-called
    done
}

@test "\$_ is the last word of the user's command" {
    can last_word
    in_it <<'END'
true one two
echo $_
cd proj
echo $_
END
    assert_answer 2 two
    assert_answer 4 proj
}

@test "the next line sees the status of each command of a pipeline" {
    can pipestatus
    in_it <<END
true | (exit 3) | false
echo "\${${pipestatus}[*]}"
true | (exit 3) | false; cd proj; false | true
echo "\${${pipestatus}[*]}"
END
    assert_answer 2 '0 3 1'
    assert_prompt 3 '(proj) => '
    assert_answer 4 '1 0'
}

@test "the user's traps stay as they are, and nothing in the hook falls into them" {
    rc_before "trap 'echo got INT' INT; trap 'echo got HUP' HUP"
    [ -z "$err" ] || rc_before "trap 'echo got $err' $err"
    rc_before "trap 'echo got USR1' USR1"
    in_it <<'END'
trap >before
cd proj
cd ..
cd proj && deactivate
cd ..
trap >~/after
cmp ~/before ~/after && grep -c got ~/before
false
true
END
    assert_answer 2 ''
    assert_answer 3 ''
    assert_answer 4 ''
    assert_answer 7 "$(set -- INT HUP USR1 $err && echo $#)"
    assert_answer 8 "${err:+got $err}"
    assert_answer 9 ''
}

@test "an interrupt goes to the user's trap, and the program is ended by it" {
    counted "[ -e '$tmp/go' ] || exec '$VENVHOOK' \"\$@\"
echo waiting >/dev/tty
exec sleep 60"
    in_it <<END
trap 'echo got INT' INT
@touch $tmp/go
@send cd proj
@wait waiting
$interrupt
@prompt
trap >~/traps; grep -c 'got INT' ~/traps
END
    assert_answer -1 1
    assert_runs 2
}

@test "subshells do not run the program" {
    counted
    in_it <<'END'
( cd proj; echo "${VIRTUAL_ENV-none}" )
echo $(cd proj && echo "${VIRTUAL_ENV-none}")
END
    assert_answer 1 none
    assert_answer 2 none
    assert_runs 1
}

@test "nothing of the hook is in the history" {
    in_it <<END
$history_on
cd proj
$history
END
    assert_contains "$(answer 3)" 'cd proj'
    refute_contains "$(answer 3)" __venvhook
}

@test "venvhook reads its words under any IFS" {
    in_it <<'END'
(IFS=:; venvhook activate --help | head -n 1)
END
    assert_contains "$(answer 1)" 'usage: venvhook activate'
}

@test "a PS1 that is exported can be read by a shell without the hook" {
    need dash
    in_it <<'END'
cd proj
export PS1
@unmarked
env -u ENV dash
echo hi
env -u ENV bash --norc
exit
exit
cd ..
END
    for step in 3 5; do
        refute_contains "$(raw_of $step)" ubstitution
        refute_contains "$(prompt_of $step)" venvhook
    done
    assert_answer 4 hi
    assert_prompt 8 '=> '
}

@test "a PS1 that is exported shows the name once in a bash that has the hook, too" {
    rc_after 'export PS1'
    in_it <<END
cd proj
@unmarked
bash --norc -i
eval "\$('$VENVHOOK' init bash)"
cd ..
cd proj
END
    assert_prompt 3 '(proj) => '
    assert_prompt 4 '=> '
    assert_prompt 5 '(proj) => '
}

@test "a cd of the user's stays under an alias of that name for something else" {
    rc_before "cd() { echo mine; $builtin_cd \"\$@\"; }; alias cd='$builtin_cd'"
    in_it <<'END'
cd proj
\cd ..
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 mine
    assert_prompt 2 '=> '
}

@test "functions that were copied answer under set -eu as the program and the builtin do" {
    can copies
    in_it --cwd "$HOME/proj" <<END
$(functions_into "$HOME/copied")
$(functions_into "$HOME/all" '')
END
    for file in copied all; do
        bare "set -eu
$(read_file "$HOME/$file")
venvhook nonsense 2>/dev/null || echo failed
cd $HOME/none 2>/dev/null || echo stayed
cd $HOME
echo end"
        assert_equal "${lines[*]}" 'failed stayed end'
    done
}
