#!/usr/bin/env bats
# shellcheck disable=SC2016
# recreate and remove.

# in memory

load lib/common

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
    run "$VENVHOOK" recreate
    assert_success
    refute_exists "$(site)/spam"
    refute_exists .venv/bin/spam
    refute_exists .venv.venvhook-old
}

@test "recreate: --keep-packages keeps packages, scripts and data" {
    install_spam
    run "$VENVHOOK" recreate --keep-packages
    assert_success
    assert_exists .venv/share/spam
    run .venv/bin/spam
    assert_output 42
}

# An env with pip whose files belong to another place: pip is to fill it.
moved_with_tiny() {
    rm -rf .venv
    "$VENVHOOK" create --python "$python"
    make_wheel "$tmp"
    export PIP_NO_INDEX=1 PIP_FIND_LINKS=$tmp
    .venv/bin/python -m pip install -q tiny
    cd ..
    mv p moved
    cd moved || return
}

@test "recreate: --keep-packages has pip install again what cannot be kept" {
    moved_with_tiny
    run "$VENVHOOK" recreate --keep-packages
    assert_success
    run .venv/bin/tiny
    assert_output 'tiny runs'
}

@test "recreate: --keep-packages has no stranger's package installed by the name of one's own" {
    moved_with_tiny
    before=$(find .venv | sort)
    for sign in "$(site)/tiny-1.0.dist-info/direct_url.json" \
        "$(site)/shop.egg-link" "$(site)/shop-1.0-py3.egg-info"; do
        echo '{}' >"$sign"
        run "$VENVHOOK" recreate --keep-packages
        assert_failure 1
        assert_contains 'was not installed by its name'
        rm "$sign"
        assert_equal "$(find .venv | sort)" "$before"
    done
}

@test "recreate: a broken environment is offered it, and is whole after it" {
    ln -sf /nowhere/python3 .venv/bin/python
    run "$VENVHOOK" status
    assert_contains "run 'venvhook recreate'"
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

@test "recreate: what a killed run left aside is put back first" {
    install_spam
    mv .venv .venv.venvhook-old
    run "$VENVHOOK" recreate --keep-packages
    assert_success
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
