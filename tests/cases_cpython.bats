# shellcheck disable=SC2154,SC2016
# CPython's own cases, Lib/test/test_venv.py and the test_venv_* of
# test_getpath.py, by their names, on venvhook and what it makes.

# in memory

load lib/common
load lib/making

names='test_defaults test_defaults_with_str_path test_defaults_with_pathlike
test_defaults_with_pathlib_path test_config_file_command_key test_prompt
test_upgrade_dependencies test_prefixes test_sysconfig
test_sysconfig_symlinks test_overwrite_existing test_unoverwritable_fails
test_upgrade test_isolation test_symlinking test_executable
test_executable_symlinks test_unicode_in_batch_file test_failed_symlink
test_multiprocessing test_multiprocessing_recursion
test_deactivate_with_strict_bash_opts test_macos_env test_pathsep_error
test_zippath_from_non_installed_posix
test_activate_shell_script_has_no_dos_newlines test_scm_ignore_files_git
test_create_scm_ignore_files_multiple test_create_scm_ignore_files_empty
test_cli_with_scm_ignore_files test_cli_without_scm_ignore_files
test_venv_same_path test_no_pip_by_default test_explicit_no_pip test_devnull
test_with_pip test_special_chars_bash test_special_chars_csh
test_special_chars_windows test_fish_activate_shadowed_builtins gh-143768
test_venv_win32 test_venv_posix test_venv_changed_name_posix
test_venv_non_installed_zip_path_posix test_venv_changed_name_copy_posix
test_venv_framework_macos test_venv_alt_framework_macos test_venv_macos'

table='test_defaults: the name of test_defaults_with_str_path up to 3.10
test_defaults_with_pathlike: objects of the venv module; a command gets words
test_defaults_with_pathlib_path: the same, by its name in 3.11 and 3.12
test_unicode_in_batch_file: Windows only
test_failed_symlink: Windows only
test_macos_env: macOS only
test_create_scm_ignore_files_multiple: subclasses a class of the venv module
test_venv_same_path: a function inside the venv module
test_no_pip_by_default: of venv.create(); python -m venv and create give pip
test_devnull: says something of the machine, and nothing of venv
test_special_chars_windows: Windows only
test_venv_win32: Windows only
test_venv_framework_macos: macOS only
test_venv_alt_framework_macos: macOS only
test_venv_macos: macOS only'

setup() {
    common_setup
    python=$(base_python) || skip 'no base Python'
    minor=$(version_of "$python")
    mkdir "$tmp/p"
    cd "$tmp/p" || return
}

@test "cases: every one of CPython's has a test or a reason here" {
    cases_complete "$names" "$table"
}

