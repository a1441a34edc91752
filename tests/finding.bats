# shellcheck disable=SC2154
# Where an environment is looked for, where not, and what is said of one that
# is there but is none.

load lib/common
load lib/verdict

setup() {
    common_setup
    # where nobody has to be asked, the search alone decides
    settings 'trust = owner'
}

# by UID COMMAND...: a check of lib/verdict, by that user
by() {
    acts "$1"
    "${@:2}"
    acts
}

# --- the walk

@test "finding: the nearest directory wins, and in it .venv before venv" {
    project p
    project p/sub venv
    project p/sub/both
    fake_env p/sub/both/venv
    mkdir -p p/sub/deep/er p/sub/both/deep p/other
    for pair in p:p/.venv p/other:p/.venv p/sub:p/sub/venv \
        p/sub/deep/er:p/sub/venv p/sub/both/deep:p/sub/both/.venv; do
        cd "$HOME/${pair%:*}"
        turns_on "$HOME/${pair#*:}" owner
    done
}

@test "finding: a broken or refused one hides the sound one further up" {
    project p
    mkdir -p p/broken/.venv/bin p/foreign/.venv p/file/a
    cd p/broken
    refuses no-cfg
    cd ../foreign
    fake_env .venv
    [ "$(id -u)" -ne 0 ] || chown 1234 .venv
    [ "$(id -u)" -eq 0 ] || chmod 777 .venv
    cd "$HOME/p/foreign"
    venvhook export json >"$tmp/out" 2>"$tmp/err"
    assert_equal "$(cat "$tmp/out")" '{}'
    assert_contains "$(cat "$tmp/err")" 'not activated'
    # a broken .venv hides the venv beside it, too
    cd ../broken
    fake_env venv
    refuses no-cfg
}

@test "finding: a script called venv is not taken for an environment" {
    project p
    mkdir p/sub
    echo '#!/bin/sh' >p/sub/venv
    cd p/sub
    turns_on "$HOME/p/.venv"
}

@test "finding: PWD counts where it is the working directory, else getcwd" {
    project real
    mkdir real/sub elsewhere
    project elsewhere
    ln -s real link
    cd real/sub
    for pwd in "$HOME/elsewhere" /nowhere sub . ../sub '' "$HOME/real/sub"; do
        PWD=$pwd run --separate-stderr "$VENVHOOK" export json
        assert_equal "$(value VIRTUAL_ENV)" "$HOME/real/.venv"
    done
    run --separate-stderr env -u PWD "$VENVHOOK" export json
    assert_equal "$(value VIRTUAL_ENV)" "$HOME/real/.venv"
    run --separate-stderr env PWD="$HOME/elsewhere/../real//./sub/" \
        "$VENVHOOK" export json
    assert_equal "$(value VIRTUAL_ENV)" "$HOME/real/.venv"
    # the spelling of the user, whose parents are others
    run --separate-stderr env PWD="$HOME/link/sub" "$VENVHOOK" export json
    assert_equal "$(value VIRTUAL_ENV)" "$HOME/link/.venv"
}

@test "finding: behind a link it is the directories of its spelling that are searched" {
    project by-name
    project by-node
    mkdir by-node/sub
    ln -s ../by-node/sub by-name/link
    cd by-name/link
    turns_on "$HOME/by-name/.venv"
    cd -P .
    turns_on "$HOME/by-node/.venv"
}

# probes DIR: what strace shows of names looked at in it
probes() {
    strace -f -o "$tmp/trace" "$VENVHOOK" export json >/dev/null 2>&1
    venvhook status --json >"$tmp/json"
    output=$(cat "$tmp/json")
    "$(base_python)" -I -c 'import json, sys
for line in json.load(open(sys.argv[1]))["looked_at"]:
    print(line)' "$tmp/json"
    # strace cuts the name of the program short, which may then end so
    grep -v execve "$tmp/trace" | grep -c 'venv"' >"$tmp/calls" || :
}

@test "finding: nothing above the home is looked at, nor in the root" {
    need strace
    fake_env "$tmp/.venv"
    mkdir -p a/b
    cd a/b
    looked=$(probes)
    assert_contains "$looked" "$HOME/.venv: "
    refute_contains "$looked" "$tmp/.venv"
    # .venv and venv at three levels, and never one more
    assert_equal "$(cat "$tmp/calls")" 6
    finds_nothing
    # a neighbour whose name begins as the home's is not below it
    mkdir "$HOME-2"
    cd "$HOME-2"
    turns_on "$tmp/.venv"
    cd /
    looked=$(probes)
    assert_equal "$looked" ''
    assert_equal "$(cat "$tmp/calls")" 0
}

