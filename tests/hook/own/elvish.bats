# What elvish alone has: values, namespaces, a completer of its own.

load ../hook

@test "what the user has in the lists of hooks is called as before, and once" {
    rc_before 'set after-chdir = [{|_| echo moved }]'
    rc_after 'set edit:before-readline = [$@edit:before-readline { echo ready }]'
    in_it <<'END'
cd proj
cd ..
END
    assert_answer 1 $'moved\nready'
    assert_prompt 1 '(proj) => '
    assert_answer 2 $'moved\nready'
}

@test "what changes in a file alone is seen behind a command of venvhook and at a cd" {
    mkdir proj/sub
    in_it <<END
cd proj
sh -c 'echo prompt = one >>.venv/pyvenv.cfg'
venvhook version
sh -c 'sed -i s/one/two/ .venv/pyvenv.cfg'
cd sub
END
    assert_prompt 1 '(proj) => '
    assert_prompt 3 '(one) => '
    assert_prompt 5 '(two) => '
}

@test "no name of the hook is at the prompt but those that people call" {
    in_it <<'END'
for name [program start seen entry __venvhook_cd check ask] { try { eval 'put $'$name; echo there } catch { } }
venvhook version
END
    assert_answer 1 ''
    assert_contains "$(answer 2)" 'venvhook '
}

@test "a function of the user's that fails is told of, and nothing is left undone" {
    rc_after 'fn venvhook_activated {|path| fail oops }'
    counted
    in_it <<END
cd proj
cd .

cd ..
$(get VIRTUAL_ENV)
END
    assert_contains "$(answer 1)" oops
    assert_prompt 1 '(proj) => '
    assert_answer 2 ''
    assert_answer 5 none
    assert_runs 3
}

@test "without any PATH an env is on all the same, and there is none again behind it" {
    rc_before 'unset-env PATH'
    in_it <<END
cd proj
$(get VIRTUAL_ENV)
$(get PATH)
cd ..
$(get PATH)
END
    assert_answer 2 "$HOME/proj/.venv"
    assert_answer 3 "$HOME/proj/.venv/bin"
    assert_answer 5 none
}

@test "a hook of before, which reads statements, gets one sentence, and what keeps it from coming again" {
    run --separate-stderr "$VENVHOOK" export --hook 1 elvish
    assert_success
    assert_output 'set notices = "0000000000000000"'
    assert_contains "$stderr" "'exec elvish' starts it again"
    run --separate-stderr "$VENVHOOK" export --hook 1 \
        --notices 0000000000000000 elvish
    assert_failure 1
    assert_output ''
    assert_equal "$stderr" ''
}

@test "a prompt and an after-chdir that rc.elv sets behind our line have the name, and the env at once" {
    rc_after 'fn mine { put "mine=> " }; set edit:prompt = $mine~'
    rc_after 'set after-chdir = [{|_| echo moved }]'
    in_it <<END
cd proj; $(get VIRTUAL_ENV)
cd ..; $(get VIRTUAL_ENV)
END
    assert_answer 1 $'moved\n'"$HOME/proj/.venv"
    assert_prompt 1 '(proj) mine=> '
    assert_answer 2 $'moved\nnone'
    assert_prompt 2 'mine=> '
}

@test "a prompt that calls ours has the name once, and one in its place has it, too" {
    in_it <<'END'
cd proj
var ours = $edit:prompt; set edit:prompt = { put 'top '; $ours }
set edit:prompt = { put 'other=> ' }
cd ..
END
    assert_prompt 2 '(proj) top => '
    assert_prompt 3 '(proj) other=> '
    assert_prompt 4 'other=> '
}
