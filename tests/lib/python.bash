# shellcheck shell=bash disable=SC2034,SC2119,SC2120,SC2154
# Pythons, environments, hostile names and other users; part of common.bash.
#
#   pythons             every base Python >= 3.6 here, newest first, by path
#   base_python [X.Y]   one of them, never a shim: the newest [of X.Y]
#   python_version P    its full version: 3.12.1
#   make_env DIR [P]    a real environment without pip, by `P -m venv`
#   fake_env DIR [P]    the same shape by hand, faster; it works, but its
#                       bin/activate only reports on stderr that it was run
#   make_wheel DIR      tiny 1.0, a module and a script, for pip
#   project DIR [ENV]   mkdir -p DIR and fake_env DIR/.venv (or DIR/ENV)
#   hostile_names       prints names that hurt, each followed by a NUL:
#                         while IFS= read -r -d '' name; do ...
#                         done < <(hostile_names)
#                       those with code in them would create a file `pwned`
#   assert_not_pwned    ... and this fails if there is one below $tmp
#   deep_path DIR [N]   makes and prints a directory whose path has N (4000)
#                       bytes, of components of 200
#   as_user UID CMD...  runs CMD as another user, in a HOME of its own, with
#                       a copy of the program as $VENVHOOK; begin the
#                       test with `need root setpriv`
#   user_home UID       that HOME

# --- Pythons

# "3.12.1<TAB>path", newest first, found once in a run of bats, or of all.
python_table() {
    python_memo && cat "$python_memo"
}

# Sets $python_memo, the file that has the table.
python_memo() {
    local dir=${TEST_SHARED:-$BATS_RUN_TMPDIR}

    python_memo=$dir/pythons
    if [ ! -s "$python_memo" ]; then
        mkdir -p "$dir"
        python_candidates | while IFS= read -r python; do
            "$python" -I -S -c "$describe_python" </dev/null 2>/dev/null || :
        done | sort -u -t "$(printf '\t')" -k 4,4 |
            sort -t "$(printf '\t')" -k 1,1rn -k 2,2r |
            cut -f 2,3 >"$python_memo.$$"
        mv "$python_memo.$$" "$python_memo"
    fi
}

describe_python='import os, sys
v = sys.version_info
if v >= (3, 6):
    print("%d\t%d.%d.%d\t%s\t%s" % (v[0] * 10000 + v[1] * 100 + v[2],
        v[0], v[1], v[2], sys.executable, os.path.realpath(sys.executable)))'

# No scripts (shims, wrappers) and none of an environment.
python_candidates() {
    local dir python magic IFS=:

    for dir in $real_path /usr/bin /usr/local/bin /opt/homebrew/bin \
        "$real_pyenv"/versions/*/bin \
        "$real_home"/.local/share/uv/python/*/bin; do
        [ -e "$dir/../pyvenv.cfg" ] && continue
        for python in "$dir"/python3 "$dir"/python3.[0-9] \
            "$dir"/python3.[0-9][0-9]; do
            if [ -f "$python" ] && [ -x "$python" ]; then
                LC_ALL=C IFS='' read -rn2 magic <"$python" || :
                [ "$magic" = '#!' ] || printf '%s\n' "$python"
            fi
        done
    done | awk '!seen[$0]++'
}

# The table, in two arrays.
python_load() {
    local version path

    [ -z "${python_paths-}" ] || return 0
    python_versions=() python_paths=()
    python_memo
    while IFS=$'\t' read -r version path; do
        python_versions+=("$version")
        python_paths+=("$path")
    done <"$python_memo"
}

pythons() {
    python_table | cut -f 2
}

base_python() {
    local i

    python_load
    for i in ${python_paths[@]+"${!python_paths[@]}"}; do
        case ${python_versions[i]}. in
        "${1:+$1.}"*) printf '%s\n' "${python_paths[i]}" && return ;;
        esac
    done
    return 1
}

python_version() {
    local i

    python_load
    for i in ${python_paths[@]+"${!python_paths[@]}"}; do
        if [ "${python_paths[i]}" = "$1" ]; then
            printf '%s\n' "${python_versions[i]}"
            return
        fi
    done
    "$1" -I -S -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])'
}

# --- environments and projects

make_env() {
    local python

    python=${2:-$(base_python)} || not_here 'no base Python' || return
    "$python" -I -m venv --without-pip "$1"
}

