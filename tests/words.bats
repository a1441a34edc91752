# shellcheck disable=SC2154
# create: words that mean something else than they say, and --dry-run.

# in memory

load lib/common
load lib/making

setup() {
    making_setup
}

try() {
    run --separate-stderr "$VENVHOOK" create --without-pip "$@"
}

@test "words: create VERSION makes no directory of that name, and names both ways" {
    for word in 3.11 3 3.12.1 python3.11 python3 python-3.12 v3.13 3.13t \
        pypy3.10 cpython-3.12.1-linux-x86_64-gnu '>=3.10,<3.13'; do
        dir=./$word
        # what a shell would take for a redirection
        [[ $word != *'>'* ]] || dir="\"$dir\""
        try "$word"
        assert_failure 1
        assert_equal "$output" ''
        assert_equal "$stderr" "venvhook: $word: is a version, and no directory is there of that name
venvhook: 'venvhook create --python \"$word\"' makes one with that Python; 'venvhook create $dir' makes one in a directory of that name"
        assert_equal "$(ls -A)" ''
    done
}

@test "words: a path, a directory that is there, other numbers and what stands beside --python or --name are no version" {
    mkdir 3.10
    for word in ./3.11 3.10 2024 4.1 py311 python x3.11; do
        run "$VENVHOOK" create --without-pip "$word"
        assert_success
        assert_exists "$word/pyvenv.cfg"
    done
    run "$VENVHOOK" create --without-pip --python "$python" 3.12
    assert_success
    assert_exists 3.12/pyvenv.cfg
    run "$VENVHOOK" create --without-pip --name 3.12
    assert_success
    assert_exists "$HOME/.virtualenvs/3.12/pyvenv.cfg"
}

