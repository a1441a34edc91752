# shellcheck disable=SC2154,SC2016
# The cases of virtualenv's tests (named by file and line of git df94b342) and
# of uv's venv.rs, on venvhook and what it makes.

# in memory

load lib/common
load lib/making

names='conftest.py:130 conftest.py:213 test_bash.py:24 test_bash.py:79
test_bash.py:107 test_bash.py:136 test_csh.py:64 test_fish.py:66
test_fish.py:85 test_powershell.py:12 test_powershell.py:100 test_batch.py:10
test_batch.py:95 test_batch.py:125 test_nushell.py:89 test_xonsh.py:61
test_activator.py:11 test_python_activator.py:46 test_creator.py:38
test_creator.py:57 test_creator.py:66 test_creator.py:113 test_creator.py:218
test_creator.py:245 test_creator.py:295 test_creator.py:312
test_creator.py:329 test_creator.py:339 test_creator.py:349
test_creator.py:359 test_creator.py:386 test_creator.py:403
test_creator.py:416 test_creator.py:430 test_creator.py:563
test_creator.py:575 test_creator.py:602 test_creator.py:645
test_creator.py:682 test_creator.py:741 test_creator.py:758
test_creator.py:783 test_creator.py:821 test_build_c_ext.py:42
test_race_condition.py test_cpython3_posix.py:20 venv.rs:715 venv.rs:1378
venv.rs:1401 venv.rs:1425 venv.rs:1448 venv.rs:1646 venv.rs:1839 venv.rs:1918
venv.rs:2021 venv.rs:2185'

table='test_csh.py:64: no hook for csh; activate.csh is as venv writes it
test_powershell.py:12: of the pydoc function in its own activate.ps1
test_powershell.py:100: of how its own activate.ps1 is saved
test_batch.py:10: Windows only
test_batch.py:95: Windows only
test_batch.py:125: Windows only
test_nushell.py:89: no hook for nushell
test_xonsh.py:61: no hook for xonsh
test_python_activator.py:46: neither venv nor create makes activate_this.py
test_creator.py:758: venv, too, fails where no link can be made, at lib64
test_race_condition.py: of a hook on imports, which only virtualenv installs
test_cpython3_posix.py:20: neither venv nor create copies a libpython'

setup() {
    common_setup
    python=$(base_python) || skip 'no base Python'
    mkdir "$tmp/p"
    cd "$tmp/p" || return
}

special="'\";&&e-\$ èрт🚒♞中片-j"

@test "cases: every one of virtualenv's and uv's has a test or a reason here" {
    cases_complete "$names" "$table"
}

# --- activation

@test "conftest.py:130: python, variables and prompt before, within and behind, by a name that hurts" {
    mkdir "$special"
    create --prompt "$special" "$special/.venv"
    assert_success
    cat >report <<'END'
#!/bin/sh
echo "${VIRTUAL_ENV-none}|${VIRTUAL_ENV_PROMPT-none}|$(command -v python)"
END
    chmod +x report
    for shell in bash zsh fish; do
        in_shell $shell <<'END'
./report
cd *-j && ../report
python -c 'import sys; print(sys.prefix)'
cd .. && ./report
END
        assert_answer 1 "none|none|$(command -v python || :)"
        assert_answer 2 \
            "$PWD/$special/.venv|${special/\$/_}|$PWD/$special/.venv/bin/python"
        # a $ is not shown where the shell would expand it
        assert_equal "$(prompt_of 2 | tr '$' _)" "(${special/\$/_}) => "
        assert_answer 3 "$PWD/$special/.venv"
        assert_answer 4 "none|none|$(command -v python || :)"
        assert_prompt 4 '=> '
    done
}

@test "conftest.py:213: activate and deactivate that are run, not called, say what to do" {
    local word

    # or the answer to deactivate is that none is active
    create .venv
    eval "$("$VENVHOOK" export bash)"
    [ -n "$VIRTUAL_ENV" ]
    for word in activate deactivate; do
        run --separate-stderr "$VENVHOOK" $word
        assert_failure 1
        assert_equal "$output" ''
        assert_contains "$stderr" 'cannot change the shell that calls it'
    done
}

@test "test_bash.py:24: TCL_LIBRARY, TK_LIBRARY and PKG_CONFIG_PATH are as they were, in it and behind it" {
    create .venv
    in_shell bash --env TCL_LIBRARY=/tcl --env TK_LIBRARY= \
        --unset PKG_CONFIG_PATH <<'END'
v='${VIRTUAL_ENV:+on} $TCL_LIBRARY ${TK_LIBRARY-none} ${PKG_CONFIG_PATH-none}'
eval "echo $v"
cd /
eval "echo $v"
END
    assert_answer 2 'on /tcl none'
    assert_answer 4 '/tcl none'
}

