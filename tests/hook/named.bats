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
