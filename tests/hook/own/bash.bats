# What bash alone has: PROMPT_COMMAND, and who else writes into it; functions
# that stand for cd.

load ../hook

# in_it, but registered as before bash 5.1: a string.
# shellcheck disable=SC2120 # options of in_it, if ever
in_old_bash() {
    rc_after 'eval "$("$VENVHOOK" init bash | sed "s/>= 501/>= 9901/")"'
    in_it --no-hook "$@"
}

# Both kinds of registration: run the test body with $in set to each.
both() {
    for in in in_it in_old_bash; do
        rc_clear
        "$1"
    done
}

@test "every other prompt command and the next line see the user's \$?" {
    rc_before 'PROMPT_COMMAND="printf \"<%s>\" \$?"'
    rc_after 'PROMPT_COMMAND+=("printf \"[%s]\" \"\$?\"")'
    in_it <<'END'
(exit 3)
echo $?
cd proj; (exit 4)
cd nowhere
END
    assert_prompt 1 '<3>[3]=> '
    assert_answer 2 3
    assert_prompt 3 '<4>[4](proj) => '
    assert_prompt 4 '<1>[1](proj) => '
}

@test "entries behind ours in a string see the user's \$?" {
    rc_before 'tail() { PROMPT_COMMAND+="; printf \"[%s]\" \$?"; }'
    in_old_bash <<'END'
tail
(exit 3)
(exit 0)
END
    assert_prompt 2 '[3]=> '
    assert_prompt 3 '[0]=> '
    # and where the string has one in front of us that hands it on
    rc_before 'PROMPT_COMMAND=keep; keep() { return $?; }'
    in_old_bash <<'END'
tail
(exit 3)
(exit 0)
END
    assert_prompt 2 '[3]=> '
    assert_prompt 3 '[0]=> '
}