@test "cases: there is none in a test_venv.py of this machine that has no name here" {
    local file

    while IFS= read -r python; do
        file=$("$python" -I -c 'import os
print(os.path.dirname(os.__file__))')/test/test_venv.py
        [ ! -e "$file" ] || grep -o 'def test_[a-z_0-9]*' "$file"
    done < <(pythons) | sed 's/def //' | sort -u >"$tmp/theirs"
    [ -s "$tmp/theirs" ] || skip 'no Python here has its tests'
    run comm -23 "$tmp/theirs" <(printf '%s\n' $names | sort)
    assert_output ''
}

# --- what there is in one

@test "test_defaults_with_str_path: bin, include, lib, lib64, the keys of pyvenv.cfg and a Python" {
    defaults() {
        create e
        assert_success
        assert_silent
        for dir in bin include lib; do
            [ -d "e/$dir" ] && [ ! -L "e/$dir" ]
        done
        assert_equal "$(readlink e/lib64)" lib
        [ -x "e/bin/${python##*/}" ]
        grep -qxF "home = ${python%/*}" e/pyvenv.cfg
        [ "${minor#3.}" -lt 11 ] || {
            grep -qxF "executable = $(realpath "$python")" e/pyvenv.cfg
            grep -qxF "command = $python -m venv --without-pip $PWD/e" \
                e/pyvenv.cfg
        }
    }
    each_python defaults
}

@test "test_config_file_command_key: each option is in the command, and none that was not given" {
    command_key() {
        create e
        for option in --copies --system-site-packages --clear --upgrade \
            --prompt; do
            refute_contains "$(grep ^command e/pyvenv.cfg)" " $option"
        done
        for option in --copies --system-site-packages --clear --upgrade \
            '--prompt="foobar"'; do
            rm -rf e
            create "${option//\"/}" e
            assert_success
            grep -q "^command = .* $option .*/e\$" e/pyvenv.cfg
        done
    }
    each_python command_key 3.11
}

@test "test_prompt: no key by default, the repr of one, and '.' is the working directory's name" {
    prompt() {
        create e
        refute_contains "$(cat e/pyvenv.cfg)" prompt
        grep -qF '(e) ' e/bin/activate
        create --prompt 'My prompt' e
        assert_equal "$(grep ^prompt e/pyvenv.cfg)" "prompt = 'My prompt'"
        grep -qF 'My prompt' e/bin/activate
        create --prompt . e
        assert_equal "$(grep ^prompt e/pyvenv.cfg)" "prompt = '${PWD##*/}'"
    }
    each_python prompt 3.9
}

@test "test_prefixes: prefix and exec_prefix are the env's, base_prefix and base_exec_prefix the base's" {
    prefixes() {
        create e
        ask='import sys; print(sys.base_prefix, sys.base_exec_prefix)'
        says e/bin/python "$ask" "$("$python" -I -c "$ask")"
        says e/bin/python 'import sys; print(sys.prefix, sys.exec_prefix)' \
            "$PWD/e $PWD/e"
    }
    each_python prefixes
}

# sysconfig_of OPTION: as in the base, but for the scheme, which is venv's.
sysconfig_of() {
    local ask='import sysconfig as s
print(s.is_python_build(), s.get_makefile_filename(),
      s.get_config_h_filename(), s.get_config_var("Py_GIL_DISABLED"))'

    create "$1" e
    says "e/bin/${python##*/}" "$ask" "$("$python" -I -c "$ask")"
    says "e/bin/${python##*/}" 'import sys; print(sys.executable)' \
        "$PWD/e/bin/${python##*/}"
    [ "${minor#3.}" -lt 11 ] || says e/bin/python 'import sysconfig as s
print(s.get_preferred_scheme("prefix"), s.get_default_scheme())' 'venv venv'
}

@test "test_sysconfig: of a copy the build is the base's, the scheme venv, the base executable the base" {
    copied() {
        sysconfig_of --copies
        [ "${minor#3.}" -lt 11 ] || says "e/bin/${python##*/}" \
            'import sys; print(sys._base_executable)' "$python"
    }
    each_python copied
}

@test "test_sysconfig_symlinks: of a link the build is the base's and the scheme venv" {
    linked() {
        sysconfig_of --symlinks
    }
    each_python linked
}

# --- over what is there

@test "test_overwrite_existing: foreign files survive, and are gone with --clear" {
    create e
    echo text >e/bin/foreign
    mkdir e/more
    create e
    assert_success
    assert_equal "$(cat e/bin/foreign)" text
    assert_exists e/more
    create --clear e
    assert_success
    refute_exists e/bin/foreign
    refute_exists e/more
    says e/bin/python 'import sys; print(sys.prefix)' "$PWD/e"
}

@test "test_unoverwritable_fails: a file where a directory must be is an error, and stays" {
    local dir

    for dir in bin include lib; do
        mkdir "$dir-env"
        echo text >"$dir-env/$dir"
        create "$dir-env"
        assert_failure 1
        assert_contains "$stderr" "$dir-env"
        assert_equal "$(cat "$dir-env/$dir")" text
        refute_exists "$dir-env/pyvenv.cfg"
    done
}

@test "test_upgrade: after two upgrades it is an env still" {
    create e
    for _ in 1 2; do
        create --upgrade e
        assert_success
        says "e/bin/${python##*/}" 'import sys; print(sys.prefix)' \
            "$PWD/e"
    done
}

@test "test_isolation: pyvenv.cfg says whether the base's packages are seen, and they are" {
    isolation() {
        for value in true false; do
            option=''
            [ $value = false ] || option=--system-site-packages
            create $option e
            grep -qx "include-system-site-packages = $value" e/pyvenv.cfg
            says e/bin/python 'import site, sys
print(str(sys.base_prefix in site.PREFIXES).lower())' $value
        done
    }
    each_python isolation
}

# --- the Python in it

@test "test_symlinking: with --symlinks it is a link, with --copies a file" {
    for option in --symlinks --copies; do
        create --clear $option e
        [ -L "e/bin/${python##*/}" ] && kind=--symlinks || kind=--copies
        assert_equal $kind $option
        says "e/bin/${python##*/}" 'import sys; print(sys.prefix)' \
            "$PWD/e"
    done
}

# executable OPTION
executable() {
    create "$1" e
    for name in python python3 "python$minor"; do
        [ ! -e "e/bin/$name" ] || says "e/bin/$name" \
            'import sys; print(sys.executable)' "$PWD/e/bin/$name"
    done
    assert_exists e/bin/python3
}

@test "test_executable: sys.executable of a copy is the env's" {
    copied() {
        executable --copies
    }
    each_python copied
}

@test "test_executable_symlinks: sys.executable of a link is the env's" {
    linked() {
        executable --symlinks
    }
    each_python linked
}

@test "test_multiprocessing: a worker of a pool runs in the env" {
    create e
    cat >pool.py <<'END'
import multiprocessing, sys

def work(word):
    return "%s in %s" % (word.lower(), sys.prefix)

if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.apply_async(work, ["Python"]).get(20))
END
    run e/bin/python -I pool.py
    assert_output "python in $PWD/e"
}

