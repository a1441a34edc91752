#!/usr/bin/env bats
# What an idle prompt costs in fish: nothing but looking.
load lib/common

setup() {
    common_setup
    project "$tmp/p"
    "$VENVHOOK" allow "$tmp/p" >/dev/null
}

assert_idle() {
    local n

    assert_equal "$processes" 0
    assert_equal "$opened" 0
    for n in {2..25}; do
        assert_answer "$n" ''
    done
}

@test "in a project twenty prompts start no process, open no file" {
    count_syscalls fish 20 --cwd "$tmp/p"
    assert_prompt 25 '(p) => '
    assert_idle
    # It does look.
    [ "$looked" -ge 20 ]
}

@test "outside of projects twenty prompts start no process, open no file" {
    mkdir -p "$HOME/a/b/c/d/e/f"
    count_syscalls fish 20 --cwd "$HOME/a/b/c/d/e/f"
    assert_prompt 25 '=> '
    assert_idle
    grep -q "$HOME/a/.venv" "$syscalls"
    # Above HOME nothing is looked at.
    run grep -e "\"$tmp/.venv\"" -e '"/.venv"' "$syscalls"
    assert_failure 1
}

@test "where an env is refused, broken or switched off, as well" {
    project "$tmp/no"
    mkdir -p "$tmp/broken/.venv"
    for dir in no broken; do
        count_syscalls fish 20 --cwd "$tmp/$dir"
        assert_contains "$(answer 0)" venvhook:
        assert_idle
    done
    rc_after 'function fish_greeting; end
        function once --on-event fish_prompt; functions -e once
            deactivate; end'
    count_syscalls fish 20 --cwd "$tmp/p"
    assert_prompt 25 '=> '
    assert_idle
}

@test "after the program failed, twenty prompts do not try again" {
    rc_after '"$VENVHOOK" init fish | string replace -- "--hook 1" "--hook 0" |
        source'
    count_syscalls fish 20 --no-hook --cwd "$tmp/p"
    assert_contains "$(answer 0)" 'another version'
    assert_idle
}
