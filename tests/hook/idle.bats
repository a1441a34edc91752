# What an idle prompt costs: nothing but looking; and what a cd starts.

load hook

# Twenty prompts: no process, no file opened, nothing printed.
assert_idle() {
    local step

    assert_equal "$processes" 0
    [ -n "$opens_when_idle" ] || assert_equal "$opened" 0
    for step in {2..25}; do
        assert_answer $step ''
    done
}

count_in() {
    count_syscalls "$shell" 20 --timeout 60 "$@"
}

@test "twenty prompts in a project start no process, open no file, print nothing" {
    count_in --cwd "$HOME/proj"
    assert_prompt 25 '(proj) => '
    assert_idle
    # It does look.
    [ "$looked" -ge 20 ]
}

@test "twenty prompts in no project start nothing, and none above HOME is looked at" {
    mkdir -p a/b/c/d/e/f
    count_in --cwd "$HOME/a/b/c/d/e/f"
    assert_prompt 25 '=> '
    assert_idle
    grep -q "\"$HOME/a/.venv\"" "$syscalls"
    run grep -e "\"$tmp/.venv\"" -e '"/.venv"' "$syscalls"
    assert_failure 1
}

@test "twenty prompts where an env is refused, broken or switched off start nothing" {
    project strange
    mkdir -p broken/.venv/bin
    for dir in strange broken; do
        count_in --cwd "$HOME/$dir"
        assert_contains "$(answer 0)" venvhook:
        assert_idle
    done
    rc_after "$(off_at_start)"
    count_in --cwd "$HOME/proj"
    assert_prompt 25 '=> '
    assert_idle
}

@test "twenty prompts after a program that failed start nothing" {
    edit_hook "$other_version"
    count_in --cwd "$HOME/proj"
    assert_contains "$(answer 0)" 'another version'
    assert_prompt 25 '=> '
    assert_idle
}

@test "twenty prompts without the program start nothing" {
    edit_hook "s,$VENVHOOK,/nowhere/venvhook,"
    count_in --cwd "$HOME/proj"
    assert_answer 0 ''
    assert_prompt 25 '=> '
    assert_idle
}

@test "twenty prompts that are made anew each time start nothing" {
    rc_before "$(prompt_anew)"
    count_in --cwd "$HOME/proj"
    assert_prompt 25 '(proj) <0>=> '
    assert_idle
}

@test "with VENVHOOK_DISABLE nothing is even looked at" {
    count_in --env VENVHOOK_DISABLE=1 --cwd "$HOME/proj"
    assert_prompt 25 '=> '
    assert_idle
    [ -n "$opens_when_idle" ] || assert_equal "$looked" 0
}

# starts_between: the forks and the programs between two signals URG
starts_between() {
    awk '/--- SIGURG / { marks++; next } marks == 1' "$1" |
        grep -v CLONE_THREAD >between
    echo "$(grep -cE '(fork|clone3?)\(' between)" \
        "$(grep -c 'execve(' between)"
}

@test "a cd within no project starts the program and nothing else" {
    mkdir -p a/b
    in_it --strace "$tmp/log" <<'END'
@signal URG
@sleep 0.1
cd a

cd b

@sleep 0.1
@signal URG
@sleep 0.1
END
    assert_equal "$(starts_between "$tmp/log")" '2 2'
}

@test "a cd into a project starts the program and nothing else" {
    in_it --strace "$tmp/log" <<'END'
@signal URG
@sleep 0.1
cd proj

@sleep 0.1
@signal URG
@sleep 0.1
END
    assert_prompt 2 '(proj) => '
    assert_equal "$(starts_between "$tmp/log")" '1 1'
}

@test "a cd out of a project starts the program, and what the shell needs to see whose deactivate that is" {
    in_it --cwd "$HOME/proj" --strace "$tmp/log" <<'END'

@signal URG
@sleep 0.1
cd /

@sleep 0.1
@signal URG
@sleep 0.1
END
    assert_prompt 3 '=> '
    assert_equal "$(starts_between "$tmp/log")" "$leaving_starts"
}

@test "the line of the rc file starts the program, and at the first prompt once more" {
    in_it --strace "$tmp/log" <<'END'
@signal URG
@sleep 0.1
END
    awk '/--- SIGURG / { exit } { print }' "$tmp/log" >before
    assert_equal "$(grep -c "execve(\"$VENVHOOK\"" before)" 2
    assert_equal "$(grep -v CLONE_THREAD before |
        grep -cE '(fork|clone3?)\(')" 2
}
