# Envs with a name, from the shell.

load hook

@test "activate NAME --cd switches it on and goes to the project that it names" {
    export WORKON_HOME=$HOME/envs
    make_env envs/one
    mkdir -p "work/a b"
    echo "$HOME/work/a b" >envs/one/.project
    make_env envs/two
    "$VENVHOOK" allow envs/one
    "$VENVHOOK" allow envs/two
    in_it <<END
venvhook activate one --cd
$(get VIRTUAL_ENV)
$(by_sh pwd)
venvhook activate two --cd
$(get VIRTUAL_ENV)
deactivate
END
    assert_prompt 1 '(one) => '
    assert_answer 2 "$HOME/envs/one"
    assert_answer 3 "$HOME/work/a b"
    assert_contains "$(answer 4)" 'names no project'
    assert_answer 5 "$HOME/envs/one"
    assert_prompt 6 '=> '
}

@test "an env that was activated by name and is taken away goes off, and the notice says that it is not there" {
    project other
    "$VENVHOOK" allow other
    in_it <<END
venvhook activate $HOME/other/.venv
$(by_sh 'mv other/.venv other/kept')

$(get VIRTUAL_ENV)
END
    assert_answer 4 none
    assert_contains "$(raw_of 2)$(raw_of 3)" \
        "$HOME/other/.venv: is not there any more"
    refute_contains "$output" 'leads to'
}
