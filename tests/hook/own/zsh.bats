# What zsh alone has: arrays of hooks, and widgets.

load ../hook

@test "other precmd functions and the next line see the user's status and pipestatus" {
    rc_before 'first() { printf "<%s %s>" "$?" "$pipestatus" }
precmd_functions=(first)'
    rc_after 'last() { printf "[%s %s]" "$?" "$pipestatus" }
precmd_functions+=(last)'
    in_it <<'END'
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

@test "the user's INT, ZERR and EXIT traps stay as they are" {
    rc_before "trap 'echo got INT' INT; TRAPZERR() { echo got ZERR }
trap 'echo got EXIT' EXIT"
    in_it <<'END'
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

@test "the arrays may be missing, unique, full, and fpath empty; once is once" {
    while IFS= read -r -d '' before; do
        rc_clear
        rc_before "$before"
        in_it <<'END'
cd proj
for i in 1 2 3; do eval "$("$VENVHOOK" init zsh)"; done
f() { setopt local_options ksh_arrays; eval "$("$VENVHOOK" init zsh)" }; f
echo ${(M)precmd_functions:#__venvhook*} ${(M)chpwd_functions:#__venvhook*}
echo ${#precmd_functions}
builtin cd -q ..
END
        assert_answer 0 ''
        assert_prompt 1 '(proj) => '
        assert_answer 4 '__venvhook_precmd __venvhook_drawn __venvhook_moved'
        if [[ $before == *mine* ]]; then
            assert_answer 5 4
        else
            assert_answer 5 2
        fi
        assert_prompt 6 '=> '
    done < <(printf '%s\0' 'unset precmd_functions chpwd_functions' \
        'typeset -gU precmd_functions chpwd_functions' 'fpath=()' \
        'mine() { : }; my__venvhook_precmd2() { : }
precmd_functions=(mine my__venvhook_precmd2)')
}

@test "where the lists, or one of them, are set anew, behind our line or at a prompt, the next command has its env" {
    rc_after 'precmd_functions=() chpwd_functions=()'
    in_it --cwd "$HOME/proj" <<END
$(get VIRTUAL_ENV)
precmd_functions=()
cd ..
cd -q proj
precmd_functions=() chpwd_functions=()
cd ..
cd proj
chpwd_functions=()
cd ..; $(get VIRTUAL_ENV)
END
    assert_answer 1 "$HOME/proj/.venv"
    assert_prompt 1 '(proj) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '(proj) => '
    assert_prompt 6 '=> '
    assert_prompt 7 '(proj) => '
    assert_answer 9 none
}

@test "a theme that comes behind the first prompt has the name from the next command on" {
    in_it --cwd "$HOME/proj" <<'END'
later() { PS1="later=> "; }; precmd_functions+=(later)
:

cd ..
END
    assert_prompt 1 'later=> '
    assert_prompt 2 '(proj) later=> '
    assert_prompt 3 '(proj) later=> '
    assert_prompt 4 'later=> '
}

@test "another one that switches off at a cd still finds a deactivate, before our line or behind it" {
    for place in rc_before rc_after; do
        rc_clear
        $place 'other() {
    [[ -z $mine || $PWD == */proj ]] || { deactivate; mine=""; }
    [[ $PWD != */proj ]] || mine=yes
}
chpwd_functions+=(other)'
        in_it <<'END'
cd proj
cd ..
cd proj; cd ..
END
        assert_prompt 1 '(proj) => '
        assert_answer 2 ''
        assert_prompt 2 '=> '
        assert_answer 3 ''
        assert_prompt 3 '=> '
    done
}

@test "completion does not run the program, whatever it visits" {
    counted
    rc_after '_visit() { cd $HOME/proj; cd $HOME; compadd done }
zle -C visit complete-word _visit; bindkey "^X" visit'
    in_it <<'END'
@key : \x18
@key \r
@prompt
END
    assert_contains "$(typed 1)" ':'
    assert_contains "$output" 'done'
    assert_runs 1
}

@test "a cd in a widget switches, and keeps the line and the prompt" {
    rc_after 'visit() { cd $HOME/proj; LBUFFER+=" $VIRTUAL_ENV" }
zle -N visit; bindkey "^X" visit
precmd_functions+=(mine); mine() { echo "precmd" }'
    in_it <<'END'
@key echo\x18
@key \r
@prompt
END
    assert_answer 1 "$HOME/proj/.venv
precmd"
    assert_prompt 1 '(proj) => '
}

@test "a notice that is due in a widget waits for the prompt" {
    project strange
    rc_after 'visit() { cd $HOME/strange; }; zle -N visit; bindkey "^X" visit'
    in_it <<'END'
@key : \x18
@key later\r
@prompt

END
    assert_contains "$(answer 1)" 'venvhook allow'
    assert_contains "$(raw_of 1)" ': later'
    assert_answer 2 ''
}

@test "a notice that is due while p10k shows its instant prompt waits for the next one" {
    project strange
    rc_before '__p9k_instant_prompt_active=1
shown() { unset __p9k_instant_prompt_active; }
zmodload zsh/sched; sched +0 shown'
    for place in strange proj; do
        in_it --cwd "$HOME/$place" <<'END'


END
        assert_answer 0 ''
        if [ "$place" = strange ]; then
            assert_contains "$(answer 1)" 'venvhook allow'
        else
            assert_prompt 0 '(proj) => '
            assert_answer 1 ''
        fi
        assert_answer 2 ''
    done
}

@test "with --no-cd the next prompt switches" {
    in_it --init --no-cd <<'END'
cd proj && echo "${VIRTUAL_ENV-none}"
echo ${#chpwd_functions}
END
    assert_answer 1 none
    assert_prompt 1 '(proj) => '
    assert_answer 2 0
}

@test "every way to another directory is followed, and cd answers as ever" {
    ln -s proj link
    rc_before 'setopt auto_cd'
    in_it <<'END'
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

@test "a terminal that marks the prompt only where it comes last comes last, in either order" {
    for mark in _ksi_precmd warp_update_prompt_vars; do
        for place in rc_before rc_after; do
            rc_clear
            $place "precmd_functions+=(_ksi_deferred_init)
_ksi_deferred_init() {
    precmd_functions=(\${precmd_functions:/_ksi_deferred_init/$mark})
    $mark
}
$mark() { [[ \$precmd_functions[-1] == $mark ]] || echo 'not last' }"
            in_it <<'END'

cd proj
cd ..
END
            for step in 0 1 2 3; do
                assert_answer $step ''
            done
            assert_prompt 2 '(proj) => '
            assert_prompt 3 '=> '
        done
    done
}

@test "a terminal that is not the last to make the prompt marks it as without us" {
    terminal='made() { PS1="=> " }
_ksi_precmd() {
    if [[ $precmd_functions[-1] == _ksi_precmd ]]; then
        PS1="%{[in]%}$PS1"
    else
        print -n "[by]"
        precmd_functions=(${precmd_functions:#_ksi_precmd} _ksi_precmd)
    fi
}
preexec_functions+=(unmark)
unmark() { PS1=${PS1//"%{[in]%}"} }
precmd_functions+=(_ksi_precmd made)'
    for place in rc_before rc_after; do
        rc_clear
        $place "$terminal"
        in_it <<'END'
cd proj
cd ..
END
        assert_contains "$(raw_of 0)" '[by]=> '
        assert_prompt 1 '[in](proj) => '
        assert_prompt 2 '[in]=> '
    done
}

@test "where zsh has lost its modules a sentence says once that there is no hook" {
    rc_before "module_path=('$tmp/none')"
    in_it <<'END'
cd proj
venvhook version
cd ..
END
    assert_answer 0 'venvhook: there is no hook without zsh/parameter'
    assert_answer 1 ''
    assert_answer 2 "$("$VENVHOOK" version)"
    assert_answer 3 ''
    assert_prompt 3 '=> '
}

@test "under auto_name_dirs no directory gets a name of ours" {
    mkdir -p "$tmp/not-at-home/deeper"
    rc_before "setopt auto_name_dirs; PS1='%~ => '"
    in_it <<END
cd $tmp/not-at-home/deeper
cd ..
cd ~/proj; cd src
$(get VIRTUAL_ENV)
END
    assert_prompt 1 "$tmp/not-at-home/deeper => "
    assert_prompt 2 "$tmp/not-at-home => "
    assert_prompt 4 '(proj) ~/proj => '
    assert_answer 4 "$HOME/proj/.venv"
}

@test "in a zpty, where a theme works on the side, nothing is asked and nothing said" {
    project strange
    counted
    in_it <<'END'
zmodload zsh/zpty; zpty -b aside 'cd proj; cd ~/strange; echo "<${VIRTUAL_ENV-none}>"'
zpty -r aside line '*>'; echo $line
END
    assert_answer 2 '<none>'
    assert_runs 1
}

@test "with a function precmd a command that fails has the ZERR trap once, and is followed by all of precmd" {
    for option in 'TRAPZERR() { echo trapped }' 'setopt err_return'; do
        rc_clear
        rc_before "$option; precmd() { shown=\$?; PS1=\"<\$shown>=> \" }"
        in_it <<'END'
(exit 3)
cd proj
END
        [[ $option == setopt* ]] || assert_answer 1 trapped
        assert_prompt 1 '<3>=> '
        assert_prompt 2 '(proj) <0>=> '
    done
}

@test "what a DEBUG trap prints is no part of an answer, and the trap stays" {
    for trap in "trap 'echo oops' DEBUG" 'TRAPDEBUG() { echo oops; }'; do
        in_it <<END
$trap
cd proj
venvhook deactivate
trap
END
        refute_contains "$output" 'not found'
        assert_prompt 2 '(proj) => '
        assert_prompt 3 '=> '
        assert_contains "$(answer 4)" DEBUG
    done
}

@test "read in a function that has a local of that name, the hook says nothing of the table of functions" {
    edit_hook '1s/^/() { local functions; /; $s/$/\n}/'
    in_it <<'END'
cd proj
END
    assert_answer 0 ''
    assert_prompt 1 '(proj) => '
}

@test "a zsh that was started as sh or ksh goes on and off, and hands a deactivate back" {
    rc_before 'PS1="=> "; deactivate() { echo mine; }'
    for name in sh ksh; do
        ln -sf "$(command -v zsh)" "$name"
        in_it <<END
ENV=\$RC ~/$name -i
cd proj
$(get VIRTUAL_ENV)
deactivate
deactivate
cd ..
END
        assert_answer 1 ''
        assert_prompt 2 '(proj) => '
        assert_answer 3 "$HOME/proj/.venv"
        assert_prompt 4 '=> '
        assert_answer 5 mine
    done
}

@test "a function that has another table of functions loses no deactivate of the user's" {
    rc_before 'deactivate() { echo mine; }'
    in_it <<'END'
f() { local functions=3; cd $1; }; f proj
deactivate
f ~; cd proj; f ~
deactivate
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 ''
    assert_answer 4 mine
}

# The prompt in the project; behind it nothing shows an environment.
visit_shows() {
    in_it <<'END'
cd proj
cd ..
END
    assert_prompt 1 "$1"
    assert_prompt 2 '=> '
}

@test "the name is there beside a theme that shows environments only where VIRTUAL_ENV_DISABLE_PROMPT is set" {
    for asked in '$virtualenv_path && -n $VIRTUAL_ENV_DISABLE_PROMPT' \
        '"$VIRTUAL_ENV" && -n "$VIRTUAL_ENV_DISABLE_PROMPT"' \
        '"$VIRTUAL_ENV"'; do
        rc_clear
        rc_before 'setopt prompt_subst; PS1="\$(build)=> "
build() { prompt_virtualenv; }
prompt_virtualenv() { local virtualenv_path="$VIRTUAL_ENV"
    if [[ -n '"$asked"' ]]; then print -n "<${VIRTUAL_ENV:t}>"; fi; }'
        expected='<.venv>=> '
        [[ $asked != *DISABLE* ]] || expected='(proj) => '
        visit_shows "$expected"
    done
}

@test "the name is there beside a theme that calls what oh-my-zsh has in place of a function that shows environments" {
    for body in 'return 1' 'show' 'print -n "${VIRTUAL_ENV:+<.venv>}"'; do
        rc_clear
        rc_before 'setopt prompt_subst; PS1="\$(virtualenv_prompt_info)=> "
show() { [[ -z ${VIRTUAL_ENV-} ]] || print -n "<${VIRTUAL_ENV:t}>"; }
function virtualenv_prompt_info { '"$body; }"
        expected='<.venv>=> '
        [[ $body != return* ]] || expected='(proj) => '
        visit_shows "$expected"
    done
}

@test "where what makes the prompt shows environments by itself, in whatever way, there is no second name" {
    rc_show='show() { [[ -z ${VIRTUAL_ENV-} ]] || print -n "<${VIRTUAL_ENV:t}>"; }'
    while read -r line; do
        for place in rc_before rc_after; do
            rc_clear
            $place "$rc_show"
            $place "$line"
            expected='<.venv>=> '
            [[ $line != *plain* ]] || expected='(proj) => '
            visit_shows "$expected"
        done
    done <<'END'
setopt prompt_subst; PS1='$(show)=> '
setopt prompt_subst; PS1=$'%{\e[m%}`show`=> '
precmd() { PS1="$(show)=> "; }
precmd() { PS1="${VIRTUAL_ENV:+<${VIRTUAL_ENV:t}>}=> "; }
mine() { PROMPT="$(show)=> "; }; precmd_functions+=(mine)
mine() { psvar[1]=${VIRTUAL_ENV:t}; }; precmd_functions+=(mine); PS1='%(1V.<%1v>.)=> '
GEOMETRY_PROMPT=(geometry_virtualenv); mine() { PS1="$($GEOMETRY_PROMPT)=> "; }; precmd_functions+=(mine); geometry_virtualenv() { show; }
plain() { print -n "=> "; }; setopt prompt_subst; PS1='$(plain)'
plain() { : "${VIRTUAL_ENV-}"; }; precmd_functions+=(plain)
plain() { print -n "=> "; }; precmd() { PS1="$(plain)"; }
_plain() { : "${VIRTUAL_ENV-}"; PS1="$PS1"; }; precmd_functions+=(_plain)
END
}

@test "under typeset -U, activate on top of ours leaves one name, also where it does not come to a prompt of its own" {
    real_env
    rc_before 'typeset -U path PATH'
    in_it --term "$hand_term" <<END
cd proj
$(activate .venv)
deactivate
cd ..
cd proj; $(activate .venv); mkdir sub; cd sub
$(get VIRTUAL_ENV)
cd /
END
    assert_prompt 2 "$on_top"
    assert_prompt 3 '=> '
    assert_prompt 5 "$on_top"
    assert_answer 6 "$HOME/proj/.venv"
    assert_prompt 7 '=> '
}

@test "a prompt that was kept with another name, before what runs at the prompt came to a project, loses that once it is back" {
    project other
    "$VENVHOOK" allow other
    rc_before 'flip() { [[ ! -e ~/flip ]] || { rm ~/flip; cd ~/other; }; }
wrap() { plain=$PS1 PS1="<$PS1"; }
unwrap() { PS1=$plain; }
precmd_functions+=(flip wrap) preexec_functions+=(unwrap)'
    in_it <<'END'
cd proj
touch ~/flip
:
cd
cd proj
END
    assert_prompt 1 '<(proj) => '
    assert_prompt 2 '(other) <=> '
    assert_prompt 3 '<(other) => '
    assert_prompt 4 '<=> '
    assert_prompt 5 '<(proj) => '
}
