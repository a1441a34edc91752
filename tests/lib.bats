# The test library itself: what it says of shells, Pythons and users is true.

load lib/common

# The driver alone, with any command for a shell.
pty() {
    "$(base_python)" -ESB "$top_srcdir/tests/lib/pty" "$@"
}


# --- the driver in each shell

steps_are_kept_apart() {
    in_shell "$1" --no-hook <<'END'
echo one

cd /
echo two; echo three
END
    assert_answer 0 ''
    assert_answer 1 one
    assert_answer 2 ''
    assert_answer 3 ''
    assert_answer 4 $'two\nthree'
    assert_equal "$(typed 4)" 'echo two; echo three'
    assert_prompt 4 '=> '
    run step_file 5 out
    assert_failure
}

@test "pty: bash: each line has its own output and prompt" {
    steps_are_kept_apart bash
}

@test "pty: zsh: each line has its own output and prompt" {
    steps_are_kept_apart zsh
}

@test "pty: fish: each line has its own output and prompt" {
    steps_are_kept_apart fish
}

@test "pty: pwsh: each line has its own output and prompt" {
    steps_are_kept_apart pwsh
}

slow_lines_are_waited_for() {
    in_shell "$1" --no-hook <<'END'
sleep 0.3; echo slow
printf '=> '; sleep 0.8; echo not a prompt
echo next
END
    assert_answer 1 slow
    assert_answer 2 '=> not a prompt'
    assert_answer 3 next
}

@test "pty: bash: a slow line, or one that prints a prompt, is waited for" {
    slow_lines_are_waited_for bash
}

@test "pty: zsh: a slow line, or one that prints a prompt, is waited for" {
    slow_lines_are_waited_for zsh
}

@test "pty: fish: a slow line, or one that prints a prompt, is waited for" {
    slow_lines_are_waited_for fish
}

@test "pty: pwsh: a slow line is waited for" {
    in_shell pwsh --no-hook <<'END'
sleep 0.8; echo slow
echo next
END
    assert_answer 1 slow
    assert_answer 2 next
}

# Quiet, the same mode of the terminal, a process that sleeps, and yet no
# prompt: only the mark tells.
@test "pty: a program that looks like a shell at its prompt is none" {
    in_shell bash --no-hook <<'END'
stty raw -echo; printf '=> '; sleep 0.8; stty sane; echo not a prompt
@unmarked
sh -c 'stty raw opost -echo; printf "=> "; sleep 0.8; echo'
@marks
@prompt
END
    assert_answer 1 '=> not a prompt'
    assert_prompt 2 '=> '
    assert_prompt 3 '=> '
}

tab_completes() {
    mkdir -p "$HOME/xylophone"
    touch "$HOME/xylophone/file"
    in_shell "$@" --no-hook <<'END'
@key ls xylo\t

END
    assert_answer 1 file
}

@test "pty: bash: TAB completes" {
    tab_completes bash
}

@test "pty: zsh: TAB completes" {
    tab_completes zsh
}

@test "pty: fish: TAB completes" {
    tab_completes fish
    tab_completes fish --term xterm
}

control_c_interrupts() {
    in_shell "$1" --no-hook <<'END'
@send sh -c 'echo beg""un; exec sleep 60'
@wait begun
@key \x03
@prompt
echo alive
@key echo dropped
@key \x03
@prompt
echo end
END
    assert_answer 2 alive
    assert_answer 4 end
    refute_line dropped
}

@test "pty: bash: ^C ends a command and drops a line half typed" {
    control_c_interrupts bash
}

@test "pty: zsh: ^C ends a command and drops a line half typed" {
    control_c_interrupts zsh
}

@test "pty: fish: ^C ends a command and drops a line half typed" {
    control_c_interrupts fish
}

bytes_come_through() {
    in_shell "$1" --no-hook <<'END'
printf '\033[31mred\377\n'
printf 'a\tb  \n'
printf unfinished
END
    assert_answer 1 $'red\xff'
    assert_answer 2 $'a\tb  '
    [[ $(raw_of 1) == *$'\e[31mred\xff'* ]]
    run assert_no_escapes 1
    assert_failure
    assert_contains 'an ESC reached the terminal'
    assert_no_escapes 2
}

@test "pty: bash: bytes and escapes come through, raw and as a picture" {
    bytes_come_through bash
    assert_prompt 3 'unfinished=> '
}

@test "pty: zsh: bytes and escapes come through, raw and as a picture" {
    bytes_come_through zsh
    assert_prompt 3 'unfinished=> '
}

