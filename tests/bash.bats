# The hook in a real bash, at a real terminal.

load lib/common

setup() {
    common_setup
    project proj
    mkdir away
    "$VENVHOOK" allow proj
}

# The program, but each run of `export` is a line in $tmp/runs.
counted() {
    : >"$tmp/runs"
    printf '#!/bin/sh\necho "$*" >>"%s"\nexec "%s" "$@"\n' "$tmp/runs" \
        "$VENVHOOK" >"$tmp/counted"
    chmod +x "$tmp/counted"
    rc_after "__venvhook_program='$tmp/counted'"
}

assert_runs() {
    assert_equal "$(grep -c . "$tmp/runs")" "$1"
}

# in_shell bash, but registered as before bash 5.1: a string.
# shellcheck disable=SC2120 # options of in_shell, if ever
in_old_bash() {
    rc_after 'eval "$("$VENVHOOK" init bash | sed "s/>= 501/>= 9901/")"'
    in_shell bash --no-hook "$@"
}

# Both kinds of registration: run the test body with $in set to each.
both() {
    for in in 'in_shell bash' in_old_bash; do
        rc_clear
        "$1"
    done
}

@test "bash: every other prompt command and the next line see the user's \$?" {
    rc_before 'PROMPT_COMMAND="printf \"<%s>\" \$?"'
    rc_after 'PROMPT_COMMAND+=("printf \"[%s]\" \"\$?\"")'
    in_shell bash <<'END'
(exit 3)
echo $?
cd proj; (exit 4)
cd /nowhere
END
    assert_prompt 1 '<3>[3]=> '
    assert_answer 2 3
    assert_prompt 3 '<4>[4](proj) => '
    assert_prompt 4 '<1>[1](proj) => '
}

@test "bash: entries behind ours in a string see the user's \$?" {
    rc_before 'tail() { PROMPT_COMMAND+="; printf \"[%s]\" \$?"; }'
    in_old_bash <<'END'
tail
(exit 3)
(exit 0)
END
    assert_prompt 2 '[3]=> '
    assert_prompt 3 '[0]=> '
}

@test "bash: PIPESTATUS reaches later entries of an array and the next line" {
    rc_after 'PROMPT_COMMAND+=("printf \"<%s>\" \"\${PIPESTATUS[*]}\"")'
    in_shell bash <<'END'
true | (exit 3) | false
echo "${PIPESTATUS[*]}"
true | (exit 3) | false; cd proj; false | true
echo "${PIPESTATUS[*]}"
END
    assert_prompt 1 '<0 3 1>=> '
    assert_answer 2 '0 3 1'
    assert_prompt 3 '<1 0>(proj) => '
    assert_answer 4 '1 0'
}

@test "bash: \$_ is the last word of the user's command" {
    keeps_last_word() {
        $in <<'END'
true one two
echo $_
cd proj
echo $_
END
        assert_answer 2 two
        assert_answer 4 proj
    }
    both keeps_last_word
}

@test "bash: the user's INT, ERR and DEBUG traps stay as they are" {
    keeps_traps() {
        rc_before "trap 'echo got INT' INT; trap 'echo got ERR' ERR"
        $in <<'END'
trap -p >before
cd proj
cd ..
trap -p >after
cmp before after && echo same
false
true
END
        assert_answer 5 same
        assert_answer 6 'got ERR'
        assert_answer 7 ''
    }
    both keeps_traps
}

# slow TEXT: a program that prints TEXT, then hangs.
slow() {
    : >"$tmp/runs"
    printf '%s\n' '#!/bin/sh' "echo run >>'$tmp/runs'" "echo '$1'" \
        'exec sleep 60' >"$tmp/slow"
    chmod +x "$tmp/slow"
}

@test "bash: ^C stops the program, evaluates nothing and is final" {
    slow ': >pwned'
    in_shell bash --env SLOW="$tmp/slow" <<'END'
trap 'echo got INT' INT
__venvhook_program=$SLOW
@send cd proj
@sleep 0.5
@key \x03
@prompt
echo "${VIRTUAL_ENV-none} $PWD"

trap -p INT
END
    assert_answer 4 "none $HOME/proj"
    assert_answer 6 "trap -- 'echo got INT' SIGINT"
    assert_runs 1
    assert_not_pwned
}

@test "bash: an interrupt and a cd behind it, as a file manager sends them, are followed" {
    in_shell bash <<'END'
trap 'echo got INT' INT
@key half a line
@signal INT
@sleep 0.1
@key  cd proj\r
@prompt
@signal INT
@sleep 0.1
 cd "$HOME"
trap
END
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
    assert_contains "$(answer 4)" 'got INT'
}

