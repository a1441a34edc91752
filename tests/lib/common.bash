# shellcheck shell=bash disable=SC1091,SC2034,SC2154
# What every tests/*.bats begins with: `load lib/common`.
#
# A clean world.  Before each test common_setup (also called setup; a file
# with its own setup() calls common_setup first) leaves of the environment
# only what bats, compilers and sanitizers need.  HOME, XDG_* and TMPDIR are
# below $BATS_TEST_TMPDIR, PATH is $BATS_TEST_TMPDIR/bin and the system's
# directories, umask is 022, the working directory is HOME.
#
#   $VENVHOOK       the program (default: ./venvhook); run it as "$VENVHOOK"
#   $top_srcdir     the sources
#   $tmp            $BATS_TEST_TMPDIR
#   CI_NO_SKIP=1    whatever need would skip fails instead
#
# Needs.  need WHAT... skips the test unless all are here:
#   bash zsh fish git strace ...  commands, linked into PATH if elsewhere
#   pwsh, nu        brought if need be; $PWSH and $NU are their paths
#   python3.8       a base Python of that version
#   root, user      being root, or not being root
#
# Results.  Set by bats' `run` or by in_shell:
#   assert_success, assert_failure [N]     $status
#   assert_silent                          nothing in $output, nor $stderr
#                                          (of run --separate-stderr)
#   assert_output WANT                     all of $output
#   assert_line WANT, refute_line WANT     a whole line of $output
#   assert_contains [TEXT] PART, refute_contains [TEXT] PART
#                                          default TEXT: $output
#   assert_equal GOT WANT
#   refused PART [N]    status N (1), nothing in $output, PART in $stderr
#   assert_exists PATH, refute_exists PATH (links are not followed)
#   eventually COMMAND...   waits until it is true, and fails after 20 s
#   fail TEXT
#
# Pythons and environments: see python.bash.  Interactive shells: shells.bash.
# All of it works in bash 3.2.

bats_require_minimum_version 1.5.0

