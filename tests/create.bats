# shellcheck disable=SC2154
# create: what is refused, what is replaced, what is left when it fails.  That
# what it makes is what python -m venv makes is held by identity.bats, and pip
# by seed.bats.

# in memory

load lib/common
load lib/making

setup() {
    making_setup
    # asked once, so that no test counts the asking
    "$VENVHOOK" create --python "$python" --without-pip "$tmp/first"
}

# An env of $python that works, with nothing of the making left.
whole() {
    local version

    version=$(python_version "${2:-$python}")
    run "$1/bin/python" -c 'import sys
assert sys.prefix != sys.base_prefix
print(sys.prefix, "%d.%d.%d" % sys.version_info[:3])'
    assert_success
    assert_output "$1 $version"
    diff -r --no-dereference -x pyvenv.cfg -x 'activate*' "$tmp/first" "$1"
    [ "$(find "$1" -name '.venvhook-*')" = '' ]
}

another_python() {
    local other

    while IFS= read -r other; do
        if [ "$(version_of "$other")" != "$(version_of "$python")" ]; then
            printf '%s\n' "$other"
            return
        fi
    done < <(pythons)
    return 1
}

# --- where

@test "create: without ENV_DIR makes .venv in the project, from any directory of it" {
    touch pyproject.toml
    mkdir -p src/deep
    cd src/deep
    create
    assert_success
    assert_silent
    whole "$tmp/p/.venv"
}

@test "create: without ENV_DIR and outside of a project makes .venv here" {
    mkdir here
    cd here
    create
    assert_success
    whole "$tmp/p/here/.venv"
}

@test "create: every marker of the settings makes a project" {
    mkdir -p "$XDG_CONFIG_HOME/venvhook" sub
    echo 'markers = Ourfile' >"$XDG_CONFIG_HOME/venvhook/config"
    touch Ourfile sub/pyproject.toml
    cd sub
    create
    assert_success
    whole "$tmp/p/.venv"
}

@test "create: makes several, with the directories above them" {
    create a b/c/d ./e/../f
    assert_success
    whole "$tmp/p/a"
    whole "$tmp/p/b/c/d"
    whole "$tmp/p/f"
}

@test "create: stops at the first that fails, and the ones before it stay" {
    touch file
    create a file b
    refused "$tmp/p/file: is not a directory"
    whole "$tmp/p/a"
    refute_exists b
}

@test "create: a symbolic link above the directory stays in its paths" {
    mkdir real
    ln -s real link
    create link/e
    assert_success
    grep -q "$tmp/p/link/e" link/e/bin/activate
    whole "$tmp/p/link/e"
}

@test "create: what it made may be activated" {
    create e
    run "$VENVHOOK" allow --list
    assert_contains "made  $tmp/p/e"
}

# --- refusals, each before anything is touched

@test "create: refuses a path with a ':', a parent's too" {
    mkdir 'a:b'
    create 'a:b/c'
    refused "holds a ':'"
    create 'x:y'
    refused "holds a ':'"
    [ "$(ls)" = 'a:b' ]
    [ "$(ls 'a:b')" = '' ]
}

@test "create: refuses control characters in a path and in a prompt" {
    local bad

    for bad in $'new\nline' $'tab\tbed' $'esc\e[31m' $'c1\xc2\x9b' $'del\177'; do
        create "$bad"
        refused 'holds a control character'
        create --prompt "$bad" e
        refused 'holds a control character' 2
    done
    [ "$(ls)" = '' ]
}

@test "create: refuses a path and a prompt that are not UTF-8, and leaves nothing" {
    create $'bad\xff'
    refused 'is not UTF-8'
    create --prompt $'bad\xff' e
    refused 'is not UTF-8' 2
    [ "$(ls)" = '' ]
}

