#!/usr/bin/env bats
# shellcheck disable=SC2016
# recreate and remove.

# in memory

load lib/common
load lib/making

setup() {
    common_setup
    python=$(base_python)
    mkdir p
    cd p
    "$VENVHOOK" create --without-pip --python "$python"
}

site() {
    echo .venv/lib/python*/site-packages
}

# A package with a script, as pip leaves them.
install_spam() {
    mkdir -p "$(site)/spam" "$(site)/spam-1.0.dist-info" .venv/share/spam
    echo 'answer = 42' >"$(site)/spam/__init__.py"
    printf '#!%s\nimport spam; print(spam.answer)\n' \
        "$PWD/.venv/bin/python" >.venv/bin/spam
    chmod +x .venv/bin/spam
}

@test "recreate: options and prompt are those it had" {
    rm -rf .venv
    "$VENVHOOK" create --without-pip --python "$python" --copies \
        --system-site-packages --prompt "it's"
    run "$VENVHOOK" recreate
    assert_success
    grep -q '^include-system-site-packages = true' .venv/pyvenv.cfg
    [ ! -L .venv/bin/python ]
    run "$VENVHOOK" status --json
    assert_contains "\"name\": \"it's\""
    [ ! -d "$(site)/pip" ]
}

@test "recreate: without --keep-packages what was installed is gone" {
    install_spam
    run "$VENVHOOK" recreate --yes
    assert_success
    refute_exists "$(site)/spam"
    refute_exists .venv/bin/spam
    [ "$(find . -name '*venvhook-*')" = '' ]
}

# pretend NAME...: distributions, as far as their names go.
pretend() {
    local name

    for name; do
        mkdir "$(site)/$name"
    done
}

@test "recreate: packages are not lost without a question, which needs a terminal" {
    seeded
    before=$(find .venv | sort)
    pretend pip-1.dist-info setuptools-1.dist-info wheel-1.dist-info \
        '~x-1.dist-info'
    run --separate-stderr "$VENVHOOK" recreate
    assert_success
    assert_equal "$(find .venv | sort)" "$before"
    pretend tiny-1.0.dist-info
    run --separate-stderr "$VENVHOOK" recreate </dev/null
    assert_failure 1
    assert_output ''
    assert_equal "$stderr" "venvhook: $PWD/.venv: not recreated: 1 package \
(tiny) would be lost
venvhook: --keep-packages keeps them; --yes lets them go"
    pretend a_b-1.egg-info c-2-py3.7.egg d-3.0.dist-info
    touch "$(site)/my-own.egg-link"
    run --separate-stderr "$VENVHOOK" recreate </dev/null
    assert_failure 1
    assert_contains "$stderr" '5 packages (a_b, c, d, my-own, ...) would be lost'
    sed -i '/^version/d' .venv/pyvenv.cfg
    "$VENVHOOK" revoke .venv
    run --separate-stderr "$VENVHOOK" recreate --python "$python" </dev/null
    assert_failure 1
    assert_contains "$stderr" '5 packages'
    assert_contains "$stderr" "keeps them, once 'venvhook allow' was run; --yes"
    assert_exists "$(site)/tiny-1.0.dist-info"
    run --separate-stderr "$VENVHOOK" recreate --python "$python" -y
    assert_success
    refute_exists "$(site)/tiny-1.0.dist-info"
}

@test "recreate: what somebody has put into it is not lost without a question either" {
    local other

    mkdir .venv/share .venv/lost+found "$(site)/__pycache__"
    touch "$(site)/easy_install.py"
    "$VENVHOOK" recreate
    echo "$HOME" >"$(site)/own.pth"
    run --separate-stderr "$VENVHOOK" recreate </dev/null
    assert_failure 1
    assert_contains "$stderr" 'own.pth would be lost'
    rm "$(site)/own.pth"
    mkdir .venv/src
    echo mine >.venv/src/a.py
    run --separate-stderr "$VENVHOOK" recreate </dev/null
    assert_failure 1
    assert_output ''
    assert_equal "$stderr" "venvhook: $PWD/.venv: not recreated: src would be \
lost
venvhook: put src in another place first; --yes lets them go"
    pretend tiny-1.0.dist-info
    run --separate-stderr "$VENVHOOK" recreate </dev/null
    assert_failure 1
    assert_contains "$stderr" '1 package (tiny) and src would be lost'
    # the files are kept, and so is this one
    run --separate-stderr "$VENVHOOK" recreate --keep-packages </dev/null
    assert_success
    assert_equal "$(cat .venv/src/a.py)" mine
    # by their names it would be lost
    rm -r "$(site)/tiny-1.0.dist-info"
    other=$(pythons | while IFS= read -r each; do
        [ "$(version_of "$each")" = "$(version_of "$python")" ] || echo "$each"
    done | head -n 1)
    [ -n "$other" ] || return 0
    run --separate-stderr "$VENVHOOK" recreate --keep-packages \
        --python "$other" </dev/null
    assert_failure 1
    assert_contains "$stderr" 'src would be lost'
    assert_equal "$(cat .venv/src/a.py)" mine
}

