# The function hands on what only its shell knows.

load hook

@test "doctor finds nothing wrong in a shell that is well" {
    printf '#!/bin/sh\n' >proj/.venv/bin/pip
    chmod 755 proj/.venv/bin/pip
    in_it --cols 200 <<'END'
cd proj
venvhook doctor
END
    assert_contains "$(answer 2)" ", with the hook of venvhook $VERSION"
    assert_contains "$(answer 2)" "$HOME/proj/.venv, by venvhook"
    assert_contains "$(answer 2)" 'nothing is wrong'
    refute_contains "$(answer 2)" 'to do:'
}
