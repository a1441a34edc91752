# shellcheck disable=SC2154,SC2016,SC1003
# Ways in which environments go wrong that are in no other project's tests.

# in memory

load lib/common
load lib/making
load lib/verdict

setup() {
    common_setup
    python=$(base_python) || skip 'no base Python'
    mkdir p
    cd p || return
}

prefix='import sys; print(sys.prefix)'

# --- pyvenv.cfg

# change SED...: the pyvenv.cfg of .venv
change() {
    sed -i "$@" .venv/pyvenv.cfg
}

# Whether the base's packages are seen, as Python has it and status.
sees_system() {
    says .venv/bin/python 'import site, sys
print(str(sys.base_prefix in site.PREFIXES).lower())' "$1"
    assert_contains "$("$VENVHOOK" status --json)" \
        "\"system_site_packages\": $1"
}

@test "without include-system-site-packages the base's packages are seen, and status says so" {
    create .venv
    sees_system false
    change /^include-/d
    sees_system true
    turns_on "$PWD/.venv"
}

@test "a BOM, CR LF, keys in capitals and a second home mean what they mean to Python" {
    create .venv
    change 's/^include-system/INCLUDE-System/; s/^home/HOME/; s/$/\r/'
    sees_system false
    turns_on "$PWD/.venv"
    create --clear .venv
    echo 'home = /nowhere/bin' >>.venv/pyvenv.cfg
    turns_on "$PWD/.venv"
    says .venv/bin/python "$prefix" "$PWD/.venv"
    create --clear --copies .venv
    change '1i home = /nowhere/bin'
    refuses python-absent /nowhere/bin
    create --clear .venv
    change '1s/^/\xef\xbb\xbf/'
    sees_system false
    change '/^include-/d; 1i include-system-site-packages = false'
    change '1s/^/\xef\xbb\xbf/'
    sees_system true
}

@test "a name with controls and signs of shells is a name, of a directory and in each dialect of prompt" {
    local name n=0

    for name in $'new\nline' $'tab\tbed' $'esc\e[31m' '%d%n' '`touch pwned`' \
        '$(touch pwned)' 'backslash\'; do
        project "$name"
        "$VENVHOOK" allow "./$name"
        cd "./$name"
        turns_on "$PWD/.venv"
        run bash -c 'eval "$("$VENVHOOK" export bash)"
printf "%s|" "$VIRTUAL_ENV" "${PATH%%:*}"'
        assert_output "$PWD/.venv|$PWD/.venv/bin|"
        cd ..
        n=$((n + 1))
    done
    assert_equal $n 7
    create .venv
    # as venv, virtualenv and uv write it
    for name in "'%n \`touch pwned\` \\\\'" '"%n `touch pwned` \\"' \
        '%n `touch pwned` \'; do
        change /^prompt/d
        printf 'prompt = %s\n' "$name" >>.venv/pyvenv.cfg
        run "$VENVHOOK" export json
        assert_contains "$(value VIRTUAL_ENV_PROMPT)" '_n _touch pwned_ _'
    done
    assert_not_pwned
}

# --- the shell

@test "behind a symbolic link an env is the one that was allowed, by the spelling one came by" {
    project real/q
    ln -s real link
    "$VENVHOOK" allow real/q
    cd link/q
    turns_on "$tmp/home/p/link/q/.venv"
    cd -P .
    turns_on "$tmp/home/p/real/q/.venv"
}

@test "a VIRTUAL_ENV that was inherited without its deactivate is left alone" {
    fake_env hand
    create .venv
    in_shell bash --env "VIRTUAL_ENV=$PWD/hand" --env "PATH=$PWD/hand/bin:$PATH" \
        <<'END'
echo "$VIRTUAL_ENV ${PATH%%:*}"
unset VIRTUAL_ENV
echo "$VIRTUAL_ENV"
END
    assert_answer 1 "$PWD/hand $PWD/hand/bin"
    assert_answer 3 "$PWD/.venv"
}