@test "recreate: at a terminal it asks before packages are lost, and only a yes counts" {
    need bash
    pretend tiny-1.0.dist-info
    in_shell bash --no-hook --cwd "$PWD" <<'END'
@send "$VENVHOOK" recreate
@wait [y/N]
n
ls -d .venv/lib/*/site-packages/tiny*
@send "$VENVHOOK" recreate
@wait [y/N]
@key \x03
ls -d .venv/lib/*/site-packages/tiny*
@send "$VENVHOOK" recreate
@wait [y/N]
y
END
    refute_exists "$(site)/tiny-1.0.dist-info"
}

@test "recreate: --keep-packages keeps packages, scripts and data" {
    install_spam
    run "$VENVHOOK" recreate --keep-packages
    assert_success
    assert_exists .venv/share/spam
    run .venv/bin/spam
    assert_output 42
}

# An env with pip and tiny, by whose own words it is of another Python.  What
# pip has installed for the first is copied for the others.
other_with_tiny() {
    local had=$BATS_FILE_TMPDIR/had

    rm -rf .venv
    seeded
    "$VENVHOOK" create --python "$python"
    make_wheel "$tmp"
    export PIP_NO_INDEX=1 PIP_FIND_LINKS=$tmp
    if [ ! -e "$had/tiny" ]; then
        .venv/bin/python -m pip install -q tiny
        mkdir "$had"
        cp -a .venv/lib/python3* "$had/python3.5"
        sed 1d .venv/bin/tiny >"$had/tiny"
    fi
    rm -r .venv/lib/python3*
    cp -a "$had/python3.5" .venv/lib
    { echo "#!$PWD/.venv/bin/python" && cat "$had/tiny"; } >.venv/bin/tiny
    chmod 755 .venv/bin/tiny
    sed -i 's/^version = .*/version = 3.5.1/' .venv/pyvenv.cfg
}

@test "recreate: --keep-packages has pip install again what another Python had" {
    other_with_tiny
    run "$VENVHOOK" recreate --keep-packages --python "$python"
    assert_success
    run .venv/bin/tiny
    assert_output 'tiny runs'
    refute_exists .venv/lib/python3.5
}

@test "recreate: --keep-packages has no stranger's package installed by the name of one's own" {
    other_with_tiny
    before=$(find .venv | sort)
    for sign in tiny-1.0.dist-info/direct_url.json shop.egg-link \
        shop-1.0-py3.egg-info .x-1.dist-info x-none.dist-info; do
        echo '{}' >".venv/lib/python3.5/site-packages/$sign"
        run "$VENVHOOK" recreate --keep-packages --python "$python"
        assert_failure 1
        assert_contains 'was not installed by its name'
        rm ".venv/lib/python3.5/site-packages/$sign"
        assert_equal "$(find .venv | sort)" "$before"
    done
}

@test "recreate: --keep-packages imports and builds nothing of the project" {
    other_with_tiny
    mkdir pip '.x==1'
    echo 'open("pwned", "w")' | tee pip/__init__.py pip/__main__.py \
        '.x==1/setup.py' >/dev/null
    run "$VENVHOOK" recreate --keep-packages --python "$python"
    assert_success
    refute_exists pwned
    run .venv/bin/tiny
    assert_output 'tiny runs'
}

@test "recreate: --keep-packages installs into the env, wherever pip's settings would have it" {
    local line

    mkdir -p "$XDG_CONFIG_HOME/pip"
    for line in 'target = /elsewhere' "prefix = $tmp/elsewhere" \
        "root = $tmp/elsewhere" 'user = true' 'dry-run = true'; do
        other_with_tiny
        printf '[install]\n%s\n' "$line" >"$XDG_CONFIG_HOME/pip/pip.conf"
        run env PIP_TARGET="$tmp/elsewhere" PIP_PREFIX="$tmp/elsewhere" \
            PIP_ROOT="$tmp/elsewhere" PIP_USER=1 PIP_DRY_RUN=1 \
            "$VENVHOOK" recreate --keep-packages --python "$python"
        rm "$XDG_CONFIG_HOME/pip/pip.conf"
        assert_success
        run .venv/bin/tiny
        assert_output 'tiny runs'
        refute_exists "$tmp/elsewhere"
    done
}

@test "recreate: --keep-packages of what it cannot know the packages of is refused" {
    install_spam
    before=$(find .venv | sort)
    sed -i '/^version/d' .venv/pyvenv.cfg
    run "$VENVHOOK" recreate --keep-packages --python "$python"
    assert_failure 1
    assert_contains 'does not say of which Python it is'
    echo 'version = 3.4.1' >>.venv/pyvenv.cfg
    run "$VENVHOOK" recreate --keep-packages --python "$python"
    assert_failure 1
    assert_contains 'lib/python3.4/site-packages: no such file or directory'
    assert_equal "$(find .venv | sort)" "$before"
}

