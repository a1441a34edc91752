# shellcheck disable=SC2016,SC2154
# A command inside an environment, as Makefiles, cron and editors run it.

load lib/common
load lib/verdict

setup() {
    common_setup
    make_env "$HOME/p/.venv"
    "$VENVHOOK" allow "$HOME/p" 2>/dev/null
    mkdir -p "$HOME/p/src" "$HOME/q"
}

# try ARG...: exec, with stderr apart
try() {
    run --separate-stderr "$VENVHOOK" exec "$@"
}

@test "exec: python is that of the env, with the variables of an activation" {
    cd p/src
    try python -c 'import os, sys
print(sys.prefix, os.environ["VIRTUAL_ENV"], os.environ["VIRTUAL_ENV_PROMPT"],
    os.environ["PATH"].split(":")[0], os.getcwd(), "PYTHONHOME" in os.environ)'
    assert_success
    assert_output "$HOME/p/.venv $HOME/p/.venv p $HOME/p/.venv/bin $HOME/p/src False"
    assert_equal "$stderr" ''
}

@test "exec: PYTHONHOME is cleared, and every other variable stays as it is" {
    cd p
    PYTHONHOME=/nowhere ODD=$' a\n=b' try env
    assert_success
    assert_equal "$(grep -c '^PYTHONHOME=' <<<"$output")" 0
    [[ $output == *$'ODD= a\n=b'* ]]
    assert_equal "$(grep -c '^PATH=' <<<"$output")" 1
}

@test "exec: --dir takes the env of another project and leaves the working directory" {
    cd q
    try --dir ../p -- sh -c 'echo "$VIRTUAL_ENV $(pwd)"'
    assert_success
    assert_output "$HOME/p/.venv $HOME/q"
    try "--dir=$HOME/p/.venv" sh -c 'echo "$VIRTUAL_ENV"'
    assert_output "$HOME/p/.venv"
}

@test "exec: the exit status and the signals are the command's own" {
    cd p
    for want in 0 1 7 255; do
        try sh -c "exit $want"
        assert_equal "$status" "$want"
    done
    try sh -c 'kill -TERM $$'
    assert_equal "$status" 143
    "$VENVHOOK" exec sleep 60 &
    sleep=$!
    eventually grep -qx sleep "/proc/$sleep/comm"
    kill -TERM "$sleep"
    status=0
    wait "$sleep" || status=$?
    assert_equal "$status" 143
}

@test "exec: what is not there is 127, what cannot be executed 126" {
    cd p
    touch plain
    try nothing-of-that-name
    assert_equal "$status:$stderr" \
        '127:venvhook: nothing-of-that-name: command not found'
    try ./nothing
    assert_equal "$status" 127
    try ./plain
    assert_equal "$status" 126
    try /
    assert_equal "$status:$output" 126:
}

@test "exec: where the interpreter of a script is gone, none of that name is run further on in PATH" {
    cd p
    mkdir "$tmp/further"
    printf '#!/bin/sh\necho ran\n' >"$tmp/further/pip"
    printf '#!/nowhere/python\n' >.venv/bin/pip
    chmod +x "$tmp/further/pip" .venv/bin/pip
    for word in pip ./.venv/bin/pip; do
        PATH=$PATH:$tmp/further try "$word"
        assert_equal "$status:$output:$stderr" \
            "127::venvhook: $word: its interpreter is not there"
    done
    # the control
    rm .venv/bin/pip
    PATH=$tmp/further:$PATH try pip
    assert_equal "$status:$output" 0:ran
}

@test "exec: a script without its first line is run by sh" {
    cd p
    printf 'echo "$0 $1 $VIRTUAL_ENV"\n' >script
    chmod +x script
    try ./script 'a b'
    assert_output "./script a b $HOME/p/.venv"
}

@test "exec: a relative entry of PATH is passed over" {
    cd p
    printf '#!/bin/sh\necho ran\n' >only-here
    chmod +x only-here
    PATH=.::sub:$PATH try only-here
    assert_equal "$status:$output" 127:
}

@test "exec: an env that is not allowed, or none, runs nothing" {
    make_env "$HOME/q/.venv"
    cd q
    try touch ran
    assert_equal "$status:$output" 1:
    [[ $stderr == *'venvhook allow'* ]]
    mkdir "$HOME/r"
    cd "$HOME/r"
    try touch ran
    assert_equal "$status" 1
    [[ $stderr == *'no environment here or above'* ]]
    try --dir ../q touch ran
    assert_equal "$status" 1
    [[ $stderr == *"venvhook allow ../q"* ]]
    [ ! -e "$HOME/q/ran" ]
    [ ! -e "$HOME/r/ran" ]
}

@test "exec: an env that is on by hand, or one switched off here, does not count" {
    cd p
    VIRTUAL_ENV=/other PATH=/other/bin:$PATH try sh -c 'echo "$VIRTUAL_ENV"'
    assert_output "$HOME/p/.venv"
    off=$(
        eval "$("$VENVHOOK" export bash)"
        eval "$("$VENVHOOK" deactivate --shell bash)"
        printf %s "$VENVHOOK_SESSION"
    )
    [ "$off" ]
    VENVHOOK_SESSION=$off try sh -c 'echo "$VIRTUAL_ENV"'
    assert_output "$HOME/p/.venv"
}

@test "exec: inside the env of another project that one leaves PATH" {
    make_env "$HOME/q/.venv"
    "$VENVHOOK" allow q 2>/dev/null
    cd p
    try "$VENVHOOK" exec --dir ../q sh -c 'echo "$PATH"'
    assert_output "$HOME/q/.venv/bin:$PATH"
}

@test "exec: words of the command that look like our options, or are empty, are its own" {
    cd p
    try printf '%s\n' --dir x --help
    assert_output $'--dir\nx\n--help'
    try printf '<%s>' '' x ''
    assert_output '<><x><>'
    try
    assert_equal "$status" 2
}
