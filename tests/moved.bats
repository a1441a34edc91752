#!/usr/bin/env bats
# An environment that was moved, with what pip has installed in it: recreate
# puts its paths right and keeps the rest, without a network.

# in memory

load lib/common
load lib/making

setup() {
    common_setup
    python=$(base_python) || skip 'no base Python'
    mkdir "$HOME/p" "$tmp/wheels"
    cd "$HOME/p"
    export PIP_NO_INDEX=1 PIP_DISABLE_PIP_VERSION_CHECK=1
    export PIP_FIND_LINKS=$tmp/wheels
}

# A project with a script, to be installed in place by pip: own, by a backend
# of its own as PEP 660 has it, or by the setuptools that old Pythons bring.
own_project() {
    mkdir -p "$1"
    printf 'def main():\n    print("own runs")\n' >"$1/own.py"
    cat >"$1/setup.py" <<'END'
from setuptools import setup
setup(name="own", version="1.0", py_modules=["own"],
      entry_points={"console_scripts": ["own = own:main"]})
END
    # with this file pip no longer asks setup.py
    [ "$2" = old ] && return
    printf '%s\n' '[build-system]' 'requires = []' 'build-backend = "backend"' \
        'backend-path = ["."]' >"$1/pyproject.toml"
    cat >"$1/backend.py" <<'END'
import os, zipfile
def build_editable(to, settings=None, metadata=None):
    name, info = "own-1.0-py3-none-any.whl", "own-1.0.dist-info/"
    files = {"own.pth": os.getcwd() + "\n",
             info + "METADATA": "Metadata-Version: 2.1\nName: own\n"
                                "Version: 1.0\n",
             info + "WHEEL": "Wheel-Version: 1.0\nGenerator: test\n"
                             "Root-Is-Purelib: true\nTag: py3-none-any\n",
             info + "entry_points.txt":
                 "[console_scripts]\nown = own:main\n"}
    with zipfile.ZipFile(os.path.join(to, name), "w") as z:
        for path, text in files.items():
            z.writestr(path, text)
        z.writestr(info + "RECORD", "".join(
            path + ",,\n" for path in files) + info + "RECORD,,\n")
    return name
END
}

# records_hold PYTHON [N]: every hash in every RECORD is that of its file, and
# there are N of them.
records_hold() {
    "$1" -I - "${2-4}" <<'END'
import base64, csv, glob, hashlib, os, sys, sysconfig
site, count = sysconfig.get_paths()["purelib"], 0
for record in glob.glob(site + "/*.dist-info/RECORD"):
    for path, digest, size in csv.reader(open(record)):
        if not digest:
            continue
        text = open(os.path.join(site, path), "rb").read()
        want = base64.urlsafe_b64encode(hashlib.sha256(text).digest())
        assert digest == "sha256=" + want.rstrip(b"=").decode(), path
        assert int(size) == len(text), path
        count += 1
assert count >= int(sys.argv[1])
END
}

# Nothing but compiled files names the place where it was.
forgotten() {
    run grep -rlI --exclude='*.pyc' -e "$1" .venv
    assert_output ''
}

offline() {
    if [ "$(id -u)" -eq 0 ] && unshare -n true 2>/dev/null; then
        unshare -n "$@"
    else
        "$@"
    fi
}

# What is installed works, is known to pip, and can be removed.
whole() {
    run .venv/bin/tiny
    assert_output 'tiny runs'
    run .venv/bin/own
    assert_output 'own runs'
    run bash -c 'PATH=/usr/bin:/bin; . .venv/bin/activate && own &&
        command -v own'
    assert_output "own runs
$PWD/.venv/bin/own"
    records_hold .venv/bin/python
    run .venv/bin/pip check
    assert_success
    run .venv/bin/pip list --format freeze
    assert_contains 'tiny==1.0'
    assert_contains 'own==1.0'
    run .venv/bin/pip uninstall -y -q tiny own
    assert_success
    refute_exists .venv/bin/tiny
    refute_exists .venv/bin/own
}

