#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2030,SC2031
# The line on a terminal that tells of what takes its time.

# in memory

load lib/common
load lib/making
load lib/policy

setup() {
    common_setup
    python=$(base_python) || skip 'no base Python'
    export python
    slow_creator "$tmp/bin"
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    # so that it is known
    "$VENVHOOK" create --python "$python" --without-pip "$tmp/known"
}

slow() {
    echo 'creator = virtualenv' >"$XDG_CONFIG_HOME/venvhook/config"
}

# It takes the shell for one with the hook, and has nothing to say of that.
in_bash() {
    in_shell bash --no-hook --env VENVHOOK_HOOK=bash "$@"
}

@test "progress: of one that is quick not a byte is shown" {
    in_bash <<'END'
"$VENVHOOK" create --python "$python" --without-pip e
END
    assert_exists e/pyvenv.cfg
    assert_equal "$(raw_of 1 | tail -n +2)" '=> '
}

@test "progress: a line comes, and is gone when it is done" {
    slow
    in_bash <<END
@send "\$VENVHOOK" create --python "\$python" deep/e; echo status \$?
@wait venvhook: making e with Python $(python_version "$python") ...
@touch $HOME/go
@prompt
END
    assert_contains "$(answer 1)" 'status 0'
    refute_contains making
    assert_exists deep/e/pyvenv.cfg
}

@test "progress: where stderr is no terminal there is none" {
    slow
    in_bash <<END
@send "\$VENVHOOK" create --python "\$python" e 2>told
@sleep 1
@touch $HOME/go
@prompt
END
    assert_exists e/pyvenv.cfg
    assert_equal "$(cat told)" ''
}

@test "progress: a job in the background has none" {
    slow
    in_bash <<END
"\$VENVHOOK" create --python "\$python" e &
@sleep 1
@touch $HOME/go
wait
END
    assert_exists e/pyvenv.cfg
    refute_contains "$(cat "$steps"/*.raw)" making
}

@test "progress: what stands before it on its row stays" {
    slow
    in_bash <<END
@send printf %s%s foo bar; "\$VENVHOOK" create --python "\$python" e
@wait making
@touch $HOME/go
@prompt
END
    assert_contains foobar
    refute_contains making
}

@test "progress: it is no longer than the terminal is wide, whatever the name" {
    local name

    name=$(printf '中%.0s' 1 2 3 4 5 6 7 8 9 10)
    slow
    in_bash --cols 30 --env NAME="$name" <<END
@send "\$VENVHOOK" create --python "\$python" "\$NAME"
@wait making
@touch $HOME/go
@prompt
END
    refute_contains making
    # 17 columns, and 12 of the 29 that are left of a row
    assert_contains "$(raw_of 1)" "venvhook: making ${name:0:6}"$'\r'
}

@test "progress: nothing of a name acts on the terminal" {
    slow
    in_bash --env NAME=$'a\u202eb' <<END
@send "\$VENVHOOK" create --python "\$python" "\$NAME"
@wait making a?b with
@touch $HOME/go
@prompt
END
    refute_contains making
}

@test "progress: Ctrl-C wipes it, and what the terminal put behind it" {
    slow
    in_bash <<END
@send "\$VENVHOOK" create --python "\$python" e
@wait making
@key \x03
@prompt
echo \$?
END
    refute_contains making
    # what is told then would hide a "^C" that is left
    assert_contains "$(raw_of 1)" "^C"$'\r'"$(printf '%999s' '')"$'\r'
    assert_contains "venvhook: $HOME/e: cancelled"
    assert_answer 2 130
    refute_exists e
}

@test "progress: a creator that closes its output has one, too, and ends at Ctrl-C" {
    slow
    sed -i '2i exec >&- 2>&-' "$tmp/bin/virtualenv"
    in_bash <<END
@send "\$VENVHOOK" create --python "\$python" e
@wait making
@key \x03
@prompt
END
    assert_contains "venvhook: $HOME/e: cancelled"
    refute_exists e
}

@test "progress: it tells that another is waited for" {
    need flock
    mkdir e
    flock e sh -c 'echo locked; until [ -e "$HOME/go" ]; do sleep 0.02; done' \
        >lock 3>&- &
    eventually grep -q locked lock
    in_bash <<END
@send "\$VENVHOOK" create --python "\$python" --without-pip e
@wait venvhook: waiting for another run that makes e ...
@key \x03
@prompt
@send "\$VENVHOOK" create --python "\$python" --without-pip e
@wait waiting
@touch $HOME/go
@prompt
END
    assert_exists e/pyvenv.cfg
    refute_contains waiting
    assert_contains "$(answer 1)" 'cancelled'
    assert_answer 2 ''
}

@test "progress: it tells that a Python is looked for" {
    printf '%s\n' '#!/bin/sh' 'until [ -e "$HOME/go" ]; do sleep 0.02; done' \
        'exec "$python" "$@"' >slow-python
    chmod +x slow-python
    in_bash <<END
@send "\$VENVHOOK" create --python ./slow-python --without-pip e
@wait venvhook: looking for a Python ...
@touch $HOME/go
@prompt
END
    assert_exists e/pyvenv.cfg
    refute_contains looking
}

@test "progress: recreate has one, too, and after Ctrl-C all is as it was" {
    "$VENVHOOK" create --python "$python" --without-pip .venv
    echo mine >.venv/mine
    slow
    in_bash <<END
@send "\$VENVHOOK" recreate --yes
@wait venvhook: making .venv with Python
@key \x03
@prompt
@send "\$VENVHOOK" recreate --yes
@wait making
@touch $HOME/go
@prompt
END
    refute_contains making
    assert_contains "$(answer 1)" 'is as it was before'
    assert_contains "$(answer 2)" 'recreated with'
    refute_exists .venv/mine
}

@test "progress: on a slow disk pip is cloned with one, and Ctrl-C ends that between two files" {
    need strace
    seeded
    in_bash <<END
@send strace -qq -o /dev/null -e inject=openat:delay_exit=20000 "\$VENVHOOK" create --python "\$python" e
@wait making e with
@key \x03
@prompt
END
    refute_contains making
    assert_contains "venvhook: $HOME/e: cancelled"
    refute_exists e
    assert_exists "$seed"
    "$VENVHOOK" create --python "$python" e
    run e/bin/pip --version
    assert_success
}