@test "pty: fish: bytes and escapes come through, raw and as a picture" {
    bytes_come_through fish
    assert_answer 3 unfinished
}

same_picture_on_xterm() {
    local narrow

    for narrow in '' '--cols 40'; do
        # shellcheck disable=SC2086
        in_shell "$1" --no-hook --term xterm $narrow <<'END'
echo 'a line that is longer than a narrow terminal is wide, 🚒 and all'
@key clear
@key \r
@prompt
echo after
END
        assert_answer 1 \
            'a line that is longer than a narrow terminal is wide, 🚒 and all'
        assert_answer 3 after
    done
}

@test "pty: bash: a line editor at work on an xterm leaves the same picture" {
    same_picture_on_xterm bash
}

@test "pty: zsh: a line editor at work on an xterm leaves the same picture" {
    same_picture_on_xterm zsh
}

@test "pty: fish: a line editor at work on an xterm leaves the same picture" {
    same_picture_on_xterm fish
}

@test "pty: a prompt that others edit is still seen" {
    rc_after 'PS1="(name) $PS1"'
    in_shell bash --no-hook <<<'PS1="[other] $PS1"'
    assert_prompt 0 '(name) => '
    assert_prompt 1 '[other] (name) => '
}

@test "pty: a shell does not inherit that ^C is ignored" {
    trap '' INT QUIT HUP
    control_c_interrupts bash
}

@test "pty: continued lines, ^D, signals and sizes work" {
    in_shell bash --no-hook <<'END'
trap 'echo winch' WINCH; trap 'echo usr1' USR1
for i in 1 2
do echo $i
done
@resize 30 70
echo $LINES $COLUMNS
@signal USR1

@@echo
@key bash --noprofile --rcfile "$RC"
@raw  -i; echo 'a\tb'

@eof
(exit 9)
@eof
END
    assert_answer 4 $'1\n2'
    assert_line '30 70'
    assert_line usr1
    assert_contains 'bash: @echo: command not found'
    assert_line 'a\tb'
    assert_failure 9
}

@test "pty: @ready follows a prompt that ends in something else" {
    in_shell bash --no-hook <<'END'
@ready $ 
PS1='other$ '
echo hi
END
    assert_prompt 1 'other$ '
    assert_answer 2 hi
}

@test "pty: @touch makes the file that a line waits for" {
    in_shell bash --no-hook <<END
@send until [ -e $tmp/here ]; do sleep 0.02; done; echo found
@touch $tmp/here
@prompt
END
    assert_answer 1 found
}

# --- the driver's own ways out

@test "pty: the status is that of a shell that the scenario ends" {
    in_shell bash --no-hook <<<'exit 7'
    assert_failure 7
    in_shell bash --no-hook <<<'kill -9 $$'
    assert_failure 137
    in_shell bash --no-hook <<<'true'
    assert_success
}

@test "pty: a shell that ends too early is 122" {
    run pty sh -c 'printf "=> "; read -r x; exit 3' <<<$'a\nb'
    assert_failure 122
    assert_contains 'pty: scenario:2: the shell had ended (status 3)'
}

@test "pty: a timeout is 124, shows what there was, leaves no process" {
    rc_after 'hang() { (trap "" HUP TERM INT; exec -a hung-$PPID sleep 61) & '$'\n''
        echo $!; wait; }'
    run in_shell bash --no-hook --timeout 0.5 <<'END'
set +m
hang
END
    assert_failure
    assert_contains 'scenario:2: timed out waiting for the prompt after'
    assert_contains '=> hang'
    pid=$(printf '%s\n' "$output" | grep -E '^ *[0-9]+$')
    # Killed is good enough: who adopted it may not have buried it yet.
    case $(ps -o stat= -p $pid) in '' | Z*) ;; *) fail "$pid is left" ;; esac
}

@test "pty: while the machine stands still nothing is late" {
    in_shell bash --no-hook --timeout 1 <<'END'
kill -STOP $PPID; sleep 1.5; kill -CONT $PPID; echo done
END
    assert_answer 1 'done'
}

@test "pty: a shell that never prompts ends at the timeout too" {
    SECONDS=0
    run pty --timeout 0.3 sleep 60 <<<''
    assert_failure 124
    assert_contains 'timed out waiting for the first prompt'
    [ "$SECONDS" -lt 5 ]
}

@test "pty: output without end does not outlast --total" {
    SECONDS=0
    run pty --timeout 60 --total 0.5 sh -c 'while :; do echo y; done' <<<''
    assert_failure 124
    [ "$SECONDS" -lt 20 ]
}