@test "finding: the walk crosses a mount, and so does create's for a project" {
    need root unshare
    unshare -m true 2>/dev/null || not_here 'no namespaces'
    project p
    mkdir p/src none none/mnt
    touch none/setup.py
    settings 'trust = owner'
    # below the home, and with a home elsewhere
    for home in "$HOME" "$tmp/elsewhere"; do
        run --separate-stderr env HOME="$home" unshare -m sh -c '
            mount -t tmpfs -o mode=755 none p/src && mkdir p/src/sub &&
            cd p/src/sub && exec "$1" status --json' sh "$VENVHOOK"
        assert_success
        assert_equal "$(value rule)" owner
        assert_contains "$HOME/p/src/.venv: "
        run --separate-stderr env HOME="$home" unshare -m sh -c '
            mount -t tmpfs -o mode=755 none none/mnt && mkdir none/mnt/sub &&
            cd none/mnt/sub && exec "$1" status --json' sh "$VENVHOOK"
        assert_equal "$(value rule)" nothing
        assert_equal "$(value create_env)" "$HOME/none/.venv"
    done
}

# What looks around below it, each within its time.
looks='
import os, subprocess, sys
net, out = sys.argv[1:3]
def run(dir, name, *words):
    with open(out + "/" + name, "wb") as file:
        return subprocess.call(["timeout", "-s", "KILL", "5",
            os.environ["VENVHOOK"], *words], cwd=dir, stdout=file,
            start_new_session=True, env=dict(os.environ, PWD=dir))
if (run(net, "net", "export", "json") or
    run(net + "/host/p/sub", "host", "status", "--json") or
    run(os.path.dirname(net) + "/w", "git", "status", "--json")):
    sys.exit("it waited")
for name in ("link", "file", "python", "home", "activate", "command",
    "poetry", "pdm", "marker"):
    for words in ["status", "--json"], ["export", "--hook", "1", "bash"]:
        if run(os.path.dirname(net) + "/" + name, name + "-" + words[0],
            *words):
            sys.exit("it waited for " + name)
if run(os.path.dirname(net) + "/said", "list", "list", "--scan", "."):
    sys.exit("it waited for list")
with open(out + "/control", "w") as file:
    file.write(str(subprocess.call(["timeout", "-s", "KILL", "2", "stat",
        net + "/other"], stderr=subprocess.DEVNULL, start_new_session=True)))
'

@test "finding: the directory of an automounter is not looked into, from itself, from below, or by what a tree says of it" {
    local python

    need root unshare
    unshare -m true 2>/dev/null || not_here 'no namespaces'
    grep -q autofs /proc/filesystems || not_here 'no autofs'
    python=$(base_python)
    mkdir net out
    fake_env w/.venv
    echo "gitdir: $HOME/net/other/repository" >w/.git
    mkdir link file
    ln -s "$HOME/net/other/env" link/.venv
    echo "$HOME/net/other/env" >file/.venv
    for name in python home activate command; do
        fake_env "$name/.venv"
    done
    ln -sf "$HOME/net/other/python3" python/.venv/bin/python3
    rm home/.venv/bin/python
    cp "$(type -P true)" home/.venv/bin/python
    echo "home = $HOME/net/other/bin" >home/.venv/pyvenv.cfg
    echo "VIRTUAL_ENV=$HOME/net/other/env" >activate/.venv/bin/activate
    echo "command = /x -m venv $HOME/net/other/env" \
        >>command/.venv/pyvenv.cfg
    fake_env said/.venv
    echo "$HOME/net/other/project" >said/.venv/.project
    mkdir poetry pdm marker
    printf '[tool.poetry]\nname = "x"\n' >poetry/pyproject.toml
    printf '[virtualenvs]\npath = "%s"\n' "$HOME/net/other" \
        >poetry/poetry.toml
    echo "$HOME/net/other/env/bin/python" >pdm/.pdm-python
    ln -s "$HOME/net/other/pyproject.toml" marker/pyproject.toml
    ln -s "$HOME/net/other/pin" marker/.python-version
    mkdir -p "$XDG_CACHE_HOME/pypoetry"
    settings "trust = ask" 'managers = poetry pdm hatch pixi'
    "$VENVHOOK" allow --tree "$HOME/w"
    for home in "$HOME" "$tmp/elsewhere"; do
        run env HOME="$home" unshare -m "$python" \
            "$lib/automounter" "$HOME/net" "$python" -c "$looks" \
            "$HOME/net" "$HOME/out"
        [ "$status" -ne 77 ] || not_here 'no autofs'
        assert_success
        assert_exists out/net
        output=$(cat out/host)
        assert_equal "$(value rule)" nothing
        assert_contains "$HOME/net/host/.venv: "
        assert_contains "$HOME/net: an automounter's directory"
        refute_contains "$HOME/net/.venv"
        output=$(cat out/git)
        assert_equal "$(value rule)" vcs-unknown
        assert_contains 'leads nowhere'
        assert_contains "$(cat out/list)" said/.venv
        refute_contains "$(cat out/list)" 'is gone'
        # nor is the shell told to look there at each prompt
        assert_contains "$(cat out/link-export)" __venvhook_watch
        refute_contains "$(cat out/*-export)" net/other
        # such a look does hang
        assert_equal "$(cat out/control)" -9
    done
}

