# shellcheck disable=SC2016,SC2154
# What the program sets, takes back and goes on from: the statements of
# `export bash`, evaluated by a bash without a hook.

load lib/common

setup() {
    common_setup
    project one
    project two
    mkdir away one/sub
    "$VENVHOOK" allow --tree "$HOME" >/dev/null
}

# in_bash SCRIPT: go DIR is cd and eval; now tells the five variables
in_bash() {
    run --separate-stderr bash --norc --noprofile -c '
go() {
    cd "$HOME/$1" && changes=$("$VENVHOOK" export bash) && eval "$changes"
}
now() {
    for v in VIRTUAL_ENV VIRTUAL_ENV_PROMPT PYTHONHOME PATH VENVHOOK_SESSION; do
        printf "%s=%s\n" "$v" "${!v-none}"
    done
}
start=$PATH
'"$1"
    assert_success
    assert_equal "$stderr" ''
}

@test "session: an env in an env hides it, and leaving it brings the outer back" {
    project one/sub
    in_bash '
    now >"$TMPDIR/before"
    go one; echo "$VIRTUAL_ENV_PROMPT"
    go one/sub; echo "$VIRTUAL_ENV_PROMPT"; echo "${PATH%":$start"}"
    go one; echo "$VIRTUAL_ENV"; echo "${PATH%":$start"}"
    go two; echo "${PATH%":$start"}"
    go away; now | diff "$TMPDIR/before" - && echo same'
    assert_output "one
sub
$HOME/one/sub/.venv/bin
$HOME/one/.venv
$HOME/one/.venv/bin
$HOME/two/.venv/bin
same"
}

@test "session: what is put into PATH before, behind and amid stays when switching" {
    in_bash '
    go one; PATH="/front:$PATH:/back"
    go two; echo "${PATH//"$start"/START}"
    PATH="${PATH/"$HOME"/"/amid:$HOME"}"
    go away; echo "${PATH//"$start"/START}"'
    assert_output "$HOME/two/.venv/bin:/front:START:/back
/amid:/front:START:/back"
}

@test "session: only one of two equal entries is taken out, the one the user wrote stays" {
    in_bash '
    PATH=$PATH:$HOME/one/.venv/bin
    first=$PATH
    go one; [ "$PATH" = "$HOME/one/.venv/bin:$first" ] && echo entered
    go away; [ "$PATH" = "$first" ] && echo left'
    assert_output $'entered\nleft'
}

@test "session: empty entries of PATH, at either end and amid, are the same bytes afterwards" {
    in_bash '
    for p in "$start:" ":$start" "/x::$start" "$start::" "::$start"; do
        PATH=$p
        go one; go one/sub; go two; go away
        [ "$PATH" = "$p" ] && echo same
    done'
    assert_output $'same\nsame\nsame\nsame\nsame'
}

@test "session: a PATH that is empty and one that is not set stay two things" {
    entry=$HOME/one/.venv/bin
    cd one
    empty='export PATH=' unset='unset PATH'
    for kind in empty unset; do
        run --separate-stderr bash --norc -c "${!kind}"'
        eval "$("$VENVHOOK" export bash)"; echo "$PATH"
        cd ../away; eval "$("$VENVHOOK" export bash)"; echo "${PATH-none}"'
        case $kind in
        empty) assert_output "$entry" ;;
        unset) assert_output "$entry"$'\nnone' ;;
        esac
    done
}

@test "session: PYTHONHOME that is empty, set or absent is so again afterwards" {
    for value in '' /odd 'a b:c%' none; do
        in_bash '
        '"$([ "$value" = none ] && echo 'unset PYTHONHOME' ||
            printf 'export PYTHONHOME=%q' "$value")"'
        go one; echo "${PYTHONHOME-none}"
        go two; go away; echo "[${PYTHONHOME-none}]"'
        assert_output $'none\n'"[$value]"
    done
}