fake_env() {
    local base pattern

    python_load
    base=${2:-${python_paths-}}
    [ -n "$base" ] || not_here 'no base Python' || return
    pattern=$BATS_RUN_TMPDIR/env-${base//\//-}
    [ -d "$pattern" ] || make_pattern "$pattern" "$base"
    mkdir -p "$1"
    cp -RP "$pattern/." "$1"
}

# The first of that shape, which the others are copies of.
make_pattern() {
    local dir=$1.$$ version

    version=$(python_version "$2")
    mkdir -p "$dir/bin" "$dir/include" \
        "$dir/lib/python${version%.*}/site-packages"
    printf '%s\n' "home = ${2%/*}" \
        'include-system-site-packages = false' "version = $version" \
        >"$dir/pyvenv.cfg"
    ln -s "$2" "$dir/bin/python3"
    ln -s python3 "$dir/bin/python"
    ln -s python3 "$dir/bin/python${version%.*}"
    echo 'echo "bin/activate was run" >&2' >"$dir/bin/activate"
    mv "$dir" "$1" 2>/dev/null || [ -d "$1" ]
}

project() {
    fake_env "$1/${2:-.venv}"
}

hostile_names() {
    # shellcheck disable=SC1003,SC2016
    printf '%s\0' "\"';&&\$e|'\"" "'\";&&e-\$ èрт🚒♞中片-j" \
        $'new\nline' $'\nnewline first' $'newline last\n' $'tab\tbed' \
        $'\e]0;pwned\a' $'\e[31mred' $'carriage\rreturn' $'del\177' \
        'backslash\' '\\two\n' '%d%n' '%F{red}%~%(?.a.b)' '%s%%' \
        '!x!' '!!' '-n' '--' '-' '$(touch pwned)' '`touch pwned`' \
        '${x?pwned}' ';touch pwned;' '& touch pwned &' '| touch pwned |' \
        "'; touch pwned; '" '"; touch pwned; "' ')touch pwned(' \
        $'x\ntouch pwned\n' '${PATH}' '$HOME' '~' '~root' '=ls' '#hash' \
        '*' '?' '[a-z]' '{a,b}' '(paren)' '<in>out' ' leading' 'trailing ' \
        'a  b' '@(x|y)' '$env:PATH' '%PATH%' '[char]0' \
        $'\xe2\x80\x98q\xe2\x80\x99' $'bidi\xe2\x80\xaetxt' $'c1\xc2\x9b31m' $'\xff' $'bad\xc3(utf' \
        '...' 'ünï' "$(printf '%0255d' 0)"
}

assert_not_pwned() {
    local found

    found=$(find "$tmp" -name pwned 2>/dev/null)
    [ -z "$found" ] || fail "a name was run as code: $found"
}

deep_path() {
    local path=$1 want=${2:-4000} part left LC_ALL=C

    part=$(printf '%0200d' 0)
    while left=$((want - ${#path} - 1)) && [ "$left" -gt 0 ]; do
        # Never leave a rest of one byte, which would be a slash alone.
        [ "$left" -ne 201 ] || left=199
        path=$path/${part:0:$((left < 200 ? left : 200))}
    done
    mkdir -p "$path" && printf '%s\n' "$path"
}

user_home() {
    printf '%s\n' "$tmp/home-$1"
}

as_user() {
    local uid=$1 user_environ user_words

    shift
    user_set "$uid" || return
    env "${user_environ[@]}" "${user_words[@]}" "$@"
}

# Sets $user_environ, assignments, and $user_words, what turns into that user.
user_set() {
    local uid=$1 home

    [ "$(id -u)" -eq 0 ] || fail 'as_user: need root first' || return
    home=$(user_home "$uid")
    open_to_users
    if [ ! -d "$home" ]; then
        mkdir -m 755 "$home" && mkdir -m 700 "$home/tmp" &&
            chown "$uid:$uid" "$home" "$home/tmp"
    fi
    user_environ=(HOME="$home" TMPDIR="$home/tmp"
        VENVHOOK="$tmp/shared/venvhook"
        XDG_CONFIG_HOME="$home/.config" XDG_DATA_HOME="$home/.local/share"
        XDG_STATE_HOME="$home/.local/state" XDG_CACHE_HOME="$home/.cache"
        XDG_RUNTIME_DIR="$home/tmp"
        POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off)
    user_words=(setpriv --reuid="$uid" --regid="$uid" --clear-groups --)
}

# Others may pass through our directories, and run the program.
open_to_users() {
    local dir=$tmp

    mkdir -p "$tmp/shared"
    [ -e "$tmp/shared/venvhook" ] || [ ! -f "$VENVHOOK" ] ||
        cp "$VENVHOOK" "$tmp/shared/venvhook"
    while case $dir in "$BATS_RUN_TMPDIR"*) true ;; *) false ;; esac; do
        chmod a+x "$dir"
        dir=${dir%/*}
    done
}

# By hand, and no more than pip wants.
make_wheel() {
    "$(base_python)" -I - "$1" <<'END'
import sys, zipfile
info = "tiny-1.0.dist-info/"
with zipfile.ZipFile(sys.argv[1] + "/tiny-1.0-py3-none-any.whl", "w") as z:
    z.writestr("tiny.py", "def main():\n    print('tiny runs')\n")
    z.writestr(info + "METADATA",
               "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
    z.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\n"
               "Root-Is-Purelib: true\nTag: py3-none-any\n")
    z.writestr(info + "entry_points.txt",
               "[console_scripts]\ntiny = tiny:main\n")
    z.writestr(info + "RECORD", "tiny.py,,\n" + info + "METADATA,,\n" + info +
               "WHEEL,,\n" + info + "entry_points.txt,,\n" + info +
               "RECORD,,\n")
END
}