@test "test_bash.py:79: a moved env is refused, since its scripts name the old place, until it is recreated" {
    mkdir old
    create old/.venv
    mv old new
    cd new
    run "$VENVHOOK" export json
    refute_contains VIRTUAL_ENV
    run "$VENVHOOK" recreate
    assert_success
    run "$VENVHOOK" export json
    assert_contains "\"VIRTUAL_ENV\": \"$PWD/.venv\""
}

@test "test_bash.py:107: PS1 is not exported, before, within or behind" {
    mkdir q
    create q/.venv
    in_shell bash <<'END'
env | grep -c ^PS1=
cd q; env | grep -c ^PS1=
cd ..; env | grep -c ^PS1=
END
    assert_prompt 2 '(q) => '
    for n in 1 2 3; do
        assert_answer $n 0
    done
}

@test "test_bash.py:136: with -h and with +h it is on and off, and silent" {
    mkdir q
    create q/.venv
    for hash in -h +h; do
        rc_clear
        rc_before "set $hash"
        in_shell bash <<'END'
cd q
type -p python
cd ..
END
        assert_answer 1 ''
        assert_answer 2 "$PWD/q/.venv/bin/python"
        assert_answer 3 ''
        assert_prompt 3 '=> '
    done
}

@test "test_fish.py:66: the prompt survives a function by the name of ." {
    mkdir q
    create q/.venv
    rc_after 'function .; echo shadowed; end'
    in_shell fish <<'END'
cd q
cd ..
END
    assert_answer 1 ''
    assert_prompt 1 '(q) => '
    assert_prompt 2 '=> '
}

@test "test_fish.py:85: PATH has the env in front, and behind it what was there before" {
    mkdir q
    create q/.venv
    in_shell fish <<'END'
string join : $PATH
cd q; string join : $PATH
cd ..; string join : $PATH
END
    assert_answer 2 "$PWD/q/.venv/bin:$(answer 1)"
    assert_answer 3 "$(answer 1)"
}

@test "test_activator.py:11: the prompt . is the name of the working directory" {
    mkdir here
    cd here
    create --prompt . ../e
    grep -qxF "prompt = 'here'" ../e/pyvenv.cfg
    grep -qF '(here) ' ../e/bin/activate
}

# --- where

@test "test_creator.py:38: a path with a colon is refused" {
    create 'a:b'
    refused "holds a ':'"
    assert_equal "$(ls)" ''
}

@test "test_creator.py:57: a path that is a file is refused" {
    touch file
    create file
    refused 'file: is not a directory'
}

@test "test_creator.py:66: a directory that cannot be written is refused" {
    need root setpriv
    mkdir -m 755 "$tmp/locked"
    run --separate-stderr as_user 1234 "$tmp/shared/venvhook" create \
        --python /usr/bin/python3 --without-pip "$tmp/locked"
    [ -x /usr/bin/python3 ] || skip 'no /usr/bin/python3'
    refused "$tmp/locked"
    assert_equal "$(ls "$tmp/locked")" ''
}

@test "test_creator.py:113: in a directory whose name hurts every link leads somewhere, and sys.path is isolated or not" {
    local option link target

    for option in --symlinks --system-site-packages; do
        create --clear $option "$special"
        assert_success
        while IFS= read -r link; do
            target=$(readlink -f "$link")
            case $(readlink "$link"),$target in
            /*,"$PWD/$special"/*) fail "absolute, but into the env: $link" ;;
            [!/]*,"$PWD/$special"/*) ;;
            [!/]*,"$(readlink -f "$python")") ;;
            /*) ;;
            *) fail "relative, but out of the env: $link" ;;
            esac
            [ -e "$target" ]
        done < <(find "$special" -type l)
        says "$special/bin/python" 'import site, sys
print(sys.prefix, sys.base_prefix in site.PREFIXES)' \
            "$PWD/$special $([ $option = --symlinks ] &&
                echo False || echo True)"
    done
}

@test "test_creator.py:218: a CACHEDIR.TAG is kept if there is one" {
    mkdir e
    echo mine >e/CACHEDIR.TAG
    create e
    assert_exists e/pyvenv.cfg
    assert_equal "$(cat e/CACHEDIR.TAG)" mine
}

@test "test_creator.py:245: a .gitignore of the user is kept or not as venv does it" {
    gitignore() {
        mkdir ours theirs
        echo mine | tee ours/.gitignore >theirs/.gitignore
        create ours
        "$python" -m venv --without-pip theirs
        assert_exists ours/pyvenv.cfg
        cmp ours/.gitignore theirs/.gitignore
    }
    each_python gitignore
}

@test "test_creator.py:295: --clear takes away what was there" {
    create e
    touch e/marker
    create --clear e
    assert_success
    refute_exists e/marker
    assert_exists e/pyvenv.cfg
}

@test "test_creator.py:312: a prompt is in pyvenv.cfg, and none where none was given" {
    create --prompt magic a
    create b
    grep -qx "prompt = 'magic'" a/pyvenv.cfg
    refute_contains "$(cat b/pyvenv.cfg)" prompt
}

@test "test_creator.py:329: version is three numbers" {
    version() {
        create e
        grep -qxE 'version = 3\.[0-9]+\.[0-9]+' e/pyvenv.cfg
    }
    each_python version
}

@test "test_creator.py:339: executable is a file that runs, and command ends in the env" {
    keys() {
        create e
        run sed -n 's/^executable = //p' e/pyvenv.cfg
        says "$output" 'print("runs")' runs
        run sed -n 's/^command = //p' e/pyvenv.cfg
        assert_equal "${output##* }" "$PWD/e"
    }
    each_python keys 3.11
}

@test "test_creator.py:349: there is a directory include" {
    create e
    [ -d e/include ]
}

@test "test_creator.py:359: home is a directory with a Python in it" {
    create e
    run sed -n 's/^home = //p' e/pyvenv.cfg
    says "$output/${python##*/}" 'print("runs")' runs
}

