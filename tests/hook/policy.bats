# shellcheck disable=SC2016
# The policy `create` as a person meets it, on a terminal.

load hook
load ../lib/policy

setup() {
    common_setup
    need "$shell"
    dialect "$shell"
    policy_setup
}

# The user's shell, there.
in_home() {
    in_it --user "$U" --cwd "$home"
}

# How often it was on the screen.
count() {
    grep -cF -e "$1" <<<"$output" || :
}

# --- one step

@test "cd makes and activates it, for the rest of the line" {
    allowed
    in_home <<END
$(also 'cd work/p' "python -c 'import sys; print(sys.prefix)'")
cd ../..
END
    output=$(answer 1)
    assert_line "$home/work/p/.venv"
    assert_contains "$home/work/p/.venv: made with /usr/bin/python3"
    refute_contains making
    assert_prompt 1 '(p) => '
    assert_prompt 2 '=> '
}

# --- what is told

@test "each tree has its own, and hint, refusal and failure are told once" {
    settings 'pip = no' '[~/hint]' 'create = hint' '[~/work]' 'create = auto' \
        '[~/bad]' 'create = auto' 'python = 3.99'
    project_in hint/p none/p bad/p work/q
    allowed work/p none/p bad/p
    in_home <<'END'
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

# --- one that takes its time

slowly() {
    slow_creator "$tmp/bin"
    settings 'create = auto' 'creator = virtualenv'
    allowed
    in_home
}

@test "a line tells of a slow one, and is gone in the end" {
    slowly <<END
@send $(also 'cd work/p' "python -c 'import sys; print(sys.prefix)'")
@wait venvhook: making .venv with Python 3.
@touch $home/go
@prompt
END
    refute_contains making
    assert_line "$home/work/p/.venv"
    assert_prompt 1 '(p) => '
}

@test "with messages = none there is no such line" {
    slow_creator "$tmp/bin"
    settings 'create = auto' 'creator = virtualenv' 'messages = none'
    allowed
    in_home <<END
@send cd work/p
@sleep 1
@touch $home/go
@prompt
END
    assert_answer 1 ''
    refute_contains "$(raw_of 1)" venvhook:
    can plain_editor
    assert_equal "$(raw_of 1 | tail -n +2)" '(p) => '
}

@test "what is typed while it is made is left for the shell" {
    can typed_enter
    slowly <<END
@send cd work/p
@wait making
@send $(by_sh 'echo typed""first')
@key $(by_sh 'echo typed""second')
@touch $home/go
@wait typedfirst
@key \r
@wait typedsecond
@prompt
END
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
    assert_equal "$(cat "$home/read")" ''
}

@test "a line that is begun while it is made is read by nothing that makes it" {
    slowly <<END
@send cd work/p
@wait making
@key echo typed-ahead
@touch $home/go
@wait (p) =>
@key \r
@prompt
END
    assert_contains "$(grep -v echo <<<"$output")" typed-ahead
    assert_equal "$(cat "$home/read")" ''
}

@test "Ctrl-C ends it, leaves nothing, is told once, and it is not tried again" {
    can ctrl_c
    slowly <<END
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

# --- root

@test "for root nothing is made" {
    mkdir -p p "$XDG_CONFIG_HOME/venvhook"
    printf '%s\n' 'create = auto' 'pip = no' >"$XDG_CONFIG_HOME/venvhook/config"
    touch p/pyproject.toml
    "$VENVHOOK" allow --create p
    in_it <<'END'
cd p
venvhook status
END
    assert_prompt 1 '=> '
    assert_contains "$(answer 2)" 'for root'
    refute_exists p/.venv
}
