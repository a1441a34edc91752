# shellcheck shell=bash disable=SC2034,SC2154
# Interactive shells in a terminal; part of common.bash.
#
#   rc_before TEXT      a line for the rc file before the hook line;
#   rc_after TEXT       behind it.  They last until rc_clear or the test ends
#   in_shell SHELL [OPTION]... <<'END'     SHELL: bash zsh fish pwsh; do not
#                       put it behind `run` or into a pipeline
#       types the scenario (lines and @directives: see tests/lib/pty) into an
#       interactive SHELL whose only rc file holds a prompt that ends in
#       '=> ', rc_before, the hook line, rc_after.  Sets $status (of the
#       shell if the scenario ended it, else 0), $output (the screen: prompts,
#       typed lines and output), $lines.  A timeout or a shell that ended too
#       early fails the test, with the screen.
#       --no-hook       an rc file without the hook line
#       --init ARGS     more words for `init`, such as '--no-cd'
#       --cwd DIR       start there (default: the working directory)
#       --env N=V --unset N --term T --timeout S --rows N --cols N
#                       as for pty
#       --raw           $output is what the terminal got, byte for byte
#       --user UID      as that user, at home where as_user is
#       --strace FILE   under strace -f, calls on processes, files, signals
#       -- ARG...       more arguments for the shell
#     In the shell $RC is the path of the rc file, so a child shell like it is
#       bash: bash --noprofile --rcfile "$RC"     zsh: zsh -d     fish: fish
#   answer N            what step N printed: N = 1 is the first typed line,
#                       0 the start of the shell, -1 the last step
#   prompt_of N         the prompt behind it: '(proj) => '
#   typed N, raw_of N   what was typed; every byte the terminal got
#   assert_answer N WANT, assert_prompt N WANT
#   assert_no_escapes [N]  no ESC reached the terminal (in step N); for
#                       --term dumb, the default, where no line editor
#                       sends one, but for PowerShell's
#   count_syscalls SHELL [N] [OPTION of in_shell]...
#       N (20) empty lines at the prompt, after five to warm up, under strace.
#       Sets $processes (forks and execs), $opened (files opened, or tried),
#       $looked (other calls with a path, such as stat), and $syscalls, the
#       file with all lines of strace between the two marks.
#
# A step is what happens between two prompts.

rc_clear() {
    rc_first='' rc_last=''
}

rc_before() {
    rc_first=$rc_first$1$'\n'
}

rc_after() {
    rc_last=$rc_last$1$'\n'
}

# The plainest prompt, and none of the decoration that would blur a picture.
rc_prompt() {
    case $1 in
    bash) echo "PS1='=> ' PS2='+=> '; unset HISTFILE MAILCHECK" ;;
    zsh) echo "PROMPT='=> ' PROMPT2='+=> '; unset RPROMPT HISTFILE MAILCHECK
unsetopt prompt_cr prompt_sp" ;;
    fish) echo "set -g fish_greeting
function fish_prompt; printf '=> '; end
function fish_right_prompt; end; function fish_title; end" ;;
    pwsh) echo "function prompt { '=> ' }" ;;
    esac
}

# How the line editor is told to print the mark that pty waits for, each time
# it begins to read a line: by no prompt and no hook of prompts, as those are
# what the tests change and look at.
rc_mark() {
    case $1 in
    bash) ;; # in inputrc
    zsh) echo "zmodload zsh/zle; zle_bracketed_paste=(\$'\\x1e\\x1f' '')" ;;
    fish) echo "function pty_mark --on-event fish_prompt --on-event fish_cancel
builtin printf '\\x1e\\x1f'; end" ;;
    pwsh) echo 'function PSConsoleHostReadLine {
$good = $?; [Console]::Write([char]0x1e + [string][char]0x1f)
[Microsoft.PowerShell.PSConsoleReadLine]::ReadLine(
$Host.Runspace, $ExecutionContext, $good) }' ;;
    esac
}