@test "session: a child shell goes on from what it inherits, and leaves it clean" {
    in_bash '
    go one
    export VENVHOOK start
    bash --norc -c "
    [ -z \"\$(\"\$VENVHOOK\" export json | tr -d {}\\\\n)\" ] && echo unchanged
    cd ~/away; changes=\$(\"\$VENVHOOK\" export bash); eval \"\$changes\"
    [ \"\$PATH\" = \"\$start\" ] && echo clean
    echo \"\${VIRTUAL_ENV-none} \${VENVHOOK_SESSION-none}\""
    echo "$VIRTUAL_ENV"'
    assert_output "unchanged
clean
none none
$HOME/one/.venv"
}

@test "session: where PATH was rebuilt our entry is put back once" {
    in_bash '
    go one; PATH=/rebuilt:$start; go one; echo "${PATH//"$start"/START}"
    go one; echo "${PATH//"$start"/START}"
    go away; echo "${PATH//"$start"/START}"'
    assert_output "$HOME/one/.venv/bin:/rebuilt:START
$HOME/one/.venv/bin:/rebuilt:START
/rebuilt:START"
}

@test "session: no way to cut a session short changes PATH, activates or is shown" {
    in_bash 'go one; echo "$VENVHOOK_SESSION"; echo "$PATH"'
    text=${output%%$'\n'*} path=${output#*$'\n'}
    cd away
    # but by four: what is left, "=", is a last value as well
    for n in $(seq 0 3 $((${#text} - 5)); seq $((${#text} - 3)) \
        $((${#text} - 1))); do
        PATH=$path VENVHOOK_SESSION=${text:0:n} VIRTUAL_ENV=$HOME/one/.venv \
            run --separate-stderr "$VENVHOOK" export json
        assert_success
        refute_contains '"PATH"'
        refute_contains '"VIRTUAL_ENV"'
        assert_equal "$stderr" ''
    done
}

@test "session: one of a later protocol, with more in it or with controls harms nothing" {
    in_bash 'go one; echo "$VENVHOOK_SESSION"'
    text=$output
    cd away
    for bad in "2${text#1}" "$text:-" "${text}x" "${text/:on:/:new:}" \
        "${text/:on:/:on:99999999999999999999}" $'\e]0;x\a'"$text" \
        "${text/=more/=%1b%5b31m}%" "$(printf '%0100000d' 0)"; do
        VENVHOOK_SESSION=$bad run --separate-stderr "$VENVHOOK" export bash
        assert_success
        refute_contains VIRTUAL_ENV=
        refute_contains PATH=
        refute_contains "$output$stderr." $'\e'
        assert_equal "$stderr" ''
    done
}

@test "session: an env activated by hand is not touched, wherever one goes" {
    fake_env "$HOME/hand"
    in_bash '
    VIRTUAL_ENV=$HOME/hand PATH=$HOME/hand/bin:$PATH
    export VIRTUAL_ENV
    now >"$TMPDIR/before"
    for dir in one two away; do
        go "$dir"; now | diff "$TMPDIR/before" - && echo same
    done
    unset VIRTUAL_ENV; PATH=$start
    go one; echo "$VIRTUAL_ENV"'
    assert_output "same
same
same
$HOME/one/.venv"
}

@test "session: a VIRTUAL_ENV set over ours stays, and stays its owner's on leaving" {
    fake_env "$HOME/hand"
    in_bash '
    go one; VIRTUAL_ENV=$HOME/hand PATH=$HOME/hand/bin:$PATH
    go away; echo "$VIRTUAL_ENV"
    case $PATH in "$HOME/hand/bin:"*) echo first ;; esac'
    assert_line "$HOME/hand"
    assert_line first
}

@test "session: VIRTUAL_ENV_PROMPT is the prompt of pyvenv.cfg, else the project or the env" {
    fake_env "$HOME/away/env"
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'names = .venv env' >"$XDG_CONFIG_HOME/venvhook/config"
    echo "prompt = 'my own'" >>two/.venv/pyvenv.cfg
    in_bash 'export VIRTUAL_ENV_PROMPT=odd
    for dir in one two away .; do go $dir; echo "$VIRTUAL_ENV_PROMPT"; done'
    assert_output $'one\nmy own\nenv\nodd'
}

@test "session: after deactivate it is off in the project and children, until one leaves" {
    in_bash '
    go one
    VENVHOOK_SESSION=${VENVHOOK_SESSION/:on:/:off:}
    unset VIRTUAL_ENV VIRTUAL_ENV_PROMPT; PATH=$start
    go one; echo "${VIRTUAL_ENV-none}"
    go one/sub; echo "${VIRTUAL_ENV-none}"
    go two; echo "${VIRTUAL_ENV-none}"
    go one; echo "${VIRTUAL_ENV-none}"'
    assert_output "none
none
$HOME/two/.venv
$HOME/one/.venv"
}

@test "session: messages = all tells what goes on and off, notices what is refused, none tells nothing" {
    project strange
    "$VENVHOOK" revoke "$HOME" >/dev/null
    "$VENVHOOK" allow one >/dev/null
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    said() {
        echo "messages = $1" >"$XDG_CONFIG_HOME/venvhook/config"
        in_bash 'exec 2>&1; go one; go one/sub; go away; go strange'
    }
    said none
    assert_output ''
    said notices
    assert_contains "$HOME/strange/.venv: not activated"
    refute_contains "$HOME/one"
    said all
    assert_equal "$(head -n 2 <<<"$output")" \
        "venvhook: $HOME/one/.venv: activated
venvhook: $HOME/one/.venv: deactivated"
    assert_contains "$HOME/strange/.venv: not activated"
}
