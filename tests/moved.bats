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

# Every hash in every RECORD is that of its file, and there are some.
records_hold() {
    "$1" -I - <<'END'
import base64, csv, glob, hashlib, os, sysconfig
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
assert count > 3
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

# whole VERSION: what is installed works, is known to pip, and can be removed.
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
