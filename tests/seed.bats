# shellcheck disable=SC2154,SC2030,SC2031,SC2016,SC1003
# pip in an env, by a clone of the seed.  One seed, of the newest Python, is
# made for all tests of this file and copied into the cache of each.

# in memory

load lib/common
load lib/making

setup() {
    common_setup
    python=$(base_python) || skip 'no base Python'
    seeds=$XDG_CACHE_HOME/venvhook/seeds
    mkdir "$tmp/p"
    cd "$tmp/p" || return
}

create() {
    run --separate-stderr "$VENVHOOK" create --python "$python" "$@"
}

# Every file of RECORD has the size and the hash that stand there.
record_holds() {
    "$1/bin/python" -I -c '
import base64, csv, glob, hashlib, os, sys
n = 0
site = [p for p in sys.path if p.endswith("site-packages")][0]
for record in glob.glob(site + "/*.dist-info/RECORD"):
    for name, digest, size in csv.reader(open(record)):
        path = os.path.join(site, name)
        data = open(path, "rb").read()
        if digest:
            kind, want = digest.split("=", 1)
            got = base64.urlsafe_b64encode(hashlib.new(kind, data).digest())
            assert got.rstrip(b"=").decode() == want, path
            assert len(data) == int(size), path
            n += 1
assert n > 300, n'
}

# all about a tree but the contents of links' targets
picture() {
    (cd "$1" && find . -printf '%p %y %m %s %T@ %i %l\n' | sort)
}

@test "seed: pip of a clone runs from where it is, and RECORD holds" {
    seeded
    create e
    assert_success
    assert_silent
    run e/bin/pip --version
    assert_success
    assert_contains "$tmp/p/e/lib/"
    run e/bin/pip check
    assert_success
    record_holds "$tmp/p/e"
}

@test "seed: without --without-pip there is pip, with it there is none" {
    seeded
    create --without-pip e
    assert_success
    refute_exists e/bin/pip
    run e/bin/python -c 'import pip'
    assert_failure
}

@test "seed: pip installs, checks and uninstalls, and the seed stays as it was" {
    seeded
    picture "$seed" >"$tmp/before"
    create e
    make_wheel "$tmp"
    run e/bin/pip install --no-index "$tmp/tiny-1.0-py3-none-any.whl"
    assert_success
    run e/bin/tiny
    assert_output 'tiny runs'
    run e/bin/pip check
    assert_success
    run e/bin/pip uninstall -y tiny pip
    assert_success
    refute_exists "$(site e)/pip"
    refute_exists e/bin/pip
    picture "$seed" >"$tmp/after"
    cmp "$tmp/before" "$tmp/after"
}

@test "seed: no compiled file is written again by the first run of pip" {
    seeded
    create e
    find "$(site e)" -name '*.pyc' -printf '%p %i %T@\n' | sort >"$tmp/before"
    [ "$(wc -l <"$tmp/before")" -gt 200 ]
    e/bin/pip --version
    find "$(site e)" -name '*.pyc' -printf '%p %i %T@\n' | sort >"$tmp/after"
    cmp "$tmp/before" "$tmp/after"
}

@test "seed: with a seed nothing is run" {
    need strace
    seeded
    strace -f -qq -e trace=execve,fork,vfork,clone,clone3 -o "$tmp/calls" \
        "$VENVHOOK" create --python "$python" e
    assert_equal "$(wc -l <"$tmp/calls")" 1
    assert_exists e/bin/pip
}

@test "seed: bin/pip runs in directories with names that hurt, and runs nothing else" {
    local name n=0

    seeded
    # without a blank the kernel takes the line, with one it is sh and Python
    for name in '"$(touch pwned)`touch pwned`;&|' 'a $(touch pwned)' \
        'a `touch pwned`' 'a b"; touch pwned; "c' "a b'; touch pwned; 'c" \
        'a $HOME' "it's" "a '''b" "a '''b\\c" 'a x\x41' 'a \u0041\N{DASH}' \
        'a \' 'a "$x\`' 'èрт 🚒♞中片'; do
        create "./$name"
        assert_success
        run "./$name/bin/pip" --version
        assert_success
        assert_contains "$tmp/p/$name/lib/"
        n=$((n + 1))
    done
    assert_not_pwned
    [ "$n" -eq 14 ]
}