@test "pty: an unknown directive or a bad argument is 125 before the start" {
    run pty touch started <<<'@nonsense'
    assert_failure 125
    assert_output 'pty: scenario:1: unknown directive @nonsense'
    run pty touch started <<<'@key \q'
    assert_failure 125
    run pty touch started <<<'@sleep long'
    assert_failure 125
    run pty <<<''
    assert_failure 125
    refute_exists started
}

@test "pty: --json holds the steps, and bytes that are not UTF-8" {
    run pty --json --raw --env 'PS1==> ' bash --norc --noprofile -i \
        <<<"printf '\\033[1m\\377\\n'"
    assert_success
    printf '%s' "$output" >json
    run "$(base_python)" -c '
import json
steps = json.load(open("json"))
assert len(steps) == 2, steps
assert steps[1]["line"] == "printf \x27\\033[1m\\377\\n\x27", steps
assert steps[1]["output"] == "\udcff", steps
assert steps[1]["prompt"] == "=> ", steps
assert "\x1b[1m\udcff" in steps[1]["raw"], steps'
    assert_success
}

@test "pty: every Python here from 3.6 on runs the driver" {
    for PTY_PYTHON in $(pythons); do
        in_shell bash --no-hook <<<'echo hi'
        assert_answer 1 hi
    done
}

@test "pty: a program that asks the terminal gets an answer" {
    run pty --env 'PS1==> ' bash --norc --noprofile -i <<'END'
echo; IFS='[;' read -rs -t 5 -d R -p $'12345\e[6n' _ row col; echo " $row:$col"
END
    assert_contains ' 3:6'
}

# --- shells as in_shell starts them

rc_lines_stand_in_order() {
    rc_before "echo before"
    rc_after "echo after"
    VENVHOOK=$tmp/fake
    printf '#!/bin/sh\necho "echo \\"hook $*\\""\n' >"$VENVHOOK"
    chmod +x "$VENVHOOK"
    in_shell "$1" --init '--no-cd' <<<''
    assert_answer 0 $'before\nhook init '"$1"$' --no-cd\nafter'
    rc_clear
    in_shell "$1" --no-hook <<<''
    assert_answer 0 ''
}

@test "in_shell: bash: the hook line stands between before and after" {
    rc_lines_stand_in_order bash
}

@test "in_shell: zsh: the hook line stands between before and after" {
    rc_lines_stand_in_order zsh
}

@test "in_shell: fish: the hook line stands between before and after" {
    rc_lines_stand_in_order fish
}

@test "in_shell: pwsh: the hook line stands between before and after" {
    rc_lines_stand_in_order pwsh
}

idle_shell_is_idle() {
    count_syscalls "$1" 20 --no-hook
    assert_equal "$processes $opened $looked" '0 0 0'
    rc_before "$2"
    count_syscalls "$1" 4 --no-hook
    [ "$processes" -ge 4 ]
    [ "$opened" -ge 4 ]
    [ "$looked" -ge 4 ]
}

@test "count_syscalls: bash: nothing when idle, everything a hook does" {
    idle_shell_is_idle bash \
        'PROMPT_COMMAND="(: </dev/null); /bin/true; [ -e /none ]"'
}

@test "count_syscalls: zsh: nothing when idle, everything a hook does" {
    idle_shell_is_idle zsh \
        'precmd() { (: </dev/null); /bin/true; [ -e /none ]; }'
}

@test "count_syscalls: fish: nothing when idle, everything a hook does" {
    idle_shell_is_idle fish \
        'function x --on-event fish_prompt; /bin/true </dev/null; test -e /n; end'
}

@test "in_shell: every step starts in a clean environment" {
    in_shell bash --no-hook --env A='b c' --cwd / <<'END'
echo "$PWD,$A,$HOME,${VIRTUAL_ENV-},${PROMPT_COMMAND-},$(umask)"
END
    assert_answer 1 "/,b c,$tmp/home,,,0022"
}

@test "in_shell: --user is another user, in a home of their own" {
    need root setpriv
    in_shell bash --user 4711 <<'END'
echo "$(id -u),$HOME,$(stat -c %u "$HOME")"
"$VENVHOOK" version
END
    assert_answer 1 "4711,$(user_home 4711),4711"
    assert_contains "$(answer 2)" 'venvhook '
}