@test "test_creator.py:386: of a link to the executable alone the env finds the library" {
    mkdir "$tmp/only"
    ln -s "$python" "$tmp/only/python3"
    run "$VENVHOOK" create --python "$tmp/only/python3" --without-pip e
    assert_success
    ask='import os; print(os.__file__)'
    says e/bin/python3 "$ask" "$("$python" -I -c "$ask")"
}

@test "test_creator.py:821: through a link to the installation home keeps the spelling of the link" {
    ln -s "$("$python" -I -c 'import sys; print(sys.base_prefix)')" \
        "$tmp/linked"
    run "$VENVHOOK" create --python "$tmp/linked/bin/${python##*/}" \
        --without-pip e
    assert_success
    grep -qxF "home = $tmp/linked/bin" e/pyvenv.cfg
}

@test "test_creator.py:403: three at once are three envs" {
    local n pids=()

    for n in 1 2 3; do
        "$VENVHOOK" create --python "$python" --without-pip "e$n" &
        pids+=($!)
    done
    for n in "${pids[@]}"; do
        wait "$n"
    done
    for n in 1 2 3; do
        says "e$n/bin/python" 'import sys; print(sys.prefix)' "$PWD/e$n"
    done
}

@test "test_creator.py:416: a relative path is an absolute one in pyvenv.cfg and scripts" {
    mkdir sub
    cd sub
    create ../sub/./e
    assert_success
    grep -qF "$PWD/e" e/bin/activate
    refute_contains "$(cat e/pyvenv.cfg e/bin/activate)" ./e
}

@test "test_creator.py:430: pip runs on either side of the longest #! line" {
    local n dir

    seeded
    for n in 120 140; do
        dir=$(printf "%0${n}d" 0)
        "$VENVHOOK" create --python "$python" "$dir"
        run "$dir/bin/pip" --version
        assert_success
        assert_contains "$PWD/$dir/lib"
    done
}

# --- what Python makes of it

@test "test_creator.py:563: the env imports no threading that the base does not" {
    create e
    ask='import sys; print("threading" in sys.modules)'
    says e/bin/python "$ask" False
}

@test "test_creator.py:575: PYTHONPATH comes before what a .pth file adds" {
    create e
    mkdir by-pth by-variable
    echo "$PWD/by-pth" >"$(site "$PWD/e")/more.pth"
    run env PYTHONPATH="$PWD/by-variable" e/bin/python -c '
import sys
print([p.split("/")[-1] for p in sys.path if "/by-" in p])'
    assert_output "['by-variable', 'by-pth']"
}

# sites_of OPTION WHERE: the first is the env's, and WHERE all of them are.
sites_of() {
    create "$1" e
    says e/bin/python 'import site, sys
sites = site.getsitepackages()
print(sites[0], *sorted({s.startswith(sys.prefix) for s in sites}))' \
        "$(site "$PWD/e") $2"
}

@test "test_creator.py:602: getsitepackages is the env's alone" {
    sites_of --symlinks True
}

@test "test_creator.py:645: with --system-site-packages getsitepackages has the env's first and the base's behind" {
    sites_of --system-site-packages 'False True'
}

@test "test_creator.py:682: PYTHONPATH is honoured by the env, ignored with -I and by create" {
    mkdir "$tmp/path"
    echo 'raise SystemExit("PYTHONPATH was used")' >"$tmp/path/venv.py"
    export PYTHONPATH=$tmp/path
    create e
    assert_success
    assert_silent
    run e/bin/python -c 'import venv'
    assert_output 'PYTHONPATH was used'
    says e/bin/python 'import venv; print("stdlib")' stdlib
}

