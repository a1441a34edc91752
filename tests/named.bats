# shellcheck disable=SC2016,SC2154
# Envs with a name, in WORKON_HOME.

load lib/common
load lib/verdict

setup() {
    common_setup
    base=$(base_python) || skip 'no base Python'
    export WORKON_HOME=$HOME/envs
    mkdir p
}

named() {
    run --separate-stderr "$VENVHOOK" create -p "$base" --without-pip \
        --name "$@"
}

@test "named: create --name makes it in WORKON_HOME, which is made too, and it may be activated" {
    named one
    assert_success
    run "$HOME/envs/one/bin/python" -c 'import sys; print(sys.prefix)'
    assert_output "$HOME/envs/one"
    echo one >p/.venv
    cd p
    turns_on "$HOME/envs/one"
}

@test "named: without WORKON_HOME it is ~/.virtualenvs, and an ENV_DIR beside --name is an error" {
    unset WORKON_HOME
    named one
    assert_success
    assert_exists "$HOME/.virtualenvs/one/pyvenv.cfg"
    named two three
    assert_failure 2
    refute_exists "$HOME/.virtualenvs/two"
}

@test "named: what is no name makes nothing" {
    for name in a/b .. .x -x $'a\nb' $'a\e[31m'; do
        run --separate-stderr "$VENVHOOK" create --without-pip --name="$name"
        refused 'is no name for an environment' 2
    done
    refute_exists envs
}

@test "named: remove, recreate, status and allow take the name where nothing is called so here" {
    named one
    run "$VENVHOOK" status one
    assert_success
    assert_contains "$HOME/envs/one"
    run "$VENVHOOK" recreate one
    assert_success
    run "$VENVHOOK" remove --yes one
    assert_success
    assert_output "venvhook: removed $HOME/envs/one"
    refute_exists envs/one
    run "$VENVHOOK" remove --yes one
    assert_failure 1
    run --separate-stderr "$VENVHOOK" exec --dir one true
    assert_failure 1
}

@test "named: a .venv file that names an env that is not there says how to make it, and a path does not" {
    cd p
    echo one >.venv
    run "$VENVHOOK" status
    assert_contains "run 'venvhook create --name one' to make it"
    "$VENVHOOK" create -p "$base" --without-pip --name one
    turns_on "$HOME/envs/one"
    for other in ./gone "a b" "\$(id)" -x; do
        echo "$other" >.venv
        run "$VENVHOOK" status
        refute_contains 'create --name'
    done
    rm .venv
    ln -s gone .venv
    run "$VENVHOOK" status
    refute_contains 'create --name'
}

@test "named: a directory of that name here is meant before the env" {
    named p
    run "$VENVHOOK" remove --yes p
    assert_failure 1
    assert_exists envs/p/pyvenv.cfg
}

@test "named: the names are offered where a word is completed, also for remove" {
    named one
    named two
    run "$VENVHOOK" complete remove ''
    assert_success
    assert_line $'one\tenvironment'
    assert_line $'two\tenvironment'
}