@test "bash: ^C stops the program at the prompt, too" {
    slow ': >pwned'
    in_shell bash --init --no-cd --env SLOW="$tmp/slow" <<'END'
__venvhook_program=$SLOW
@send cd proj
@sleep 0.5
@key \x03
@prompt
echo "${VIRTUAL_ENV-none} $PWD"

END
    assert_answer 3 "none $HOME/proj"
    assert_runs 1
    assert_not_pwned
}

@test "bash: PROMPT_COMMAND may be unset, a string, an array, exported or end in anything" {
    while IFS= read -r -d '' command; do
        registers_behind() {
            rc_before "$command"
            $in <<'END'
cd proj
echo "${X-none}"
eval "$("$VENVHOOK" init bash)"
IFS=$'\n'
eval "$("$VENVHOOK" init bash)"
IFS=_ eval "$("$VENVHOOK" init bash)"
unset IFS
declare -p PROMPT_COMMAND | grep -o __venvhook_hook | wc -l
cd ..
END
            assert_equal "$(answer 0)" ''
            assert_prompt 1 '(proj) => '
            assert_answer 2 "$want"
            assert_answer 8 1
            assert_prompt 9 '=> '
        }
        want=yes
        [[ $command == *X=* ]] || want=none
        both registers_behind
    done < <(printf '%s\0' 'unset PROMPT_COMMAND' 'PROMPT_COMMAND=' \
        'PROMPT_COMMAND=()' 'PROMPT_COMMAND="X=yes"' \
        'PROMPT_COMMAND=("X=yes" "Y=yes")' 'PROMPT_COMMAND="X=yes;"' \
        'PROMPT_COMMAND="X=yes; "' $'PROMPT_COMMAND="X=yes\n"' \
        'PROMPT_COMMAND="X=yes # and so on"' \
        'export PROMPT_COMMAND="X=yes"' \
        'declare -x PROMPT_COMMAND="X=yes; :;"')
}

@test "bash: with a readonly PROMPT_COMMAND only cd switches, without a word" {
    rc_before 'readonly PROMPT_COMMAND="X=yes"'
    in_shell bash <<'END'
cd proj
echo "$VIRTUAL_ENV"
cd ..
END
    assert_equal "$(answer 0)" ''
    assert_answer 1 ''
    assert_prompt 1 '(proj) => '
    assert_answer 2 "$HOME/proj/.venv"
    assert_prompt 3 '=> '
}

@test "bash: a user's trailing semicolon is no syntax error at each prompt" {
    rc_before 'PROMPT_COMMAND="X=1;"'
    in_old_bash <<'END'

declare -p PROMPT_COMMAND
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_contains "$(answer 2)" 'X=1;'
    refute_contains "$(answer 2)" ';;'
}

@test "bash: a child without the hook inherits nothing of it" {
    inherits_nothing() {
        rc_before 'export PROMPT_COMMAND="X=1"'
        $in <<'END'
cd proj
env | grep -e __venvhook -e ^PROMPT_COMMAND -e ^PS1
bash --noprofile --norc -ic 'eval "$PROMPT_COMMAND"'
END
        assert_answer 2 ''
        assert_answer 3 ''
    }
    both inherits_nothing
}

@test "bash: where another tool took PROMPT_COMMAND, cd still works, and sourcing again mends" {
    in_shell bash <<'END'
unset PROMPT_COMMAND
cd proj
cd ..
eval "$("$VENVHOOK" init bash)"
builtin cd proj
END
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
    assert_prompt 5 '(proj) => '
}

@test "bash: bash-preexec is asked by its own array" {
    for flag in bash_preexec_imported __bp_imported; do
        rc_clear
        rc_before "$flag=defined"
        rc_before 'invoke() { local f; for f in "${precmd_functions[@]}"; do "$f"; done; }
PROMPT_COMMAND=invoke'
        in_shell bash <<'END'
eval "$("$VENVHOOK" init bash)"
echo "${precmd_functions[@]}" "$PROMPT_COMMAND"
cd proj
builtin cd ..
END
        assert_answer 2 '__venvhook_hook invoke'
        assert_prompt 3 '(proj) => '
        assert_prompt 4 '=> '
    done
}

@test "bash: ble.sh is asked by its own command" {
    rc_before 'BLE_VERSION=0.4; PROMPT_COMMAND=X=1
blehook() { echo "blehook $*"; }'
    in_shell bash <<'END'
echo "${PROMPT_COMMAND[*]}"
END
    assert_answer 0 'blehook PRECMD!=__venvhook_hook'
    assert_answer 1 X=1
}