@test "seed: around the longest #! line bin/pip runs, and RECORD holds" {
    local n dir

    seeded
    for n in 126 127 128 257; do
        # "#!" + dir + "/bin/python3\n" is n bytes long
        dir=$tmp/$(printf "%0200d" 0)/
        dir=${dir:0:n-16}
        dir=${dir%/}
        [ "${#dir}" -gt "$((${#tmp} + 1))" ] || continue
        create "$dir"
        assert_success
        run "$dir/bin/pip" --version
        assert_success
        assert_contains "$dir/lib"
        record_holds "$dir"
    done
}

@test "seed: a file keeps its mode whatever the umask, in a seed of its own" {
    local mask

    seeded
    for mask in 077 002; do
        (umask "$mask" && "$VENVHOOK" create --python "$python" "e$mask")
        (umask "$mask" && "$python" -m venv "v$mask")
        diff <(cd "e$mask" && find . -printf '%p %m %l\n' | sort) \
            <(cd "v$mask" && find . -printf '%p %m %l\n' | sort)
    done
    [ "$(printf '%s\n' "$seeds"/*-*/ | wc -l)" -eq 3 ]
}

@test "seed: made again over an env, its packages and its pip stay" {
    seeded
    create e
    make_wheel "$tmp"
    e/bin/pip install --no-index "$tmp/tiny-1.0-py3-none-any.whl"
    picture "$(site e)" >"$tmp/before"
    create --prompt other e
    assert_success
    picture "$(site e)" >"$tmp/after"
    cmp "$tmp/before" "$tmp/after"
    run e/bin/tiny
    assert_output 'tiny runs'
}

@test "seed: made again over an env without pip, it gets pip" {
    seeded
    create --without-pip e
    mkdir "$(site e)/mine"
    create e
    assert_success
    assert_exists "$(site e)/mine"
    run e/bin/pip --version
    assert_success
    record_holds "$tmp/p/e"
}

@test "seed: half a pip in an env is repaired by ensurepip" {
    seeded
    create e
    rm -rf "$(site e)"/pip-*.dist-info e/bin/pip*
    create e
    assert_success
    run e/bin/pip --version
    assert_success
    refute_exists e/bin/pyvenv.cfg
}

@test "seed: a damaged seed is noticed and made again" {
    seeded
    rm -r "$(site "$seed")"/pip/_internal
    create e
    assert_success
    run e/bin/pip --version
    assert_success
    : >"$(site "$seed")"/pip/__init__.py
    create f
    assert_success
    run f/bin/pip --version
    assert_success
    record_holds "$tmp/p/f"
    : >"$seed/bin/pip"
    create g
    assert_success
    run g/bin/pip --version
    assert_success
    rm "$seed/bin/pip"
    create h
    assert_success
    run h/bin/pip --version
    assert_success
}

@test "seed: a cache that others can write is not used, and pip comes from ensurepip" {
    mkdir -p "$seeds"
    chmod 777 "$seeds"
    create e
    assert_success
    [ "$(ls -A "$seeds")" = '' ]
    run e/bin/pip --version
    assert_success
    refute_exists e/bin/pyvenv.cfg
    assert_exists e/pyvenv.cfg
}

@test "seed: one in a cache that can only be read is cloned, too" {
    need root unshare strace
    unshare -m true 2>/dev/null || not_here 'mounts of its own'
    seeded
    run --separate-stderr unshare -m sh -euc '
        mount --bind "$1" "$1"
        mount -o remount,ro,bind "$1"
        strace -f -qq -e trace=execve -o "$2" \
            "$VENVHOOK" create --python "$3" e' \
        sh "$XDG_CACHE_HOME" "$tmp/calls" "$python"
    assert_success
    assert_silent
    assert_equal "$(wc -l <"$tmp/calls")" 1
    assert_exists e/bin/pip
}

@test "seed: link-mode = hardlink shares the files, but not scripts and RECORD" {
    seeded
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'link-mode = hardlink' >"$XDG_CONFIG_HOME/venvhook/config"
    create e
    assert_success
    [ "$(find "$(site e)" -type f -links +1 | wc -l)" -gt 500 ]
    [ "$(find e/bin "$(site e)"/*.dist-info/RECORD -type f -links +1)" = '' ]
    run e/bin/pip --version
    assert_success
    record_holds "$tmp/p/e"
    rm "$XDG_CONFIG_HOME/venvhook/config"
    create f
    [ "$(find "$(site f)" -type f -links +1)" = '' ]
}

