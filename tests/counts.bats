# What an idle prompt costs in bash and zsh: nothing but looking.

load lib/common

setup() {
    common_setup
    project proj
    "$VENVHOOK" allow proj
}

# both BODY: runs it with $shell set to each.
both() {
    for shell in bash zsh; do
        need $shell
        rc_clear
        "$1"
    done
}

# Twenty prompts: no process, no file opened, nothing printed.
assert_idle() {
    local step

    assert_equal "$processes" 0
    assert_equal "$opened" 0
    for step in {2..25}; do
        assert_answer $step ''
    done
}

@test "counts: twenty prompts in a project start no process, open no file, print nothing" {
    in_project() {
        count_syscalls $shell 20 --cwd "$HOME/proj"
        assert_prompt 25 '(proj) => '
        assert_idle
        # It does look.
        [ "$looked" -ge 20 ]
    }
    both in_project
}

@test "counts: twenty prompts in no project, and none above HOME is looked at" {
    mkdir -p a/b/c/d/e/f
    in_none() {
        count_syscalls $shell 20 --cwd "$HOME/a/b/c/d/e/f"
        assert_prompt 25 '=> '
        assert_idle
        grep -q "\"$HOME/a/.venv\"" "$syscalls"
        run grep -e "\"$tmp/.venv\"" -e '"/.venv"' "$syscalls"
        assert_failure 1
    }
    both in_none
}

@test "counts: twenty prompts where an env is refused, broken or switched off" {
    project strange
    mkdir -p broken/.venv
    put_off() {
        for dir in strange broken; do
            count_syscalls $shell 20 --cwd "$HOME/$dir"
            assert_contains "$(answer 0)" venvhook:
            assert_idle
        done
        rc_after 'off() { [[ -z ${VIRTUAL_ENV-} ]] || deactivate; }
PROMPT_COMMAND+=(off) precmd_functions+=(off)'
        count_syscalls $shell 20 --cwd "$HOME/proj"
        assert_prompt 25 '=> '
        assert_idle
    }
    both put_off
}

@test "counts: twenty prompts after a program that failed" {
    failed() {
        rc_after 'eval "$("$VENVHOOK" init '$shell' | sed "s/--hook 1/--hook 0/")"'
        count_syscalls $shell 20 --no-hook --cwd "$HOME/proj"
        assert_contains "$(answer 0)" 'another version'
        assert_idle
    }
    both failed
}

@test "counts: twenty prompts without the program" {
    gone() {
        rc_after '__venvhook_program=/nowhere/venvhook'
        count_syscalls $shell 20 --cwd "$HOME/proj"
        assert_answer 0 ''
        assert_prompt 25 '=> '
        assert_idle
    }
    both gone
}

@test "counts: twenty prompts of a prompt that is made anew each time" {
    anew() {
        rc_before 'remake() { PS1="=> "; }
PROMPT_COMMAND=remake precmd_functions=(remake)'
        count_syscalls $shell 20 --cwd "$HOME/proj"
        assert_prompt 25 '(proj) => '
        assert_idle
    }
    both anew
}

@test "counts: with VENVHOOK_DISABLE nothing is even looked at" {
    disabled() {
        count_syscalls $shell 20 --env VENVHOOK_DISABLE=1 --cwd "$HOME/proj"
        assert_prompt 25 '=> '
        assert_idle
        assert_equal "$looked" 0
    }
    both disabled
}

# starts_between: the forks and the programs between two signals URG
starts_between() {
    awk '/--- SIGURG / { marks++; next } marks == 1' "$1" >between
    echo "$(grep -cE '(fork|clone3?)\(' between)" \
        "$(grep -c 'execve(' between)"
}

@test "counts: a cd within no project starts the program and nothing else" {
    mkdir -p a/b
    one_each() {
        in_shell $shell --strace "$tmp/log" <<'END'
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
    both one_each
}

@test "counts: a cd into a project starts the program and nothing else" {
    into() {
        in_shell $shell --strace "$tmp/log" <<'END'
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
    both into
}

# bash has no other way to see whose deactivate that is by now.
@test "counts: a cd out of a project starts the program, and bash one subshell" {
    out_of() {
        in_shell $shell --cwd "$HOME/proj" --strace "$tmp/log" <<'END'

@signal URG
@sleep 0.1
cd /

@sleep 0.1
@signal URG
@sleep 0.1
END
        assert_prompt 3 '=> '
        case $shell in
        bash) assert_equal "$(starts_between "$tmp/log")" '2 1' ;;
        zsh) assert_equal "$(starts_between "$tmp/log")" '1 1' ;;
        esac
    }
    both out_of
}

@test "counts: the line of the rc file starts the program, and at the first prompt once more" {
    at_first() {
        in_shell $shell --strace "$tmp/log" <<'END'
@signal URG
@sleep 0.1
END
        awk '/--- SIGURG / { exit } { print }' "$tmp/log" >before
        assert_equal "$(grep -c 'execve(.*venvhook.* = 0' before)" 2
        assert_equal "$(grep -cE '(fork|clone3?)\(' before)" 2
    }
    both at_first
}