# installed KIND: tiny, and own, which is src of the project.
installed() {
    [ -e "$tmp/wheels/tiny-1.0-py3-none-any.whl" ] || make_wheel "$tmp/wheels"
    own_project src "$1"
    .venv/bin/python -m pip install -q tiny
    .venv/bin/python -m pip install -q --no-build-isolation -e ./src
}

# moves BASE MAKER: by venvhook, or by the venv of that Python.
moves() {
    local python=$1 version kind=new

    version=$(version_of "$1")
    [ "${version#3.}" -ge 7 ] || kind=old
    rm -rf "$HOME/p" "$HOME/moved on"
    mkdir "$HOME/p"
    cd "$HOME/p"
    if [ "$2" = venvhook ]; then
        "$VENVHOOK" create --python "$python"
    else
        "$python" -I -m venv .venv
        "$VENVHOOK" allow
    fi
    installed "$kind"
    mv "$HOME/p" "$HOME/moved on"
    cd "$HOME/moved on"
    run --separate-stderr "$VENVHOOK" status
    assert_contains "was moved: its scripts still name $HOME/p/.venv"
    assert_contains "run 'venvhook recreate --keep-packages'"
    run offline "$VENVHOOK" recreate
    assert_success
    assert_contains 'keeping what is installed'
    [ "$("$VENVHOOK" export json | grep -c VIRTUAL_ENV)" -gt 0 ]
    forgotten "$HOME/p/"
    whole
}

@test "moved: an environment of ours keeps what is installed, by the newest Python here" {
    seeded
    moves "$python" venvhook
}

@test "moved: one of the oldest Python's own venv keeps what is installed" {
    moves "$(pythons | tail -n 1)" venv
}

# --- without pip, which takes its time

# A script and a distribution with a hash of it, as pip leaves them.
spam() {
    local site

    "$VENVHOOK" create --python "$python" --without-pip
    site=$(site .venv)
    mkdir "$site/spam-1.0.dist-info"
    printf '#!%s\nprint(42)\n' "$PWD/.venv/bin/python" >.venv/bin/spam
    chmod 755 .venv/bin/spam
    echo '../../../bin/spam,sha256=0,1' >"$site/spam-1.0.dist-info/RECORD"
}

@test "moved: what was copied is another directory, of which nothing is kept until it is allowed" {
    spam
    cp -a "$HOME/p" "$HOME/q"
    cd "$HOME/q"
    run --separate-stderr "$VENVHOOK" export json
    assert_contains "$stderr" "if it is yours, run 'venvhook allow': what is"
    run --separate-stderr "$VENVHOOK" recreate --python "$python" </dev/null
    assert_failure 1
    assert_contains "$stderr" '1 package (spam) would be lost'
    assert_contains "$stderr" "once 'venvhook allow' was run"
    run --separate-stderr "$VENVHOOK" recreate --keep-packages
    assert_failure 1
    assert_contains "$stderr" "run 'venvhook allow' first"
    run --separate-stderr "$VENVHOOK" allow
    assert_success
    assert_output "venvhook: allowed $HOME/q/.venv"
    assert_equal "$stderr" "venvhook: $HOME/q/.venv: was moved: its scripts \
still name $HOME/p/.venv
venvhook: run 'venvhook recreate --keep-packages' to rebuild it with what is \
installed in it"
    assert_contains "$("$VENVHOOK" export json)" '{}'
    run --separate-stderr "$VENVHOOK" recreate
    assert_success
    assert_contains 'keeping what is installed'
    run .venv/bin/spam
    assert_output 42
    forgotten "$HOME/p/"
}

# leads: where the .pth file of spam and its direct_url.json lead.
leads() {
    cat .venv/lib/python3*/site-packages/spam.pth
    cat .venv/lib/python3*/site-packages/spam-*/direct_url.json
}