@test "test_creator.py:741: without a place for its cache an env is made all the same" {
    : >"$tmp/no-directory"
    XDG_CACHE_HOME=$tmp/no-directory/c create e
    assert_success
    says e/bin/python 'import sys; print(sys.prefix)' "$PWD/e"
}

@test "test_creator.py:783: a base that fails is refused in a sentence, and nothing is left" {
    printf '#!/bin/sh\nexit 3\n' >"$tmp/broken"
    chmod +x "$tmp/broken"
    run --separate-stderr "$VENVHOOK" create --python "$tmp/broken" e
    refused 'is not a working Python 3'
    refute_exists e
}

@test "test_build_c_ext.py:42: a C extension is built with what the env says, and imported" {
    command -v cc >/dev/null || skip 'no C compiler'
    include=$("$python" -I -c 'import sysconfig
print(sysconfig.get_path("include"))')
    [ -e "$include/Python.h" ] || skip 'no Python.h'
    create e
    cat >answer.c <<'END'
#include <Python.h>
static struct PyModuleDef def = { PyModuleDef_HEAD_INIT, "answer" };
PyMODINIT_FUNC PyInit_answer(void)
{
	PyObject *m = PyModule_Create(&def);
	PyModule_AddIntConstant(m, "value", 42);
	return m;
}
END
    cc -shared -fPIC -I "$(e/bin/python -I -c 'import sysconfig
print(sysconfig.get_path("include"))')" answer.c -o \
        "$(site "$PWD/e")/answer$(e/bin/python -I -c 'import sysconfig
print(sysconfig.get_config_var("EXT_SUFFIX"))')"
    says e/bin/python 'import answer; print(answer.value)' 42
}

# --- uv

@test "venv.rs:715: without a name it is .venv here" {
    create
    assert_success
    assert_exists .venv/pyvenv.cfg
}

@test "venv.rs:1378: a file by that name is refused, and stays, with --clear too" {
    echo text >.venv
    create
    refused 'is not a directory'
    create --clear .venv
    refused 'is not a directory'
    assert_equal "$(cat .venv)" text
}

@test "venv.rs:1401: a path that is not UTF-8 is refused in a sentence" {
    create $'e\xff'
    refused 'is not UTF-8'
    assert_equal "$(ls)" ''
}

@test "venv.rs:1425: an empty directory is filled" {
    mkdir e
    create e
    assert_success
    assert_silent
    assert_exists e/pyvenv.cfg
}

@test "venv.rs:1448: what is no env is neither filled nor cleared" {
    mkdir e
    touch e/precious
    create --clear e
    refused 'is not an environment'
    assert_exists e/precious
    create e
    refused 'is not an environment'
    assert_equal "$(ls -A e)" precious
}

@test "venv.rs:1646: pyvenv.cfg has home, version and the switch, each once" {
    keys() {
        create --system-site-packages e
        for key in "home = ${python%/*}" "version = $(python_version \
            "$python")" 'include-system-site-packages = true'; do
            assert_equal "$(grep -c "^${key%% *} = " e/pyvenv.cfg)" 1
            grep -qxF "$key" e/pyvenv.cfg
        done
    }
    each_python keys
}

@test "venv.rs:1839: home of an env made from an env is the base, at any depth" {
    local want

    create one
    "$VENVHOOK" create --python one/bin/python --without-pip two
    "$VENVHOOK" create --python two/bin/python --without-pip three
    want=$("$python" -I -c 'import sys; print(sys.base_prefix)')
    for env in two three; do
        grep -qxF "home = $want/bin" $env/pyvenv.cfg
        says $env/bin/python \
            'import sys; print(sys.prefix, sys.base_prefix)' \
            "$PWD/$env $want"
    done
}

@test "venv.rs:1918: in a directory with an apostrophe it is on by the hook" {
    mkdir "Testing's"
    cd "Testing's"
    create .venv
    in_shell bash <<'END'
python -c 'import sys; print(sys.prefix)'
END
    assert_answer 1 "$PWD/.venv"
}

@test "venv.rs:2021: where .venv is a link its target is preserved, with --clear and by recreate" {
    create target
    touch target/precious
    ln -s target .venv
    create --clear .venv
    refused 'is a symbolic link'
    run --separate-stderr "$VENVHOOK" recreate
    refused 'elsewhere'
    assert_exists target/precious
    assert_exists target/pyvenv.cfg
    [ -L .venv ]
}

@test "venv.rs:2185: the working directory itself can be the env" {
    create .
    assert_success
    says bin/python 'import sys; print(sys.prefix)' "$PWD"
    touch foreign
    create --clear .
    assert_success
    refute_exists foreign
    says "$PWD/bin/python" 'import sys; print(sys.prefix)' "$PWD"
}
