#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2030,SC2031,SC2154
# What venvhook starts: bases, pip, uv, virtualenv, itself.  Found in absolute
# directories of PATH, nobody else's, never in the project or led into it.

load lib/common
load lib/making
load lib/policy

setup() {
    common_setup
    python=$(base_python) || not_here 'no base Python' || return
    mkdir -p "$tmp/p"
    : >"$tmp/p/pyproject.toml"
}

# A program of the tree's, that must not be run.
trap_at() {
    mkdir -p "${1%/*}"
    printf '#!/bin/sh\ntouch "%s/pwned"\nexec "%s" "$@"\n' \
        "${home-$tmp}" "$python" >"$1"
    chmod 755 "$1"
}

# A shim as of asdf and rye: it runs what the tree around it names, else the
# base; and it tells in $tmp/asked where it was run.
shim_at() {
    cat >"$1" <<END
#!/bin/sh
dir=\$(pwd -P)
echo "\$dir" >>'$tmp/asked'
for lead in "\${PWD-}" "\${OLDPWD-}" "\${VIRTUAL_ENV-}" "\${PYENV_DIR-}"; do
    [ ! -x "\$lead/.python" ] || exec "\$lead/.python" "\$@"
done
while [ -n "\$dir" ]; do
    [ ! -x "\$dir/.python" ] || exec "\$dir/.python" "\$@"
    dir=\${dir%/*}
done
exec '$python' "\$@"
END
    chmod 755 "$1"
}

# creator_at PATH: a uv or virtualenv that makes an env, and tells how it was
# started.
creator_at() {
    mkdir -p "${1%/*}"
    cat >"$1" <<END
#!/bin/sh
echo "\$0" >>'$tmp/started'
{ pwd; printf '%s\n' "\$@"; env; } >'$tmp/told'
for env; do :; done
exec '$python' -I -m venv --without-pip "\$env"
END
    chmod 755 "$1"
}

config() {
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    printf '%s\n' "$@" >"$XDG_CONFIG_HOME/venvhook/config"
}

# create, from the project.
create() {
    cd "$tmp/p"
    run --separate-stderr "$VENVHOOK" create "$@"
}

# --- bases

@test "starting: a shim that goes by its directory is asked from /, and is a base" {
    shim_at "$tmp/bin/python3"
    trap_at "$tmp/p/.python"
    cd "$tmp/p"
    OLDPWD=$tmp/p VIRTUAL_ENV=$tmp/p PYENV_DIR=$tmp/p run "$VENVHOOK" status
    assert_success
    assert_contains "from $python"
    assert_not_pwned
    assert_equal "$(sort -u "$tmp/asked")" /
    run "$VENVHOOK" create --without-pip
    assert_success
    assert_equal "$(sed -n 's/^home = //p' .venv/pyvenv.cfg)" "${python%/*}"
    assert_not_pwned
    # it does follow where it is run
    python3 -c ''
    assert_exists "$tmp/pwned"
}

@test "starting: status starts nothing in the tree: every child goes to / first" {
    local pid

    need strace
    shim_at "$tmp/bin/python3"
    trap_at "$tmp/p/.python"
    cd "$tmp/p"
    strace -f -o "$tmp/trace" -e trace=chdir,fchdir,execve \
        "$VENVHOOK" status >/dev/null
    [ "$(grep -c 'execve(' "$tmp/trace")" -gt 2 ]
    for pid in $(awk 'NR == 1 { self = $1 } $1 != self && /execve\(/ {
            print $1 }' "$tmp/trace" | sort -u); do
        awk -v pid="$pid" '$1 == pid && /(chdir|execve)\(/ { print; exit }' \
            "$tmp/trace"
    done >"$tmp/firsts"
    [ -s "$tmp/firsts" ]
    # a fork of the shim's own, for its "$(pwd)", is where the shim is
    grep 'chdir("/")' "$tmp/firsts"
    refute_contains "$(cat "$tmp/firsts" "$tmp/trace" | grep chdir)" "$tmp/p"
    refute_contains "$(grep 'execve(' "$tmp/trace")" "$tmp/p/"
}

@test "starting: the Python of a wrapper's answer is not taken from the project" {
    trap_at "$tmp/p/tools/python3"
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$python" >"$tmp/bin/python3"
    sed -i "s,^exec.*,'$python' \"\$@\" | sed 's|^executable .*|executable \
$tmp/p/tools/python3|'," "$tmp/bin/python3"
    chmod 755 "$tmp/bin/python3"
    create --python "$tmp/bin/python3" --without-pip
    assert_failure 1
    assert_contains "$stderr" "$tmp/p/tools/python3: is not run, because"
    assert_contains "$stderr" 'is inside the project'
    assert_not_pwned
}

@test "starting: relative entries of PATH are passed over, and are no error" {
    local entry

    trap_at "$tmp/p/python3"
    trap_at "$tmp/p/bin/python3"
    ln -s "$python" "$tmp/bin/python3"
    cd "$tmp/p"
    for entry in . '' bin ./bin ../p/bin; do
        PATH=$entry:$PATH run "$VENVHOOK" status
        assert_success
        assert_contains "from $tmp/bin/python3"
    done
    assert_not_pwned
}

@test "starting: no Python of the project is run, however it is reached" {
    trap_at "$tmp/p/tools/python3"
    mkdir "$tmp/out"
    create --python tools/python3 --without-pip
    assert_failure 1
    assert_contains "$stderr" 'is inside the project'
    ln -s p/tools "$tmp/way"
    ln -s "$tmp/way/python3" "$tmp/out/python3"
    create --python "$tmp/out/python3" --without-pip
    assert_failure 1
    assert_contains "$stderr" 'is inside the project'
    # a link of the tree's may lead to what is well, today
    ln -sf "$python" "$tmp/p/tools/python3"
    create --python "$tmp/out/python3" --without-pip
    assert_failure 1
    ln -sf "$python" "$tmp/out/python3"
    create --python "$tmp/out/python3" --without-pip
    assert_success
    assert_not_pwned
}

@test "starting: --foreign takes the Python that --python names, and nothing else" {
    mkdir "$tmp/p/tools"
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$python" >"$tmp/p/tools/python3"
    chmod 755 "$tmp/p/tools/python3"
    create --python tools/python3 --without-pip
    assert_failure 1
    assert_contains "$stderr" "create --foreign --python $tmp/p/tools/python3"
    create --foreign --python tools/python3 --without-pip
    assert_success
    assert_exists "$tmp/p/.venv/pyvenv.cfg"
    create --foreign other
    assert_failure 2
    assert_contains "$stderr" 'about the Python that --python names'
}

@test "starting: a home is no project: its pyenv, uv and ~/.local/bin serve as ever" {
    mkdir -p "$HOME/.local/bin"
    printf '#!/bin/sh\necho run >>"%s/ran"\nexec "%s" "$@"\n' "$tmp" \
        "$python" >"$HOME/.local/bin/python3"
    chmod 755 "$HOME/.local/bin/python3"
    cd "$HOME"
    "$VENVHOOK" create --python "$HOME/.local/bin/python3" --without-pip env
    assert_exists "$tmp/ran"
    assert_exists "$HOME/env/pyvenv.cfg"
}

@test "starting: another's base is refused: its file, the way to it, its library" {
    local what

    need root
    mkdir -p "$tmp/base/bin" "$tmp/base/lib/python3.9"
    printf '#!/bin/sh\necho run >>"%s/ran"\nexec "%s" "$@"\n' "$tmp" \
        "$python" >"$tmp/base/bin/python3"
    chmod 755 "$tmp/base/bin/python3"
    for what in . bin bin/python3 lib lib/python3.9; do
        chown 4711 "$tmp/base/$what"
        create --python "$tmp/base/bin/python3" --without-pip
        assert_failure 1
        assert_contains "$stderr" "belongs to user 4711"
        chown root "$tmp/base/$what"
        [ "$what" = bin/python3 ] || {
            chmod a+w "$tmp/base/$what"
            create --python "$tmp/base/bin/python3" --without-pip
            assert_failure 1
            assert_contains "$stderr" 'can be written by everybody'
            chmod go-w "$tmp/base/$what"
        }
    done
    refute_exists "$tmp/ran"
    create --python "$tmp/base/bin/python3" --without-pip
    assert_success
    assert_exists "$tmp/ran"
}

@test "starting: the Python of the system is a base" {
    [ -x /usr/bin/python3 ] || skip 'no /usr/bin/python3'
    create --python /usr/bin/python3 --without-pip
    assert_success
}

# As daemons start programs.
@test "starting: a base answers where the standard streams are closed" {
    local closed

    cd "$tmp/p"
    for closed in '<&-' '>&-' '2>&-' '<&- >&-' '<&- >&- 2>&-'; do
        rm -rf .venv "$XDG_CACHE_HOME"
        eval "\"\$VENVHOOK\" create --python '$python' --without-pip $closed"
        assert_exists .venv/pyvenv.cfg
    done
    # and what is for a stream that is closed counts as not written
    for closed in '<&- >&-' '>&- 2>&-'; do
        rm -rf "$XDG_CACHE_HOME"
        run eval "\"\$VENVHOOK\" create --dry-run other $closed"
        assert_failure 1
    done
}

@test "starting: the end of a base is seen where SIGCHLD was ignored" {
    cd "$tmp/p"
    (
        trap '' CHLD
        exec "$VENVHOOK" create --python "$python" --without-pip
    ) &
    # an end that nobody sees is waited for without end
    for _ in {1..100}; do
        [ ! -e .venv/pyvenv.cfg ] || break
        sleep 0.1
    done
    kill -KILL $! 2>/dev/null || wait $!
    assert_exists .venv/pyvenv.cfg
}

# --- creators

@test "starting: no ./uv or ./virtualenv of the tree is run on cd, whatever PATH says" {
    local name entry

    policy_setup
    allowed
    python=/usr/bin/python3
    for name in uv virtualenv; do
        settings 'create = auto' 'pip = no' "creator = $name"
        trap_at "$home/work/p/$name"
        trap_at "$home/work/p/bin/$name"
        for entry in . '' bin "$home/work/p/bin"; do
            PATH=$entry:/usr/bin:/bin in_dir "$home/work/p" \
                export --hook 1 bash
            if [ -x "/usr/bin/$name" ]; then
                rm -rf "$home/work/p/.venv"
            else
                refute_exists "$home/work/p/.venv"
                assert_contains "$stderr" 'the creator of your settings'
            fi
        done
    done
    assert_not_pwned
    user mkdir -p .local/bin
    creator_at "$home/.local/bin/uv"
    touch "$tmp/started" "$tmp/told" && chmod a+rwx "$tmp/started" "$tmp/told"
    settings 'create = auto' 'pip = no' 'creator = uv'
    PATH=.::bin:$home/.local/bin:/usr/bin:/bin in_dir "$home/work/p" \
        export --hook 1 bash
    assert_success
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
    assert_equal "$(cat "$tmp/started")" "$home/.local/bin/uv"
    assert_not_pwned
}

@test "starting: another user's uv is passed over, and one's own behind it is taken" {
    need root
    config 'creator = uv'
    trap_at "$tmp/theirs/uv"
    chown 4711 "$tmp/theirs/uv"
    PATH=$tmp/theirs:/usr/bin:/bin create --python "$python"
    assert_failure 1
    assert_contains "$stderr" "$tmp/theirs/uv: is not run, because it belongs \
to user 4711"
    creator_at "$HOME/.local/bin/uv"
    PATH=$tmp/theirs:$HOME/.local/bin:/usr/bin:/bin create --python "$python"
    assert_success
    assert_equal "$(cat "$tmp/started")" "$HOME/.local/bin/uv"
    assert_not_pwned
}

@test "starting: a creator runs in /, without settings that lead it elsewhere" {
    config 'creator = uv'
    creator_at "$HOME/.local/bin/uv"
    export UV_PYTHON=3.8 UV_CONFIG_FILE=$tmp/p/uv.toml UV_INDEX_URL=https://u.example
    export PYTHONPATH=$tmp/p PIP_TARGET=$tmp/p VIRTUALENV_CLEAR=1 KEPT=yes
    export VIRTUAL_ENV=$tmp/p
    PATH=.:$tmp/p/bin:$HOME/.local/bin:/usr/bin:/bin create \
        --python "$python" --prompt .
    assert_success
    run cat "$tmp/told"
    assert_equal "${lines[0]}" /
    assert_line --no-config
    assert_line "$tmp/p/.venv"
    assert_line '--prompt=p'
    assert_line "PATH=$HOME/.local/bin:/usr/bin:/bin"
    assert_line PWD=/
    assert_line KEPT=yes
    assert_line UV_INDEX_URL=https://u.example
    refute_contains UV_PYTHON
    refute_contains UV_CONFIG_FILE
    refute_contains PYTHONPATH
    refute_contains PIP_TARGET
    refute_contains VIRTUAL
    refute_contains OLDPWD
}

@test "starting: how a creator ended is said in one way" {
    config 'creator = uv'
    mkdir -p "$HOME/.local/bin"
    PATH=$HOME/.local/bin:$PATH
    while IFS='|' read -r body want; do
        printf '%b' "$body" >"$HOME/.local/bin/uv"
        chmod 755 "$HOME/.local/bin/uv"
        create --python "$python"
        assert_failure 1
        assert_output ''
        assert_contains "$stderr" \
            "$tmp/p/.venv: $HOME/.local/bin/uv $want"
        refute_exists "$tmp/p/.venv"
    done <<'END'
#!/bin/sh\nexit 3\n|failed with status 3
#!/bin/sh\nkill -9 $$\n|was ended by signal 9
#!/no/such/sh\n|cannot be run: no such file or directory
#!/bin/sh\necho "OSError: [Errno 28] No space left on device"; exit 1\n|failed: No space left on device
END
    assert_contains "$stderr" 'venvhook: | OSError: [Errno 28]'
}

# --- pip

# An index of its own, with a pip and setuptools that are newer than any.
index_at() {
    "$python" -I - "$1" <<'END'
import os, sys, zipfile
for name in "pip", "setuptools":
    where = os.path.join(sys.argv[1], name)
    os.makedirs(where)
    wheel = name + "-999.0-py3-none-any.whl"
    info = name + "-999.0.dist-info/"
    with zipfile.ZipFile(os.path.join(where, wheel), "w") as z:
        z.writestr(name + "_new.py", "")
        z.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: " + name +
                   "\nVersion: 999.0\n")
        z.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\n"
                   "Root-Is-Purelib: true\nTag: py3-none-any\n")
        z.writestr(info + "RECORD", name + "_new.py,,\n" + info +
                   "METADATA,,\n" + info + "WHEEL,,\n" + info + "RECORD,,\n")
    with open(os.path.join(where, "index.html"), "w") as f:
        f.write('<!DOCTYPE html><a href="%s">%s</a>' % (wheel, wheel))
END
}

has_new_pip() {
    [ -n "$(find .venv -name pip_new.py)" ]
}

@test "starting: no setting of pip takes out of an env what is installed in it" {
    index_at "$tmp/index"
    export PIP_INDEX_URL=file://$tmp/index
    export PIP_TARGET=$tmp/out PIP_PREFIX=$tmp/out PIP_ROOT=$tmp/out
    export PIP_USER=1 PIP_DRY_RUN=1 PIP_PYTHON=/bin/false PYTHONPATH=$tmp/p
    mkdir -p "$XDG_CONFIG_HOME/pip"
    printf '%s\n' '[install]' "target = $tmp/out" "prefix = $tmp/out" \
        "root = $tmp/out" 'dry-run = true' '[global]' 'user = true' \
        >"$XDG_CONFIG_HOME/pip/pip.conf"
    trap_at "$tmp/p/pip/__init__.py"
    create --python "$python" --upgrade-deps
    assert_success
    has_new_pip
    refute_exists "$tmp/out"
    assert_not_pwned
}

@test "starting: the index of pip.conf holds, and the variable before it" {
    index_at "$tmp/index"
    seeded
    mkdir -p "$XDG_CONFIG_HOME/pip"
    printf '%s\n' '[global]' "index-url = file://$tmp/index" \
        >"$XDG_CONFIG_HOME/pip/pip.conf"
    create --python "$python" --upgrade-deps
    assert_success
    has_new_pip
    rm -rf "$tmp/p/.venv"
    PIP_INDEX_URL=file://$tmp/none create --python "$python" --upgrade-deps
    run has_new_pip
    assert_failure
    rm -rf "$tmp/p/.venv"
    mv "$XDG_CONFIG_HOME/pip/pip.conf" "$tmp/my.conf"
    PIP_CONFIG_FILE=$tmp/my.conf create --python "$python" --upgrade-deps
    assert_success
    has_new_pip
}

@test "starting: the project is not where pip looks for modules" {
    local other

    other=$(pythons | while read -r other; do
        [ "$(python_version "$other")" = "$(python_version "$python")" ] ||
            { echo "$other" && break; }
    done)
    [ -n "$other" ] || not_here 'no two Pythons'
    make_wheel "$tmp"
    seeded
    create --python "$python"
    assert_success
    .venv/bin/python -I -m pip -q install --no-index "$tmp"/*.whl ||
        skip 'no pip'
    find .venv -name direct_url.json -exec rm '{}' ';'
    for name in pip encodings re subprocess; do
        mkdir -p "$tmp/p/$name"
        printf 'open("%s/pwned", "w")\n' "$tmp" >"$tmp/p/$name/__init__.py"
    done
    PIP_NO_INDEX=1 PIP_FIND_LINKS=$tmp run "$VENVHOOK" recreate \
        --keep-packages --python "$other"
    assert_success
    assert_not_pwned
    .venv/bin/python -I -c 'import tiny'
}

# --- the cache

@test "starting: root with a user's HOME leaves nothing in that user's cache" {
    policy_setup
    unset XDG_CACHE_HOME
    HOME=$home create --python "$python"
    assert_equal "$(find "$home" -path '*/.cache*' -user 0)" ''
    in_dir "$home/work/p" create --python /usr/bin/python3 --without-pip
    assert_success
    [ -n "$(find "$home/.cache/venvhook/bases" -type f)" ]
    HOME=$tmp/home create --python "$python" --without-pip again
    assert_success
    [ -n "$(find "$tmp/home/.cache/venvhook/bases" -type f)" ]
}

@test "starting: a cache that others could rename is not used" {
    need root
    export XDG_CACHE_HOME=$tmp/theirs/cache
    mkdir -p "$XDG_CACHE_HOME"
    chown 4711 "$tmp/theirs"
    create --python "$python" --without-pip
    assert_success
    refute_exists "$XDG_CACHE_HOME/venvhook"
    chown root "$tmp/theirs"
    create --python "$python" --without-pip again
    assert_success
    assert_exists "$XDG_CACHE_HOME/venvhook/bases"
}

# --- our own program

# gone SHELL [T]: its program has gone, and PATH has relative entries; T is how
# that shell writes $T.
gone() {
    local to=${2-\$T}

    mkdir -p "$tmp/gone" "$tmp/p/bin"
    trap_at "$tmp/p/venvhook"
    trap_at "$tmp/p/bin/venvhook"
    cp "$VENVHOOK" "$tmp/gone/"
    export T=$tmp
    printf '%s\n' "rm $to/gone/venvhook" "cd $to/p" 'venvhook status' \
        "cd $to" >"$tmp/typed"
    in_shell "$1" --env VENVHOOK="$tmp/gone/venvhook" \
        --env PATH=".::bin:$PATH" <"$tmp/typed"
    assert_not_pwned
    # one in an absolute directory, behind those, is
    cp "$VENVHOOK" "$tmp/gone/"
    printf '#!/bin/sh\necho "$@" >>"%s/found"\n' "$tmp" >"$tmp/bin/venvhook"
    chmod 755 "$tmp/bin/venvhook"
    in_shell "$1" --env VENVHOOK="$tmp/gone/venvhook" \
        --env PATH=".::bin:$PATH" <"$tmp/typed"
    assert_not_pwned
    assert_contains "$(cat "$tmp/found")" status
}

@test "starting: bash: when the program has gone ./venvhook is not run" {
    gone bash
}

@test "starting: zsh: when the program has gone ./venvhook is not run" {
    need zsh
    gone zsh
}

@test "starting: fish: when the program has gone ./venvhook is not run" {
    need fish
    gone fish
}

@test "starting: pwsh: when the program has gone ./venvhook is not run" {
    need pwsh
    gone pwsh '$env:T'
}

@test "starting: init finds itself in absolute directories of PATH alone" {
    need bash
    cd "$tmp/p"
    mkdir venvhook "$tmp/bin/venvhook"
    PATH=.:$PATH run --separate-stderr bash -c \
        'exec -a venvhook "$VENVHOOK" init bash'
    assert_failure 1
    assert_output ''
    assert_contains "$stderr" 'is in no absolute directory of PATH'
    rmdir "$tmp/bin/venvhook"
    ln -s "$VENVHOOK" "$tmp/bin/venvhook"
    PATH=.:$PATH run bash -c 'exec -a venvhook "$VENVHOOK" init bash'
    assert_success
    # the text of the hook is quoted whole, for other shells to pass over
    assert_contains "__venvhook_program=\\047$tmp/bin/venvhook\\047"
}

@test "starting: init prints no hook for a program that somebody else could change" {
    need root
    mkdir "$tmp/theirs"
    cp "$VENVHOOK" "$tmp/theirs/"
    run "$tmp/theirs/venvhook" init bash
    assert_success
    chown 4711 "$tmp/theirs"
    run --separate-stderr "$tmp/theirs/venvhook" init bash
    assert_failure 1
    assert_output ''
    assert_contains "$stderr" "$tmp/theirs belongs to user 4711"
    chown root "$tmp/theirs"
    chmod o+w "$tmp/theirs/venvhook"
    run --separate-stderr "$tmp/theirs/venvhook" init bash
    assert_failure 1
}
