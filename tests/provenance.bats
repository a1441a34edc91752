#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2154
# What create and recreate make of what is there already: a stranger's files
# are not recorded as ours, nor run, read, kept or merged; and what was to be
# made is looked at before it counts as made.

load lib/common
load lib/making

setup() {
    making_setup
}

# What comes then has another pip, which is quickly there.
quickly() {
    quick_base "$tmp/base"
    python=$tmp/base/bin/python3
}

grants() {
    "$VENVHOOK" allow --list
}

# An env as a clone or an archive brings it: of nobody that venvhook knows.
shipped() {
    "$VENVHOOK" create --python "$python" --without-pip "$1"
    "$VENVHOOK" revoke "$1" >/dev/null
    printf '#!/bin/sh\ntouch %s\n' "$tmp/pwned" >"$1/bin/ls"
    chmod 755 "$1/bin/ls"
}

# --- create over what is there

@test "provenance: create over a directory with a bin/ls is refused, and nothing is recorded" {
    mkdir -p .venv/bin
    printf '#!/bin/sh\ntouch %s\n' "$tmp/pwned" >.venv/bin/ls
    chmod 755 .venv/bin/ls
    create .venv
    refused 'is not an environment, and not empty: it holds bin'
    assert_equal "$(grants)" ''
    refute_exists .venv/pyvenv.cfg
    create --clear .venv
    refused 'is not an environment'
    assert_exists .venv/bin/ls
}

@test "provenance: create over a whole env that nobody allowed is refused, --clear takes all of it away" {
    shipped .venv
    before=$(find .venv | sort)
    create .venv
    refused 'not made here, and is not allowed'
    assert_contains "$stderr" "'venvhook allow'"
    assert_equal "$(grants)" ''
    assert_equal "$(find .venv | sort)" "$before"
    create --clear .venv
    assert_success
    refute_exists .venv/bin/ls
    assert_contains "$(grants)" "made  $PWD/.venv"
}

@test "provenance: with a .pth and half a pip that came along nothing is run by create" {
    quickly
    shipped .venv
    printf 'import os; os.system("touch %s")\n' "$tmp/pwned" \
        >"$(site .venv)/a.pth"
    mkdir "$(site .venv)/pip"
    run --separate-stderr "$VENVHOOK" create --python "$python" .venv
    refused 'not allowed'
    refute_exists "$tmp/pwned"
    run --separate-stderr "$VENVHOOK" create --python "$python" --clear .venv
    assert_success
    refute_exists "$tmp/pwned"
}

@test "provenance: over an env that the user allowed, or in a tree he allowed, create goes on, and the record stays what it was" {
    shipped .venv
    rm .venv/bin/ls
    "$VENVHOOK" allow >/dev/null
    create --prompt new .venv
    assert_success
    grep -q "^prompt = 'new'" .venv/pyvenv.cfg
    assert_equal "$(grants)" "allow  $PWD/.venv"
    "$VENVHOOK" revoke >/dev/null
    "$VENVHOOK" allow --tree "$PWD" >/dev/null
    create --prompt newer .venv
    assert_success
    assert_equal "$(grants)" "allow-tree  $PWD"
}

@test "provenance: an empty directory, and one with lost+found alone, are as good as none" {
    mkdir -p empty volume/lost+found
    create empty
    assert_success
    create volume
    assert_success
    assert_exists volume/lost+found
    assert_contains "$(grants)" "made  $PWD/volume"
}

@test "provenance: a directory with nothing but .gitkeep is as good as empty, and a failure leaves that" {
    mkdir e
    touch e/.gitkeep
    echo mine >e/CACHEDIR.TAG
    creator uv ': >"${env}/pyvenv.cfg"'
    create e
    refused 'made no environment'
    assert_equal "$(ls -A e)" $'.gitkeep\nCACHEDIR.TAG'
    rm "$XDG_CONFIG_HOME/venvhook/config"
    create e
    assert_success
    assert_equal "$(cat e/CACHEDIR.TAG)" mine
    mkdir -p f/.gitkeep
    touch f/.gitkeep/file
    create f
    refused 'not empty'
}