@test "test_multiprocessing_recursion: a process spawned by a spawned one runs in the env" {
    create e
    cat >deep.py <<'END'
import multiprocessing, sys

def deeper(n):
    if n == 0:
        print(sys.prefix)
        return
    spawn = multiprocessing.get_context("spawn")
    p = spawn.Process(target=deeper, args=[n - 1])
    p.start()
    p.join(20)

if __name__ == "__main__":
    deeper(2)
END
    run e/bin/python -I deep.py
    assert_output "$PWD/e"
}

@test "test_zippath_from_non_installed_posix: a base that was moved gives its own zip path" {
    moved_base "$tmp/base"
    run "$VENVHOOK" create --python "$tmp/base/bin/python3" --without-pip e
    assert_success
    run e/bin/python3 -S -c 'import sys; print("\n".join(sys.path))'
    assert_line "$tmp/base/lib/python${minor/./}.zip"
}

@test "test_venv_posix: a link in the env finds its prefix and the library of the base" {
    create e
    ask='import os, sys; print(sys.base_prefix, os.__file__)'
    says e/bin/python3 "$ask" "$("$python" -I -c "$ask")"
    says e/bin/python3 'import sys; print(sys.prefix)' "$PWD/e"
}

# renamed OPTION: a base by another name is found from the env.
renamed() {
    local other=$PWD-other

    mkdir "$other"
    ln -s "$python" "$other/snake"
    run "$VENVHOOK" create --python "$other/snake" --without-pip "$1" e
    assert_success
    ask='import os, sys; print(sys.base_prefix, os.__file__)'
    says e/bin/snake "$ask" "$("$python" -I -c "$ask")"
    says e/bin/snake 'import sys; print(sys.prefix)' "$PWD/e"
}

@test "test_venv_changed_name_posix: a base by another name is found through the link in the env" {
    linked() {
        renamed --symlinks
    }
    each_python linked
}

@test "test_venv_changed_name_copy_posix: a base by another name is found from its copy in the env" {
    copied() {
        renamed --copies
    }
    each_python copied 3.11
}

