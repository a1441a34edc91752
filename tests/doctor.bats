# shellcheck disable=SC2016,SC2154
# What doctor finds: a zoo of set-ups that are broken, each in its own way.

load lib/common

setup() {
    common_setup
    project p
    printf '#!/bin/sh\n' >p/.venv/bin/pip
    chmod 755 p/.venv/bin/pip
    "$VENVHOOK" allow p 2>/dev/null
}

@test "doctor: without a hook it says so, names setup, and fails" {
    run --separate-stderr "$VENVHOOK" doctor
    assert_failure 1
    assert_contains 'wrong: no-hook: '
    assert_contains "run 'venvhook setup'"
    assert_equal "$stderr" ''
}

@test "doctor: in a shell where nothing is wrong it finds nothing, and succeeds" {
    for shell in bash zsh fish; do
        in_shell "$shell" <<<$'cd p\nvenvhook doctor && echo done'
        assert_contains "$(answer 2)" "$HOME/p/.venv, by venvhook"
        assert_contains "$(answer 2)" 'nothing is wrong'
        assert_contains "$(answer 2)" done
        refute_contains "$(answer 2)" 'to do:'
    done
}