@test "finding: a ceiling is not searched, nor what is above it" {
    project p
    mkdir -p p/a/b p/c/d
    settings 'trust = owner' "ceiling = $HOME/p/a $HOME/p"
    for dir in p/a/b p/a p p/c/d; do
        cd "$HOME/$dir"
        finds_nothing
    done
    fake_env "$HOME/p/a/b/.venv"
    cd "$HOME/p/a/b"
    turns_on "$HOME/p/a/b/.venv"
    settings 'trust = owner' "ceiling = $HOME/p/a"
    cd "$HOME/p/c/d"
    turns_on "$HOME/p/.venv"
}

@test "finding: names says what is looked for, and in which order" {
    project p
    fake_env p/env
    fake_env p/.env
    cd p
    settings 'trust = owner' 'names = env .env'
    turns_on "$HOME/p/env"
    settings 'trust = owner' 'names = .env env'
    turns_on "$HOME/p/.env"
    settings 'trust = owner' 'names = neither'
    finds_nothing
}

@test "finding: of a hundred levels and more the nearest hundred are searched" {
    project p
    cd p
    mkdir -p "$(printf 'd/%.0s' {1..99})"
    cd "$(printf 'd/%.0s' {1..99})"
    turns_on "$HOME/p/.venv"
    mkdir d
    cd d
    finds_nothing
}

# --- .venv as a file

@test "finding: a file .venv leads by path, by ~, beside it or by name" {
    project other
    mkdir p
    fake_env p/env
    fake_env p/sub/env
    fake_env "$HOME/.virtualenvs/named"
    fake_env "$tmp/work/named"
    fake_env "$HOME/.virtualenvs/env"
    cd p
    while read -r text env; do
        for end in '' '\n' '\r\n'; do
            printf "%s$end" "$text" >.venv
            turns_on "$env" owner
        done
    done <<EOF
$HOME/other/.venv $HOME/other/.venv
../other/.venv $HOME/other/.venv
./env $HOME/p/env
sub/env $HOME/p/sub/env
~/other/.venv $HOME/other/.venv
env $HOME/p/env
named $HOME/.virtualenvs/named
EOF
    export WORKON_HOME=$tmp/work
    turns_on "$tmp/work/named"
}

@test "finding: a file .venv that is not one line is refused, and shown harmless" {
    project other
    mkdir p
    cd p
    for text in '' '\n' ' \t' "$HOME/other/.venv\n$HOME/other/.venv" \
        "$HOME/other/.venv\000" "$HOME/other/.venv\000x" '\033[31mx' \
        'a\033]0;x\007' '\377' '~root/x'; do
        printf "$text" >.venv
        refuses bad-file 'is a file, but not one line with a path'
    done
}