# shellcheck disable=SC2016
rc_hook() {
    case $1 in
    bash | zsh) printf 'eval "$("$VENVHOOK" init %s %s)"\n' "$1" "$2" ;;
    fish) printf '"$VENVHOOK" init fish %s | source\n' "$2" ;;
    pwsh) printf 'Invoke-Expression (& $env:VENVHOOK init pwsh %s |%s)\n' \
        "$2" ' Out-String' ;;
    esac
}

rc_file() {
    case $1 in
    bash) printf '%s\n' "$tmp/rc/bashrc" ;;
    zsh) printf '%s\n' "$tmp/rc/.zshrc" ;;
    fish) printf '%s\n' "$XDG_CONFIG_HOME/fish/config.fish" ;;
    pwsh) printf '%s\n' "$tmp/rc/profile.ps1" ;;
    *) fail "in_shell: unknown shell $1" ;;
    esac
}

rc_write() {
    mkdir -p "$tmp/rc" "${RC%/*}"
    printf '%s\n' 'set enable-bracketed-paste off' 'set bell-style none' \
        'set show-mode-in-prompt on' 'set emacs-mode-string "\1\036\037\2"' \
        >"$tmp/rc/inputrc"
    {
        rc_prompt "$1"
        rc_mark "$1"
        printf '%s' "$rc_first"
        [ -z "$2" ] || rc_hook "$1" "$3"
        printf '%s' "$rc_last"
    } >"$RC"
}

# The words that start an interactive SHELL with that rc file alone.
shell_words() {
    case $1 in
    bash) words=(bash --noprofile --rcfile "$RC" "${@:2}" -i) ;;
    zsh) words=(zsh -d "${@:2}" -i) ;;
    fish) words=(fish "${@:2}" -i) ;;
    pwsh) words=("$PWSH" -NoLogo -NoProfile -NoExit "${@:2}"
        -Command ". '$RC'") ;;
    esac
}

in_shell() {
    local shell=$1 hook=1 init='' raw='' trace='' user='' RC words
    local -a pty=() more=()

    shift
    need "$shell"
    while [ $# -gt 0 ]; do
        case $1 in
        --no-hook) hook='' ;;
        --init) init=$2 && shift ;;
        --raw) raw=--raw ;;
        --strace) trace=$2 && shift ;;
        --user) user=$2 && shift ;;
        --cwd | --env | --unset | --term | --timeout | --rows | --cols)
            pty+=("$1" "$2") && shift ;;
        --) shift && more=("$@") && break ;;
        *) fail "in_shell: unknown option $1" || return ;;
        esac
        shift
    done
    if [ -n "$user" ]; then
        local each user_environ user_words

        user_set "$user" || return
        for each in "${user_environ[@]}"; do
            local -x "$each"
        done
        user_shell "$shell" "$user"
    fi
    ran_shell=$shell
    RC=$(rc_file "$shell") || return
    rc_write "$shell" "$hook" "$init"
    shell_words "$shell" ${more[@]+"${more[@]}"}
    [ -z "$user" ] || words=("${user_words[@]}" "${words[@]}")
    if [ -n "$trace" ]; then
        need strace
        words=(strace -f -q -s 200 -e 'trace=%process,%file'
            -o "$trace" "${words[@]}")
    fi
    run_pty $raw ${pty[@]+"${pty[@]}"} "${words[@]}"
}