@test "setup: variables of the user do not reach a test" {
    export VIRTUAL_ENV=/v VENVHOOK_X=1 CONDA_PREFIX=/c PYTHONHOME=/p
    export PROMPT_COMMAND=x BASH_ENV=/b XDG_CONFIG_HOME=/x
    clean_environment
    run env
    for name in VIRTUAL_ENV VENVHOOK_X CONDA_PREFIX PYTHONHOME \
        PROMPT_COMMAND BASH_ENV XDG_CONFIG_HOME; do
        refute_contains $'\n'"$output" $'\n'"$name="
    done
}

@test "need: what is missing is skipped, and fails under CI_NO_SKIP" {
    CI_NO_SKIP=1
    run need no-such-shell
    assert_failure 1
    assert_output 'CI_NO_SKIP: no no-such-shell'
    run need bash
    assert_success
    CI_NO_SKIP=
    skip() {
        echo "skip: $1"
        exit 0
    }
    run need bash no-such-shell sh
    assert_output 'skip: no no-such-shell'
}

# --- Pythons, environments, names, users

@test "pythons: each is a base, from 3.6 on, and listed once" {
    run pythons
    assert_success
    [ "${#lines[@]}" -gt 0 ]
    assert_equal "$(readlink -f "${lines[@]}" | sort | uniq -d)" ''
    for python in "${lines[@]}"; do
        run "$python" -c 'import sys
assert sys.version_info >= (3, 6) and sys.prefix == sys.base_prefix
print("%d.%d.%d" % sys.version_info[:3])'
        assert_success
        assert_output "$(python_version "$python")"
    done
    version=$(python_version "$(base_python)")
    assert_equal "$(base_python "${version%.*}")" "$(base_python)"
    run base_python 3.1
    assert_failure
}

@test "make_env and fake_env: Python says that it lives in both" {
    make_env real
    fake_env fake
    project proj
    for env in real fake proj/.venv; do
        run "$env/bin/python" -c 'import sys; print(sys.prefix)'
        assert_output "$PWD/$env"
    done
    for file in pyvenv.cfg bin/python bin/python3 bin/activate lib; do
        assert_exists "real/$file"
        assert_exists "fake/$file"
    done
    run sh -c '. fake/bin/activate'
    assert_output 'bin/activate was run'
}

@test "hostile_names: all can be made, all differ, none runs here" {
    count=0
    while IFS= read -r -d '' name; do
        project "names/$name"
        assert_exists "names/$name/.venv/pyvenv.cfg"
        count=$((count + 1))
    done < <(hostile_names)
    assert_equal "$(ls -A names | wc -c)" \
        "$(hostile_names | tr '\0' '\n' | wc -c)"
    assert_equal "$(find names -name pyvenv.cfg -exec echo x \; | wc -l |
        tr -d ' ')" "$count"
    assert_not_pwned
    touch names/pwned
    run assert_not_pwned
    assert_failure
}

@test "deep_path: a path of just so many bytes" {
    for want in 300 801 802 803 4000; do
        path=$(deep_path "$HOME/d" "$want")
        assert_equal "${#path}" "$want"
        [ -d "$path" ]
    done
}

@test "as_user: another user, with a home that is its own" {
    need root setpriv
    run as_user 4321 sh -c 'id -u; id -g; echo "$HOME"; : >"$HOME/file"'
    assert_success
    assert_output $'4321\n4321\n'"$(user_home 4321)"
    assert_equal "$(stat -c %u "$(user_home 4321)/file")" 4321
    run as_user 4321 sh -c ': >"$0/file"' "$tmp/home"
    assert_failure
}

# --- assertions

@test "assertions: each fails when it should" {
    status=1 output=$'one\ntwo' stderr=
    run_all() {
        run "$@"
        [ "$status" -eq 1 ] || fail "held: $*"
        status=1 output=$'one\ntwo'
    }
    run_all assert_success
    run_all assert_failure 2
    run_all assert_silent
    run_all assert_output one
    run_all assert_line on
    run_all refute_line one
    run_all assert_contains three
    run_all assert_contains ''
    run_all refute_contains wo
    run_all assert_equal a b
    run_all assert_exists nothing
    run_all refute_exists /
    assert_failure
    assert_failure 1
    assert_line two
    refute_line on
    assert_contains $'e\nt'
    refute_contains three
    assert_output $'one\ntwo'
    stderr=x output=
    run_all assert_silent
    stderr='' output='' status=0
    assert_silent
    assert_success
    run_all assert_failure
    run assert_equal $'a\e' b
    assert_output " got: \$'a\\E'"$'\n'"want: b"
}
