# Never in the way: of an editor, of what comes behind our line, of a directory
# that only has the name of an env; and what is called for the user.

load hook

@test "functions of the user are called behind a change, with the env's path" {
    project other
    "$VENVHOOK" allow other >/dev/null
    rc_after "$(callbacks)"
    in_it --cwd "$HOME/proj" <<END

cd $HOME/other
deactivate
venvhook activate
cd ..
cd .
venvhook activate other/.venv
venvhook deactivate
END
    assert_answer 0 "on $HOME/proj/.venv"
    assert_answer 1 ''
    assert_answer 2 "off $HOME/proj/.venv
on $HOME/other/.venv"
    assert_answer 3 "off $HOME/other/.venv"
    assert_answer 4 "on $HOME/other/.venv"
    assert_answer 5 "off $HOME/other/.venv"
    assert_answer 6 ''
    assert_answer 7 "on $HOME/other/.venv"
    assert_answer 8 "off $HOME/other/.venv"
}

@test "a function of the user that changes directory is called once for each change, and what it did is followed at the prompt" {
    can callback_cd
    rc_after "$(callbacks "cd $HOME; cd $HOME/proj" "cd $HOME/proj; cd $HOME")"
    in_it <<END
cd proj
$(get VIRTUAL_ENV)
cd $HOME
$(get VIRTUAL_ENV)
END
    assert_answer 1 "on $HOME/proj/.venv"
    assert_answer 2 "$HOME/proj/.venv"
    assert_answer 3 "off $HOME/proj/.venv"
    assert_answer 4 none
    rc_clear
    rc_after "$(callbacks "cd $HOME" :)"
    in_it <<END
cd proj
$(get VIRTUAL_ENV)
$(by_sh pwd)
END
    assert_answer 1 "on $HOME/proj/.venv
off $HOME/proj/.venv"
    assert_prompt 1 '=> '
    assert_answer 2 none
    assert_answer 3 "$HOME"
}

@test "a cd is followed behind a function of the user that ^C has ended" {
    can callback_cd
    echo 'mkdir ~/begun 2>/dev/null && echo begun >/dev/tty && exec sleep 20' >begins
    rc_after "$(callbacks "sh ~/begins" :)"
    in_it <<END
@send cd proj
@wait begun
$interrupt
@prompt
cd $HOME
$(get VIRTUAL_ENV)
cd proj
$(get VIRTUAL_ENV)
END
    assert_exists begun
    assert_answer 3 none
    assert_answer 5 "$HOME/proj/.venv"
}

@test "a cd is followed in a shell that a function of the user starts" {
    can callback_cd
    # elvish says $E:RC for $RC.
    echo "mkdir ~/begun 2>/dev/null && exec $(child) >/dev/tty" |
        sed 's/\$E:/$/' >begins
    rc_after "$(callbacks "sh ~/begins" :)"
    in_it <<END
cd proj
cd $HOME; $(get VIRTUAL_ENV)
END
    assert_answer 2 "off $HOME/proj/.venv
none"
}

@test "functions of the user that fail keep neither each other, nor the line, nor the prompt from coming" {
    can callbacks_failing
    project other
    "$VENVHOOK" allow other
    rc_after "$(callbacks_failing)"
    in_it <<END
cd proj
cd ../other; $(get VIRTUAL_ENV)
deactivate
venvhook activate; $(get VIRTUAL_ENV)
cd ..
END
    assert_contains "$(answer 1)" "on $HOME/proj/.venv"
    assert_prompt 1 '(proj) => '
    assert_contains "$(answer 2)" "off $HOME/proj/.venv"
    assert_contains "$(answer 2)" "on $HOME/other/.venv"
    assert_equal "$(answer 2 | tail -n 1)" "$HOME/other/.venv"
    assert_prompt 2 '(other) => '
    assert_contains "$(answer 3)" "off $HOME/other/.venv"
    assert_prompt 3 '=> '
    assert_contains "$(answer 4)" "on $HOME/other/.venv"
    assert_equal "$(answer 4 | tail -n 1)" "$HOME/other/.venv"
    assert_contains "$(answer 5)" "off $HOME/other/.venv"
    assert_prompt 5 '=> '
}

@test "functions of the user that fail, under set -e too, end no shell and fail no deactivate" {
    can posix
    rc_after 'venvhook_activated() { false; }'
    rc_after 'venvhook_deactivated() { false; }'
    in_it <<END
set -e
cd proj
deactivate
venvhook activate; echo here
cd ..; echo there
cd proj; cd away || echo none
$(get VIRTUAL_ENV)
END
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
    assert_answer 4 here
    assert_answer 5 there
    assert_contains "$(answer 6)" none
    assert_answer 7 "$HOME/proj/.venv"
}