# What the shell needs besides, to be another user's.
user_shell() {
    case $1 in
    fish)
        mkdir -p "$XDG_CONFIG_HOME/fish" \
            "$XDG_DATA_HOME/fish/generated_completions"
        chown -R "$2:$2" "$XDG_CONFIG_HOME" "${XDG_DATA_HOME%/*}"
        ;;
    pwsh)
        "${user_words[@]}" test -x "$PWSH" ||
            { cp -R "${PWSH%/*}" "$tmp/shared/pwsh" &&
                PWSH=$tmp/shared/pwsh/${PWSH##*/}; }
        ;;
    esac
}

run_pty() {
    local saved_ifs=$IFS

    steps=$tmp/steps
    rm -rf "$steps"
    pty_python=${PTY_PYTHON:-$(base_python)}
    status=0
    output=$(RC=$RC ZDOTDIR=$tmp/rc INPUTRC=$tmp/rc/inputrc \
        "$pty_python" -ESB "$lib/pty" --marks --save "$steps" "$@" \
        2>"$tmp/pty.err" | tr -d '\000'
        exit "${PIPESTATUS[0]}") || status=$?
    IFS=$'\n'
    # shellcheck disable=SC2206
    set -f && lines=($output) && set +f
    IFS=$saved_ifs
    case $status in
    122 | 124 | 125)
        show screen "$output" >&2
        fail "$(cat "$tmp/pty.err")"
        ;;
    esac
}

# Step N of the last in_shell; -1 is the last one.
step_file() {
    local n=$1 kind=$2

    if [ "$n" -lt 0 ]; then
        set -- "$steps"/*.line
        n=$(($# + n))
    fi
    [ -e "$steps/$n.$kind" ] || fail "there is no step $n" || return
    printf '%s\n' "$steps/$n.$kind"
}

print_step() {
    local file

    file=$(step_file "$1" "$2") && cat "$file"
}

answer() {
    print_step "$1" out
}

prompt_of() {
    print_step "$1" prompt
}

typed() {
    print_step "$1" line
}

raw_of() {
    print_step "$1" raw
}

assert_answer() {
    local got

    got=$(answer "$1") || return
    [ "$got" = "$2" ] || differ "step $1 printed" "$got" want "$2"
}

assert_prompt() {
    local got

    got=$(prompt_of "$1") || return
    [ "$got" = "$2" ] || differ "prompt of step $1" "$got" want "$2"
}

# Less what PowerShell's line editor sends to any terminal: the typed line in
# colours, and the question where the cursor is.
not_by_editor() {
    case $ran_shell,${1##*/} in
    pwsh,0.raw) sed $'s/\e\\[6n//g' "$1" ;;
    pwsh,*) sed $'1d; s/\e\\[6n//g' "$1" ;;
    *) cat "$1" ;;
    esac
}

assert_no_escapes() {
    local file found

    for file in "$steps"/${1:-*}.raw; do
        found=$(not_by_editor "$file" | LC_ALL=C grep -a -n $'\e') || continue
        differ 'an ESC reached the terminal' "$found" in "${file##*/}"
        return
    done
}

# The marks are signals that every shell ignores: nothing has to be typed.
count_syscalls() {
    local shell=$1 n=20 log=$tmp/strace.log

    shift
    case ${1-} in [0-9]*) n=$1 && shift ;; esac
    in_shell "$shell" --strace "$log" "$@" < <(
        printf '\n\n\n\n\n@signal URG\n@sleep 0.05\n'
        printf '%*s' "$n" '' | tr ' ' '\n'
        printf '@sleep 0.05\n@signal URG\n@sleep 0.05\n') || return
    syscalls=$tmp/syscalls
    awk '/--- SIGURG / { marks++; next } marks == 1' "$log" >"$syscalls"
    [ "$(grep -c -e '--- SIGURG ' "$log")" -eq 2 ] ||
        fail 'count_syscalls: the marks did not arrive' || return
    # Threads are no processes, and an empty path names an open file.
    grep -v -e CLONE_THREAD -e '([0-9]*, "",' "$syscalls" \
        >"$syscalls.calls" || :
    processes=$(count_calls '(v?fork|clone3?|execve(at)?)')
    opened=$(count_calls '(open(at2?)?|creat)')
    looked=$(count_calls '[a-z]*(stat(x|64|at)?|access(at2?)?|readlink(at)?)')
}

# Lines of strace: "1234  openat(AT_FDCWD, ...".
count_calls() {
    grep -c -E "^[0-9]+ +$1\(" "$syscalls.calls" || :
}