# Runs create on a terminal and types TEXT once its line is there.
on_terminal() {
    "$python" -I - "$VENVHOOK" "$python" "$1" <<'END'
import os, pty, select, sys, time
venvhook, python, text = sys.argv[1:]
pid, fd = pty.fork()
if pid == 0:
    os.execv(venvhook, [venvhook, "create", "--python", python, "deep/e"])
seen, typed, end = b"", False, time.time() + 120
while time.time() < end:
    try:
        if select.select([fd], [], [], 0.2)[0]:
            seen += os.read(fd, 4096)
    except OSError:
        break
    if b"..." in seen and not typed:
        typed = True
        time.sleep(0.7)
        os.write(fd, text.encode())
sys.stdout.write(repr(seen.decode()) + "\n")
status = os.waitpid(pid, 0)[1]
print("signal %d" % (status & 127) if status & 127 else
      "status %d" % (status >> 8))
END
}

@test "seed: Ctrl-C while it is made ends it, and leaves nothing" {
    run on_terminal $'\x03'
    assert_contains 'preparing pip for Python'
    assert_line 'signal 2'
    refute_exists deep
    [ "$(find "$seeds" -mindepth 1 ! -name '*.lock')" = '' ]
    sleep 1
    [ "$(find "$seeds" -mindepth 1 ! -name '*.lock')" = '' ]
    create e
    assert_success
}

@test "seed: on a terminal one line tells of it, and is taken away" {
    run on_terminal 'typed ahead'
    assert_line 'status 0'
    assert_contains 'preparing pip for Python'
    assert_contains ' (only this once) ...'
    # blanks over it, and back to the first column
    assert_contains "   \\r'"
    seeded
    run on_terminal ''
    refute_contains preparing
}

# A base like $python whose stdlib has another ensurepip, or none.
odd_base() {
    moved_base "$tmp/base"
    rm "$base_lib/ensurepip"
    python=$tmp/base/bin/python3
}

@test "seed: a base without ensurepip is refused with advice, and leaves nothing" {
    odd_base
    create deep/e
    assert_failure 1
    assert_equal "$output" ''
    assert_contains "$stderr" 'has no ensurepip module'
    assert_contains "$stderr" '--without-pip'
    [ ! -e /etc/debian_version ] || assert_contains "$stderr" '-venv'
    refute_exists deep
    create --without-pip deep/e
    assert_success
}

@test "seed: when ensurepip fails its words are told, and nothing is left" {
    odd_base
    mkdir "$base_lib/ensurepip"
    echo 'raise SystemExit("the wheel is round")' >"$base_lib/ensurepip/__init__.py"
    create deep/e
    assert_failure 1
    assert_equal "$output" ''
    assert_contains "$stderr" 'failed'
    refute_exists deep
    [ "$(find "$seeds" -mindepth 1 ! -name '*.lock')" = '' ]
}

@test "seed: what the user has in the environment does not get into it" {
    export PIP_REQUIRE_VIRTUALENV=1 PIP_TARGET=$tmp/target PYTHONOPTIMIZE=2 \
        PYTHONPYCACHEPREFIX=$tmp/pycache SOURCE_DATE_EPOCH=1 \
        PYTHONPATH=$tmp/path PYTHONWARNINGS=error
    mkdir "$tmp/path"
    echo 'raise SystemExit("PYTHONPATH was used")' >"$tmp/path/venv.py"
    echo 'raise SystemExit("the cwd was used")' >ensurepip.py
    create e
    assert_success
    unset "${!PIP_@}" "${!PYTHON@}" SOURCE_DATE_EPOCH
    refute_exists "$tmp/target"
    refute_exists "$tmp/pycache"
    rm -rf "$XDG_CACHE_HOME"
    # one that was made without these
    seeded
    create f
    diff <(cd e && find . | sort) <(cd f && find . | sort)
}

@test "seed: --upgrade-deps runs pip in the finished env, as venv does" {
    seeded
    export PIP_NO_INDEX=1 PIP_FIND_LINKS=$tmp/links
    mkdir "$tmp/links"
    create --upgrade-deps e
    # pip finds nothing newer and is content with what it has
    assert_success
    assert_exists e/pyvenv.cfg
    grep -q -e '--upgrade-deps' e/pyvenv.cfg
    export PIP_FIND_LINKS='' PIP_INDEX_URL='' PIP_NO_SUCH=1
    echo 'raise SystemExit("pip is broken")' >"$(site e)/pip/__main__.py"
    create --upgrade-deps e
    assert_failure 1
    assert_contains "$stderr" 'the upgrade of pip failed'
    assert_contains "$stderr" '| pip is broken'
    assert_exists e/pyvenv.cfg
}