lib=${BASH_SOURCE[0]%/*}
case $lib in /*/../* | [!/]*) lib=$(cd "$lib" && pwd) ;; esac
top_srcdir=${top_srcdir:-$lib/../..}
case $top_srcdir in /*/..* | [!/]*) top_srcdir=$(cd "$top_srcdir" && pwd) ;; esac
: "${VENVHOOK:=$PWD/venvhook}"
case $VENVHOOK in /*) ;; *) VENVHOOK=$PWD/$VENVHOOK ;; esac
real_home=${HOME-}
real_path=$PATH
real_pyenv=${PYENV_ROOT:-$real_home/.pyenv}

# --- a clean world

setup() {
    common_setup
}

common_setup() {
    tmp=$BATS_TEST_TMPDIR
    clean_environment
    umask 077
    mkdir -p "$tmp/xdg/run"
    umask 022
    # Without the last, fish starts python in the background, to read all
    # manuals.
    mkdir -p "$tmp/home" "$tmp/bin" "$tmp/tmp" \
        "$tmp/xdg/data/fish/generated_completions"
    chmod go-w,a+rx "$tmp" "$tmp/xdg"
    export HOME=$tmp/home TMPDIR=$tmp/tmp LC_ALL=$utf8
    export XDG_CONFIG_HOME=$tmp/xdg/config XDG_DATA_HOME=$tmp/xdg/data
    export XDG_STATE_HOME=$tmp/xdg/state XDG_CACHE_HOME=$tmp/xdg/cache
    export XDG_RUNTIME_DIR=$tmp/xdg/run
    export PATH=$tmp/bin:/usr/local/bin:/usr/bin:/bin
    export VENVHOOK top_srcdir
    rc_clear
    cd "$HOME" || return
}

# A UTF-8 locale of this machine, asked for once in a file.
: "${BATS_UTF8:=$(locale -a 2>/dev/null |
    grep -i -m 1 -E '^(C|en_US)\.utf-?8$' || echo C)}"
export BATS_UTF8
utf8=$BATS_UTF8
# The locale that the tests have also when bash reads the rest of the file: in
# another one it leaves $'\u202e' as it stands.
export LC_ALL=$utf8

clean_environment() {
    local name

    for name in $(compgen -e); do
        case $name in
        BATS* | bats* | PATH | PWD | OLDPWD | SHLVL | _ | IFS) ;;
        VENVHOOK | top_srcdir | top_builddir | VERSION | HOOK_BASH) ;;
        CC | AWK | NM | PWSH | NU | MISE | CI_NO_SKIP | PTY_PYTHON | TEST_SHARED) ;;
        DOTNET_* | NUGET_* | [ALMTU]SAN_OPTIONS | LLVM_* | GCOV*) ;;
        LD_LIBRARY_PATH | SSL_CERT_* | [Hh][Tt][Tt][Pp]*_[Pp][Rr][Oo]*) ;;
        # readonly ones, if any, stay
        *) unset "$name" 2>/dev/null || : ;;
        esac
    done
}

# --- needs

need() {
    local what

    for what; do
        case $what in
        root) [ "$(id -u)" -eq 0 ] ;;
        user) [ "$(id -u)" -ne 0 ] ;;
        pwsh) need_built pwsh PWSH ;;
        nu) need_built nu NU ;;
        mise) need_built mise MISE && ln -sf "$MISE" "$tmp/bin/mise" ;;
        strace) need_strace ;;
        python3.*) base_python "${what#python}" >/dev/null ;;
        *) need_command "$what" ;;
        esac || not_here "no $what" || return
    done
}

not_here() {
    [ "${CI_NO_SKIP-}" != 1 ] || fail "CI_NO_SKIP: $1" || return
    skip "$1"
}

need_command() {
    local found

    command -v "$1" >/dev/null && return
    found=$(PATH=$real_path command -v "$1") || return
    ln -s "$found" "$tmp/bin/$1"
}

# Sanitizers make system calls of their own, and stop when traced.
need_strace() {
    [ -z "${ASAN_OPTIONS-}" ] || skip 'a sanitizer is at work'
    need_command strace || not_here 'no strace'
}

# need_built NAME VARIABLE: what $lib/NAME-build brings.
need_built() {
    local memo=$BATS_RUN_TMPDIR/$1 dir=$BATS_RUN_TMPDIR

    # Kept with the build, if there is one: bringing takes seconds and a net.
    if [ -x "$VENVHOOK" ] && [ -w "${VENVHOOK%/*}" ]; then
        dir=${VENVHOOK%/*}/tests/lib
        mkdir -p "$dir"
    fi
    if [ ! -s "$memo.path" ] && [ ! -s "$memo.why" ]; then
        HOME=$real_home PATH=$real_path "$lib/$1-build" "$dir" \
            >"$memo.$$" 2>"$memo.why.$$" || mv "$memo.why.$$" "$memo.why"
        mv "$memo.$$" "$memo.path"
    fi
    [ -s "$memo.path" ] || not_here "no $1: $(head -n 1 "$memo.why")" ||
        return
    export "$2=$(tail -n 1 "$memo.path")"
    export POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off
}

# --- results

eventually() {
    local i

    for ((i = 0; i < 1000; i++)); do
        ! "$@" || return 0
        sleep 0.02
    done
    fail "never came true: $*"
}

fail() {
    printf '%s\n' "$*" >&2
    return 1
}

# "label: text", or quoted where there are control characters in it.
show() {
    case $2 in
    *[[:cntrl:]]*)
        case ${2//$'\n'/} in
        *[[:cntrl:]]*) printf '%s: %q\n' "$1" "$2" ;;
        *) printf '%s:\n' "$1" && printf '%s\n' "$2" | sed 's/^/    /' ;;
        esac
        ;;
    *) printf '%s: %s\n' "$1" "$2" ;;
    esac
}

differ() {
    show "$1" "$2" >&2
    show "$3" "$4" >&2
    return 1
}

assert_equal() {
    [ $# -eq 2 ] || fail 'usage: assert_equal GOT WANT' || return
    [ "$1" = "$2" ] || differ ' got' "$1" want "$2"
}

assert_success() {
    [ "$status" -eq 0 ] || differ "status $status, output" "$output" \
        stderr "${stderr-}"
}

assert_failure() {
    if [ "$status" -eq 0 ] || [ "$status" -ne "${1:-$status}" ]; then
        differ "status $status, wanted ${1:-a failure}; output" "$output" \
            stderr "${stderr-}"
    fi
}

assert_silent() {
    [ -z "$output${stderr-}" ] || differ 'not silent; output' "$output" \
        stderr "${stderr-}"
}

assert_output() {
    [ $# -eq 1 ] || fail 'usage: assert_output WANT' || return
    assert_equal "$output" "$1"
}

has_line() {
    case $'\n'$output$'\n' in *$'\n'"$1"$'\n'*) ;; *) return 1 ;; esac
}

assert_line() {
    has_line "$1" || differ 'no such line' "$1" output "$output"
}

refute_line() {
    ! has_line "$1" || differ 'there is a line' "$1" output "$output"
}

assert_contains() {
    [ $# -eq 2 ] || set -- "$output" "$@"
    [ -n "$2" ] || fail 'assert_contains: nothing to look for' || return
    case $1 in *"$2"*) ;; *) differ 'no part' "$2" of "$1" ;; esac
}

refute_contains() {
    [ $# -eq 2 ] || set -- "$output" "$@"
    [ -n "$2" ] || fail 'refute_contains: nothing to look for' || return
    case $1 in *"$2"*) differ 'a part' "$2" of "$1" ;; esac
}

refused() {
    assert_failure "${2:-1}"
    assert_output ''
    assert_contains "$stderr" "$1"
}

assert_exists() {
    [ -e "$1" ] || [ -L "$1" ] || fail "not there: $1"
}

refute_exists() {
    if [ -e "$1" ] || [ -L "$1" ]; then
        fail "there: $1"
    fi
}

# shellcheck source=tests/lib/bats.bash
source "$lib/bats.bash"
# shellcheck source=tests/lib/python.bash
source "$lib/python.bash"
# shellcheck source=tests/lib/shells.bash
source "$lib/shells.bash"