@test "create: refuses a file" {
    echo text >file
    create file
    refused 'file: is not a directory'
    create --clear file
    refused 'file: is not a directory'
    [ "$(cat file)" = text ]
    create file/below
    refused "$tmp/p/file/below: not a directory"
}

@test "create: refuses a symbolic link, and --clear deletes nothing behind it" {
    mkdir target
    touch target/precious
    ln -s target link
    ln -s nowhere dangling
    create --clear link
    refused 'is a symbolic link'
    create link
    refused 'is a symbolic link'
    create dangling
    refused 'is a symbolic link'
    [ "$(ls -A target)" = precious ]
    [ "$(ls)" = $'dangling\nlink\ntarget' ] || [ -L dangling ]
}

@test "create: --clear refuses the home directory and what holds it" {
    touch "$HOME/precious"
    create --clear "$HOME"
    refused 'the home directory'
    create --clear "${HOME%/*}"
    refused 'the home directory'
    assert_exists "$HOME/precious"
    create /
    refused 'is not a place'
}

@test "create: --clear refuses a directory of something else, and deletes nothing" {
    mkdir other empty
    touch other/.venvhook-cfg other/precious
    create --clear other
    refused 'is not an environment'
    assert_equal "$(ls -A other | tr '\n' ' ')" '.venvhook-cfg precious '
    cd other
    create --clear .
    refused 'is not an environment'
    assert_exists precious
    create --clear ../empty
    assert_success
}

# With a version that is nowhere, so that a refusal forgotten makes nothing.
@test "create: in / and at home nothing is made that is not named" {
    local dir home

    touch "$HOME/setup.py"
    mkdir -p "$HOME/sub/deep"
    ln -s "$HOME" "$tmp/link"
    for dir in "$HOME" "$tmp/link"; do
        cd "$dir"
        for home in "$HOME" "$tmp/link"; do
            HOME=$home run --separate-stderr "$VENVHOOK" create --python 3.99
            refused "is your home directory: an environment here would be"
            assert_contains "$stderr" "'venvhook create .venv' makes one here"
        done
    done
    cd /
    run --separate-stderr "$VENVHOOK" create --python 3.99
    refused 'venvhook: /: is not a place for an environment'
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'names = "my env"' >"$XDG_CONFIG_HOME/venvhook/config"
    run --separate-stderr "$VENVHOOK" create --python 3.99
    assert_contains "$stderr" "'venvhook create \"my env\"' makes one here"
    rm "$XDG_CONFIG_HOME/venvhook/config"
    run "$VENVHOOK" status
    assert_line 'create       would fail: /: is not a place for an environment'
    cd "$HOME/sub/deep"
    create --python "$python"
    assert_exists "$HOME/sub/deep/.venv/pyvenv.cfg"
    cd "$HOME"
    create .venv
    assert_exists "$HOME/.venv/pyvenv.cfg"
}

@test "create: words that cannot stand together are wrong usage" {
    create --copies --symlinks e
    refused 'not allowed with' 2
    create --upgrade --clear e
    refused 'not allowed with' 2
    create ''
    refused 'an argument is empty' 2
    create --no-such e
    refused 'unknown option' 2
    [ "$(ls)" = '' ]
}

@test "create: a directory it needs that is a file or a link is refused, and the env stays one" {
    local name

    for name in bin include lib; do
        create "$name-env"
        mv "$name-env/$name" aside
        ln -s "$tmp/p/aside" "$name-env/$name"
        create --prompt other "$name-env"
        refused "$name-env/$name"
        assert_exists "$name-env/pyvenv.cfg"
        rm "$name-env/$name"
        touch "$name-env/$name"
        create --prompt other "$name-env"
        refused 'not a directory'
        assert_exists "$name-env/pyvenv.cfg"
        rm -rf aside
    done
}