@test "test_venv_non_installed_zip_path_posix: a zip of the moved base's library comes first in its envs" {
    moved_base "$tmp/base"
    mkdir zipped
    echo 'where = __file__' >zipped/in_the_zip.py
    (cd zipped && "$python" -I -m zipfile -c \
        "$tmp/base/lib/python${minor/./}.zip" in_the_zip.py)
    run "$VENVHOOK" create --python "$tmp/base/bin/python3" --without-pip e
    assert_success
    says e/bin/python3 'import in_the_zip; print(in_the_zip.where)' \
        "$tmp/base/lib/python${minor/./}.zip/in_the_zip.py"
}

@test "gh-143768: a dangling python is replaced by a link or a copy, and its target not written" {
    for option in --symlinks --copies; do
        create --clear e
        ln -sfn "$PWD/absent" "e/bin/${python##*/}"
        create $option e
        assert_success
        says "e/bin/${python##*/}" 'import sys; print(sys.prefix)' \
            "$PWD/e"
        refute_exists absent
    done
}

# --- shells

# What there is in the working directory is on and off again, silently.
strict='"$VENVHOOK" export bash >on; . ./on
[ "$VIRTUAL_ENV" = "$PWD/.venv" ]; python -c "pass"; cd /
"$VENVHOOK" export bash >"$TMPDIR/off"; . "$TMPDIR/off"
[ -z "${VIRTUAL_ENV-}" ]'

@test "test_deactivate_with_strict_bash_opts: under -euo pipefail, with and without +h, on and off is silent" {
    strictly() {
        create .venv
        [ "${minor#3.}" -lt 7 ] || {
            run bash -c 'set -euo pipefail; . .venv/bin/activate; deactivate'
            assert_success
            assert_silent
        }
        for hash in -h +h; do
            run bash -c "set $hash -euo pipefail; $strict"
            assert_success
            assert_silent
        done
    }
    each_python strictly
}

@test "test_activate_shell_script_has_no_dos_newlines: no script for a shell has a carriage return" {
    create e
    assert_exists e/bin/activate.fish
    run grep -l $'\r' e/bin/activate e/bin/activate.csh \
        e/bin/activate.fish
    assert_failure 1
}

special="\"';&&\$e\\|'\""

@test "test_special_chars_bash: in a directory of such a name python and VIRTUAL_ENV are the env's" {
    mkdir "$special"
    cd "$special"
    create .venv
    assert_success
    in_shell bash <<'END'
echo "$VIRTUAL_ENV"; python -c 'import sys; print(sys.executable)'
END
    assert_answer 1 "$PWD/.venv
$PWD/.venv/bin/python"
}

@test "test_special_chars_csh: activate.csh gives in such a directory what venv's own gives" {
    command -v tcsh >/dev/null || skip 'no tcsh'
    mkdir "$special"
    "$python" -m venv --without-pip "$special/e"
    both='source ./e/bin/activate.csh; echo "$VIRTUAL_ENV"
python -c "import sys; print(sys.executable)"'
    cd "$special"
    theirs=$(tcsh -f -c "$both" 2>&1) || :
    rm -r e
    create e
    assert_equal "$(tcsh -f -c "$both" 2>&1)" "$theirs"
    [ -n "$theirs" ]
}

@test "test_fish_activate_shadowed_builtins: functions by the names of builtins do not hijack the hook" {
    mkdir q
    create q/.venv
    rc_before 'function fish_prompt; builtin printf "=> "; end'
    rc_after 'for name in . printf set_color echo
    eval "function $name; builtin echo $name (status stack-trace) >>~/hijacked; end"
end'
    in_shell fish <<'END'
cd q
builtin echo $VIRTUAL_ENV
cd ..
builtin echo "<$VIRTUAL_ENV>"
echo
END
    assert_answer 2 "$PWD/q/.venv"
    assert_answer 4 '<>'
    # by fish itself and the last line, so they are there, and not by us
    assert_contains "$(cat ~/hijacked)" "in function 'echo'"
    refute_contains "$(cat ~/hijacked)" __venvhook
}