@test "recreate: --keep-packages that pip cannot install leaves all as it was" {
    other_with_tiny
    before=$(find .venv | sort)
    PIP_FIND_LINKS=$tmp/nowhere run "$VENVHOOK" recreate --keep-packages \
        --python "$python"
    assert_failure 1
    assert_contains 'is as it was before'
    assert_equal "$(find .venv | sort)" "$before"
}

@test "recreate: --keep-packages of an env that was moved keeps its files, and asks no network" {
    rm -rf .venv
    seeded
    "$VENVHOOK" create --python "$python"
    make_wheel "$tmp"
    PIP_NO_INDEX=1 PIP_FIND_LINKS=$tmp .venv/bin/python -m pip install -q tiny
    mkdir src "$(site)/own-1.0.dist-info"
    echo 'answer = 42' >src/own.py
    echo "$PWD/src" >"$(site)/own.pth"
    echo '{}' >"$(site)/own-1.0.dist-info/direct_url.json"
    mkdir -p .venv/share/kernels
    echo "[\"$PWD/.venv/bin/python\"]" >.venv/share/kernels/kernel.json
    inode=$(stat -c %i "$(site)/tiny.py")
    cd ..
    mv p 'moved on'
    cd 'moved on'
    PIP_NO_INDEX=1 run "$VENVHOOK" recreate --keep-packages
    assert_success
    run .venv/bin/tiny
    assert_output 'tiny runs'
    run .venv/bin/python -c 'import own; print(own.answer)'
    assert_output 42
    run .venv/bin/pip --version
    assert_contains "$PWD/.venv/"
    assert_equal "$(cat .venv/share/kernels/kernel.json)" \
        "[\"$PWD/.venv/bin/python\"]"
    assert_equal "$(stat -c %i "$(site)/tiny.py")" "$inode"
    run grep -rlI "$tmp/home/p/" .venv --include='*' --exclude='*.pyc'
    assert_output ''
    run .venv/bin/python -m pip uninstall -y -q tiny
    refute_exists .venv/bin/tiny
}

@test "recreate: a broken environment is offered it, and is whole after it" {
    ln -sf /nowhere/python3 .venv/bin/python
    run "$VENVHOOK" status
    assert_contains "use it there, or install that Python here; otherwise run \
'venvhook recreate --keep-packages' to rebuild it"
    run "$VENVHOOK" recreate --python "$python"
    assert_success
    run .venv/bin/python -c 'import sys; print(sys.prefix)'
    assert_output "$PWD/.venv"
    run "$VENVHOOK" export json
    assert_contains '"VIRTUAL_ENV"'
}

@test "recreate: a moved environment is whole after it" {
    mv ../p ../q
    cd ../q
    run "$VENVHOOK" status
    assert_contains 'was moved'
    run "$VENVHOOK" recreate
    assert_success
    grep -q "$PWD/.venv" .venv/bin/activate
}

@test "recreate: when the new one cannot be made the old one is as it was" {
    install_spam
    before=$(find .venv | sort; cat .venv/pyvenv.cfg)
    run "$VENVHOOK" recreate --python 3.99
    assert_failure 1
    assert_equal "$(find .venv | sort; cat .venv/pyvenv.cfg)" "$before"
    run .venv/bin/spam
    assert_output 42
}

@test "remove: without a terminal it needs --yes" {
    run "$VENVHOOK" remove </dev/null
    assert_failure 1
    assert_contains '--yes'
    assert_exists .venv/pyvenv.cfg
}

@test "remove: --yes deletes the environment, its grant, and nothing else" {
    touch keep
    run "$VENVHOOK" remove --yes
    assert_success
    assert_equal "$(ls -A)" keep
    run "$VENVHOOK" allow --list
    assert_output ''
}

@test "remove: at a terminal it asks, and only a yes counts" {
    need bash
    in_shell bash --no-hook --cwd "$PWD" <<'END'
@send "$VENVHOOK" remove
@wait [y/N]
n
ls -d .venv
END
    assert_exists .venv/pyvenv.cfg
}

@test "remove: a link or a file that leads to an environment is refused" {
    mkdir ../q ../r
    ln -s ../p/.venv ../q/.venv
    echo "$PWD/.venv" >../r/.venv
    for dir in ../q ../r; do
        run "$VENVHOOK" remove --yes "$dir"
        assert_failure 1
        assert_contains 'elsewhere'
    done
    assert_exists .venv/pyvenv.cfg
}

@test "remove: what is no environment is refused, whatever it holds" {
    mkdir -p ../q/.venv/precious
    run "$VENVHOOK" remove --yes ../q
    assert_failure 1
    assert_exists ../q/.venv/precious
}

@test "remove: an environment of somebody else is refused" {
    need root setpriv
    chown 4711 .venv
    run "$VENVHOOK" remove --yes
    assert_failure 1
    assert_contains 'belongs to somebody else'
    assert_exists .venv/pyvenv.cfg
}

@test "remove: links in the environment are deleted, not followed" {
    mkdir ../precious
    touch ../precious/file
    ln -s ../../precious .venv/precious
    run "$VENVHOOK" remove --yes
    assert_success
    assert_exists ../precious/file
}