@test "PIPESTATUS reaches later entries of an array and the next line" {
    rc_after 'PROMPT_COMMAND+=("printf \"<%s>\" \"\${PIPESTATUS[*]}\"")'
    in_it <<'END'
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

@test "\$_ is the last word of the user's command" {
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

@test "the user's INT, ERR and DEBUG traps stay as they are" {
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

@test "PROMPT_COMMAND may be unset, a string, an array, exported or end in anything" {
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
declare -p PROMPT_COMMAND | grep -o "&& for __venvhook_none" | wc -l
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
        "PROMPT_COMMAND='X=yes\\'" \
        'export PROMPT_COMMAND="X=yes"' \
        'declare -x PROMPT_COMMAND="X=yes; :;"')
}

@test "with a readonly PROMPT_COMMAND only cd switches, without a word" {
    rc_before 'readonly PROMPT_COMMAND="X=yes"'
    in_it <<'END'
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

@test "a user's trailing semicolon is no syntax error at each prompt" {
    rc_before 'PROMPT_COMMAND="X=1;"'
    in_old_bash <<'END'

declare -p PROMPT_COMMAND
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_contains "$(answer 2)" 'X=1;'
    refute_contains "$(answer 2)" ';;'
}

@test "a child without the hook inherits nothing of it" {
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

@test "where another tool took PROMPT_COMMAND, cd still works, and sourcing again mends" {
    in_it <<'END'
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

@test "an rc file that is read again has each of the others once, however they look for themselves" {
    ask='ask() { count=$((count + 1)); echo "$count"; }'
    one='[[ ";${PROMPT_COMMAND[*]-};" == *";ask;"* ]] ||
    PROMPT_COMMAND="ask${PROMPT_COMMAND:+;$PROMPT_COMMAND}"'
    other='found=""
for each in "${PROMPT_COMMAND[@]}"; do [[ $each != ask ]] || found=yes; done
[[ -n $found ]] || PROMPT_COMMAND=("${PROMPT_COMMAND[@]}" ask)'
    for line in "$one" "$other"; do
        for place in rc_before rc_after; do
            rc_clear
            $place "$ask"$'\n'"$line"
            in_it <<'END'
. "$RC"
. "$RC"
cd proj
. "$RC"
count=0

END
            assert_answer 6 2
            assert_prompt 6 '(proj) => '
        done
    done
}

@test "bash-preexec is asked by its own array" {
    for flag in bash_preexec_imported __bp_imported; do
        rc_clear
        rc_before "$flag=defined"
        rc_before 'invoke() { local f; for f in "${precmd_functions[@]}"; do "$f"; done; }
PROMPT_COMMAND=invoke'
        in_it <<'END'
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

@test "bash-preexec, which moves to the front behind our line, tells of each command and of no other" {
    rc_after 'known() {
    local each IFS=$'\''\n;'\''
    local -a all
    read -rd "" -a all <<<"${PROMPT_COMMAND[*]}"
    for each in "${all[@]}"; do
        each=${each#"${each%%[! ]*}"}
        [[ ${each%"${each##*[! ]}"} != "$BASH_COMMAND" ]] || return 0
    done
    return 1
}
told() {
    [[ -n $__bp_preexec_interactive_mode ]] || return 0
    __bp_preexec_interactive_mode=""
    known || echo "run $BASH_COMMAND"
}
__bp_interactive_mode() { __bp_preexec_interactive_mode=on; }
in_front() {
    trap told DEBUG
    PROMPT_COMMAND="first
${PROMPT_COMMAND//in_front/:}"
    PROMPT_COMMAND+=(__bp_interactive_mode)
    __bp_interactive_mode
}
first() { :; }
__bp_preexec_interactive_mode="" PROMPT_COMMAND="$PROMPT_COMMAND
in_front"'
    in_it <<'END'
true
cd proj
true

cd ..
PROMPT_COMMAND="X=1; $PROMPT_COMMAND"
true
END
    assert_answer 0 ''
    assert_answer 1 'run true'
    assert_answer 2 'run cd proj'
    assert_prompt 2 '(proj) => '
    assert_answer 3 'run true'
    assert_answer 4 ''
    assert_answer 5 'run cd ..'
    assert_prompt 5 '=> '
    assert_answer 7 'run true'
}

@test "a DEBUG trap that a prompt command sets anew each time is told of each command, before it runs, and of no other" {
    told='told() { trap "" DEBUG; echo "run $BASH_COMMAND"; }
ready() { PS1="${PS1-}"; trap told DEBUG; }'
    while read -r place line; do
        rc_clear
        rc_before "$told"
        $place "$line"
        in_it <<'END'
true
cd proj
true
cd ..
END
        assert_answer 0 ''
        for step in 1 2 3 4; do
            assert_answer $step "run $(typed $step)"
        done
        assert_prompt 2 '(proj) => '
    done <<'END'
rc_before PROMPT_COMMAND='X=1;ready'
rc_after PROMPT_COMMAND="$PROMPT_COMMAND;ready"
rc_before PROMPT_COMMAND=('X=1' ready)
END
}

@test "what bash-preexec has put into PROMPT_COMMAND is not shown there, as it would clean that for seconds, and what others have is" {
    for name in __bp_first mine; do
        [ "$name" = mine ] && want=1 || want=0
        rc_clear
        rc_before "$name() { :; }
PROMPT_COMMAND='$name; X=\"it'\\''s long\"'"
        in_it <<'END'
printf '%s\n' "${PROMPT_COMMAND[@]}" | grep -o 's long' | wc -l
echo "$X"
END
        assert_answer 1 "$want"
        assert_answer 2 "it's long"
    done
}

@test "a theme in the array of bash-preexec shows the env at once, and a prompt made there has the name" {
    rc_before 'theme() { PS1="<${VIRTUAL_ENV:+on}>=> "; }; '"$(leap)"
    rc_before 'bash_preexec_imported=defined precmd_functions=(theme)
PROMPT_COMMAND='\''for f in "${precmd_functions[@]}"; do "$f"; done'\'
    in_it <<'END'
z proj
z ..
cd proj
END
    assert_prompt 1 '(proj) <on>=> '
    assert_prompt 2 '<>=> '
    assert_prompt 3 '(proj) <on>=> '
}

@test "a theme in the list of bash-preexec behind our line, or of ble.sh, which run before PROMPT_COMMAND, shows the env at once, and a prompt made there has the name" {
    while read -r place mark list; do
        rc_clear
        $place "$mark=0.4 $list=(theme)
theme() { PS1=\"<\${VIRTUAL_ENV:+on}>=> \"; }
blehook() { $list=(\"\${1#PRECMD+-=}\" \"\${${list}[@]}\"); }
invoke() { local f; for f in \"\${${list}[@]}\"; do \"\$f\"; done; }
trap '[[ \$BASH_COMMAND != __venvhook_hook* ]] || invoke' DEBUG"
        rc_before "$(leap)"
        in_it <<'END'

z proj
z ..
cd proj
END
        assert_prompt 2 '(proj) <on>=> '
        assert_prompt 3 '<>=> '
        assert_prompt 4 '(proj) <on>=> '
    done <<'END'
rc_after bash_preexec_imported precmd_functions
rc_before BLE_VERSION precmd
rc_after BLE_VERSION precmd
END
}

@test "under ble.sh, which reads the prompt commands by itself, a prompt that they make has the name" {
    rc_before 'BLE_VERSION=0.4; blehook() { echo "blehook $*"; }'
    rc_after "PROMPT_COMMAND='PS1=\"<\$?>=> \"'"
    in_it <<'END'
cd proj
(exit 3)
END
    assert_answer 0 ''
    assert_prompt 1 '(proj) <0>=> '
    assert_prompt 2 '(proj) <3>=> '
}

@test "behind z of rupa/z and z.lua, and y of yazi, which go by the builtin, python is the project's" {
    for name in _z _zlua y; do
        rc_clear
        rc_before "$name() { builtin cd \"\$@\" || return 7; }"
        in_it <<END
$name proj && command -v python
$name nowhere 2>/dev/null; echo \$?
$name .. && echo "\${VIRTUAL_ENV-none}"
END
        assert_answer 1 "$HOME/proj/.venv/bin/python"
        assert_answer 2 7
        assert_answer 3 none
    done
}

@test "with a readonly PROMPT_COMMAND the name is there behind venvhook activate, and gone behind deactivate" {
    rc_before 'readonly PROMPT_COMMAND=:'
    in_it <<'END'
cd proj
venvhook deactivate
venvhook activate
deactivate
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_prompt 3 '(proj) => '
    assert_prompt 4 '=> '
}

@test "an integration that moves PROMPT_COMMAND aside makes no loop" {
    rc_after 'moved=("${PROMPT_COMMAND[@]}")
run_moved() { local c; for c in "${moved[@]}"; do eval "$c"; done; }
PROMPT_COMMAND=(run_moved)
eval "$("$VENVHOOK" init bash)"
moved+=("${PROMPT_COMMAND[1]}")'
    in_it <<'END'
cd proj
cd ..
END
    assert_answer 0 ''
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

@test "a PROMPT_COMMAND that an older bash is given behind our line is taken back by the first cd" {
    rc_before "PROMPT_COMMAND='X=1'"
    rc_after 'eval "$("$VENVHOOK" init bash | sed "s/>= 501/>= 9901/")"'
    rc_after "PROMPT_COMMAND='X=2'"
    in_it --no-hook <<'END'
cd proj && echo "$VIRTUAL_ENV"
builtin cd ..
echo "$X"
END
    assert_answer 1 "$HOME/proj/.venv"
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_answer 3 2
}

@test "in an older bash, too, a theme that comes in front of us behind our line shows the env at once, and is there once" {
    edit_hook 's/>= 501/>= 9901/'
    rc_before "$(leap)"
    rc_after 'theme() { PS1="<$? ${VIRTUAL_ENV:+on}>=> "; : "$((times++))"; }
PROMPT_COMMAND="theme; $PROMPT_COMMAND"'
    in_it <<'END'
times=0
z proj
(exit 3)
z ..
echo $times
END
    assert_prompt 2 '(proj) <0 on>=> '
    assert_prompt 3 '(proj) <3 on>=> '
    assert_prompt 4 '<0 >=> '
    assert_answer 5 4
}

@test "under set -e and set -u the old registration holds too" {
    rc_before 'set -eu -o pipefail; set -E; trap "echo got ERR" ERR'
    rc_before "PROMPT_COMMAND='X=1'"
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

@test "set -x shows five short lines a prompt and no more for a cd" {
    in_it <<'END'
set -x

cd proj

echo $-
END
    assert_answer 2 "++ __venvhook_hook
++ builtin set -- 0 himxBHs '' 0
++ [[ himxBHs != *[akvxT]* ]]
++ builtin set +akvxT
++ return 0"
    refute_contains "$(answer 3)" VIRTUAL_ENV
    assert_prompt 3 '(proj) => '
    assert_contains "$(answer 5)" x
}

@test "a DEBUG trap that functions inherit, and that prints, is no part of an answer, and both stay" {
    prints_no_answer() {
        rc_after 'shopt -s extdebug; trap "echo run \"\${BASH_COMMAND%% *}\"" DEBUG'
        $in <<'END'
cd proj
cd ..
echo "$-"; trap -p DEBUG
END
        assert_prompt 1 '(proj) => '
        refute_contains "$(answer 1)" 'not found'
        refute_contains "$(answer 1)" export
        assert_prompt 2 '=> '
        assert_contains "$(answer 3)" T
        assert_contains "$(answer 3)" 'trap -- '
    }
    both prints_no_answer
}

@test "an rc file under set -a exports nothing of the hook" {
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

@test "subshells and completion do not run the program" {
    counted
    rc_after '_visit() { cd proj; cd ..; COMPREPLY=(done); }
complete -F _visit visit'
    in_it <<'END'
( cd proj; echo "${VIRTUAL_ENV-none}" )
echo $(cd proj && echo "${VIRTUAL_ENV-none}")
echo visit @	
END
    assert_answer 1 none
    assert_answer 2 none
    assert_runs 1
    in_it <<'END'
@key : ; visit \t
@key \r
@prompt
END
    assert_contains "$(typed 1)" visit
    assert_runs 2
}

@test "a cd in a key binding switches at once" {
    rc_after "bind -x '\"\\C-g\": cd ~/proj'"
    in_it <<'END'
@key \x07
@sleep 0.2
@key echo "$VIRTUAL_ENV" >~/seen\r
@prompt
true
END
    assert_equal "$(cat seen)" "$HOME/proj/.venv"
    assert_prompt -1 '(proj) => '
}

@test "a cd of the user's own stays, and --no-cd leaves it the builtin" {
    rc_before 'cd() { echo "mine: $*"; builtin cd "$@"; }; alias popd="echo mine;"'
    in_it <<'END'
cd proj
type -t popd
type -t pushd
END
    assert_answer 1 'mine: proj'
    assert_prompt 1 '(proj) => '
    assert_answer 2 alias
    assert_answer 3 function
    rc_clear
    in_it --init --no-cd <<'END'
type -t cd pushd popd
cd proj && echo "${VIRTUAL_ENV-none}"
END
    assert_answer 1 $'builtin\nbuiltin\nbuiltin'
    assert_answer 2 none
    assert_prompt 2 '(proj) => '
}

@test "every way to another directory is followed, and cd answers as ever" {
    ln -s proj link
    in_it --env CDPATH= <<'END'
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

@test "a script that reads the rc file is left alone" {
    in_it <<<':'
    BASH_ENV=$tmp/rc/bashrc run bash -c \
        'cd proj; type -t cd; echo "${PROMPT_COMMAND-none} ${VIRTUAL_ENV-none}"'
    assert_output $'builtin\nnone none'
}

@test "a restricted shell is left alone" {
    in_it --cwd "$HOME/proj" -- -r <<'END'

echo "${VIRTUAL_ENV-none}"
type -t cd
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_prompt 1 '=> '
    assert_answer 2 none
    assert_answer 3 builtin
}

@test "a function that is called with a PATH of its own, and changes directory, leaves the PATH of the shell as it was" {
    rc_before 'g() { cd "$1"; }'
    in_it <<END
PATH=/usr/bin:/bin g proj
$(get PATH)
PATH=/usr/bin:/bin g ..
$(get PATH)
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 "$HOME/proj/.venv/bin:$PATH"
    assert_prompt 3 '=> '
    assert_answer 4 "$PATH"
}

@test "what puts an older PATH back behind us at a prompt leaves nothing on it, and what is typed stays" {
    direnv_scripts
    while IFS= read -r -d '' before && IFS= read -r -d '' behind; do
        rc_clear
        rc_before "$(direnv_line)"
        rc_before "PROMPT_COMMAND=; $before"
        rc_after "$behind"
        echo "before: $before, behind: $behind" >&2
        in_it --cwd "$HOME/away" --env DIRENV_LOG_FORMAT= <<END

cd ../proj
$(get PATH)
cd ../away
$(get PATH)
builtin cd ../proj
builtin cd ../away
$(get PATH)
$(prepend "$HOME/proj/.venv/bin")

cd /
$(get PATH)
END
        assert_contains ":$(answer 3):" ":$HOME/proj/.venv/bin:"
        assert_contains ":$(answer 3):" ":$HOME/proj/scripts:"
        assert_answer 5 "$PATH"
        assert_answer 8 "$PATH"
        assert_answer 12 "$HOME/proj/.venv/bin:$PATH"
    done < <(printf '%s\0' '' 'PROMPT_COMMAND+="; _direnv_hook"' \
        '' 'PROMPT_COMMAND+=(_direnv_hook)' \
        '' 'PROMPT_COMMAND=(: _direnv_hook "${PROMPT_COMMAND[1]}")' \
        '' 'PROMPT_COMMAND=("${PROMPT_COMMAND[0]}" _direnv_hook)' \
        'bash_preexec_imported=x' 'PROMPT_COMMAND="for f in \"\${precmd_functions[@]}\"; do \"\$f\"; done; _direnv_hook; $PROMPT_COMMAND"'
    )
}

@test "a prompt that is made at each prompt has the name, unless it begins with it, and not from the path or a branch of that name" {
    while IFS='|' read -r made expected; do
        rc_clear
        rc_before "draw() { PS1=\"$made=> \"; }; PROMPT_COMMAND=draw"
        in_it <<'END'
cd proj
END
        assert_prompt 1 "$expected=> "
    done <<END
<\$PWD>|(proj) <$HOME/proj>
<(\${PWD##*/}) my.venvs>|(proj) <(proj) my.venvs>
(\$VIRTUAL_ENV_PROMPT) <>|(proj) <>
END
}

@test "a timer in the DEBUG trap runs no longer than the command where a prompt is made anew and shows environments" {
    timer='start() { timer=${timer-since $BASH_COMMAND}; }
stop() {
    PS1="<${VIRTUAL_ENV##*/}> \${timer-idle} $timer=> "
    unset timer
}
trap start DEBUG'
    for place in rc_before rc_after; do
        rc_clear
        $place "$timer"$'\n''PROMPT_COMMAND="stop${PROMPT_COMMAND:+; $PROMPT_COMMAND}"'
        in_it <<'END'

cd proj

true
cd ..
END
        assert_contains "$(prompt_of 2)" '<.venv> idle since cd proj=> '
        assert_contains "$(prompt_of 3)" '<.venv> idle '
        assert_prompt 4 '<.venv> idle since true=> '
        assert_prompt 5 '<> idle since cd ..=> '
    done
}

@test "where a framework has a function that shows environments, the name is there once, whether its theme calls that or not" {
    declared='virtualenv_prompt() { echo "${VIRTUAL_ENV##*/}"; }'
    for place in rc_before rc_after; do
        for shown in '' '$(virtualenv_prompt)' '$VIRTUAL_ENV_PROMPT'; do
            rc_clear
            $place "$declared
draw() { PS1=\"<$shown>=> \"; }
PROMPT_COMMAND=\"\${PROMPT_COMMAND:+\${PROMPT_COMMAND%;};}draw\""
            in_it <<'END'

cd proj

cd ..
END
            case $shown in
            *virtualenv*) expected='<.venv>=> ' ;;
            *PROMPT*) expected='<proj>=> ' ;;
            *) expected='(proj) <>=> ' ;;
            esac
            assert_prompt 2 "$expected"
            assert_prompt 3 "$expected"
            assert_prompt 4 '<>=> '
        done
    done
}

@test "where the rc file is read again, an element of PROMPT_COMMAND that only ends like the first one stays" {
    [ "${BASH_VERSINFO[0]}${BASH_VERSINFO[1]}" -ge 51 ] || skip 'it has no elements'
    for first in '' 'Y=yes'; do
        rc_clear
        rc_before "PROMPT_COMMAND='$first'"
        rc_after "PROMPT_COMMAND[3]='X=yes; : :$first'"
        in_it <<'END'
. "$RC"
unset X
echo "$X"
END
        assert_answer 3 yes
    done
}

@test "a prompt that shows environments and is typed while one is on has no name besides" {
    in_it <<'END'
cd proj
PS1='[${VIRTUAL_ENV##*/}] => '
cd ..
cd proj
PS1='=> '
END
    assert_prompt 2 '[.venv] => '
    assert_prompt 3 '[] => '
    assert_prompt 4 '[.venv] => '
}

@test "a prompt that an element behind ours makes anew has the name each time" {
    rc_after "made() { PS1='<\$?>=> '; }; PROMPT_COMMAND+=(made)"
    in_it <<'END'
cd proj

PS1='x=> '
cd ..

END
    assert_prompt 1 '(proj) <0>=> '
    assert_prompt 2 '(proj) <0>=> '
    assert_prompt 3 '(proj) <0>=> '
    assert_prompt 4 '<0>=> '
    assert_prompt 5 '<0>=> '
}

@test "a function's own PATH, and one that is not exported, are the program's to change, both ways" {
    rc_before 'g() { local PATH=/usr/bin:/bin; cd "$1"; echo "$PATH"
    cd "$2"; echo "$PATH"; }'
    in_it <<END
g ~/proj ~
$(get PATH)
cd proj
g ~ ~/proj
$(get PATH)
cd ..
export -n PATH
g ~/proj ~
cd proj
$(get PATH)
cd ..
$(get PATH)
END
    for step in 1 8; do
        assert_answer $step "$HOME/proj/.venv/bin:/usr/bin:/bin
/usr/bin:/bin"
    done
    assert_answer 2 "$PATH"
    assert_answer 4 "/usr/bin:/bin
$HOME/proj/.venv/bin:/usr/bin:/bin"
    assert_answer 5 "$HOME/proj/.venv/bin:$PATH"
    assert_prompt 6 '=> '
    assert_answer 10 "$HOME/proj/.venv/bin:$PATH"
    assert_answer 12 "$PATH"
}

@test "a deactivate of the user's that is readonly stays, without a word, and one that is exported is that again" {
    mine='deactivate() { echo mine; }'
    rc_before "$mine; readonly -f deactivate"
    in_it <<'END'
cd proj
deactivate
cd ..
cd proj; venvhook deactivate
END
    assert_answer 1 ''
    assert_prompt 1 '(proj) => '
    assert_answer 2 mine
    assert_answer 3 ''
    assert_prompt 4 '=> '
    rc_clear
    rc_before "$mine; export -f deactivate"
    in_it <<'END'
cd proj
deactivate
cd ..
bash -c deactivate
cd proj; readonly -f deactivate
cd ..
END
    assert_prompt 2 '=> '
    assert_answer 4 mine
    assert_answer 6 ''
}

@test "the small hook of doc/HOOK.md follows cd, the prompt and deactivate, and gives back what there was" {
    sed -n '/^```bash$/,/^```$/ { /^```/d; p; }' "$top_srcdir/doc/HOOK.md" |
        sed "s,__VENVHOOK__,'$VENVHOOK',; s,__VENVHOOK_SHELL__,bash,
            s,__VENVHOOK_VERSION__,$VERSION," >"$tmp/small"
    [ "$(wc -l <"$tmp/small")" -gt 60 ]
    mkdir proj/src
    rc_after "before=\$PATH; . '$tmp/small'"
    in_it --no-hook <<'END'
cd proj && command -v python
cd src
deactivate
[[ $PATH == "$before" ]] && echo same
venvhook activate
(exit 3)
echo $?
cd / && echo "${VIRTUAL_ENV-none}"
[[ $PATH == "$before" ]] && echo same
cd ~/proj
venvhook revoke
venvhook allow
rm -r .venv
venvhook activate --help
END
    assert_answer 1 "$HOME/proj/.venv/bin/python"
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
    assert_answer 4 same
    assert_prompt 5 '(proj) => '
    assert_answer 7 3
    assert_answer 8 none
    assert_answer 9 same
    assert_prompt 10 '(proj) => '
    assert_prompt 11 '=> '
    assert_prompt 12 '(proj) => '
    assert_prompt 13 '=> '
    assert_contains "$(answer 14)" usage
}

@test "out of a project where direnv has exported a variable behind us no process is started" {
    need direnv
    echo 'export FOO=foo' >proj/.envrc
    direnv allow proj
    rc_before "$(direnv_line)"
    counted
    in_it --timeout 30 --env DIRENV_LOG_FORMAT= --cwd "$HOME/away" <<END
cd ../proj
: >$tmp/runs; echo \$FOO
cd ../away
wc -l <$tmp/runs; echo \$FOO
echo \${VIRTUAL_ENV-none} \$PATH
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 foo
    assert_answer 4 0
    assert_answer 5 "none $PATH"
}
