#!/usr/bin/env bats
# shellcheck disable=SC2016
# The policy `create` as a person meets it: in the four shells, on a terminal.

load lib/common
load lib/policy

setup() {
    common_setup
    policy_setup
}

# in_home SHELL [OPTION]...: the user's, there
in_home() {
    in_shell "$@" --user "$U" --cwd "$home"
}

# How often it was on the screen.
count() {
    grep -cF -e "$1" <<<"$output" || :
}

# --- one step

one_step() {
    allowed
    in_home "$1" <<'END'
cd work/p && python -c 'import sys; print(sys.prefix)'
cd ../..
END
    output=$(answer 1)
    assert_line "$home/work/p/.venv"
    assert_contains "$home/work/p/.venv: made with /usr/bin/python3"
    refute_contains making
    assert_prompt 1 '(p) => '
    assert_prompt 2 '=> '
}

@test "policy: bash: cd makes and activates it, for the rest of the line" {
    one_step bash
}

@test "policy: zsh: cd makes and activates it, for the rest of the line" {
    one_step zsh
}

@test "policy: fish: cd makes and activates it, for the rest of the line" {
    one_step fish
}

@test "policy: pwsh: cd makes and activates it, for the rest of the line" {
    one_step pwsh
}

# --- what is told

told_once() {
    settings 'pip = no' '[~/hint]' 'create = hint' '[~/work]' 'create = auto' \
        '[~/bad]' 'create = auto' 'python = 3.99'
    project_in hint/p none/p bad/p work/q
    allowed work/p none/p bad/p
    in_home "$1" <<'END'
cd hint/p

cd ../../work/q

cd ../../bad/p

cd ../../none/p
cd ../../hint/p
cd ../../work/q
cd ../../bad/p
cd ../../work/p
END
    assert_contains "$(answer 1)" "run 'venvhook create' to make one"
    assert_answer 2 ''
    assert_contains "$(answer 3)" "run 'venvhook allow --create'"
    assert_answer 4 ''
    assert_contains "$(answer 5)" '3.99'
    assert_answer 6 ''
    assert_answer 7 ''
    assert_answer 8 ''
    assert_answer 9 ''
    assert_answer 10 ''
    assert_contains "$(answer 11)" 'made with'
    assert_prompt 11 '(p) => '
    assert_equal "$(cd "$home" && echo */*/.venv)" work/p/.venv
}

@test "policy: bash: each tree has its own, and hint, refusal and failure are told once" {
    told_once bash
}

@test "policy: zsh: each tree has its own, and hint, refusal and failure are told once" {
    told_once zsh
}

@test "policy: fish: each tree has its own, and hint, refusal and failure are told once" {
    told_once fish
}

@test "policy: pwsh: each tree has its own, and hint, refusal and failure are told once" {
    told_once pwsh
}

# --- one that takes its time

slowly() {
    slow_creator "$tmp/bin"
    settings 'create = auto' 'creator = virtualenv'
    allowed
    in_home "$@"
}

line_is_wiped() {
    slowly "$1" <<END
@send cd work/p && python -c 'import sys; print(sys.prefix)'
@wait venvhook: making .venv with Python 3.
@touch $home/go
@prompt
END
    refute_contains making
    assert_line "$home/work/p/.venv"
    assert_prompt 1 '(p) => '
}

@test "policy: bash: a line tells of a slow one, and is gone in the end" {
    line_is_wiped bash
}

@test "policy: zsh: a line tells of a slow one, and is gone in the end" {
    line_is_wiped zsh
}

@test "policy: fish: a line tells of a slow one, and is gone in the end" {
    line_is_wiped fish
}

@test "policy: pwsh: a line tells of a slow one, and is gone in the end" {
    line_is_wiped pwsh
}

@test "policy: with messages = none there is no such line" {
    slow_creator "$tmp/bin"
    settings 'create = auto' 'creator = virtualenv' 'messages = none'
    allowed
    in_home bash <<END
@send cd work/p
@sleep 1
@touch $home/go
@prompt
END
    assert_answer 1 ''
    assert_equal "$(raw_of 1 | tail -n +2)" '(p) => '
}

typed_ahead() {
    slowly "$1" <<END
@send cd work/p
@wait making
@send echo typed''first
@key echo typed''second
@touch $home/go
@wait typedfirst
@key \r
@wait typedsecond
@prompt
END
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
    assert_equal "$(cat "$home/read")" ''
}

@test "policy: bash: what is typed while it is made is left for the shell" {
    typed_ahead bash
}

@test "policy: zsh: what is typed while it is made is left for the shell" {
    typed_ahead zsh
}

@test "policy: fish: what is typed while it is made is left for the shell" {
    typed_ahead fish
}

@test "policy: pwsh: what is typed while it is made is left for the shell" {
    # Its line editor drops an Enter that was typed before it read, whatever
    # ran; the text it takes.
    slowly pwsh --term xterm <<END
@send cd work/p
@wait making
@key echo typed''first
@touch $home/go
@wait (p) => echo typed''first
@key \\r
@wait typedfirst
@prompt
END
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
    assert_equal "$(cat "$home/read")" ''
}

cancelled() {
    slowly "$1" <<END
@send cd work/p
@wait making
@key \x03
@prompt
echo still-here

cd ..
END
    assert_line still-here
    assert_equal "$(count 'cancelled')" 1
    assert_equal "$(count making)" 0
    assert_equal "$(wc -l <"$home/runs")" 1
    refute_exists "$home/work/p/.venv"
}

@test "policy: bash: Ctrl-C ends it, leaves nothing, is told once, and it is not tried again" {
    cancelled bash
}

@test "policy: zsh: Ctrl-C ends it, leaves nothing, is told once, and it is not tried again" {
    cancelled zsh
}

@test "policy: fish: Ctrl-C ends it, leaves nothing, is told once, and it is not tried again" {
    cancelled fish
}

@test "policy: pwsh: Ctrl-C ends it, leaves nothing, is told once, and it is not tried again" {
    cancelled pwsh
}

# --- root

root_makes_nothing() {
    mkdir -p p "$XDG_CONFIG_HOME/venvhook"
    printf '%s\n' 'create = auto' 'pip = no' >"$XDG_CONFIG_HOME/venvhook/config"
    touch p/pyproject.toml
    "$VENVHOOK" allow --create p
    in_shell "$1" <<'END'
cd p
venvhook status
END
    assert_prompt 1 '=> '
    assert_contains "$(answer 2)" 'for root'
    refute_exists p/.venv
}

@test "policy: bash: for root nothing is made" {
    root_makes_nothing bash
}

@test "policy: zsh: for root nothing is made" {
    root_makes_nothing zsh
}

@test "policy: fish: for root nothing is made" {
    root_makes_nothing fish
}

@test "policy: pwsh: for root nothing is made" {
    root_makes_nothing pwsh
}