@test "words: on a terminal it is asked whether --python was meant, and done" {
    local version

    need bash
    version=$(version_of "$python")
    PATH=${python%/*}:$PATH in_shell bash --no-hook --cwd "$PWD" <<INPUT
@send "\$VENVHOOK" create --without-pip $version
@wait [y/N]
n
@send "\$VENVHOOK" create --without-pip env $version
@wait [y/N]
y
INPUT
    assert_contains "$(answer 1)" \
        "venvhook: $version is a version: was --python $version meant? [y/N]"
    assert_contains "$(answer 1)" "'venvhook create ./$version' makes"
    assert_equal "$(ls -A)" env
    assert_equal "$(env/bin/python -c 'import sys
print("%d.%d" % sys.version_info[:2])')" "$version"
}

# --- --dry-run

# both WORD...: with --dry-run it is refused as it is without, and makes nothing
both() {
    local told

    try --python "$python" --dry-run "$@"
    assert_failure 1
    assert_equal "$output" ''
    [ -n "$stderr" ]
    told=$stderr
    try --python "$python" "$@"
    assert_failure 1
    assert_equal "$told" "$stderr"
}

@test "words: --dry-run tells what would be made, and touches nothing" {
    need strace
    touch pyproject.toml
    echo tiny >packages.txt
    mkdir sub
    cd sub
    strace -f -qq -o "$tmp/calls" -e 'trace=%file,write,%desc' \
        "$VENVHOOK" create --dry-run -p "$python" -r ../packages.txt \
        >"$tmp/told"
    assert_equal "$(cat "$tmp/told")" "would make   $tmp/p/.venv
from         $python, Python $(python_version "$python")
because      --python $python
made by      venvhook itself
pip          installed by that Python, which takes seconds, and kept for the next time
packages     pip installs what is in $tmp/p/sub/../packages.txt"
    # a pipe and standard output are written to, nothing is made or changed
    refute_contains "$(cat "$tmp/calls")" O_CREAT
    refute_contains "$(grep -v '"/dev/null"' "$tmp/calls")" O_WRONLY
    refute_contains "$(grep -v '"/dev/null"' "$tmp/calls")" O_RDWR
    [ "$(grep -cE '^[0-9]+ +(mkdir|unlink|rename|symlink|link|chmod|flock|utime)' \
        "$tmp/calls")" = 0 ]
    assert_equal "$(find "$HOME" "$tmp/xdg" -type f 2>/dev/null)" ''
    refute_exists ../.venv
    try --dry-run -p 3.99
    assert_failure 1
    assert_equal "$(find "$HOME" "$tmp/xdg" -type f 2>/dev/null)" ''
}

@test "words: --dry-run tells of several, of what is there, and of another creator" {
    try --python "$python" --dry-run one two
    assert_success
    assert_contains "would make   $tmp/p/one"
    assert_contains "would make   $tmp/p/two"
    assert_contains 'pip          none'
    try --python "$python" one
    touch one/mine
    try --python "$python" --dry-run one
    assert_contains 'first        the environment that is there is made over'
    try --python "$python" --dry-run --clear one
    assert_contains 'first        what is there is deleted, once the new one stands'
    assert_exists one/mine
    refute_exists two
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'creator = venv' >"$XDG_CONFIG_HOME/venvhook/config"
    try --python "$python" --dry-run two
    assert_contains 'made by      venv, the creator of your settings'
}

@test "words: --dry-run is refused in the words of the real one" {
    need root setpriv
    ln -s /nowhere link
    touch file
    mkdir other mine
    touch other/x
    "$python" -m venv --without-pip made
    for word in link file file/x link/x other made "$HOME/.." a:b $'a\nb'; do
        both "$word"
    done
    both --clear other
    both --clear "$HOME"
    both --python 3.99 new
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'creator = uv' >"$XDG_CONFIG_HOME/venvhook/config"
    PATH=/usr/bin:/bin both new
    assert_contains "$stderr" 'creator of your settings'
    both --copies new
    try --python "$python" --dry-run --symlinks --copies new
    assert_failure 2
    [ -x /usr/bin/python3 ] || return 0
    mkdir -m 755 "$tmp/locked"
    for word in "$tmp/locked/a/b" "$tmp/locked"; do
        run --separate-stderr as_user 1234 "$VENVHOOK" create --dry-run \
            --python /usr/bin/python3 --without-pip "$word"
        assert_failure 1
        told=$stderr
        run --separate-stderr as_user 1234 "$VENVHOOK" create \
            --python /usr/bin/python3 --without-pip "$word"
        assert_equal "$told" "$stderr"
    done
}

# told_of STATE HOW: what it says in a new place with those records, and that it
# does not make one over
told_of() {
    try --python "$python" made
    run --separate-stderr env "$1" "$VENVHOOK" create --dry-run \
        --python "$python" --without-pip new
    assert_success
    assert_contains "but          it could not be remembered: $2"
    refute_exists new
    export "${1?}"
    both --clear made
    both --prompt other made
    try --python "$python" new
    assert_success
    assert_contains "$stderr" "that could not be remembered: $2"
    rm -r new
}

@test "words: --dry-run foresees records that cannot be written" {
    echo >"$tmp/file"
    mkdir -m 777 "$tmp/open"
    ( told_of "XDG_STATE_HOME=$tmp/file" "$tmp/file/venvhook" )
    ( told_of "XDG_STATE_HOME=$tmp/open" "$tmp/open" )
    need root unshare
    unshare -m true 2>/dev/null || not_here 'mounts of its own'
    try --python "$python" made
    run --separate-stderr unshare -m sh -euc '
        mount --bind "$1" "$1"
        mount -o remount,ro,bind "$1"
        "$VENVHOOK" create --dry-run --python "$2" --without-pip new
        "$VENVHOOK" create --dry-run --python "$2" --clear made && exit 3
        export XDG_STATE_HOME="$1/none"
        "$VENVHOOK" create --dry-run --python "$2" --without-pip new' \
        sh "$XDG_STATE_HOME/venvhook" "$python"
    assert_success
    assert_equal "$(grep -c 'but .*: read-only file system$' <<<"$output")" 2
    assert_equal "$stderr" \
        "venvhook: $XDG_STATE_HOME/venvhook: read-only file system"
}

@test "words: --dry-run examines nothing that a killed run has left, and says so" {
    try --python "$python" new
    making=$XDG_STATE_HOME/venvhook/making.$(printf %s "$tmp/p/new" |
        sha256sum | cut -c1-16)
    printf 'venvhook making 1\nplace %s\ntoken abc\n' "$tmp/p/new" >"$making"
    chmod 600 "$making"
    try --python "$python" --dry-run new
    assert_success
    assert_contains 'first        what another run has begun there is finished, or taken away'
    assert_exists "$making"
    assert_exists new/pyvenv.cfg
}
