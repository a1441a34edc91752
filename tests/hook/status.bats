# What the shell knows of the last command is the user's, not the hook's.

load hook

@test "the prompt and the next line see the status of the user's command" {
    rc_before "$(prompt_status)"
    in_it <<END
cd proj
$(by_sh 'exit 3')
$(last_status)
$(by_sh 'touch .venv/pyvenv.cfg; exit 4')
$(last_status)
cd ..; $(by_sh 'exit 5')
cd proj; $(by_sh 'exit 6')
END
    assert_prompt 1 '(proj) <0>=> '
    assert_prompt 2 '(proj) <3>=> '
    assert_answer 3 3
    assert_prompt 4 '(proj) <4>=> '
    assert_answer 5 4
    assert_prompt 6 '<5>=> '
    assert_prompt 7 '(proj) <6>=> '
}

@test "cd itself succeeds and fails as ever" {
    rc_before "$(prompt_status)"
    in_it <<END
cd proj
cd $HOME/nowhere
END
    assert_contains "$(answer 2)" nowhere
    can cd_status
    assert_prompt 1 '(proj) <0>=> '
    assert_prompt 2 "(proj) <$cd_fails>=> "
}