@test "create: an unwritable directory is an error that leaves nothing" {
    need root setpriv
    mkdir -m 755 "$tmp/locked"
    run --separate-stderr as_user 1234 "$VENVHOOK" create --python \
        /usr/bin/python3 --without-pip "$tmp/locked/a/b"
    [ -x /usr/bin/python3 ] || skip 'no /usr/bin/python3'
    refused 'permission denied'
    [ "$(ls -A "$tmp/locked")" = '' ]
}

@test "create: a lib64 that is there already is kept" {
    create e
    rm -f e/lib64
    mkdir -p e/lib64
    create e
    assert_success
    [ -d e/lib64 ] && [ ! -L e/lib64 ]
}

# --- again

@test "create: over an env that is there, files of the user stay" {
    create e
    touch e/mine e/bin/mine
    create --prompt new e
    assert_success
    assert_exists e/mine
    assert_exists e/bin/mine
    grep -q "^prompt = 'new'" e/pyvenv.cfg
}

@test "create: --clear deletes what was there, but not the directory itself" {
    local before

    mkdir -m 750 e
    before=$(stat -c '%i %a' e)
    touch e/mine
    mkdir -p e/deep/er e/bin
    touch e/pyvenv.cfg
    ln -s "$tmp/p" e/link
    touch e/deep/er/file keep
    create --clear e
    assert_success
    assert_equal "$(stat -c '%i %a' e)" "$before"
    assert_exists keep
    chmod 755 e
    whole "$tmp/p/e"
}

@test "create: over an env of another Python nothing of that stays in force" {
    local other

    other=$(another_python) || skip 'no second Python'
    create --python "$other" e
    assert_success
    ln -s python3 "e/bin/python$(version_of "$other")" 2>/dev/null || :
    create e
    assert_success
    rm -rf "e/lib/python$(version_of "$other")" \
        "e/include/python$(version_of "$other")"
    whole "$tmp/p/e"
}

@test "create: over an env with another name of the same Python all names lead to it" {
    create --python "${python%/*}/python$(version_of "$python")" e
    assert_success
    create e
    assert_success
    whole "$tmp/p/e"
}

@test "create: over an env, a pyvenv.cfg in bin, which Python would believe first, is gone" {
    create e
    printf 'home = /nowhere\ninclude-system-site-packages = true\n' \
        >e/bin/pyvenv.cfg
    create e
    assert_success
    whole "$tmp/p/e"
}

@test "create: a dangling python is replaced" {
    create e
    ln -sfn /no/such/python "e/bin/${python##*/}"
    create e
    assert_success
    whole "$tmp/p/e"
}

@test "create: --copies replaces a link and never writes through it" {
    echo precious >"$tmp/outside"
    create e
    ln -sfn "$tmp/outside" "e/bin/${python##*/}"
    create --copies e
    assert_success
    assert_equal "$(cat "$tmp/outside")" precious
    [ -f "e/bin/${python##*/}" ] && [ ! -L "e/bin/${python##*/}" ]
    cmp "$python" "e/bin/${python##*/}"
    ln -sfn "$tmp/absent" "e/bin/${python##*/}"
    create --copies e
    assert_success
    refute_exists "$tmp/absent"
    create e
    assert_success
    whole "$tmp/p/e"
}

@test "create: a file that is a link is replaced, not written through" {
    echo precious >"$tmp/outside"
    create e
    ln -sf "$tmp/outside" e/bin/activate
    ln -sf "$tmp/outside" e/pyvenv.cfg
    create e
    assert_success
    assert_equal "$(cat "$tmp/outside")" precious
    [ -f e/bin/activate ] && [ ! -L e/bin/activate ] && [ ! -L e/pyvenv.cfg ]
    whole "$tmp/p/e"
}

@test "create: --upgrade leaves the activate scripts alone" {
    create e
    echo '# mine' >>e/bin/activate
    create --upgrade e
    assert_success
    tail -n 1 e/bin/activate | grep -qx '# mine'
    grep -q -e '--upgrade' e/pyvenv.cfg || [ "$(version_of "$python")" = 3.10 ]
}