@test "what the user did to PATH in the env is there after leaving it" {
    create .venv
    in_shell bash <<'END'
PATH=/mine:$PATH:/last; echo "$VIRTUAL_ENV"
cd /; echo "$PATH"
END
    assert_answer 1 "$PWD/.venv"
    assert_answer 2 "/mine:$PATH:/last"
}

@test "PYTHONHOME that was empty is empty again, one that was set is, one that was not is not" {
    create .venv
    for set in --unset=PYTHONHOME PYTHONHOME= PYTHONHOME=/python; do
        run env "$set" bash -c 'echo "<${PYTHONHOME-none}>"
eval "$("$VENVHOOK" export bash)"; echo "$VIRTUAL_ENV<${PYTHONHOME-none}>"
cd /; eval "$("$VENVHOOK" export bash)"; echo "<${PYTHONHOME-none}>"'
        want=${set#*=}
        [ "$set" != --unset=PYTHONHOME ] || want=none
        assert_equal "$output" "<$want>
$PWD/.venv<none>
<$want>"
    done
}

@test "VIRTUAL_ENV_DISABLE_PROMPT keeps the prompt as it is, unless it is empty" {
    create .venv
    for value in '' 1; do
        in_shell bash --env "VIRTUAL_ENV_DISABLE_PROMPT=$value" <<'END'
echo "$VIRTUAL_ENV"
END
        assert_answer 1 "$PWD/.venv"
        [ -n "$value" ] || assert_prompt 1 '(p) => '
        [ -z "$value" ] || assert_prompt 1 '=> '
    done
}

@test "fish on a dumb terminal shows the name and no escape" {
    create .venv
    in_shell fish --term dumb <<'END'
echo "$VIRTUAL_ENV"
END
    assert_answer 1 "$PWD/.venv"
    assert_prompt 1 '(p) => '
    assert_no_escapes 1
}

# --- broken ones

@test "without bin/python it is broken though there is bin/python3, and sound the other way round" {
    create .venv
    rm .venv/bin/python
    refuses no-python 'it has no bin/python'
    create --clear .venv
    ln -sfn "$python" .venv/bin/python
    rm .venv/bin/python3*
    turns_on "$PWD/.venv"
}

@test "an env whose base became another version under its name is broken" {
    mkdir "$tmp/base"
    ln -s "$python" "$tmp/base/python3"
    run "$VENVHOOK" create --python "$tmp/base/python3" --without-pip .venv
    turns_on "$PWD/.venv"
    cp "$python" "$tmp/base/python3.99"
    ln -sfn python3.99 "$tmp/base/python3"
    refuses stale 'but its python is now Python 3.99'
}

@test "a moved env is refused by the name of its old place" {
    mkdir old
    create old/.venv
    mv old new
    "$VENVHOOK" allow new || :
    cd new
    refuses moved "${PWD%/*}/old/.venv"
}

# --- seeds

with_pip() {
    run --separate-stderr "$VENVHOOK" create --python "$python" "$@"
    assert_success
    for env; do
        run "$env/bin/pip" --version
        assert_contains "$(realpath "$env")/lib"
    done
}

@test "under umask 077 no directory and no module is another's to read, and under 022 all of the next env is" {
    seeded
    (umask 077 && with_pip a)
    assert_equal "$(find a -type d -perm /077 | head)" ''
    assert_equal "$(find a/lib a/pyvenv.cfg -type f -perm /077 | head)" ''
    with_pip b
    assert_equal "$(find b -type f ! -perm -044 | head)" ''
}

@test "a seed on another file system is copied, even where links are wished" {
    need root
    mkdir -p "$XDG_CACHE_HOME" "$XDG_CONFIG_HOME/venvhook"
    mount -t tmpfs -o mode=700 tmpfs "$XDG_CACHE_HOME" || skip 'cannot mount'
    echo 'link-mode = hardlink' >"$XDG_CONFIG_HOME/venvhook/config"
    seeded && with_pip e && result=whole
    umount "$XDG_CACHE_HOME"
    assert_equal "$result" whole
    assert_equal "$(find e -type f -links +1)" ''
}

@test "what is written into a hardlinked file of one env does not get into the next" {
    seeded
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'link-mode = hardlink' >"$XDG_CONFIG_HOME/venvhook/config"
    with_pip a
    echo '# mine' >>"$(site "$PWD/a")/pip/__init__.py"
    with_pip b
    refute_contains "$(cat "$(site "$PWD/b")/pip/__init__.py")" '# mine'
}

@test "two that make the same env, and the same seed, at once both succeed" {
    local pids=()

    "$VENVHOOK" create --python "$python" e &
    pids+=($!)
    "$VENVHOOK" create --python "$python" e &
    pids+=($!)
    wait "${pids[0]}"
    wait "${pids[1]}"
    run e/bin/pip --version
    assert_contains "$PWD/e/lib"
    assert_equal "$(compgen -G "$XDG_CACHE_HOME/venvhook/seeds/*-*/" |
        wc -l)" 1
}