@test "test_pathsep_error: a ':' in the path is refused, and nothing is made" {
    create 'e:f'
    assert_failure 1
    assert_contains "$stderr" "holds a ':'"
    create e 'g:h'
    assert_failure 1
    assert_equal "$(ls)" e
}

# --- what git is told

@test "test_scm_ignore_files_git: .gitignore leaves everything out, before 3.13 as well, where the user's own stays" {
    ignored() {
        create e
        grep -qx '\*' e/.gitignore
        if [ "${minor#3.}" -lt 13 ]; then
            assert_contains "$(cat e/.gitignore)" 'Created by venvhook'
            mkdir own
            echo mine >own/.gitignore
            create own
            assert_success
            assert_equal "$(cat own/.gitignore)" mine
        fi
    }
    each_python ignored
}

@test "test_create_scm_ignore_files_empty: the command in pyvenv.cfg says that none was wished" {
    empty() {
        create --without-scm-ignore-files e
        grep -q '^command = .* --without-scm-ignore-files ' e/pyvenv.cfg
        refute_exists e/.gitignore
    }
    each_python empty 3.13
}

@test "test_cli_with_scm_ignore_files: git sees nothing of an env, whoever makes it" {
    need git
    unseen() {
        git init -q .
        create e
        assert_exists e/pyvenv.cfg
        assert_equal "$(git status --porcelain)" ''
        mkdir -p "$XDG_CONFIG_HOME/venvhook"
        echo 'creator = venv' >"$XDG_CONFIG_HOME/venvhook/config"
        create f
        assert_exists f/pyvenv.cfg
        assert_equal "$(git status --porcelain)" ''
        create --without-scm-ignore-files g
        assert_success
        assert_equal "$(git status --porcelain)" '?? g/'
        rm -r g "$XDG_CONFIG_HOME/venvhook/config"
    }
    each_python unseen
}

@test "test_cli_without_scm_ignore_files: with the option no Python's env has a .gitignore" {
    without() {
        create --without-scm-ignore-files e
        assert_exists e/pyvenv.cfg
        refute_exists e/.gitignore
    }
    each_python without
}

# --- pip

@test "test_explicit_no_pip: pip cannot be imported" {
    no_pip() {
        create e
        says e/bin/python 'try:
    import pip
except ImportError:
    print("no pip")' 'no pip'
    }
    each_python no_pip
}

@test "test_with_pip: neither variables nor files of the user keep pip out, and it can be taken out" {
    mkdir "$HOME/.pip"
    printf '[global]\nno-install=1\n' >"$HOME/.pip/pip.conf"
    export PYTHONWARNINGS=error PIP_NO_INSTALL=1
    seeded
    run "$VENVHOOK" create --python "$python" e
    assert_success
    assert_silent
    unset PYTHONWARNINGS PIP_NO_INSTALL
    rm -r "$HOME/.pip"
    run e/bin/python -I -m pip --version
    assert_contains "pip $(e/bin/python -I -c \
        'import ensurepip; print(ensurepip.version())') from $PWD/e/"
    run e/bin/python -W ignore -I -m ensurepip._uninstall
    assert_success
    assert_contains 'Successfully uninstalled pip'
    run e/bin/python -I -c 'import pip'
    assert_failure 1
}

@test "test_upgrade_dependencies: the words that pip of the env is called with" {
    seeded
    "$VENVHOOK" create --python "$python" e
    cat >"$(site "$PWD/e")/pip/__main__.py" <<'END'
import os, sys
with open(os.path.join(sys.prefix, "called"), "w") as f:
    f.write(" ".join([sys.executable] + sys.argv[1:]))
END
    run "$VENVHOOK" create --python "$python" --upgrade-deps e
    assert_success
    [ "${minor#3.}" -ge 12 ] || more=' setuptools'
    assert_equal "$(cat e/called)" \
        "$PWD/e/bin/python install --upgrade -- pip${more-}"
}
