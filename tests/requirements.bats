# shellcheck disable=SC2154
# create --requirements: what pip installs into an env that is made.

# in memory

load lib/common
load lib/making

setup() {
    making_setup
    export PIP_NO_INDEX=1 PIP_FIND_LINKS=$tmp/wheels
    unset PIP_TARGET
    mkdir "$tmp/wheels"
    make_wheel "$tmp/wheels"
}

create() {
    run --separate-stderr "$VENVHOOK" create --python "$python" "$@"
}

# What it had: all but what Python compiles when it is run.
picture() {
    (cd "$1" && find . -mindepth 1 -name __pycache__ -prune -o \
        -printf '%p %s %i\n' | sort)
}

@test "requirements: pip installs what the files name, by paths as it reads them, and the env is one of ours" {
    seeded
    mkdir -p sub/deep
    touch pyproject.toml
    # files from the file that names them, directories from where we are
    echo '-r deep/two.txt' >sub/one.txt
    echo './deep/tiny-1.0-py3-none-any.whl' >sub/deep/two.txt
    mv "$tmp"/wheels/*.whl sub/deep
    echo '# nothing' >none.txt
    cd sub
    create -r one.txt --requirements=../none.txt
    assert_success
    assert_silent
    run ../.venv/bin/tiny
    assert_output 'tiny runs'
    refute_exists ../.venv/bin/pyvenv.cfg
    run "$VENVHOOK" status
    assert_contains 'grant        made'
    create -r one.txt --name other
    assert_success
    run "$HOME/.virtualenvs/other/bin/tiny"
    assert_output 'tiny runs'
    # over one that is there, too
    create --without-pip --name bare
    create --name bare
    create --name bare -r one.txt
    assert_success
    run "$HOME/.virtualenvs/bare/bin/tiny"
    assert_output 'tiny runs'
}

# broken_wheel DIR: one that fails when it is installed, behind tiny, which
# puts a file into etc.
broken_wheel() {
    "$python" -I - "$1" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + "/tiny-1.0-py3-none-any.whl", "a") as z:
    z.writestr("tiny-1.0.data/data/etc/tiny.conf", "")
info = "broken-1.0.dist-info/"
with zipfile.ZipFile(sys.argv[1] + "/broken-1.0-py3-none-any.whl", "w") as z:
    z.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: broken\n"
               "Version: 1.0\nRequires-Dist: tiny\n")
    z.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\n"
               "Root-Is-Purelib: true\nTag: py3-none-any\n")
    z.writestr(info + "entry_points.txt",
               "[console_scripts]\nbroken = no_function\n")
    z.writestr(info + "RECORD", info + "METADATA,,\n" + info + "WHEEL,,\n" +
               info + "entry_points.txt,,\n" + info + "RECORD,,\n")
END
}

@test "requirements: if pip fails a new env is not made, an old one is as it was, nothing is left, and its words are told" {
    seeded
    broken_wheel "$tmp/wheels"
    echo 'nothing-of-that-name==3' >bad.txt
    create -r bad.txt
    assert_failure 1
    assert_equal "$output" ''
    assert_contains "$stderr" "venvhook: $tmp/p/.venv: pip, which was to install $tmp/p/bad.txt, failed with status 1"
    assert_contains "$stderr" 'venvhook: | ERROR: No matching distribution found for nothing-of-that-name==3'
    assert_contains "$stderr" 'nothing was made; '
    assert_equal "$(ls -A)" bad.txt
    create
    touch .venv/mine
    picture .venv >"$tmp/before"
    create --clear -r bad.txt
    assert_failure 1
    assert_contains "$stderr" "$tmp/p/.venv is as it was before"
    picture .venv | diff "$tmp/before" -
    create -r bad.txt
    assert_failure 1
    assert_contains "$stderr" "the environment stays; '$tmp/p/.venv/bin/pip install -r $tmp/p/bad.txt' tries again"
    assert_exists .venv/mine
    .venv/bin/python -I -m pip --version
    echo tiny >good.txt
    create -r good.txt
    assert_success
    run .venv/bin/tiny
    assert_output 'tiny runs'
    # nor is what pip had installed before it failed
    assert_exists .venv/etc/tiny.conf
    rm -r .venv
    echo broken >bad.txt
    create -r bad.txt
    assert_failure 1
    assert_contains "$stderr" 'broken'
    assert_equal "$(ls -A)" $'bad.txt\ngood.txt'
}

@test "requirements: a file that cannot be read, or is another's, is refused before anything is made" {
    need root
    echo tiny >good.txt
    mkdir dir
    mkfifo fifo
    for name in theirs open; do
        cp good.txt "$name"
    done
    chown 12345 theirs
    chmod 666 open
    while IFS='|' read -r name reason; do
        create -r good.txt -r "$name"
        assert_failure 1
        assert_equal "$output" ''
        assert_equal "${stderr%%$'\n'*}" "venvhook: $tmp/p/$name: $reason"
    done <<'END'
gone|not there
dir|not a regular file
fifo|not a regular file
theirs|it belongs to user 12345
open|it can be written by everybody
END
    create -r good.txt --without-pip
    assert_failure 2
    create -r
    assert_failure 2
    refute_exists .venv
    refute_exists "$XDG_CACHE_HOME/venvhook/seeds"
    ln -s good.txt link
    seeded
    create -r link
    assert_success
}

@test "requirements: neither settings nor files of the project take it out of the env" {
    seeded
    echo tiny >good.txt
    for name in pip encodings re subprocess; do
        mkdir "$name"
        printf 'open("%s/pwned", "w")\n' "$tmp" >"$name/__init__.py"
    done
    printf '[install]\nprefix = %s/out\n' "$tmp" >setup.cfg
    cp setup.cfg "$HOME/.pydistutils.cfg"
    mkdir -p "$XDG_CONFIG_HOME/pip"
    printf '[global]\ntarget = %s/out\nuser = true\n' "$tmp" \
        >"$XDG_CONFIG_HOME/pip/pip.conf"
    PIP_TARGET=$tmp/out PIP_PREFIX=$tmp/out PIP_USER=1 create -r good.txt
    assert_success
    run .venv/bin/tiny
    assert_output 'tiny runs'
    refute_exists "$tmp/out"
    assert_not_pwned
}

@test "requirements: hashes that pip.conf requires are required" {
    seeded
    echo tiny >good.txt
    mkdir -p "$XDG_CONFIG_HOME/pip"
    printf '[install]\nrequire-hashes = true\n' \
        >"$XDG_CONFIG_HOME/pip/pip.conf"
    create -r good.txt
    assert_failure 1
    assert_contains "$stderr" 'hash'
    printf 'tiny==1.0 --hash=sha256:%s\n' \
        "$(sha256sum "$tmp"/wheels/*.whl | cut -d' ' -f1)" >good.txt
    create -r good.txt
    assert_success
}

@test "requirements: an env that virtualenv makes gets them, or is not made" {
    need virtualenv
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'creator = virtualenv' >"$XDG_CONFIG_HOME/venvhook/config"
    echo tiny >good.txt
    echo nothing-of-that-name >bad.txt
    python=/usr/bin/python3
    export PIP_FIND_LINKS="$tmp/wheels /usr/share/python-wheels"
    create -r good.txt
    assert_success
    run .venv/bin/tiny
    assert_output 'tiny runs'
    create -r bad.txt other
    assert_failure 1
    assert_contains "$stderr" 'pip, which was to install'
    refute_exists other
}

@test "requirements: on a terminal a line tells what pip does, and Ctrl-C leaves nothing" {
    need bash
    seeded
    mkfifo fifo
    printf 'tiny\n-r fifo\n' >slow.txt
    export python
    in_shell bash --no-hook --cwd "$PWD" <<'END'
@send "$VENVHOOK" create --python "$python" -r slow.txt
@wait venvhook: installing slow.txt ...
@key \x03
@prompt
END
    assert_equal "$(ls -A)" $'fifo\nslow.txt'
}