@test "functions that were copied without their helpers, or with them alone, do what they stand for" {
    can copies
    in_it --cwd "$HOME/proj" <<END
$(functions_into "$HOME/copied")
$(functions_into "$HOME/all" '')
$(get PATH)
END
    export VIRTUAL_ENV=$HOME/proj/.venv VENVHOOK_SESSION
    path=$(answer 3)
    VENVHOOK_SESSION=$(cd proj &&
        PWD=$HOME/proj "$VENVHOOK" export json |
        sed -n 's/.*"VENVHOOK_SESSION": *"\([^"]*\)".*/\1/p')
    cd away
    for file in copied all; do
        assert_exists "$HOME/$file"
        bare "$(put PATH "$path")
$(read_file "$HOME/$file")
cd $HOME
$(by_sh 'pwd -P')
$(get VIRTUAL_ENV)
venvhook version
deactivate
$(get VIRTUAL_ENV)
$(by_sh 'echo $PATH')"
        assert_equal "${lines[0]}" "$HOME"
        assert_equal "${lines[1]}" "$VIRTUAL_ENV"
        assert_equal "${lines[2]}" "$("$VENVHOOK" version)"
        assert_equal "${lines[3]}" none
        refute_contains "${lines[4]}" "$VIRTUAL_ENV"
        assert_equal "${lines[*]:5}" ""
    done
}

@test "a directory of that name that is no env, or an empty one, is passed over in silence" {
    mkdir -p proj/src/hatch/venv proj/empty/{venv,.venv}
    : >proj/src/hatch/venv/__init__.py
    in_it <<END
cd proj/src/hatch
$(get VIRTUAL_ENV)
cd venv
cd ../../../empty
$(get VIRTUAL_ENV)
cd $HOME
END
    for step in 1 3 4; do
        assert_answer $step ''
        assert_prompt $step '(proj) => '
    done
    assert_answer 2 "$HOME/proj/.venv"
    assert_answer 5 "$HOME/proj/.venv"
    assert_prompt 6 '=> '
}

@test "sources on a mount of their own have the env that lies above them" {
    need root unshare
    unshare -m true 2>/dev/null || not_here 'mounts of its own' || return
    mkdir -p proj/src
    in_it --mounted "$HOME/proj/src" <<END
cd proj/src
$(by_sh 'df --output=fstype . | tail -n 1')
$(by_sh 'mkdir deep')
cd deep
$(get VIRTUAL_ENV)
cd $HOME
END
    assert_answer 2 tmpfs
    assert_prompt 1 '(proj) => '
    assert_prompt 4 '(proj) => '
    assert_answer 5 "$HOME/proj/.venv"
    assert_prompt 6 '=> '
}

