# The hook in a real zsh, at a real terminal.

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

# slow TEXT: a program that prints TEXT, then hangs.
slow() {
    : >"$tmp/runs"
    printf '%s\n' '#!/bin/sh' "echo run >>'$tmp/runs'" "echo '$1'" \
        'exec sleep 60' >"$tmp/slow"
    chmod +x "$tmp/slow"
}

@test "zsh: other precmd functions and the next line see the user's status and pipestatus" {
    rc_before 'first() { printf "<%s %s>" "$?" "$pipestatus" }
precmd_functions=(first)'
    rc_after 'last() { printf "[%s %s]" "$?" "$pipestatus" }
precmd_functions+=(last)'
    in_shell zsh <<'END'
true | (exit 3)
echo $?
cd proj; false | (exit 4)
echo $pipestatus
END
    assert_prompt 1 '<3 0 3>[3 0 3]=> '
    assert_answer 2 3
    assert_prompt 3 '<4 1 4>[4 1 4](proj) => '
    assert_answer 4 '1 4'
}

@test "zsh: \$_ is the last word of the user's command" {
    in_shell zsh <<'END'
true one two
echo $_
cd proj
echo $_
END
    assert_answer 2 two
    assert_answer 4 proj
}

@test "zsh: the user's INT, ZERR and EXIT traps stay as they are" {
    rc_before "trap 'echo got INT' INT; TRAPZERR() { echo got ZERR }
trap 'echo got EXIT' EXIT"
    in_shell zsh <<'END'
{ trap; functions TRAPZERR } >before
cd proj
cd ..
{ trap; functions TRAPZERR } >after
cmp before after && echo same
false
true
cd proj && deactivate
END
    assert_answer 2 ''
    assert_answer 3 ''
    assert_answer 5 same
    assert_answer 6 'got ZERR'
    assert_answer 7 ''
    assert_answer 8 ''
}

@test "zsh: ^C stops the program, evaluates nothing and is final" {
    slow ': >pwned'
    in_shell zsh --env SLOW="$tmp/slow" <<'END'
trap 'echo got INT' INT
__venvhook_program=$SLOW
@send cd proj
@sleep 0.5
@key \x03
@prompt
echo "${VIRTUAL_ENV-none} $PWD"

trap
END
    assert_answer 4 "none $HOME/proj"
    assert_contains "$(answer 6)" "trap -- 'echo got INT' INT"
    assert_runs 1
    assert_not_pwned
}