@test "create: what stays the same keeps its pyvenv.cfg all the time" {
    local before

    create e
    before=$(stat -c '%i %Y' e/pyvenv.cfg)
    create e
    assert_success
    assert_equal "$(stat -c '%i %Y' e/pyvenv.cfg)" "$before"
}

@test "create: without a place for its records it makes one, and deletes none" {
    echo >"$tmp/file"
    export XDG_STATE_HOME=$tmp/file
    create e
    assert_success
    assert_contains "$stderr" "was made, but that could not be remembered: $tmp/file/venvhook"
    assert_contains "$stderr" "run 'venvhook allow'"
    whole "$tmp/p/e"
    create --clear e
    refused "$tmp/file/venvhook"
    whole "$tmp/p/e"
}

@test "create: where the place of its records can only be read, it makes one, and deletes or makes over none" {
    local state=$XDG_STATE_HOME/venvhook

    need root unshare
    unshare -m true 2>/dev/null || not_here 'mounts of its own'
    create first
    run --separate-stderr unshare -m sh -euc '
        mount --bind "$1" "$1"
        mount -o remount,ro,bind "$1"
        "$VENVHOOK" create --python "$2" --without-pip e
        "$VENVHOOK" create --python "$2" --without-pip --clear first && exit 3
        "$VENVHOOK" remove --yes first && exit 4
        "$VENVHOOK" create --python "$2" --prompt other first && exit 5
        ! grep other first/pyvenv.cfg' sh "$state" "$python"
    assert_success
    assert_contains "$stderr" "$tmp/p/e: was made, but that could not be remembered: $state"
    assert_equal "$(grep -c 'ead-only file system' <<<"$stderr")" 4
    whole "$tmp/p/e"
}

# As `docker run -u 1000` has it, and a Dockerfile with a USER.
@test "create: a user without a home, or with one that is not his to write, gets an env, a warning, and status 0" {
    local home as base=/usr/bin

    need root setpriv /usr/bin/python3
    open_to_users
    python=/usr/bin/python3 quick_base "$tmp/shared/base"
    for home in HOME=/ HOME=/nonexistent HOME= HOME="$tmp" -; do
        mkdir work
        chown 1234:1234 work
        as=(setpriv --reuid 1234 --regid 1234 --clear-groups env -i
            PATH="$base:/usr/bin:/bin")
        [ "$home" = - ] || as+=("$home")
        cd work
        run --separate-stderr "${as[@]}" "$tmp/shared/venvhook" create .venv
        assert_success
        assert_contains "$stderr" 'was made, but that could not be remembered'
        assert_equal "$(wc -l <<<"$stderr")" 2
        run .venv/bin/python -m pip --version
        assert_success
        assert_contains "$output" "$PWD/.venv/lib"
        # the first has the real pip, the others one that is quickly there
        assert_contains "$(cat .venv/pyvenv.cfg)" "home = $base"
        base=$tmp/shared/base/bin
        cd ..
        rm -rf work
    done
}

# --- while others are at it

@test "create: one waits for another that is at the same place, and is cancelled by a signal" {
    local pid status=0

    need flock
    mkdir e
    flock e -c 'echo locked; sleep 5' >"$tmp/lock" &
    eventually grep -q locked "$tmp/lock"
    "$VENVHOOK" create --python "$python" --without-pip e 2>"$tmp/err" &
    pid=$!
    sleep 0.5
    kill -0 "$pid"
    kill -TERM "$pid"
    wait "$pid" || status=$?
    assert_equal "$status" 143
    assert_contains "$(cat "$tmp/err")" 'cancelled'
    [ "$(ls -A e)" = '' ]
}

# signalled CALL: create of e, with a SIGINT at the first such call
signalled() {
    run strace -qq -o /dev/null -e inject="$1":signal=INT:when=1 \
        "$VENVHOOK" create --python "$python" --without-pip e
    assert_failure 130
}

