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

@test "twenty prompts in a directory that a link leads to, with an env that a link leads to by ../, start nothing" {
    mkdir -p a/b/c
    ln -s ../../../proj/.venv a/b/c/.venv
    ln -s a/b way
    rc_after "$(plain_cd "$HOME/way/c")"
    count_in --cwd "$HOME/way/c"
    assert_prompt 25 '(proj) => '
    assert_idle
}

@test "twenty prompts in no project start nothing, and none above HOME is looked at" {
    mkdir -p a/b/c/d/e/f
    count_in --cwd "$HOME/a/b/c/d/e/f"
    assert_prompt 25 '=> '
    assert_idle
    # Or as they are called from there.
    grep -qe "\"$HOME/a/.venv\"" -e '"\(\.\./\)\{5\}.venv"' "$syscalls"
    run grep -e "\"$tmp/.venv\"" -e '"/.venv"' -e '"\(\.\./\)\{7\}' \
        "$syscalls"
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

# starts_between LOG [N]: the forks and the programs between the marks N (1)
# and N + 1
starts_between() {
    awk -v mark="--- SIG$mark_signal " -v n="${2:-1}" \
        'index($0, mark) { marks++; next } marks == n' "$1" |
        grep -v CLONE_THREAD >between
    echo "$(grep -cE '(fork|clone3?)\(' between)" \
        "$(grep -c 'execve(' between)"
}

# cds DIR DIR...: lines that go to the first, and between marks to all the others
cds() {
    printf '%s\n' "cd $1" "@signal $mark_signal" '@sleep 0.05'
    shift
    printf 'cd %s\n' "$@"
    printf '%s\n' '@sleep 0.05' "@signal $mark_signal" '@sleep 0.05'
}

@test "twenty cds within a project, and between directories that have nothing, start nothing" {
    can region
    mkdir -p proj/src/pkg/deep src/a/b/c Downloads
    in_it --strace "$tmp/log" < <(
        cds "$HOME/proj" src pkg deep "$HOME/proj" src/pkg/deep .. .. .. \
            src/pkg ../..
        cds "$HOME/src" a b/c "$HOME/Downloads" ../src/a/b/c "$HOME" \
            src/a/b ../../.. Downloads . ..
        # Above home it is asked for, and below it again.
        cds "$HOME/src" "$HOME/.." "$HOME/src/a/b")
    assert_prompt 11 '(proj) => '
    assert_equal "$(starts_between "$tmp/log" 1)" '0 0'
    assert_equal "$(starts_between "$tmp/log" 3)" '0 0'
    assert_equal "$(starts_between "$tmp/log" 5)" '2 2'
}

@test "a cd into a project starts the program and nothing else, also where PATH has a deactivate" {
    # as that of pyenv-virtualenv and of conda
    mkdir bin
    printf '#!/bin/sh\n' >bin/deactivate
    chmod +x bin/deactivate
    in_it --env "PATH=$HOME/bin:$PATH" --strace "$tmp/log" <<END
@signal $mark_signal
@sleep 0.1
cd proj

@sleep 0.1
@signal $mark_signal
@sleep 0.1
END
    assert_prompt 2 '(proj) => '
    assert_equal "$(starts_between "$tmp/log")" '1 1'
}

@test "a cd out of a project starts the program, and what the shell needs to see whose deactivate that is" {
    in_it --cwd "$HOME/proj" --strace "$tmp/log" <<END

@signal $mark_signal
@sleep 0.1
cd /

@sleep 0.1
@signal $mark_signal
@sleep 0.1
END
    assert_prompt 3 '=> '
    assert_equal "$(starts_between "$tmp/log")" "$leaving_starts"
}

@test "the line of the rc file starts the program, and at the first prompt once more" {
    rc_after "$(rc_line '')"
    in_it --no-hook --strace "$tmp/log" <<END
@signal $mark_signal
@sleep 0.1
END
    awk -v mark="--- SIG$mark_signal " 'index($0, mark) { exit } { print }' "$tmp/log" >before
    assert_equal "$(grep -c "execve(\"$VENVHOOK\"" before)" \
        $((line_starts + 1))
    can quiet_start
    assert_equal "$(grep -v CLONE_THREAD before |
        grep -cE '(fork|clone3?)\(')" \
        $((line_starts + 1 + more_forks))
}