@test "zsh: an interrupt and a cd behind it, as a file manager sends them, are followed" {
    in_shell zsh <<'END'
@key half a line
@signal INT
@sleep 0.1
@key  cd proj\r
@prompt
@signal INT
@sleep 0.1
 cd "$HOME"
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

@test "zsh: ^C stops the program at the prompt, too" {
    slow ': >pwned'
    in_shell zsh --init --no-cd --env SLOW="$tmp/slow" <<'END'
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

@test "zsh: a child without the hook inherits nothing of it" {
    in_shell zsh <<'END'
cd proj
env | grep -e __venvhook -e ^PS1 -e ^PROMPT
END
    assert_answer 2 ''
}

@test "zsh: the arrays may be missing, unique, full, and fpath empty; once is once" {
    while IFS= read -r -d '' before; do
        rc_clear
        rc_before "$before"
        in_shell zsh <<'END'
cd proj
for i in 1 2 3; do eval "$("$VENVHOOK" init zsh)"; done
f() { setopt local_options ksh_arrays; eval "$("$VENVHOOK" init zsh)" }; f
echo ${(M)precmd_functions:#__venvhook*} ${(M)chpwd_functions:#__venvhook*}
echo ${#precmd_functions}
builtin cd -q ..
END
        assert_answer 0 ''
        assert_prompt 1 '(proj) => '
        assert_answer 4 '__venvhook_precmd __venvhook_chpwd'
        if [[ $before == *mine* ]]; then
            assert_answer 5 3
        else
            assert_answer 5 1
        fi
        assert_prompt 6 '=> '
    done < <(printf '%s\0' 'unset precmd_functions chpwd_functions' \
        'typeset -gU precmd_functions chpwd_functions' 'fpath=()' \
        'mine() { : }; my__venvhook_precmd2() { : }
precmd_functions=(mine my__venvhook_precmd2)')
}

@test "zsh: a hook of another version says so once, and init mends it in place" {
    in_shell zsh <<'END'
eval "$("$VENVHOOK" init zsh | sed 's/--hook 1/--hook 999/')"
cd proj

echo "${VIRTUAL_ENV-none}"
eval "$("$VENVHOOK" init zsh)"
echo "$VIRTUAL_ENV"
END
    assert_contains "$(answer 2)" 'start a new shell'
    assert_answer 3 ''
    assert_answer 4 none
    assert_prompt 5 '(proj) => '
    assert_answer 6 "$HOME/proj/.venv"
}

@test "zsh: without the program nothing is said, and deactivate works" {
    mkdir gone
    cp "$VENVHOOK" gone/
    in_shell zsh --env VENVHOOK="$HOME/gone/venvhook" <<'END'
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

@test "zsh: a program that has moved is found on PATH, never in the directory at hand" {
    mkdir gone
    cp "$VENVHOOK" gone/
    printf '#!/bin/sh\n: >"%s/pwned"\n' "$HOME" >proj/venvhook
    chmod +x proj/venvhook
    in_shell zsh --env VENVHOOK="$HOME/gone/venvhook" \
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

@test "zsh: a script that reads the rc file is left alone, and goes on behind init" {
    rc_after 'AFTER=yes'
    in_shell zsh <<<'echo "$AFTER"'
    assert_answer 1 yes
    run zsh -dfc '. "$0"; cd proj
        echo "$AFTER ${precmd_functions-none} ${VIRTUAL_ENV-none}"' \
        "$tmp/rc/.zshrc"
    assert_output 'yes none none'
}

@test "zsh: init itself prints nothing, whatever the rc file does then" {
    project strange
    rc_after 'cd "$HOME/strange"; echo "rc is done"'
    in_shell zsh --cwd "$HOME/strange" <<<':'
    assert_equal "$(answer 0 | head -n 1)" 'rc is done'
    assert_contains "$(answer 0)" 'venvhook allow'
    assert_answer 1 ''
}

@test "zsh: a shell that starts inside a project begins with it on" {
    in_shell zsh --cwd "$HOME/proj" <<<'echo "$VIRTUAL_ENV"'
    assert_prompt 0 '(proj) => '
    assert_answer 1 "$HOME/proj/.venv"
}

@test "zsh: no option of the shell breaks the hook or is changed by it" {
    while IFS= read -r options; do
        rc_clear
        rc_before "setopt $options"
        in_shell zsh <<'END'
setopt >before
cd proj && echo "$VIRTUAL_ENV"
cd -q ..
cd proj
deactivate
cd ..
setopt >after
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
ksh_arrays sh_word_split
null_glob csh_null_glob
glob_subst extended_glob
err_return
err_exit
warn_create_global warn_nested_var
posix_identifiers posix_builtins posix_strings posix_traps
no_unset
no_nomatch
nomatch
sh_glob ksh_glob
no_case_match no_case_glob
prompt_subst prompt_bang
no_prompt_percent
csh_junkie_quotes csh_junkie_history
ignore_braces
ignore_close_braces
rc_quotes rc_expand_param
no_multi_func_def no_short_loops
hist_subst_pattern magic_equal_subst
no_clobber
chase_links
auto_cd auto_pushd pushd_silent
no_global_export
no_equals
ksh_typeset
no_function_argzero
typeset_silent
bash_rematch
END
}

@test "zsh: odd IFS, and directories that differ in case" {
    mkdir PROJ
    rc_before 'setopt sh_word_split no_case_match; IFS=/_e1-'
    in_shell zsh <<'END'
cd proj
cd ../PROJ
cd ../proj && echo "$VIRTUAL_ENV"
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_answer 3 "$HOME/proj/.venv"
}

@test "zsh: a restricted shell is left alone" {
    in_shell zsh --cwd "$HOME/proj" -- -r <<'END'

echo "${VIRTUAL_ENV-none}"
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_prompt 1 '=> '
    assert_answer 2 none
}

@test "zsh: set -x shows one test a prompt, and no more for a cd" {
    in_shell zsh <<'END'
set -x

cd proj

echo $-
END
    [ "$(answer 2 | wc -l)" -le 2 ] || fail "$(answer 2)"
    refute_contains "$(answer 2)" "$HOME"
    refute_contains "$(answer 3)" VIRTUAL_ENV
    assert_prompt 3 '(proj) => '
    assert_contains "$(answer 5)" x
}

@test "zsh: under set -a nothing of the hook is exported" {
    in_shell zsh <<'END'
env | sort >before
set -a
cd proj
cd -q ..
cd -q proj
deactivate
cd ..
set +a
env | sort | diff before - | grep -v -e ' _=' -e OLDPWD= | grep '[<>]'
END
    assert_prompt 3 '(proj) => '
    assert_answer 9 ''
}

@test "zsh: an rc file under set -a exports nothing of the hook" {
    rc_before 'set -a'
    in_shell zsh <<'END'
cd proj
env | grep __venvhook
echo $-
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 ''
    assert_contains "$(answer 3)" a
}

@test "zsh: aliases of any name, global ones too, are not looked at" {
    names='builtin export unset eval local printf test set typeset emulate
        whence deactivate venvhook pushd popd'
    for name in $names; do
        rc_after "alias $name='echo alias of $name; :'"
    done
    rc_after "alias -g L='| less' G='| grep' N='>/dev/null' no=false yes=true"
    rc_after '\eval "$("$VENVHOOK" init zsh)"'
    in_shell zsh --no-hook <<'END'
\cd proj && echo "$VIRTUAL_ENV"
\deactivate
\venvhook version >version
\cd ..
END
    refute_contains 'alias of'
    assert_answer 1 "$HOME/proj/.venv"
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

@test "zsh: functions named as builtins are not called" {
    for name in export unset eval local printf test set typeset emulate \
        whence; do
        rc_after "function $name { echo function $name }"
    done
    in_shell zsh <<'END'
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

@test "zsh: subshells do not run the program" {
    counted
    in_shell zsh <<'END'
( cd proj; echo "${VIRTUAL_ENV-none}" )
echo $(cd proj && echo "${VIRTUAL_ENV-none}")
END
    assert_answer 1 none
    assert_answer 2 none
    assert_runs 1
}

@test "zsh: completion does not run the program, whatever it visits" {
    counted
    rc_after '_visit() { cd $HOME/proj; cd $HOME; compadd done }
zle -C visit complete-word _visit; bindkey "^X" visit'
    in_shell zsh <<'END'
@key : \x18
@key \r
@prompt
END
    assert_contains "$(typed 1)" ':'
    assert_contains "$output" 'done'
    assert_runs 1
}

@test "zsh: a cd in a widget switches, and keeps the line and the prompt" {
    rc_after 'visit() { cd $HOME/proj; LBUFFER+=" $VIRTUAL_ENV" }
zle -N visit; bindkey "^X" visit
precmd_functions+=(mine); mine() { echo "precmd" }'
    in_shell zsh <<'END'
@key echo\x18
@key \r
@prompt
END
    assert_answer 1 "$HOME/proj/.venv
precmd"
    assert_prompt 1 '(proj) => '
}

@test "zsh: a notice that is due in a widget waits for the prompt" {
    project strange
    rc_after 'visit() { cd $HOME/strange; }; zle -N visit; bindkey "^X" visit'
    in_shell zsh <<'END'
@key : \x18
@key later\r
@prompt

END
    assert_contains "$(answer 1)" 'venvhook allow'
    assert_contains "$(raw_of 1)" ': later'
    assert_answer 2 ''
}

@test "zsh: cd project && python x.py runs the project's Python" {
    in_shell zsh <<'END'
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

@test "zsh: with --no-cd the next prompt switches" {
    in_shell zsh --init --no-cd <<'END'
cd proj && echo "${VIRTUAL_ENV-none}"
echo ${#chpwd_functions}
END
    assert_answer 1 none
    assert_prompt 1 '(proj) => '
    assert_answer 2 0
}

@test "zsh: every way to another directory is followed, and cd answers as ever" {
    ln -s proj link
    rc_before 'setopt auto_cd'
    in_shell zsh <<'END'
cd proj
cd -
cd nowhere; echo $?
cd link && echo "$PWD $VIRTUAL_ENV"
cd .. && cd -P link && echo "$PWD"
cd ..; cdpath=($HOME); cd /; cd proj
cdpath=(); cd
./proj
cd
pushd proj
pushd +1
popd
cd -q proj; echo "${VIRTUAL_ENV-none}"
(exit 5); cd ..; echo $?
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 '~'
    assert_prompt 2 '=> '
    assert_equal "$(answer 3 | tail -n 1)" 1
    assert_answer 4 "$HOME/link $HOME/link/.venv"
    assert_answer 5 "$HOME/proj"
    assert_answer 6 '~/proj'
    assert_prompt 6 '(proj) => '
    assert_prompt 7 '=> '
    assert_prompt 8 '(proj) => '
    assert_prompt 9 '=> '
    assert_prompt 10 '(proj) => '
    assert_prompt 11 '=> '
    assert_prompt 12 '(proj) => '
    assert_answer 14 0
}

@test "zsh: a directory renamed or deleted below the shell is no error at each prompt" {
    "$VENVHOOK" allow --tree .
    in_shell zsh <<'END'
cd proj
mv ../proj ../moved

rm -r ../moved


cd
END
    for step in 2 3 4 5 6; do
        assert_answer $step ''
    done
    assert_prompt 4 '=> '
    assert_prompt 7 '=> '
}

@test "zsh: without HOME there is no error" {
    in_shell zsh --cwd "$HOME/proj" --unset HOME <<'END'

echo $?
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_answer 2 0
}

@test "zsh: an env that comes, goes or is replaced is noticed at the next prompt" {
    in_shell zsh <<'END'
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

@test "zsh: a pyvenv.cfg written twice in a second is read twice" {
    in_shell zsh <<'END'
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

@test "zsh: a link .venv that leads elsewhere is noticed, and one in the place of an env" {
    fake_env one
    fake_env two
    mkdir link
    ln -s ../one link/.venv
    ln -s link way
    "$VENVHOOK" allow one
    "$VENVHOOK" allow two
    counted
    in_shell zsh <<'END'
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

@test "zsh: a file .venv, and an env that it names, may come later" {
    mkdir file
    echo ../late >file/.venv
    "$VENVHOOK" allow --tree . >/dev/null
    in_shell zsh <<'END'
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

@test "zsh: settings that come, change or go are noticed at the next prompt" {
    project other
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    in_shell zsh <<'END'
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

@test "zsh: one cd runs the program once, and the prompt behind it not at all" {
    counted
    in_shell zsh <<'END'
cd proj


cd ..
cd .
END
    assert_runs 3
}

@test "zsh: where an rc file puts itself in front, or makes PATH anew, the project is in front again" {
    for path in '/first:$PATH' /first:/usr/bin:/bin; do
        rc_clear
        rc_before "PATH=$path"
        in_shell zsh <<'END'
cd proj
zsh -d
echo "${PATH%%:*}"; tr : "\n" <<<"$PATH" | grep -c /.venv/
deactivate
echo "${PATH%%:*} ${VIRTUAL_ENV-none}"
exit
END
        assert_prompt 2 '(proj) => '
        assert_answer 3 "$HOME/proj/.venv/bin
1"
        assert_prompt 4 '=> '
        assert_answer 5 '/first none'
        assert_prompt 6 '(proj) => '
    done
}

@test "zsh: a command that was hashed before is looked up again" {
    printf '#!/bin/sh\necho outer\n' >"$tmp/bin/tool"
    printf '#!/bin/sh\necho inner\n' >proj/.venv/bin/tool
    chmod +x "$tmp/bin/tool" proj/.venv/bin/tool
    in_shell zsh <<'END'
tool
cd proj && tool
cd .. && tool
END
    assert_answer 1 outer
    assert_answer 2 inner
    assert_answer 3 outer
}

@test "zsh: deactivate is there while ours is on, in child shells too, and then is what it was" {
    rc_before 'deactivate() { echo "the user'\''s own"; }'
    in_shell zsh <<'END'
functions deactivate >before
cd proj
zsh -d
deactivate
echo "${VIRTUAL_ENV-none}"

exit
deactivate
deactivate
functions deactivate | cmp - ~/before && echo same
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

@test "zsh: an env by hand that was inherited without its deactivate has one, and a deactivate that is there stays" {
    fake_env hand
    hand=(--env "VIRTUAL_ENV=$HOME/hand" --env VIRTUAL_ENV_PROMPT=hand
        --env "PATH=$HOME/hand/bin:$PATH:/x")
    for off in deactivate 'venvhook deactivate'; do
        in_shell zsh "${hand[@]}" <<END
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
    in_shell zsh "${hand[@]}" <<'END'
deactivate
venvhook deactivate
echo "$VIRTUAL_ENV"
END
    assert_answer 1 mine
    refute_contains "$(answer 2)" mine
    assert_answer 3 "$HOME/hand"
}

@test "zsh: a neighbour whose name begins the same is another directory" {
    mkdir proj2
    in_shell zsh <<'END'
cd proj
cd ../proj2
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

@test "zsh: a refusal is said once" {
    project strange
    in_shell zsh <<'END'
cd strange

cd ..
cd strange
END
    assert_contains "$(answer 1)" 'venvhook allow'
    assert_answer 2 ''
    assert_answer 4 ''
    assert_prompt 4 '=> '
}

@test "zsh: a program that fails is not run again at every prompt" {
    printf '#!/bin/sh\necho run >>"%s"; echo "exit 9"; exit 1\n' \
        "$tmp/runs" >"$tmp/fails"
    chmod +x "$tmp/fails"
    rc_after "__venvhook_program='$tmp/fails'"
    in_shell zsh <<'END'


cd proj

END
    assert_runs 2
}

@test "zsh: what is typed ahead is not read by the program" {
    printf '#!/bin/sh\nsleep 0.5; cat >"%s"\n' "$tmp/read" >"$tmp/reads"
    chmod +x "$tmp/reads"
    in_shell zsh --env READS="$tmp/reads" <<'END'
__venvhook_program=$READS
@send cd proj
echo typed ahead
END
    assert_exists "$tmp/read"
    assert_equal "$(cat "$tmp/read")" ''
    assert_contains "$output" $'\ntyped ahead'
}

@test "zsh: VENVHOOK_DISABLE switches the hook off, and unsetting it on again" {
    counted
    in_shell zsh --env VENVHOOK_DISABLE=1 <<'END'
cd proj
echo "${VIRTUAL_ENV-none}"
unset VENVHOOK_DISABLE
END
    assert_answer 2 none
    assert_prompt 2 '=> '
    assert_prompt 3 '(proj) => '
    assert_runs 1
}

@test "zsh: nothing of the hook is in the history" {
    in_shell zsh <<'END'
HISTSIZE=100
cd proj
fc -l 1
END
    assert_contains "$(answer 3)" 'cd proj'
    refute_contains "$(answer 3)" __venvhook
}

# --- the prompt

@test "zsh: no prefix with --no-prompt, VIRTUAL_ENV_DISABLE_PROMPT, a theme or a prompt that has its own" {
    in_shell zsh --init --no-prompt <<<'cd proj'
    assert_prompt 1 '=> '
    in_shell zsh --env VIRTUAL_ENV_DISABLE_PROMPT=1 <<<'cd proj'
    assert_prompt 1 '=> '
    for theme in starship_precmd prompt_starship_precmd p10k \
        prompt_pure_precmd prompt_spaceship_precmd _omp_precmd \
        _powerline_set_prompt powerline_precmd _lp_set_prompt \
        __lp_set_prompt prompt_virtualenv; do
        rc_clear
        rc_after "$theme() { : }"
        in_shell zsh <<<'cd proj'
        assert_prompt 1 '=> '
    done
    rc_clear
    rc_after 'setopt prompt_subst; PS1='\''${VIRTUAL_ENV##*/}=> '\'
    in_shell zsh <<<'cd proj'
    assert_prompt 1 '.venv=> '
    rc_clear
    rc_after 'readonly PS1'
    in_shell zsh <<<'cd proj'
    assert_answer 1 ''
    assert_prompt 1 '=> '
}

@test "zsh: of a prompt edited meanwhile only the prefix goes" {
    in_shell zsh <<'END'
cd proj
PS1="[x] $PS1"
PROMPT="[y] ${PROMPT/=>/==>}"
cd ..
echo "<$PS1>"
END
    assert_prompt 2 '[x] (proj) => '
    assert_prompt 3 '[y] [x] (proj) ==> '
    assert_prompt 4 '[y] [x] ==> '
    assert_answer 5 '<[y] [x] ==> >'
}

@test "zsh: a prompt made anew each time has the prefix each time" {
    rc_before 'precmd() { PS1="$? => " }'
    in_shell zsh <<'END'
cd proj
(exit 3)
cd ..
END
    assert_prompt 1 '(proj) 0 => '
    assert_prompt 2 '(proj) 3 => '
    assert_prompt 3 '0 => '
}

@test "zsh: an inherited prompt has the prefix once, and loses it on leaving" {
    rc_before 'PS1=$OUTER'
    in_shell zsh --env 'OUTER=(proj) => ' --cwd "$HOME/proj" <<<'cd ..'
    assert_prompt 0 '(proj) => '
    assert_prompt 1 '=> '
}

@test "zsh: the user's own words are not taken for the prefix" {
    rc_before 'PS1="(proj) => "'
    in_shell zsh <<'END'
cd proj
cd ..
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '(proj) => '
}

@test "zsh: an env activated by hand meanwhile is left alone, with its own prompt" {
    make_env other
    in_shell zsh <<'END'
cd proj
. ../other/bin/activate
echo "$VIRTUAL_ENV"
cd ..
deactivate
echo "${VIRTUAL_ENV-none} $PATH"
whence deactivate
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

@test "zsh: venvhook activate and deactivate act on the shell, all else is the program" {
    make_env other
    in_shell zsh <<'END'
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

@test "zsh: venvhook activate --shell prints what is asked for and changes nothing" {
    make_env other
    in_shell zsh <<'END'
venvhook activate --shell fish other >printed; echo $?
venvhook activate other --shell=zsh >>printed; echo $?
echo "${VIRTUAL_ENV-none}"
(IFS=:; venvhook activate --help | head -n 1)
END
    assert_answer 1 0
    assert_answer 2 0
    assert_prompt 2 '=> '
    assert_answer 3 none
    assert_contains "$(head -n 1 printed)" 'set -gx VIRTUAL_ENV'
    assert_contains "$(cat printed)" "export VIRTUAL_ENV='$HOME/other'"
    assert_contains "$(answer 4)" 'usage: venvhook activate'
}

@test "zsh: venvhook activate takes a name in WORKON_HOME, else a path, and holds everywhere until deactivate" {
    fake_env .virtualenvs/web
    fake_env work/web
    fake_env away/web
    in_shell zsh <<'END'
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

@test "zsh: deactivate holds in the project and its child shells, until venvhook activate or leaving" {
    mkdir proj/sub
    in_shell zsh <<'END'
cd proj
deactivate
cd sub
zsh -d
exit
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