@test "--clear on a link to an env refuses before it deletes anything" {
    create target
    find target | sort >"$tmp/before"
    ln -s target .venv
    create --clear .venv
    assert_failure 1
    assert_contains "$stderr" 'is a symbolic link'
    find target | sort | cmp - "$tmp/before"
}

# --- bases

@test "a shim, a wrapper, a link and an env's python stand for the base behind them" {
    local want base version

    want=$("$python" -I -c 'import sys; print(sys.base_prefix)')
    version=$(python_version "$python")
    create env
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$python" >"$tmp/wrapper"
    chmod +x "$tmp/wrapper"
    ln -s "$python" "$tmp/link"
    export PYENV_ROOT=$tmp/pyenv PYENV_VERSION=$version
    mkdir -p "$PYENV_ROOT/shims" "$PYENV_ROOT/versions/$version/bin"
    ln -s "$python" "$PYENV_ROOT/versions/$version/bin/python3"
    printf '#!/bin/sh\ntouch "%s/pwned"\n' "$tmp" >"$PYENV_ROOT/shims/python3"
    chmod +x "$PYENV_ROOT/shims/python3"
    for base in env/bin/python "$tmp/wrapper" "$tmp/link" \
        "$PYENV_ROOT/shims/python3"; do
        run "$VENVHOOK" create --python "$base" --without-pip --clear e
        assert_success
        says e/bin/python \
            'import sys; print(sys.prefix, sys.base_prefix)' "$PWD/e $want"
    done
    assert_not_pwned
}

@test "of a base that was moved the env finds the library where it is now" {
    moved_base "$tmp/base"
    run "$VENVHOOK" create --python "$tmp/base/bin/python3" --without-pip e
    assert_success
    says e/bin/python3 'import os; print(os.__file__)' "$base_lib/os.py"
    mv "$tmp/base" "$tmp/new"
    run "$VENVHOOK" create --python "$tmp/new/bin/python3" --without-pip \
        --clear e
    assert_success
    says e/bin/python3 'import os; print(os.__file__)' \
        "$tmp/new/${base_lib#"$tmp/base/"}/os.py"
}

@test "a Python without ensurepip is refused with advice, and nothing is left" {
    moved_base "$tmp/base"
    rm "$base_lib/ensurepip"
    run --separate-stderr "$VENVHOOK" create --python "$tmp/base/bin/python3" e
    assert_failure 1
    assert_contains "$stderr" 'has no ensurepip module'
    assert_contains "$stderr" '--without-pip'
    [ ! -e /etc/debian_version ] || assert_contains "$stderr" '-venv'
    refute_exists e
}

@test "of a free-threaded Python the library is in lib/python3.13t" {
    cat >"$tmp/free" <<END
#!/bin/sh
'$python' "\$@" | sed -e 's|^executable .*|executable $tmp/free|' \
    -e 's/^minor .*/minor 13/' -e 's/^abiflags .*/abiflags t/'
END
    chmod +x "$tmp/free"
    run "$VENVHOOK" create --python "$tmp/free" --without-pip e
    assert_success
    assert_equal "$(echo e/lib/*/*)" e/lib/python3.13t/site-packages
    assert_equal "$(echo e/include/*)" e/include/python3.13t
}
