# What xonsh alone has: Python, any bytes, two line editors, autovox.

load ../hook

@test "the event of prompt_toolkit is heard before the prompt is made" {
    in_it <<'END'
import os
cd proj
os.rename(".venv", "kept"); _ = events.on_pre_prompt_format.fire(); print("VIRTUAL_ENV" in ${...})
os.rename("kept", ".venv"); _ = events.on_pre_prompt_format.fire(); print("VIRTUAL_ENV" in ${...})
END
    assert_answer 3 False
    assert_answer 4 True
}

@test "any bytes come and go: names of directories, PATH and variables are as before" {
    local name n=0

    mkdir h
    while IFS= read -r -d '' name; do
        # Those xonsh would expand; they are refused.
        [[ $name != *[:$]* ]] || continue
        project "h/$name"
        n=$((n + 1))
    done < <(hostile_names)
    [ "$n" -gt 40 ]
    "$VENVHOOK" allow --tree h
    rc_after 'import os
def odd(off):
    names = sorted(os.listdir(os.path.expanduser("~/h")))
    for name in names:
        aliases["cd"]([os.path.expanduser("~/h/") + name])
        env = ${...}.detype()
        path, on = env["PATH"], env.get("VIRTUAL_ENV")
        here = os.path.expanduser("~/h/") + name + "/.venv"
        if on != here or path != here + "/bin:" + before["PATH"]: print(repr(name))
        if off: aliases["deactivate"]([])
        if off and ${...}.detype()["PATH"] != before["PATH"]: print("off", repr(name))
    print(len(names))'
    all=$(printf '\\x%02x' {1..255} | sed 's/\\x3a//')
    in_it --env "$(printf "ODD=$all")" \
        --env "$(printf "PATH=:$PATH::/with space:/$all:/usr/bin:")" <<'END'
before = dict(${...}.detype())
sh -c 'env -0 | sort -z >~/before'
cd ~/proj
sh -c r'printf %s "$PATH" >~/inside'
cd ~
sh -c 'env -0 | sort -z >~/after'
odd(False)
odd(True)
END
    assert_answer 7 "$n"
    assert_answer 8 "$n"
    assert_not_pwned
    diff -a <(tr '\0' '\n' <before | grep -av ^OLDPWD=) \
        <(tr '\0' '\n' <after | grep -av ^OLDPWD=)
    tr '\0' '\n' <before >lines
    LC_ALL=C grep -aq "^ODD=$(printf '\001')" lines
    assert_equal "$(LC_ALL=C head -c "$((${#HOME} + 16))" inside)" \
        "$HOME/proj/.venv/bin:"
}

@test "an env whose path xonsh would take for another is refused in a sentence" {
    project '$HOME'
    project 'a=~b'
    project 'a=b~'
    "$VENVHOOK" allow --tree .
    in_it <<'END'

import os; print(aliases["cd"]([os.path.expanduser("~/") + "$" + "HOME"])[2])
print("VIRTUAL_ENV" in ${...})
print(aliases["cd"]([os.path.expanduser("~/a=") + "~b"])[2])
print("VIRTUAL_ENV" in ${...})
print(aliases["cd"]([os.path.expanduser("~/a=b") + "~"])[2])
print("VIRTUAL_ENV" in ${...})
END
    assert_contains "$(answer 2)" 'take a part of its path for a variable'
    assert_answer 3 False
    assert_contains "$(answer 4)" 'take a part of its path for a variable'
    assert_answer 5 False
    assert_answer 7 True
}

@test "venvhook has the terminal, and goes into pipes, files and \$()" {
    in_it <<'END'
cd proj
venvhook bogus 2> ~/errors; cat ~/errors
venvhook version | cat
x = $(venvhook version); print(repr(x))
venvhook version > ~/version; cat ~/version
@send venvhook remove
@wait [y/N]
n
END
    assert_contains "$(answer 2)" 'no such command'
    assert_contains "$(answer 3)" 'venvhook 0'
    assert_contains "$(answer 4)" "'venvhook 0"
    assert_contains "$(answer 5)" 'venvhook 0'
    assert_exists proj/.venv
}

@test "a file that a line redirects to may be read of behind the command, as on a busy machine" {
    rc_before 'import time, xonsh.procs.pipelines as _pipelines
_readable = _pipelines.safe_readable
def _late(handle):
    time.sleep(0.2); return _readable(handle)
_pipelines.safe_readable = _late'
    in_it <<'END'
venvhook bogus 2> ~/errors
cat ~/errors
venvhook version > ~/version
cat ~/version
END
    assert_answer 1 ''
    assert_contains "$(answer 2)" 'no such command'
    assert_answer 3 ''
    assert_contains "$(answer 4)" 'venvhook 0'
}

@test "the line has all of the hook where what \$() reads comes late, as on a busy machine" {
    rc_before 'import time, xonsh.procs.readers as _readers
_read = _readers.populate_fd_queue
def _late(*words):
    time.sleep(0.2); return _read(*words)
_readers.populate_fd_queue = _late'
    rc_after "$("$VENVHOOK" setup --print xonsh)"
    in_it --no-hook <<<'cd proj'
    assert_prompt 1 '(proj) => '
}

@test "functions of the user's own are told, and beside autovox nothing is done" {
    rc_before 'def venvhook_activated(path): print("on", path)
def venvhook_deactivated(path): print("off", path)'
    in_it <<<$'cd proj\ncd ..'
    assert_answer 1 "on $HOME/proj/.venv"
    assert_answer 2 "off $HOME/proj/.venv"
    rc_clear
    rc_before 'xontrib load autovox'
    in_it <<END
cd proj
$(get VIRTUAL_ENV)
END
    assert_answer 2 none
}

@test "a function of the user's that fails is told of, and the other one and the line go on" {
    make_env other/.venv
    "$VENVHOOK" allow other
    rc_after 'def venvhook_activated(path): raise OSError("on " + path)
def venvhook_deactivated(path): raise TypeError("off " + path)'
    # What an alias says in a thread of its own may come later.
    in_it <<END
_ = aliases["cd"](["proj"]); $(get VIRTUAL_ENV)
_ = aliases["cd"](["../other"]); $(get VIRTUAL_ENV)
_ = aliases["deactivate"]([]); $(get VIRTUAL_ENV)
END
    assert_contains "$(answer 1)" "OSError: on $HOME/proj/.venv"
    assert_equal "$(answer 1 | tail -n 1)" "$HOME/proj/.venv"
    assert_contains "$(answer 2)" "TypeError: off $HOME/proj/.venv"
    assert_contains "$(answer 2)" "OSError: on $HOME/other/.venv"
    assert_equal "$(answer 2 | tail -n 1)" "$HOME/other/.venv"
    assert_contains "$(answer 3)" "TypeError: off $HOME/other/.venv"
    assert_equal "$(answer 3 | tail -n 1)" none
}

@test "in the C locale a program with any bytes in its path is found again" {
    mkdir $'prog\xff \'"é'
    cp "$VENVHOOK" $'prog\xff \'"é/venvhook'
    VENVHOOK=$HOME/$'prog\xff \'"é/venvhook' in_it --env LC_ALL=C <<END
cd proj
$(get VIRTUAL_ENV)
venvhook version
END
    assert_answer 2 "$HOME/proj/.venv"
    assert_contains "$(answer 3)" 'venvhook 0'
}

@test "the hook has at most 70 lines" {
    run grep -c -v -E '^[[:space:]]*(#.*)?$' "$top_srcdir/shell/hook.xsh"
    [ "$output" -le 70 ]
}

@test "of what virtualenv's own activate kept nothing stays, and its deactivate neither" {
    virtualenv_env
    activate='source .venv/bin/activate.xsh'
    in_it <<END
cd proj
$activate
cd ..
$(ask)
$(get _OLD_VIRTUAL_PATH)
cd proj; $activate; cd ..
$(ask)
cd proj
$activate
deactivate
$(ask)
END
    assert_prompt 2 '(proj) => '
    nothing_left 4
    assert_answer 7 none
    nothing_left 9
    nothing_left 15
}