@test "provenance: what create made it makes over again, with what was installed since" {
    create .venv
    touch .venv/bin/mine
    create --prompt new .venv
    assert_success
    assert_exists .venv/bin/mine
    rm -rf .venv
    mkdir .venv
    create .venv
    assert_success
}

# --- recreate

@test "provenance: recreate --keep-packages keeps nothing of an env that nobody allowed" {
    shipped .venv
    run --separate-stderr "$VENVHOOK" recreate --keep-packages
    refused 'nothing of it is kept'
    assert_exists .venv/bin/ls
    assert_equal "$(grants)" ''
    "$VENVHOOK" allow >/dev/null
    run --separate-stderr "$VENVHOOK" recreate --keep-packages
    assert_success
    assert_exists .venv/bin/ls
}

@test "provenance: recreate runs no python of an env that nobody allowed, nor believes what it says of itself" {
    quickly
    shipped .venv
    rm .venv/bin/python*
    printf '#!/bin/sh\ntouch %s\nexec %s "$@"\n' "$tmp/pwned" "$python" \
        >.venv/bin/python
    chmod 755 .venv/bin/python
    sed -i 's/^include-.*/include-system-site-packages = true/' \
        .venv/pyvenv.cfg
    run --separate-stderr "$VENVHOOK" recreate --python "$python"
    assert_success
    refute_exists "$tmp/pwned"
    refute_exists .venv/bin/ls
    grep -q '^include-system-site-packages = false' .venv/pyvenv.cfg
    assert_contains "$(grants)" "made  $PWD/.venv"
}

@test "provenance: a bin/ls that git brings into an env we made is neither kept nor made over" {
    need git
    quickly
    git init -q .
    create .venv
    printf '#!/bin/sh\ntouch %s\n' "$tmp/pwned" >.venv/bin/ls
    git add -f .venv/bin/ls
    run --separate-stderr "$VENVHOOK" recreate --keep-packages
    refused 'nothing of it is kept'
    create .venv
    refused 'not allowed'
    assert_exists .venv/bin/ls
    git rm -q --cached .venv/bin/ls
    run --separate-stderr "$VENVHOOK" recreate --keep-packages
    assert_success
    git add -f .venv/bin/ls
    run --separate-stderr "$VENVHOOK" recreate --python "$python"
    assert_success
    refute_exists .venv/bin/ls
}

# --- creators

# creator NAME LINE...: a program of that name on PATH, and in the settings.
creator() {
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo "creator = $1" >"$XDG_CONFIG_HOME/venvhook/config"
    printf '%s\n' '#!/bin/sh' 'for env; do :; done' "${@:2}" >"$tmp/bin/$1"
    chmod 755 "$tmp/bin/$1"
}

@test "provenance: a creator that ends well without an environment has made none" {
    creator uv 'exit 0'
    create .venv
    refused 'made no environment'
    assert_equal "$(grants)" ''
    refute_exists .venv
    creator virtualenv 'mkdir -p "$env/bin"' 'ln -s /nowhere "$env/bin/python"' \
        ': >"$env/pyvenv.cfg"'
    create .venv
    refused 'made no environment'
    refute_exists .venv
    creator uv "exec '$python' -I -m venv --without-pip \"\$env\""
    create .venv
    assert_success
    assert_contains "$(grants)" "made  $PWD/.venv"
}

@test "provenance: a base whose own venv makes nothing has made none" {
    mkdir "$tmp/pypy"
    printf '%s\n' '#!/bin/sh' 'case "$*" in *"-m venv"*) exit 0 ;; esac' \
        "printf '%s\n' 'executable $tmp/pypy/pypy3' 'major 3' 'minor 10' \
        'micro 1' 'serial 0' 'implementation pypy' 'stdlib $tmp/lib' \
        'platlibdir lib' 'platform linux' 'abiflags ' 'bits64 1' 'utf8 1' \
        'framework 0' 'quotes 1' 'templates ' 'level final'" >"$tmp/pypy/pypy3"
    chmod 755 "$tmp/pypy/pypy3"
    run --separate-stderr "$VENVHOOK" create --python "$tmp/pypy/pypy3" .venv
    refused 'made no environment'
    assert_equal "$(grants)" ''
    refute_exists .venv
}