@test "moved: paths of what was moved with it change, and of what has stayed they do not" {
    local w=$HOME/w

    mkdir -p "$w/lib" "$w/p"
    cd "$w/p"
    spam
    printf '%s\n' "$w/p/src" "$w/lib" "$w-rest" >"$(site .venv)/spam.pth"
    printf '{"url": "file://%s"}\n' "$w/lib" \
        >"$(site .venv)/spam-1.0.dist-info/direct_url.json"
    # all of w
    mv "$w" "$HOME/a b"
    w="$HOME/a b"
    cd "$w/p"
    "$VENVHOOK" recreate
    assert_equal "$(leads)" "$w/p/src
$w/lib
$HOME/w-rest
{\"url\": \"file://$HOME/a%20b/lib\"}"
    # the project alone, and then the env
    mv "$w/p" "$w/q"
    cd "$w/q"
    "$VENVHOOK" recreate
    assert_contains "$(leads)" "$w/q/src
$w/lib"
    mkdir "$w/r"
    mv .venv "$w/r"
    cd "$w/r"
    "$VENVHOOK" recreate
    assert_contains "$(leads)" "$w/q/src
$w/lib"
    run .venv/bin/spam
    assert_output 42
}

@test "moved: nothing changes behind a link in it, nor under another name of a file" {
    local out=$HOME/out

    mkdir "$out"
    spam
    cp .venv/bin/spam "$out/hard"
    ln -f "$out/hard" .venv/bin/hard
    cp "$(site .venv)/spam-1.0.dist-info/RECORD" "$out/RECORD"
    ln -s "$out" "$(site .venv)/linked-1.0.dist-info"
    ln -s "$out" .venv/bin/out
    printf '%s\n' ../../../bin/hard,sha256=0,1 ../../../bin/out/hard,sha256=0,1 \
        ../../../../../out/hard,sha256=0,1 "$out/own.pth,sha256=0,1" \
        >>"$(site .venv)/spam-1.0.dist-info/RECORD"
    echo "$PWD/.venv" >"$out/own.pth"
    sums=$(cd "$out" && sha256sum -- *)
    mv "$HOME/p" "$HOME/q"
    cd "$HOME/q"
    "$VENVHOOK" recreate
    assert_equal "$(cd "$out" && sha256sum -- *)" "$sums"
    # the control: in it they do
    assert_contains "$(cat .venv/bin/hard)" "$HOME/q/.venv/"
    assert_equal "$(grep -c ',sha256=0,1$' \
        .venv/lib/python3*/site-packages/spam-1.0.dist-info/RECORD)" 3
}

@test "moved: what somebody else has made setuid is not setuid for the user" {
    local info

    need root
    spam
    info=$(site .venv)/spam-1.0.dist-info
    chown 12345 .venv/bin/spam "$info/RECORD"
    chmod 6755 .venv/bin/spam
    chmod 4755 "$info/RECORD"
    mv "$HOME/p" "$HOME/q"
    cd "$HOME/q"
    "$VENVHOOK" recreate
    assert_equal "$(stat -c '%u %a' .venv/bin/spam)" '0 755'
    assert_equal "$(find .venv -type f -perm /7000)" ''
}

@test "moved: one that others could change, or that git brought, is not allowed for that" {
    need git
    spam
    cp -a "$HOME/p" "$HOME/q"
    cd "$HOME/q"
    chmod 777 .venv
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    assert_contains "$stderr" 'can be written by everybody'
    chmod 755 .venv
    git init -q .
    git add -f .venv/bin/spam
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    assert_contains "$stderr" 'git tracks bin/spam in it'
    run --separate-stderr "$VENVHOOK" recreate --keep-packages
    assert_failure 1
    assert_exists .venv/bin/spam
}

@test "moved: for another version of Python it asks, as nothing of it fits that" {
    local other

    other=$(pythons | while IFS= read -r each; do
        [ "$(version_of "$each")" = "$(version_of "$python")" ] || echo "$each"
    done | head -n 1)
    [ -n "$other" ] || skip 'one version of Python'
    spam
    mv "$HOME/p" "$HOME/q"
    cd "$HOME/q"
    run --separate-stderr "$VENVHOOK" recreate --python "$other" </dev/null
    assert_failure 1
    assert_contains "$stderr" '1 package (spam) would be lost'
    assert_exists .venv/bin/spam
    version_of "$other" >.python-version
    PATH=${other%/*}:$PATH run --separate-stderr "$VENVHOOK" recreate </dev/null
    assert_failure 1
    assert_contains "$stderr" '1 package (spam) would be lost'
}

@test "moved: where the way is long or has blanks, scripts run by sh, and back again" {
    local long

    long=$HOME/$(printf '%0150d' 0)/p
    spam
    mkdir "${long%/*}"
    for place in "$long" "$HOME/a b" "$HOME/p"; do
        mv "$PWD" "$place"
        cd "$place"
        run --separate-stderr "$VENVHOOK" recreate
        assert_success
        run .venv/bin/spam
        assert_output 42
        records_hold .venv/bin/python 1
    done
    [ "$(head -n 1 .venv/bin/spam)" = "#!$HOME/p/.venv/bin/python" ]
}

@test "moved: a recreate that is killed at any rename leaves it whole, or to the next one" {
    local n

    need strace
    spam
    for n in 1 2 3 4 5 6 7 8 9; do
        mv "$PWD" "$HOME/p$n"
        cd "$HOME/p$n"
        run strace -qq -o /dev/null -e "inject=renameat:signal=KILL:when=$n" \
            "$VENVHOOK" recreate
        run --separate-stderr "$VENVHOOK" recreate --keep-packages
        assert_success
        run .venv/bin/spam
        assert_output 42
        records_hold .venv/bin/python 1
        assert_equal "$(find . -name '*venvhook-*')" ''
    done
}

# --- the Python of another machine

@test "elsewhere: an environment that a container made is to be used there first, and works there" {
    need root unshare
    unshare -m true 2>/dev/null || not_here 'mounts of its own'
    [ ! -e /opt/base ] || skip 'there is a /opt/base'
    moved_base "$tmp/base"
    cat >"$tmp/container" <<'END'
mount -t tmpfs -o mode=755 tmpfs /opt
mkdir /opt/base
mount --bind "$1" /opt/base
shift
exec "$@"
END
    contained() {
        unshare -m sh -eu "$tmp/container" "$tmp/base" "$@"
    }
    contained "$VENVHOOK" create --python /opt/base/bin/python3 --without-pip
    mkdir "$(site .venv)/spam-1.0.dist-info"
    assert_contains "$(contained "$VENVHOOK" export json)" VIRTUAL_ENV
    assert_equal "$("$VENVHOOK" export json 2>"$tmp/notice")" '{}'
    assert_equal "$(cat "$tmp/notice")" "venvhook: $HOME/p/.venv: its \
Python, /opt/base/bin/python3, is not on this machine; another machine or a \
container may have made the environment
venvhook: use it there, or install that Python here; otherwise run 'venvhook \
recreate --keep-packages' to rebuild it with what is installed in it"
    # without a grant no more is named than allow
    "$VENVHOOK" revoke
    "$VENVHOOK" export json >/dev/null 2>"$tmp/notice"
    assert_contains "$(cat "$tmp/notice")" "use it there, or install that \
Python here; once it is repaired, 'venvhook allow'"
    refute_contains "$(cat "$tmp/notice")" recreate
    # the control: removed here, where others of its kind are
    version=$(python_version "$python")
    mkdir "$tmp/versions"
    ln -sf "$tmp/versions/$version/bin/python3" .venv/bin/python
    "$VENVHOOK" export json >/dev/null 2>"$tmp/notice"
    assert_contains "$(cat "$tmp/notice")" 'is broken: its python leads to'
}