@test "create: a signal that comes before it is whole leaves nothing" {
    need strace
    signalled symlinkat
    assert_contains "$tmp/p/e: cancelled"
    refute_exists e
}

@test "create: a signal that comes when it is whole leaves it, and the record that it is ours" {
    need strace
    signalled renameat
    assert_exists e/pyvenv.cfg
    run "$VENVHOOK" allow --list
    assert_contains "made  $tmp/p/e"
}

# --- side effects

@test "create: writes in the env, the state and the cache, and nowhere else" {
    need strace
    strace -f -qq -y -e trace=%file,%desc -o "$tmp/calls" "$VENVHOOK" create \
        --python "$python" --without-pip "$tmp/p/e"
    grep -E '^[0-9]* *(mkdir|symlink|rename|unlink|link|rmdir|chmod|chown|utime|truncate|mknod)|O_CREAT|O_WRONLY|O_RDWR' \
        "$tmp/calls" | grep -v -e '= -1 E' >"$tmp/changes"
    [ "$(wc -l <"$tmp/changes")" -gt 10 ]
    run grep -v -F -e "$tmp/p/e" -e "$XDG_STATE_HOME" -e "$XDG_CACHE_HOME" \
        "$tmp/changes"
    assert_output ''
}

@test "create: starts no process once the base is known" {
    need strace
    strace -f -qq -e trace=execve,fork,vfork,clone,clone3 -o "$tmp/calls" \
        "$VENVHOOK" create --python "$python" --without-pip e
    assert_equal "$(wc -l <"$tmp/calls")" 1
}

@test "create: says nothing, and with --verbose which Python and why" {
    create a
    assert_success
    assert_silent
    create --verbose b
    assert_success
    assert_equal "$output" ''
    assert_contains "$stderr" "$python"
}

# --- bases that are none we know

# Answers as PyPy would, and does what it is told by a real Python.
fake_pypy() {
    mkdir -p "$tmp/pypy"
    cat >"$tmp/pypy/pypy3" <<END
#!/bin/sh
case "\$*" in *"-m venv"*)
    printf '%s\n' "\$@" >'$tmp/args'
    exec '$python' "\$@" ;;
esac
printf '%s\n' 'executable $tmp/pypy/pypy3' 'major 3' 'minor 10' 'micro 1' \
    'serial 0' 'implementation pypy' 'stdlib $tmp/lib' 'platlibdir lib' \
    'platform linux' 'abiflags ' 'bits64 1' 'utf8 1' 'framework 0' \
    'quotes 1' 'templates ' 'level final'
END
    chmod 755 "$tmp/pypy/pypy3"
}

@test "create: of a base that is not CPython its own venv makes the env, with all options" {
    fake_pypy
    python=$tmp/pypy/pypy3 run --separate-stderr "$VENVHOOK" create --python \
        "$tmp/pypy/pypy3" --without-pip --copies --system-site-packages \
        --prompt 'a b' --clear e
    assert_success
    assert_silent
    assert_equal "$(tr '\n' '|' <"$tmp/args")" "-I|-m|venv|--system-site-packages|--copies|--without-pip|--prompt=a b|--|$tmp/p/e|"
    grep -q "^prompt = 'a b'" e/pyvenv.cfg
    refute_exists e/.venvhook-new
}

@test "create: when that fails, its words are told and nothing is left" {
    fake_pypy
    sed -i "s/exec .*/echo 'it is broken' >\&2; mkdir e; exit 3 ;;/" \
        "$tmp/pypy/pypy3"
    run --separate-stderr "$VENVHOOK" create --python "$tmp/pypy/pypy3" e
    refused '| it is broken'
    refute_exists e
}

@test "create: a base without the venv module is refused" {
    moved_base "$tmp/base"
    rm "$base_lib/venv"
    create --python "$tmp/base/bin/python3" e
    refused 'has no venv module'
    refute_exists e
}