@test "finding: a file .venv of 4 KiB is read, one of a byte more is not" {
    project other
    mkdir p
    cd p
    target=$HOME/other/.venv
    printf '%s%*s' "$target" $((4096 - ${#target})) '' >.venv
    turns_on "$target"
    printf ' ' >>.venv
    refuses bad-file
    truncate -s 1T .venv 2>/dev/null || truncate -s 1G .venv
    refuses bad-file
}

@test "finding: what a file .venv leads to has to be an env, allowed and sound" {
    settings 'trust = ask'
    project other
    mkdir p other/plain
    cd p
    echo ../other/.venv >.venv
    refuses no-grant
    settings 'trust = owner'
    chmod 777 ../other/.venv/bin
    refuses others-write "$HOME/other/.venv/bin"
    chmod 755 ../other/.venv/bin
    turns_on "$HOME/other/.venv"
    for pair in no-cfg:../other/plain lost:../gone lost:unknown \
        not-a-directory:../other/.venv/pyvenv.cfg not-a-directory:.venv; do
        echo "${pair#*:}" >.venv
        refuses "${pair%%:*}"
    done
    # a file that names a file is not followed on
    echo ../again >.venv
    echo ../other/.venv >../again
    mkdir ../again2
    echo ../p/.venv >../again2/.venv
    refuses not-a-directory
    cd ../again2
    refuses not-a-directory
}

# --- candidates that are none

@test "finding: FIFOs, devices, sockets, loops and dangling links are refused at once" {
    mkdir p
    cd p
    mkfifo .venv
    refuses not-a-directory 'is neither a directory nor a file'
    rm .venv
    "$(base_python)" -I -c 'import socket
socket.socket(socket.AF_UNIX).bind(".venv")'
    refuses not-a-directory
    rm .venv
    for target in /dev/zero /dev/tty; do
        ln -sf "$target" .venv
        refuses not-a-directory
    done
    ln -sf .venv .venv
    refuses lost
    ln -sf gone .venv
    refuses lost 'gone, which is not there'
    rm .venv
    mkdir -p .venv/bin
    refuses no-cfg 'it has no pyvenv.cfg'
}

@test "finding: what a user may not read is refused in a sentence" {
    need root setpriv
    python=$(others_python) || not_here 'no Python for all users'
    mkdir "$tmp/u"
    cd "$tmp/u"
    fake_env .venv "$python"
    chown -R -h 1234:1234 .
    chmod 000 .venv/pyvenv.cfg
    by 1234 refuses bad-cfg 'permission denied'
    chmod 644 .venv/pyvenv.cfg
    chmod 000 .venv
    by 1234 refuses bad-cfg
    rm -r .venv
    echo env >.venv
    chown 1234:1234 .venv
    chmod 000 .venv
    by 1234 refuses bad-file 'it cannot be read'
    # as of a container, whose root has its Pythons at home
    rm .venv
    mkdir -m 700 "$tmp/closed"
    fake_env .venv "$python"
    ln -sf "$tmp/closed/python3" .venv/bin/python
    chown -R -h 1234:1234 .
    by 1234 refuses python-unseen "Python, $tmp/closed/python3, cannot be \
looked at"
    assert_contains "$(cat "$tmp/notice")" 'use it there, or install that'
}

@test "finding: in a deleted or unsearchable directory nothing is found, nothing said" {
    project p
    mkdir p/gone
    cd p/gone
    rmdir "$HOME/p/gone"
    finds_nothing
    run --separate-stderr "$VENVHOOK" status --json
    assert_equal "$(value rule)" nowhere
    need root setpriv
    mkdir "$tmp/closed"
    cd "$tmp/closed"
    open_to_users
    as_user 1234 true
    chmod 000 .
    by 1234 finds_nothing
}

@test "finding: paths of 4,000 bytes are searched, beyond PATH_MAX nothing is" {
    deep=$(deep_path "$HOME/d" 3900)
    fake_env "$deep/.venv"
    cd "$deep"
    turns_on "$deep/.venv"
    for _ in 1 2 3; do
        name=$(printf '%0255d' 0)
        mkdir "$name"
        cd "$name"
    done
    run --separate-stderr "$VENVHOOK" export json
    assert_success
    assert_output '{}'
    rm -r "$HOME/d"
}

@test "finding: a name of 255 bytes is a name, one with a colon is refused" {
    name=$(printf '%0255d' 0)
    project "$name"
    cd "$name"
    turns_on "$HOME/$name/.venv"
    project "$HOME/a:b"
    cd "$HOME/a:b"
    refuses colon "its path holds a ':', so it cannot stand on PATH"
}

# --- broken environments

@test "finding: each way to be broken has its own sentence" {
    project p
    cd p
    mkdir "$tmp/upgraded"
    ln -s python3.99 "$tmp/upgraded/python3"
    ln -sf "$tmp/upgraded/python3" .venv/bin/python
    refuses dangling "its python leads to $tmp/upgraded/python3.99, which is gone"
    ln -sf /nowhere/python3 .venv/bin/python
    refuses python-absent 'Python, /nowhere/python3, is not on this machine'
    ln -sf python .venv/bin/python
    refuses dangling
    rm .venv/bin/python
    refuses no-python 'it has no bin/python'
    echo >.venv/bin/python
    refuses not-executable 'cannot be executed'
    rm -r .venv/bin
    refuses no-python 'it has no directory bin'
    rm -r .venv
    make_env .venv
    turns_on "$HOME/p/.venv"
    mkdir "$tmp/base"
    cp "$(base_python)" "$tmp/base/python3.99"
    ln -sf "$tmp/base/python3.99" .venv/bin/python
    refuses stale 'but its python is now Python 3.99'
    rm -r .venv
    make_env .venv
    mv .venv ../q
    mv ../q venv
    refuses moved "its scripts still name $HOME/p/.venv"
    rm -r venv
    fake_env .venv
    rm .venv/bin/python
    cp "$(base_python)" .venv/bin/python
    sed -i 's,^home = .*,home = /nowhere/bin,' .venv/pyvenv.cfg
    refuses python-absent 'its Python, in /nowhere/bin, is not on this'
    version=$(sed -n 's/^version = //p' .venv/pyvenv.cfg)
    sed -i "s,^home = .*,home = $tmp/$version," .venv/pyvenv.cfg
    refuses no-home "the Python it was made from, $tmp/$version, is gone"
}

@test "finding: a pyvenv.cfg that is a directory, a FIFO, a link or huge is refused" {
    project p
    cd p
    cp .venv/pyvenv.cfg cfg
    for make in mkdir mkfifo 'ln -s ../cfg' 'ln -s /dev/zero'; do
        rm -r .venv/pyvenv.cfg
        $make .venv/pyvenv.cfg
        refuses bad-cfg 'its pyvenv.cfg cannot be read: it is not a regular'
    done
    rm .venv/pyvenv.cfg
    refuses no-cfg
    cp cfg .venv/pyvenv.cfg
    turns_on "$HOME/p/.venv"
    truncate -s 1G .venv/pyvenv.cfg
    refuses bad-cfg 'too large'
}

# --- directories that are called like an env and are none

@test "finding: a Python package called venv, or an empty directory, hides no env further up" {
    project p
    mkdir -p p/src/venv p/empty/.venv p/empty/sub p/linked/pkg
    touch p/src/venv/__init__.py p/linked/pkg/__init__.py
    ln -s pkg p/linked/venv
    for dir in src empty empty/sub linked; do
        cd "$HOME/p/$dir"
        turns_on "$HOME/p/.venv"
        run --separate-stderr venvhook export json
        assert_equal "$stderr" ''
    done
    cd "$HOME/p/src"
    run venvhook status
    assert_contains "$HOME/p/src/venv: no environment: it has neither pyvenv.cfg nor bin"
}

@test "finding: of such a directory with a pyvenv.cfg or a bin it is said what is missing" {
    project p
    mkdir -p p/cfg/.venv p/bin/.venv/bin
    touch p/cfg/.venv/pyvenv.cfg
    cd p/cfg
    refuses no-python
    cd ../bin
    refuses no-cfg
}

@test "finding: beside a package called venv nothing is looked for twice, and .venv still wins" {
    project p
    mkdir p/venv
    cd p
    turns_on "$HOME/p/.venv"
    mkdir -p "$HOME/q/.venv"
    fake_env "$HOME/q/venv"
    cd "$HOME/q"
    turns_on "$HOME/q/venv"
}

@test "finding: an env made in a directory that was passed over is noticed at the next prompt" {
    project p
    mkdir -p p/src/venv
    for shell in bash zsh; do
        in_shell "$shell" --cwd "$HOME/p/src" <<END
echo \$VIRTUAL_ENV
cp -R $HOME/p/.venv/. venv
echo \$VIRTUAL_ENV
rm -rf venv/bin venv/pyvenv.cfg
echo \$VIRTUAL_ENV
END
        assert_answer 1 "$HOME/p/.venv"
        assert_answer 3 "$HOME/p/src/venv"
        assert_answer 5 "$HOME/p/.venv"
    done
}
