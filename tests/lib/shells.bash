# shellcheck shell=bash disable=SC2034,SC2154
# Interactive shells in a terminal; part of common.bash.
#
#   rc_before TEXT      a line for the rc file before the hook line;
#   rc_after TEXT       behind it.  They last until rc_clear or the test ends
#   edit_hook SED       the hook line reads init's text as sed makes it
#   in_shell SHELL [OPTION]... <<'END'     SHELL: one of tests/hook/shells; do
#                       not put it behind `run` or into a pipeline
#       types the scenario (lines and @directives: see tests/lib/pty) into an
#       interactive SHELL whose only rc file holds a prompt that ends in
#       '=> ', rc_before, the hook line, rc_after.  Sets $status (of the
#       shell if the scenario ended it, else 0), $output (the screen: prompts,
#       typed lines and output), $lines.  A timeout or a shell that ended too
#       early fails the test, with the screen.
#       --no-hook       an rc file without the hook line
#       --init ARGS     more words for `init`, such as '--no-cd'
#       --cwd DIR       start there (default: the working directory)
#       --env N=V --unset N --term T --timeout S --total S --steady S
#       --rows N --cols N
#                       as for pty
#       --raw           $output is what the terminal got, byte for byte
#       --user UID      as that user, at home where as_user is
#       --inside PID    in the mount namespace of that process, and where it is
#       --mounted DIR   with a file system of its own on DIR, for it alone
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

dialect() {
    local file=$lib/../hook/shells/$1.shell

    [ -e "$file" ] || fail "unknown shell $1" || return
    # shellcheck source=tests/lib/dialect.bash
    source "$lib/dialect.bash"
    # shellcheck disable=SC1090
    source "$file"
}

rc_clear() {
    rc_first='' rc_last='' hook_edit=''
}

rc_before() {
    rc_first=$rc_first$1$'\n'
}

rc_after() {
    rc_last=$rc_last$1$'\n'
}

# edit_hook SED: the text of init goes through it.
edit_hook() {
    hook_edit=$1
}

rc_write() {
    mkdir -p "$tmp/rc" "${RC%/*}"
    printf '%s\n' 'set enable-bracketed-paste off' 'set bell-style none' \
        'set show-mode-in-prompt on' 'set emacs-mode-string "\1\036\037\2"' \
        >"$tmp/rc/inputrc"
    {
        rc_prompt
        rc_mark
        printf '%s' "$rc_first"
        [ -z "$1" ] || rc_hook_line "$2"
        printf '%s' "$rc_last"
    } >"$RC"
}

rc_hook_line() {
    if [ -n "$hook_edit" ]; then
        # shellcheck disable=SC2086
        "$VENVHOOK" init "$shell" $1 | sed "$hook_edit" >"$tmp/hook"
        read_file "$tmp/hook"
    else
        rc_hook "$1"
    fi
}

in_shell() {
    local shell=$1 hook=1 init='' raw='' trace='' user='' inside='' RC words
    local mounted=''
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
        --inside) inside=$2 && shift ;;
        --mounted) mounted=$2 && shift ;;
        --cwd | --env | --unset | --term | --timeout | --total | --steady | \
        --rows | --cols)
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
    fi
    dialect "$shell" || return
    [ -z "$user" ] || start_user "$user"
    RC=$rc
    rc_write "$hook" "$init"
    start_words ${more[@]+"${more[@]}"}
    [ -z "$user" ] || words=("${user_words[@]}" "${words[@]}")
    # shellcheck disable=SC2016 # for sh
    [ -z "$mounted" ] || words=(unshare -m sh -c
        'mount -t tmpfs none "$1" && shift && exec "$@"' sh
        "$mounted" "${words[@]}")
    [ -z "$inside" ] || words=(nsenter -m -w -t "$inside" "${words[@]}")
    if [ -n "$trace" ]; then
        need strace
        words=(strace -f --seccomp-bpf -q -s 200 -e 'trace=%process,%file'
            -o "$trace" "${words[@]}")
    fi
    run_pty $raw ${pty[@]+"${pty[@]}"} "${words[@]}"
}

run_pty() {
    local saved_ifs=$IFS

    steps=$tmp/steps
    [ ! -e "$steps" ] || rm -rf "$steps"
    python_load
    pty_python=${PTY_PYTHON:-${python_paths-}}
    [ -n "$pty_python" ] || not_here 'no base Python' || return
    status=0
    RC=$RC ZDOTDIR=$tmp/rc INPUTRC=$tmp/rc/inputrc \
        PTY_CACHE=${TEST_SHARED:-$BATS_RUN_TMPDIR}/python \
        "$pty_python" -ESB "$lib/pty" ${marks:+"$marks"} --mark "$editor_mark" \
        --save "$steps" "$@" \
        2>"$tmp/pty.err" >"$tmp/pty.out" || status=$?
    output=$(tr -d '\000' <"$tmp/pty.out")
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

# Sets $step_file, that of step N of the last in_shell; -1 is the last one.
step_find() {
    local n=$1 kind=$2

    if [ "$n" -lt 0 ]; then
        set -- "$steps"/*.line
        n=$(($# + n))
    fi
    step_file=$steps/$n.$kind
    [ -e "$step_file" ] || fail "there is no step $n"
}

step_file() {
    step_find "$1" "$2" && printf '%s\n' "$step_file"
}

print_step() {
    step_find "$1" "$2" && cat "$step_file"
}

# Sets $step_text, as $(print_step N KIND) would, and faster.
step_read() {
    step_text=''
    step_find "$1" "$2" || return
    if IFS= read -r -d '' step_text <"$step_file"; then
        step_text=$(tr -d '\000' <"$step_file")
    fi
    while case $step_text in *$'\n') true ;; *) false ;; esac; do
        step_text=${step_text%$'\n'}
    done
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
    step_read "$1" out || return
    [ "$step_text" = "$2" ] ||
        differ "step $1 printed" "$step_text" want "$2"
}

assert_prompt() {
    step_read "$1" prompt || return
    [ "$step_text" = "$2" ] ||
        differ "prompt of step $1" "$step_text" want "$2"
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
    dialect "$shell" || return
    in_shell "$shell" --strace "$log" "$@" < <(
        printf '\n\n\n\n\n@signal %s\n@sleep 0.05\n' "$mark_signal"
        printf '%*s' "$n" '' | tr ' ' '\n'
        printf '@sleep 0.05\n@signal %s\n@sleep 0.05\n' "$mark_signal") || return
    syscalls=$tmp/syscalls
    awk -v mark="--- SIG$mark_signal " 'index($0, mark) { marks++; next }
        marks == 1' "$log" >"$syscalls"
    [ "$(grep -c -e "--- SIG$mark_signal " "$log")" -eq 2 ] ||
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