@test "bash: an integration that moves PROMPT_COMMAND aside makes no loop" {
    rc_after 'moved=("${PROMPT_COMMAND[@]}")
run_moved() { local c; for c in "${moved[@]}"; do eval "$c"; done; }
PROMPT_COMMAND=(run_moved)
eval "$("$VENVHOOK" init bash)"
moved+=("${PROMPT_COMMAND[1]}")'
    in_shell bash <<'END'
cd proj
cd ..
END
    assert_answer 0 ''
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

@test "bash: a hook of another version says so once, and init mends it in place" {
    in_shell bash <<'END'
eval "$("$VENVHOOK" init bash | sed 's/--hook 1/--hook 999/')"
cd proj

echo "${VIRTUAL_ENV-none}"
eval "$("$VENVHOOK" init bash)"
echo "$VIRTUAL_ENV"
END
    assert_contains "$(answer 2)" 'start a new shell'
    assert_answer 3 ''
    assert_answer 4 none
    assert_prompt 5 '(proj) => '
    assert_answer 6 "$HOME/proj/.venv"
}

@test "bash: without the program nothing is said, and deactivate works" {
    mkdir gone
    cp "$VENVHOOK" gone/
    in_shell bash --env VENVHOOK="$HOME/gone/venvhook" <<'END'
cd proj
rm "$VENVHOOK"
cd ..
cd proj
deactivate
echo "${VIRTUAL_ENV-none} $PATH"
venvhook status
echo $?
venvhook activate; echo $?
END
    assert_answer 3 ''
    assert_answer 4 ''
    assert_prompt 5 '=> '
    assert_answer 6 "none $PATH"
    assert_answer 7 "venvhook: $HOME/gone/venvhook: not there any more"
    assert_answer 8 127
    assert_answer 9 "venvhook: $HOME/gone/venvhook: not there any more
127"
}

@test "bash: a program that has moved is found on PATH, never in the directory at hand" {
    mkdir gone
    cp "$VENVHOOK" gone/
    printf '#!/bin/sh\n: >"%s/pwned"\n' "$HOME" >proj/venvhook
    chmod +x proj/venvhook
    in_shell bash --env VENVHOOK="$HOME/gone/venvhook" \
        --env "PATH=:.:$PATH" <<'END'
mv "$VENVHOOK" ../bin/moved
cd proj
cd ..
PATH=${PATH#:.:}; mv ../bin/moved ../bin/venvhook
cd proj
END
    assert_prompt 2 '=> '
    assert_not_pwned
    assert_prompt 5 '(proj) => '
}

@test "bash: the rc file goes on behind init, in scripts and restricted shells too" {
    rc_after 'AFTER=yes; export AFTER'
    in_shell bash <<<'echo "$AFTER"'
    assert_answer 1 yes
    in_shell bash -- -r <<<'echo "$AFTER"'
    assert_answer 1 yes
    BASH_ENV=$tmp/rc/bashrc run bash -c 'echo "$AFTER"'
    assert_output yes
}

@test "bash: a script that reads the rc file is left alone" {
    in_shell bash <<<':'
    BASH_ENV=$tmp/rc/bashrc run bash -c \
        'cd proj; type -t cd; echo "${PROMPT_COMMAND-none} ${VIRTUAL_ENV-none}"'
    assert_output $'builtin\nnone none'
}

@test "bash: init itself prints nothing, whatever the rc file does then" {
    project strange
    rc_after 'cd "$HOME/strange"; echo "rc is done"'
    in_shell bash --cwd "$HOME/strange" <<<':'
    assert_equal "$(answer 0 | head -n 1)" 'rc is done'
    assert_contains "$(answer 0)" 'venvhook allow'
    assert_answer 1 ''
}

@test "bash: a shell that starts inside a project begins with it on" {
    in_shell bash --cwd "$HOME/proj" <<<'echo "$VIRTUAL_ENV"'
    assert_prompt 0 '(proj) => '
    assert_answer 1 "$HOME/proj/.venv"
}

@test "bash: no option of the shell breaks the hook or is changed by it" {
    while IFS= read -r options; do
        rc_clear
        rc_before "$options"
        in_shell bash <<'END'
set +o >before; shopt -p >>before
cd proj && echo "$VIRTUAL_ENV"
builtin cd ..
cd proj
deactivate
cd ..
set +o >after; shopt -p >>after
cmp before after && echo "same"
END
        assert_answer 0 ''
        assert_answer 2 "$HOME/proj/.venv"
        assert_prompt 2 '(proj) => '
        assert_prompt 3 '=> '
        assert_prompt 4 '(proj) => '
        assert_answer 5 ''
        assert_prompt 5 '=> '
        assert_answer 6 ''
        assert_answer 8 same
    done <<'END'
set -eu -o pipefail
set -eE
shopt -s failglob
shopt -s nullglob
set -o posix
set -f
set -C
set -P
set -T
shopt -s nocasematch nocaseglob extglob
shopt -s inherit_errexit
shopt -u expand_aliases
IFS=/
IFS=1_-e
IFS=
set +h
set -o emacs
END
}

@test "bash: under set -e and set -u the old registration holds too" {
    rc_before 'set -eu -o pipefail; set -E; trap "echo got ERR" ERR'
    in_old_bash <<'END'
cd proj
! true
cd ..
END
    assert_answer 0 ''
    assert_answer 2 ''
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
}

@test "bash: directories that differ in case are two, under nocasematch too" {
    mkdir PROJ
    rc_before 'shopt -s nocasematch'
    in_shell bash <<'END'
cd proj
cd ../PROJ
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

@test "bash: a restricted shell is left alone" {
    in_shell bash --cwd "$HOME/proj" -- -r <<'END'

echo "${VIRTUAL_ENV-none}"
type -t cd
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_prompt 1 '=> '
    assert_answer 2 none
    assert_answer 3 builtin
}

@test "bash: set -x shows five short lines a prompt and no more for a cd" {
    in_shell bash <<'END'
set -x

cd proj

echo $-
END
    assert_answer 2 '++ __venvhook_hook
++ builtin local __venvhook_status=0 __venvhook_flags=himxBHs
++ builtin set +ax
++ return 0
++ :'
    refute_contains "$(answer 3)" VIRTUAL_ENV
    assert_prompt 3 '(proj) => '
    assert_contains "$(answer 5)" x
}

@test "bash: under set -a nothing of the hook is exported" {
    rc_before 'unset PROMPT_COMMAND'
    in_shell bash <<'END'
env | sort >before
set -a
cd proj
builtin cd ..
builtin cd proj
deactivate
builtin cd ..
echo $-
set +a
env | sort | diff before - | grep -v -e ' _=' -e OLDPWD= | grep '[<>]'
END
    assert_prompt 3 '(proj) => '
    assert_contains "$(answer 8)" a
    assert_answer 10 ''
}

@test "bash: an rc file under set -a exports nothing of the hook" {
    exports_nothing() {
        rc_before 'set -a; PROMPT_COMMAND="X=1"'
        $in <<'END'
cd proj
env | grep -e __venvhook -e '^BASH_FUNC_\(venvhook\|cd\)' -e ^PROMPT_COMMAND
echo $-
END
        assert_prompt 1 '(proj) => '
        assert_answer 2 ''
        assert_contains "$(answer 3)" a
    }
    both exports_nothing
}

@test "bash: aliases of any name are not looked at" {
    names='builtin export unset eval local printf test set type declare
        shopt deactivate venvhook pushd popd'
    for name in $names; do
        rc_after "alias $name='echo alias of $name; :'"
    done
    rc_after '\eval "$("$VENVHOOK" init bash)"'
    in_shell bash --no-hook <<'END'
\cd proj && echo "$VIRTUAL_ENV"
\deactivate
\venvhook version >version
\cd ..
\builtin \alias | \wc -l
END
    refute_contains 'alias of'
    assert_answer 1 "$HOME/proj/.venv"
    assert_prompt 2 '=> '
    assert_answer 5 "$(echo $names | wc -w)"
}

@test "bash: functions named as builtins are not called" {
    for name in export unset eval local printf test set type declare shopt; do
        rc_after "function $name { echo function $name; }"
    done
    in_shell bash <<'END'
cd proj && echo "$VIRTUAL_ENV"
deactivate
cd ..
cd proj
END
    refute_contains 'function '
    assert_answer 1 "$HOME/proj/.venv"
    assert_prompt 2 '=> '
    assert_prompt 4 '(proj) => '
}

@test "bash: subshells and completion do not run the program" {
    counted
    rc_after '_visit() { cd proj; cd ..; COMPREPLY=(done); }
complete -F _visit visit'
    in_shell bash <<'END'
( cd proj; echo "${VIRTUAL_ENV-none}" )
echo $(cd proj && echo "${VIRTUAL_ENV-none}")
echo visit @	
END
    assert_answer 1 none
    assert_answer 2 none
    assert_runs 1
    in_shell bash <<'END'
@key : ; visit \t
@key \r
@prompt
END
    assert_contains "$(typed 1)" visit
    assert_runs 2
}

@test "bash: a cd in a key binding switches at once" {
    rc_after "bind -x '\"\\C-g\": cd ~/proj'"
    in_shell bash <<'END'
@key \x07
@sleep 0.2
@key echo "$VIRTUAL_ENV" >~/seen\r
@prompt
true
END
    assert_equal "$(cat seen)" "$HOME/proj/.venv"
    assert_prompt -1 '(proj) => '
}

@test "bash: cd project && python x.py runs the project's Python" {
    in_shell bash <<'END'
cd proj && python -c 'import sys; print(sys.prefix)'
cd .. && command -v python | grep -c proj
pushd proj >/dev/null && echo "$VIRTUAL_ENV"
popd >/dev/null && echo "${VIRTUAL_ENV-none}"
END
    assert_answer 1 "$HOME/proj/.venv"
    assert_answer 2 0
    assert_answer 3 "$HOME/proj/.venv"
    assert_answer 4 none
}

@test "bash: a cd of the user's own stays, and --no-cd leaves it the builtin" {
    rc_before 'cd() { echo "mine: $*"; builtin cd "$@"; }; alias popd="echo mine;"'
    in_shell bash <<'END'
cd proj
type -t popd
type -t pushd
END
    assert_answer 1 'mine: proj'
    assert_prompt 1 '(proj) => '
    assert_answer 2 alias
    assert_answer 3 function
    rc_clear
    in_shell bash --init --no-cd <<'END'
type -t cd pushd popd
cd proj && echo "${VIRTUAL_ENV-none}"
END
    assert_answer 1 $'builtin\nbuiltin\nbuiltin'
    assert_answer 2 none
    assert_prompt 2 '(proj) => '
}

@test "bash: every way to another directory is followed, and cd answers as ever" {
    ln -s proj link
    in_shell bash --env CDPATH= <<'END'
cd proj
cd -
cd nowhere; echo $?
cd link && echo "$PWD $VIRTUAL_ENV"
cd .. && cd -P link && echo "$PWD"
cd -L .. && cd -e -P link && echo "$PWD"
cd ..; CDPATH=$HOME; cd /; cd proj
CDPATH=; cd; shopt -s autocd
./proj
cd
pushd proj
pushd +1
popd
cd too many; echo $?
cd -- proj
(exit 5); cd ..; echo $?
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 "$HOME"
    assert_prompt 2 '=> '
    assert_contains "$(answer 3)" 'No such file or directory'
    assert_equal "$(answer 3 | tail -n 1)" 1
    assert_answer 4 "$HOME/link $HOME/link/.venv"
    assert_answer 5 "$HOME/proj"
    assert_answer 6 "$HOME/proj"
    assert_answer 7 "$HOME/proj"
    assert_prompt 7 '(proj) => '
    assert_prompt 9 '(proj) => '
    assert_prompt 10 '=> '
    assert_answer 11 '~/proj ~'
    assert_prompt 11 '(proj) => '
    assert_answer 12 '~ ~/proj'
    assert_prompt 12 '=> '
    assert_prompt 13 '(proj) => '
    # 1, and 2 from bash 5.3 on
    assert_equal "$(answer 14 | tail -n 1)" \
        "$(bash -c 'cd too many; echo $?' 2>/dev/null)"
    assert_answer 16 0
}

@test "bash: a directory renamed or deleted below the shell is no error at each prompt" {
    "$VENVHOOK" allow --tree .
    in_shell bash <<'END'
cd proj
mv ../proj ../moved

rm -r ../moved


cd
END
    for step in 2 3 4 5 6; do
        assert_answer $step ''
    done
    assert_prompt 2 '(moved) => '
    assert_prompt 4 '=> '
    assert_prompt 7 '=> '
}

@test "bash: in a directory deleted below the shell an env that is still there stays on" {
    mkdir proj/sub
    in_shell bash <<'END'
cd proj/sub
rmdir ../sub

cd ..
END
    assert_answer 2 ''
    assert_answer 3 ''
    assert_prompt 3 '(proj) => '
    assert_prompt 4 '(proj) => '
}

@test "bash: without HOME there is no error" {
    in_shell bash --cwd "$HOME/proj" --unset HOME <<'END'

echo $?
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_answer 2 0
}

@test "bash: an env that comes, goes or is replaced is noticed at the next prompt" {
    in_shell bash <<'END'
cd proj
mv .venv .kept

mv .kept .venv

mkdir sub && cd sub
"$VENVHOOK" deny ..
"$VENVHOOK" allow ..
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_prompt 4 '(proj) => '
    assert_prompt 6 '(proj) => '
    assert_prompt 7 '=> '
    assert_prompt 8 '(proj) => '
}

@test "bash: a pyvenv.cfg written twice in a second is read twice" {
    in_shell bash <<'END'
cd proj
echo 'prompt = one' >>.venv/pyvenv.cfg
sed -i s/one/two/ .venv/pyvenv.cfg
sed s/two/six/ .venv/pyvenv.cfg >new; mv new .venv/pyvenv.cfg
rm .venv/pyvenv.cfg
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '(one) => '
    assert_prompt 3 '(two) => '
    assert_prompt 4 '(six) => '
    assert_prompt 5 '=> '
}

@test "bash: a link .venv that leads elsewhere is noticed, and one in the place of an env" {
    fake_env one
    fake_env two
    mkdir link
    ln -s ../one link/.venv
    ln -s link way
    "$VENVHOOK" allow one
    "$VENVHOOK" allow two
    counted
    in_shell bash <<'END'
cd link


ln -sfn ../two .venv
cd ~/way
ln -sfn proj ~/way
cd ~/proj
mv .venv kept; ln -s ~/one .venv
rm .venv; mv kept .venv
END
    assert_prompt 3 '(one) => '
    assert_prompt 4 '(two) => '
    assert_prompt 6 '(two) => '
    assert_prompt 7 '(proj) => '
    assert_prompt 8 '(one) => '
    assert_prompt 9 '(proj) => '
    assert_runs 8
}

@test "bash: a file .venv, and an env that it names, may come later" {
    mkdir file
    echo ../late >file/.venv
    "$VENVHOOK" allow --tree . >/dev/null
    in_shell bash <<'END'
cd file
cp -R ~/proj/.venv ../late
echo ../other >.venv
cp -R ~/proj/.venv ../other
END
    assert_prompt 1 '=> '
    assert_prompt 2 '(late) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '(other) => '
}

@test "bash: settings that come, change or go are noticed at the next prompt" {
    project other
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    in_shell bash <<'END'
c=$XDG_CONFIG_HOME/venvhook/config; cd other
echo 'trust = owner' >$c
echo 'prompt = no' >>$c
sed -i s/no$/yes/ $c
rm $c
END
    assert_prompt 1 '=> '
    assert_prompt 2 '(other) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '(other) => '
    assert_prompt 5 '=> '
}

@test "bash: one cd runs the program once, and the prompt behind it not at all" {
    counted
    in_shell bash <<'END'
cd proj


cd ..
cd .
END
    assert_runs 3
}

@test "bash: where an rc file puts itself in front, or makes PATH anew, the project is in front again" {
    for path in '/first:$PATH' /first:/usr/bin:/bin; do
        rc_clear
        rc_before "PATH=$path"
        in_shell bash <<'END'
cd proj
bash --noprofile --rcfile "$RC"
echo "${PATH%%:*}"; tr : "\n" <<<"$PATH" | grep -c /.venv/
deactivate
echo "${PATH%%:*} ${VIRTUAL_ENV-none}"
@eof
END
        assert_prompt 2 '(proj) => '
        assert_answer 3 "$HOME/proj/.venv/bin
1"
        assert_prompt 4 '=> '
        assert_answer 5 '/first none'
        assert_prompt 6 '(proj) => '
    done
}

@test "bash: a command that was hashed before is looked up again" {
    printf '#!/bin/sh\necho outer\n' >"$tmp/bin/tool"
    printf '#!/bin/sh\necho inner\n' >proj/.venv/bin/tool
    chmod +x "$tmp/bin/tool" proj/.venv/bin/tool
    in_shell bash <<'END'
tool
cd proj && tool
cd .. && tool
END
    assert_answer 1 outer
    assert_answer 2 inner
    assert_answer 3 outer
}

@test "bash: deactivate is there while ours is on, in child shells too, and then is what it was" {
    rc_before 'deactivate() { echo "the user'\''s own"; }'
    in_shell bash <<'END'
declare -f deactivate >before
cd proj
bash --noprofile --rcfile "$RC"
deactivate
echo "${VIRTUAL_ENV-none}"

@eof
deactivate
deactivate
declare -f deactivate | cmp - ~/before && echo same
echo "${VIRTUAL_ENV-none}"
cd ..
cd proj
END
    assert_prompt 3 '(proj) => '
    assert_prompt 4 '=> '
    assert_answer 5 none
    assert_prompt 6 '=> '
    assert_prompt 8 '=> '
    assert_answer 9 "the user's own"
    assert_answer 10 same
    assert_answer 11 none
    assert_prompt 13 '(proj) => '
}

@test "bash: an env by hand that was inherited without its deactivate has one, and a deactivate that is there stays" {
    fake_env hand
    hand=(--env "VIRTUAL_ENV=$HOME/hand" --env VIRTUAL_ENV_PROMPT=hand
        --env "PATH=$HOME/hand/bin:$PATH:/x")
    for off in deactivate 'venvhook deactivate'; do
        in_shell bash "${hand[@]}" <<END
echo "\$VIRTUAL_ENV"
$off
echo "\${VIRTUAL_ENV-none} \${VIRTUAL_ENV_PROMPT-none} \$PATH"
deactivate; echo \$?
cd proj
END
        assert_prompt 0 '=> '
        assert_answer 1 "$HOME/hand"
        assert_answer 2 ''
        assert_answer 3 "none none $PATH:/x"
        assert_equal "$(answer 4 | tail -n 1)" 127
        assert_prompt 5 '(proj) => '
    done
    rc_before 'deactivate() { echo mine; }'
    in_shell bash "${hand[@]}" <<'END'
deactivate
venvhook deactivate
echo "$VIRTUAL_ENV"
END
    assert_answer 1 mine
    refute_contains "$(answer 2)" mine
    assert_answer 3 "$HOME/hand"
}

@test "bash: a neighbour whose name begins the same is another directory" {
    mkdir proj2
    in_shell bash <<'END'
cd proj
cd ../proj2
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

@test "bash: a refusal is said once" {
    project strange
    counted
    in_shell bash <<'END'
cd strange

cd ..
cd strange
END
    assert_contains "$(answer 1)" 'venvhook allow'
    assert_answer 2 ''
    assert_answer 4 ''
    assert_prompt 4 '=> '
}

@test "bash: a program that fails is not run again at every prompt" {
    printf '#!/bin/sh\necho run >>"%s"; echo "exit 9"; exit 1\n' \
        "$tmp/runs" >"$tmp/fails"
    chmod +x "$tmp/fails"
    rc_after "__venvhook_program='$tmp/fails'"
    in_shell bash <<'END'


cd proj

END
    assert_runs 2
}

@test "bash: what is typed ahead is not read by the program" {
    printf '#!/bin/sh\nsleep 0.5; cat >"%s"\n' "$tmp/read" >"$tmp/reads"
    chmod +x "$tmp/reads"
    in_shell bash --env READS="$tmp/reads" <<'END'
__venvhook_program=$READS
@send cd proj
echo typed ahead
END
    assert_exists "$tmp/read"
    assert_equal "$(cat "$tmp/read")" ''
    assert_contains "$output" $'\ntyped ahead'
}

@test "bash: VENVHOOK_DISABLE switches the hook off, and unsetting it on again" {
    counted
    in_shell bash --env VENVHOOK_DISABLE=1 <<'END'
cd proj
echo "${VIRTUAL_ENV-none}"
unset VENVHOOK_DISABLE
END
    assert_answer 2 none
    assert_prompt 2 '=> '
    assert_prompt 3 '(proj) => '
    assert_runs 1
}

@test "bash: nothing of the hook is in the history" {
    in_shell bash <<'END'
set -o history
cd proj
history
END
    assert_contains "$(answer 3)" 'cd proj'
    refute_contains "$(answer 3)" __venvhook
}

# --- the prompt

@test "bash: no prefix with --no-prompt, VIRTUAL_ENV_DISABLE_PROMPT, a theme or a prompt that has its own" {
    in_shell bash --init --no-prompt <<<'cd proj'
    assert_prompt 1 '=> '
    in_shell bash --env VIRTUAL_ENV_DISABLE_PROMPT=1 <<<'cd proj'
    assert_prompt 1 '=> '
    for theme in starship_precmd _omp_hook _powerline_set_prompt _update_ps1 \
        _lp_set_prompt __lp_set_prompt virtualenv_prompt setGitPrompt; do
        rc_clear
        rc_after "$theme() { :; }"
        in_shell bash <<<'cd proj'
        assert_prompt 1 '=> '
    done
    rc_clear
    rc_after 'PS1='\''${VIRTUAL_ENV##*/}=> '\'
    in_shell bash <<<'cd proj'
    assert_prompt 1 '.venv=> '
    rc_clear
    rc_after 'readonly PS1'
    in_shell bash <<<'cd proj'
    assert_answer 1 ''
    assert_prompt 1 '=> '
}

@test "bash: of a prompt edited meanwhile only the prefix goes" {
    in_shell bash <<'END'
cd proj
PS1="[x] $PS1"
PS1="[y] ${PS1/=>/==>}"
cd ..
echo "<$PS1>"
END
    assert_prompt 2 '[x] (proj) => '
    assert_prompt 3 '[y] [x] (proj) ==> '
    assert_prompt 4 '[y] [x] ==> '
    assert_answer 5 '<[y] [x] ==> >'
}

@test "bash: a prompt made anew each time has the prefix each time" {
    rc_before 'PROMPT_COMMAND='\''PS1="$? => "'\'
    in_shell bash <<'END'
cd proj
(exit 3)
cd ..
END
    assert_prompt 1 '(proj) 0 => '
    assert_prompt 2 '(proj) 3 => '
    assert_prompt 3 '0 => '
}

@test "bash: an inherited prompt has the prefix once, and loses it on leaving" {
    rc_before 'PS1=$OUTER'
    in_shell bash --env 'OUTER=(proj) => ' --cwd "$HOME/proj" <<<'cd ..'
    assert_prompt 0 '(proj) => '
    assert_prompt 1 '=> '
}

@test "bash: the user's own words are not taken for the prefix" {
    rc_before 'PS1="(proj) => "'
    in_shell bash <<'END'
cd proj
cd ..
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '(proj) => '
}

@test "bash: an env activated by hand meanwhile is left alone, with its own prompt" {
    make_env other
    in_shell bash <<'END'
cd proj
. ../other/bin/activate
echo "$VIRTUAL_ENV"
cd ..
deactivate
echo "${VIRTUAL_ENV-none} $PATH"
type -t deactivate
cd proj
END
    assert_prompt 2 '(other) => '
    assert_answer 3 "$HOME/other"
    assert_prompt 4 '(other) => '
    assert_prompt 5 '=> '
    assert_answer 6 "none $PATH"
    assert_answer 7 ''
    assert_prompt 8 '(proj) => '
}

# --- the functions

@test "bash: venvhook activate and deactivate act on the shell, all else is the program" {
    make_env other
    in_shell bash <<'END'
venvhook activate other
echo "$VIRTUAL_ENV"
venvhook deactivate
echo "${VIRTUAL_ENV-none}"
venvhook activate nowhere; echo $?
venvhook activate --help >help; echo $?
venvhook version >version; echo $?
venvhook no-such-command 2>/dev/null; echo $?
venvhook deactivate; echo $?
venvhook activate other; venvhook deactivate now; echo $?
END
    assert_prompt 1 '(other) => '
    assert_answer 2 "$HOME/other"
    assert_prompt 3 '=> '
    assert_answer 4 none
    assert_equal "$(answer 5 | tail -n 1)" 1
    assert_contains "$(answer 5)" 'venvhook: '
    assert_prompt 5 '=> '
    assert_answer 6 0
    assert_contains "$(cat help)" activate
    assert_answer 7 0
    assert_answer 8 2
    assert_answer 9 $'venvhook: deactivate: no environment is active\n1'
    assert_contains "$(answer 10)" 'now: unexpected argument'
    assert_prompt 10 '(other) => '
}

@test "bash: venvhook activate --shell prints what is asked for and changes nothing" {
    make_env other
    in_shell bash <<'END'
venvhook activate --shell fish other >printed; echo $?
venvhook activate other --shell=zsh >>printed; echo $?
echo "${VIRTUAL_ENV-none}"
END
    assert_answer 1 0
    assert_answer 2 0
    assert_prompt 2 '=> '
    assert_answer 3 none
    assert_contains "$(head -n 1 printed)" 'set -gx VIRTUAL_ENV'
    assert_contains "$(cat printed)" "export VIRTUAL_ENV='$HOME/other'"
}

@test "bash: venvhook activate takes a name in WORKON_HOME, else a path, and holds everywhere until deactivate" {
    fake_env .virtualenvs/web
    fake_env work/web
    fake_env away/web
    in_shell bash <<'END'
cd away; venvhook activate web; echo "$VIRTUAL_ENV"
WORKON_HOME=~/work; export WORKON_HOME; venvhook activate web; echo "$VIRTUAL_ENV"
venvhook activate ./web; echo "$VIRTUAL_ENV"
cd ../proj; echo "$VIRTUAL_ENV"
deactivate; echo "${VIRTUAL_ENV-none}"
cd ..; echo "${VIRTUAL_ENV-none} $PATH"
END
    assert_answer 1 "$HOME/.virtualenvs/web"
    assert_answer 2 "$HOME/work/web"
    assert_answer 3 "$HOME/away/web"
    assert_prompt 3 '(web) => '
    assert_answer 4 "$HOME/away/web"
    assert_answer 5 none
    assert_prompt 5 '(proj) => '
    assert_answer 6 "none $PATH"
}

@test "bash: deactivate holds in the project and its child shells, until venvhook activate or leaving" {
    mkdir proj/sub
    in_shell bash <<'END'
cd proj
deactivate
cd sub
bash --noprofile --rcfile "$RC"
@eof
venvhook activate
deactivate
cd ../..
cd proj
END
    assert_prompt 2 '=> '
    assert_prompt 3 '=> '
    assert_prompt 4 '=> '
    assert_prompt 6 '(proj) => '
    assert_prompt 7 '=> '
    assert_prompt 9 '(proj) => '
}