@test "where a terminal wraps the prompt in marks it does not grow from visit to visit" {
    can themes
    for place in rc_before rc_after; do
        rc_clear
        $place "$(terminal)"
        in_it <<'END'
cd proj
echo ${#PS1}
cd ..
cd proj; cd ..; cd proj

cd ..

cd proj
echo ${#PS1}
deactivate
cd ..
END
        assert_prompt 1 '(proj) => '
        assert_prompt 3 '=> '
        assert_prompt 5 '(proj) => '
        assert_prompt 7 '=> '
        assert_prompt 8 '(proj) => '
        assert_answer 9 "$(answer 2)"
        assert_prompt 11 '=> '
    done
}

@test "the line of another shell says which is the right one, and does nothing else" {
    can posix
    mine=$("$VENVHOOK" help --shells | sed -n "s/^$shell\t[^\t]*\t//p")
    # that of tcsh cannot tell who reads it (own/tcsh.bats)
    "$VENVHOOK" help --shells | awk '$2 ~ /^~/ && $1 != "tcsh" { print $1 }' >names
    grep -qx "$shell" names
    while read -r other; do
        [ "$other" != "$shell" ] || continue
        bare "eval \"\$('$VENVHOOK' init $other)\"
typeset -f venvhook deactivate cd 2>/dev/null; echo \${__venvhook_cd-none}"
        assert_equal "${lines[0]}" \
            "venvhook: this is the line of $other; in $shell it is: $mine"
        assert_equal "${lines[1]}" none
        assert_equal "${#lines[@]}" 2
    done <names
    need dash
    while read -r other; do
        run dash -c "eval \"\$('$VENVHOOK' init $other)\"
echo \${__venvhook_cd-none}"
        assert_equal "${#lines[@]}" 2
        assert_contains "${lines[0]}" "the line of $other, and there is none"
        assert_equal "${lines[1]}" none
    done <names
}

@test "what the rc file sets anew behind our line does not switch it off" {
    can overrides
    while read -r line; do
        rc_clear
        rc_after "$line"
        in_it <<END
cd proj
$(get VIRTUAL_ENV)
cd ..
END
        assert_prompt 1 '(proj) => '
        assert_answer 2 "$HOME/proj/.venv"
        assert_prompt 3 '=> '
        echo "$line" >>lines
    done < <(overrides)
    assert_exists lines
}

# --- what bash alone has

@test "a PROMPT_COMMAND that is set behind our line does not switch it off" {
    can debug_timer
    rc_before "$(leap)"
    for line in "PROMPT_COMMAND='history -a'" PROMPT_COMMAND= \
        "PROMPT_COMMAND=(': a' ': b')" 'unset PROMPT_COMMAND'; do
        hook_edit='' rc_last=''
        rc_after "$line"
        in_it <<END
cd proj && echo "\$VIRTUAL_ENV"
z /
z $HOME/proj
cd ..
END
        assert_answer 1 "$HOME/proj/.venv"
        assert_prompt 1 '(proj) => '
        assert_prompt 2 '=> '
        assert_prompt 3 '(proj) => '
        assert_prompt 4 '=> '
    done
}

@test "an editor marks the same moments in the same order with our line and without it" {
    can debug_timer
    lines_of_it() {
        in_it "$@" <<'END'

true
cd proj
false | true

(exit 3)
cd ..
END
        for ((n = 0; n < 8; n++)); do
            echo "$n" "$(raw_of "$n" | tr '\a' '\n' | grep -ao ']633;.*')"
        done
    }
    for command in 'unset PROMPT_COMMAND' "PROMPT_COMMAND='history -a'" \
        "PROMPT_COMMAND=('history -a' ': b')"; do
        rc_clear
        rc_before "$command"
        rc_before ". '$lib/vscode.bash'"
        lines_of_it >without --no-hook
        grep -q '3.*]633;D;0' <(tr '\n' ' ' <without)
        lines_of_it >behind
        diff without behind
        assert_prompt 3 '(proj) => '
        assert_prompt 7 '=> '
        rc_clear
        rc_before "$command"
        rc_after ". '$lib/vscode.bash'"
        lines_of_it >before
        diff without before
        assert_prompt 3 '(proj) => '
        assert_prompt 7 '=> '
    done
}

@test "the prompt that an editor of that kind wraps does not grow" {
    can debug_timer
    for place in rc_before rc_after; do
        rc_clear
        $place ". '$lib/vscode.bash'"
        in_it <<'END'
cd proj
echo ${#PS1}
cd ..
cd proj
cd ..
cd proj
echo ${#PS1}
END
        assert_answer 7 "$(answer 2)"
        assert_prompt 6 '(proj) => '
        assert_prompt 5 '=> '
    done
}

@test "a terminal that has wrapped the prompt before our first has its marks once" {
    can debug_timer
    rc_before 'TERM_PROGRAM=iTerm.app ITERM_PREV_PS1=$PS1
wrap() {
    [[ -n ${ITERM_ORIG_PS1+x} && $PS1 == "$ITERM_PREV_PS1" ]] ||
        ITERM_ORIG_PS1=$PS1
    PS1="\[\e]133;A\a\]$ITERM_ORIG_PS1\[\e]133;B\a\]" ITERM_PREV_PS1=$PS1
}
PROMPT_COMMAND=wrap; wrap'
    in_it <<'END'
cd proj
echo "${PS1//[^A]/}"

cd ..
END
    assert_answer 2 A
    assert_prompt 1 '(proj) => '
    assert_prompt 3 '(proj) => '
    assert_prompt 4 '=> '
}

@test "one that knows the commands of a prompt by their text takes none of ours for the user's" {
    can debug_timer
    knows='started() {
    local each IFS=$'\''\n;'\''
    local -a all
    read -rd "" -a all <<<"${PROMPT_COMMAND[*]}"
    for each in "${all[@]}"; do
        each=${each#"${each%%[! ]*}"}
        [[ ${each%"${each##*[! ]}"} != "$BASH_COMMAND" ]] || return
    done
    [[ -n ${running-} ]] || echo "started $BASH_COMMAND"
    running=yes
}
stopped() { running=""; trap started DEBUG; }
PROMPT_COMMAND+=(stopped)'
    for line in : "PROMPT_COMMAND='X=1; X=2'" $'PROMPT_COMMAND=\'X=1\nX=2\'' \
        "PROMPT_COMMAND=('X=1; X=2' 'X=3; X=4')"; do
        rc_clear
        rc_before "$line"
        rc_after "$knows"
        in_it <<'END'

true

cd proj

cd ..

PROMPT_COMMAND="X=5; $PROMPT_COMMAND"


END
        for step in 1 3 5 7 9 10; do
            assert_answer $step ''
        done
        assert_answer 2 'started true'
        assert_answer 4 'started cd proj'
        assert_answer 6 'started cd ..'
        assert_prompt 5 '(proj) => '
        assert_prompt 7 '=> '
    done
}
