# shellcheck disable=SC2154
# What the program says to words that it cannot follow: true, clear, and with
# the command that helps.  What each command does with right ones stands in
# the file of its noun.

load lib/common

# says STATUS LINE...: that status, nothing on stdout, and on stderr just
# these lines.
says() {
    local want=$1

    shift
    assert_failure "$want"
    assert_output ''
    assert_equal "$stderr" "$(printf 'venvhook: %s\n' "$@")"
}

try() {
    run --separate-stderr "$VENVHOOK" "$@"
}

# wrong COMMAND REASON [WORD...]: refused as wrong usage for that reason.
wrong() {
    try "$1" "${@:3}"
    says 2 "$2" "run 'venvhook help $1' for its usage"
}

@test "words: options that make no sense together are wrong usage, and nothing is done" {
    wrong allow 'x: not allowed with --list' --list x
    for option in --tree --create --foreign; do
        wrong allow "$option: not allowed with --list" --list "$option"
        wrong allow "$option: not allowed with --list" "$option" --list
    done
    wrong allow '--foreign: not allowed with --create' --create --foreign
    wrong deny '--list: unknown option' --list
    wrong revoke '--tree: unknown option' --tree
    refute_exists "$XDG_STATE_HOME/venvhook"
}

@test "words: an empty argument means nowhere, not here" {
    project p
    cd p
    "$VENVHOOK" allow >"$tmp/out"
    for command in status allow deny revoke recreate remove activate config; do
        wrong "$command" "$command: an argument is empty" ''
    done
    wrong create 'create: an argument is empty' a ''
    refute_exists a
    assert_equal "$("$VENVHOOK" allow --list)" "allow  $HOME/p/.venv"
    assert_exists .venv/pyvenv.cfg
}

@test "words: an empty value of an option is a missing one, but for --prompt" {
    mkdir p
    cd p
    wrong exec '--dir: needs DIR' --dir '' true
    wrong exec '--dir: needs DIR' --dir= true
    wrong config '--dir: needs DIR' --dir ''
    wrong list '--scan: needs DIR' --scan ''
    wrong prune '--unused: needs DAYS' --unused ''
    wrong activate '--shell: needs SHELL' --shell ''
    wrong recreate '--python: needs SPEC' --python ''
    wrong create '-p: needs SPEC' -p ''
    wrong create '-r: needs FILE' -r ''
    wrong create '--name: needs NAME' --name=
    refute_exists .venv
    try create --without-pip --prompt ''
    assert_success
}

# A row each: COMMAND|OPTION, or config|KEY, VALUE and REASON.
wrong_values() {
    local name='a name is one part of a path, and not . or ..'
    local days='is no number of days from 1 to 36500'
    local spec='is not a version, a name or a path' each

    for each in 0 x -1 3.5 36501; do
        echo "prune|--unused|$each|$each: $days"
    done
    for each in '>=' '>=x' '~3' ' '; do
        echo "create|--python|$each|$each: $spec"
        echo "recreate|--python|$each|$each: $spec"
    done
    for each in activate deactivate; do
        echo "$each|--shell|vi|vi: not a shell venvhook knows: $all_shells"
    done
    for each in names markers owners; do
        echo "config|$each|a/b|config: $name"
    done
    cat <<END
create|--prompt|a\tb|--prompt: holds a control character
create|--name|a/b|a/b: is no name for an environment: it holds a '/', \
begins with '.' or '-', or holds what a terminal does not show
config|ceiling|mnt|config: a directory is absolute, or begins with ~/
config|trust|yes|config: trust is ask or owner, not yes
config|create|yes|config: create is never, hint or auto, not yes
config|managers|rye|config: no manager is called rye: there are uv, poetry, \
pipenv, pyenv, virtualenvwrapper, hatch, pdm, pixi, conda
config|python|>=x|config: >=x $spec
config|pip|true|config: pip is no or yes, not true
config|link-mode|link|config: link-mode is copy or hardlink, not link
config|creator|pip|config: creator is venvhook, venv, virtualenv or uv, not pip
config|prompt|on|config: prompt is no or yes, not on
config|messages|loud|config: messages is none, notices or all, not loud
END
}

# Any text is a path to these, which is there or not.
paths='config --dir
create --requirements
exec --dir
list --scan'

@test "words: a value that its option or setting cannot have is wrong usage" {
    local all_shells

    all_shells=$("$VENVHOOK" help --shells | cut -f 1 | paste -s -d , -)
    all_shells=${all_shells//,/, }
    wrong_values >rows
    while IFS='|' read -r command word value reason; do
        wrong "$command" "$reason" "$word" "$(printf '%b' "$value")"
        echo "$command $word"
    done <rows >tried
    {
        "$VENVHOOK" help --table | awk -F '\t' '/ --/ && $2 != "" { print $1 }'
        "$VENVHOOK" config nosuch 2>&1 | sed -n 's/.*the keys are //p' |
            tr , '\n' | sed 's/^ */config /'
    } | sort >all
    { cat tried && echo "$paths"; } | sort -u | diff all -
}

@test "words: a name that is no shell is wrong usage wherever a shell is named" {
    shells=$("$VENVHOOK" help --shells | awk -F '\t' '
        { all = all sep $1; if ($2 != "") hooked = hooked sep $1; sep = ", " }
        END { print hooked; print all }')
    {
        read -r hooked
        read -r all
    } <<<"$shells"
    assert_contains "$hooked" 'bash, zsh, fish, pwsh, nu, xonsh, tcsh, elvish'
    assert_contains "$all" ', sh, json'
    for command in init completions; do
        wrong "$command" "vi: not a shell venvhook knows: $hooked" vi
    done
    wrong export "vi: not a shell venvhook knows: $all" vi
    wrong activate "vi: not a shell venvhook knows: $all" --shell vi
}

@test "words: init says of what has no hook what there is instead" {
    for command in init completions; do
        try "$command" json
        says 2 'json: no shell, so there is no hook for it' \
            "'venvhook export json' prints what is to change"
    done
    wrong completions "ksh: there is no completion for it: it completes names \
of files and programs alone" ksh
    "$VENVHOOK" init bash >"$tmp/hook"
    [ -s "$tmp/hook" ]
}

# --- activate and deactivate

@test "deactivate: with nothing on it says so, as a program and for a shell" {
    for shell in '' bash zsh fish pwsh tcsh elvish; do
        try deactivate ${shell:+--shell "$shell"}
        says 1 'deactivate: no environment is active'
        VIRTUAL_ENV='' try deactivate ${shell:+--shell "$shell"}
        says 1 'deactivate: no environment is active'
    done
}

@test "deactivate: what was activated by hand is left to its own deactivate" {
    VIRTUAL_ENV=/some/env try deactivate --shell bash
    says 1 '/some/env: was activated by hand, not by venvhook' \
        "run 'deactivate', which came with it"
}

@test "activate: a name that is no environment is told with both places looked at" {
    mkdir p
    cd p
    try activate --shell bash nothere
    says 1 "nothere: no environment of that name: neither \
$HOME/.virtualenvs/nothere nor $HOME/p/nothere is there" \
        "'venvhook list' shows which there are; one without a name is meant \
by its path"
    WORKON_HOME=$tmp/envs try activate --shell bash nothere
    assert_contains "$stderr" "neither $tmp/envs/nothere nor $HOME/p/nothere"
}

@test "activate: a path that is not there is told as it was looked for" {
    mkdir p
    cd p
    for word in ./nothere "$HOME/p/nothere" sub/../nothere; do
        try activate --shell bash "$word"
        says 1 "$HOME/p/nothere: is not there"
    done
    ln -s gone nothere
    try activate --shell bash ./nothere
    says 1 "$HOME/p/nothere: leads to $HOME/p/gone, which is not there"
    mkfifo fifo
    try activate --shell bash ./fifo
    says 1 "$HOME/p/fifo: is neither a directory nor a file that names one"
}

@test "activate: a file that names an environment is read as from where it stands" {
    project p
    mkdir -p q/sub
    echo ../p/.venv >q/.venv
    for from in q q/sub "$HOME"; do
        cd "$HOME/${from#"$HOME"}"
        run --separate-stderr "$VENVHOOK" activate --shell bash "$HOME/q/.venv"
        assert_success
        assert_contains "VIRTUAL_ENV='$HOME/p/.venv'"
    done
}

@test "activate: a file of another name than .venv is not read" {
    project p
    echo p/.venv >.env
    try activate --shell bash ./.env
    says 1 "$HOME/.env: is neither a directory nor a file that names one"
}

@test "activate: with no environment it names the command that makes one" {
    try activate --shell bash
    says 1 "$HOME: no environment here or above" \
        "run 'venvhook create' to make one"
}

# --- a hint is for the directory that was named

@test "hints: a command for another directory names it" {
    project p
    project q
    chmod 777 q
    run "$VENVHOOK" status p
    assert_line "to do        run 'venvhook allow p' to have it activated \
from now on"
    (cd p && "$VENVHOOK" status | grep -F "run 'venvhook allow' to")
    try allow "$HOME/q"
    assert_contains "$stderr" "'venvhook allow --foreign $HOME/q' allows it"
    try activate --shell bash q/.venv
    assert_contains "$stderr" "'venvhook allow --foreign $HOME/q/.venv' allows"
    "$VENVHOOK" allow p
    rm p/.venv/bin/python
    try activate --shell bash p/.venv
    assert_contains "$stderr" "run 'venvhook recreate --keep-packages $HOME/p/.venv' to"
    # nobody is told to run what lies there before it was allowed
    "$VENVHOOK" revoke p
    try activate --shell bash p/.venv
    assert_contains "$stderr" "'venvhook allow $HOME/p/.venv' has it"
}

@test "hints: a hint about create gets no directory, which it would take for the environment" {
    mkdir -p none "$XDG_CONFIG_HOME/venvhook"
    for command in allow recreate; do
        try "$command" none
        says 1 "$HOME/none: no environment here or above" \
            "run 'venvhook create' there to make one"
    done
    try remove none
    says 1 "$HOME/none: no environment here or above"
    echo 'create = hint' >"$XDG_CONFIG_HOME/venvhook/config"
    touch none/setup.py
    run "$VENVHOOK" status none
    assert_line "to do        run 'venvhook create' to make one"
}

@test "hints: where only the hook is missing, status says that" {
    project p
    "$VENVHOOK" allow p >"$tmp/out"
    cd p
    run "$VENVHOOK" status
    assert_line 'here         would be activated'
    assert_line "to do        the hook does that at the prompt, see 'venvhook \
setup'; a script calls 'venvhook exec CMD'"
    run "$VENVHOOK" status ../p
    assert_line 'here         would be activated'
    refute_contains 'to do'
    eval "$("$VENVHOOK" export bash)"
    run "$VENVHOOK" status
    assert_line 'here         activated'
    refute_contains 'to do'
}

@test "hints: status tells of a place what create would refuse there" {
    need root setpriv
    mkdir a:b $'a\nb' locked
    for dir in a:b $'a\nb'; do
        cd "$HOME/$dir"
        run --separate-stderr "$VENVHOOK" create
        assert_failure 1
        reason=${stderr#venvhook: }
        run "$VENVHOOK" status
        assert_contains "create       would fail: $reason"
    done
    cd /
    run as_user 1234 "$VENVHOOK" status "$HOME/locked"
    assert_contains "would fail: $HOME/locked"
    # the control
    run "$VENVHOOK" status "$HOME/locked"
    assert_contains "would make $HOME/locked/.venv"
}

@test "hints: with no record of its own an environment may be in a tree that has one" {
    project p
    "$VENVHOOK" allow --tree "$HOME" >"$tmp/out"
    try revoke p
    says 1 "$HOME/p/.venv: there is no record of it" "it is below $HOME: \
'venvhook revoke $HOME' takes back what was said of that tree"
    "$VENVHOOK" revoke "$HOME" >"$tmp/out"
    try revoke p
    says 1 "$HOME/p/.venv: there is no record of it"
}

# unfound REASON HINT: allow and status say it of p/env, which is allowed.
unfound() {
    for command in allow status; do
        run "$VENVHOOK" "$command" p/env
        assert_success
        assert_contains "a cd does not find it: $1"
        assert_contains "$2"
    done
    assert_line 'here         may be activated'
    assert_line 'because      allowed by you'
}

@test "hints: an env of a name that no cd looks for is allowed, with the line that has it found" {
    fake_env p/env
    unfound 'the settings have names = .venv venv' \
        "put the line 'names = .venv venv env' into \
$XDG_CONFIG_HOME/venvhook/config, or the word env into a file $HOME/p/.venv"
    # either does
    echo env >p/.venv
    for at in 1 2; do
        run "$VENVHOOK" allow p/env
        assert_output "venvhook: allowed $HOME/p/env"
        (cd p && "$VENVHOOK" export sh) | grep -F "'$HOME/p/env'"
        rm -f p/.venv
        mkdir -p "$XDG_CONFIG_HOME/venvhook"
        echo 'names = .venv venv env' >"$XDG_CONFIG_HOME/venvhook/config"
    done
    fake_env p/.venv
    unfound "$HOME/p/.venv comes first" \
        "'venvhook activate $HOME/p/env' switches it on"
}

@test "hints: where nothing is found but an env of another name, that is told of" {
    fake_env p/env
    mkdir p/sub
    cd p
    for command in status allow recreate remove 'exec true' \
        'activate --shell sh'; do
        # shellcheck disable=SC2086
        run "$VENVHOOK" $command
        assert_contains 'no environment here or above'
        assert_contains "$HOME/p/env: a cd does not find it: the settings \
have names = .venv venv"
        case $command in
        re*) assert_contains "'venvhook $command $HOME/p/env' means that one" ;;
        *) assert_contains "put the line 'names = .venv venv env' into" ;;
        esac
        refute_contains 'venvhook create'
    done
    cd sub
    run "$VENVHOOK" allow
    refute_contains 'p/env'
    assert_contains "run 'venvhook create' to make one"
}

@test "hints: of an env of another name that is a link or a mount nothing is told" {
    fake_env elsewhere/env
    mkdir p
    ln -s ../elsewhere/env p/env
    cd p
    run "$VENVHOOK" status
    refute_contains 'does not find it'
    need root
    rm env
    mv ../elsewhere/env .
    run unshare -m sh -c 'mount --bind env env && "$0" status' "$VENVHOOK"
    assert_success
    assert_contains 'no environment here or above'
    refute_contains 'does not find it'
}

@test "hints: what stands in WORKON_HOME is switched on by its name" {
    fake_env .virtualenvs/tools
    run --separate-stderr "$VENVHOOK" allow tools
    assert_success
    assert_equal "$stderr" "venvhook: $HOME/.virtualenvs/tools: a cd does not \
find it: it stands in no project
venvhook: 'venvhook activate tools' switches it on; so does a file .venv in \
a project, with the word tools"
    fake_env '.virtualenvs/my tools'
    run --separate-stderr "$VENVHOOK" allow 'my tools'
    assert_success
    assert_contains "$stderr" "'venvhook activate \"my tools\"' switches"
}

@test "hints: a second project beside one that was allowed may be allowed with all there" {
    tree=", or 'venvhook allow --tree $HOME/work' for all projects there"
    for p in work/a work/b work/sub/c other d; do
        fake_env "$p/.venv"
    done
    (cd work/b && refute_contains "$("$VENVHOOK" export sh 2>&1)" --tree)
    "$VENVHOOK" allow work/a >"$tmp/out"
    (cd work/b && assert_contains "$("$VENVHOOK" export sh 2>&1)" "$tree")
    # not in another directory, nor for all of home
    "$VENVHOOK" allow other >"$tmp/out"
    for p in work/sub/c d; do
        (cd "$p" && output=$("$VENVHOOK" export sh 2>&1) &&
            assert_contains "run 'venvhook allow'" && refute_contains --tree)
    done
    run "$VENVHOOK" status work/b
    assert_contains "run 'venvhook allow work/b' to have it activated from now \
on$tree"
}

@test "hints: status does not advise to run status" {
    mkdir -p p/.venv/bin
    cd p
    try export bash
    assert_contains "$stderr" "'venvhook status' tells more"
    run "$VENVHOOK" status
    assert_line 'because      is not an environment: it has no pyvenv.cfg'
    refute_contains 'tells more'
}

@test "hints: an error in the settings is told once, not again by what rests on it" {
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'create = often' >"$XDG_CONFIG_HOME/venvhook/config"
    run "$VENVHOOK" status
    assert_success
    assert_line 'because      create is never, hint or auto, not often'
    refute_contains 'would fail'
    run "$VENVHOOK" status --json
    assert_contains '"create_error": '
}

# --- help

@test "help: no line is too wide for a terminal of 80 columns" {
    local command

    "$VENVHOOK" help --table | sed -n 's/^\([a-z]*\)\t.*/\1/p' >commands
    [ "$(wc -l <commands)" -gt 10 ]
    {
        "$VENVHOOK" help
        while read -r command; do
            "$VENVHOOK" help "$command"
        done <commands
    } >pages
    assert_equal "$(awk 'length($0) > 80' pages)" ''
    assert_contains "$(cat pages)" "$(printf '%s\n%24s%s' \
        "  -p, --python SPEC     the Python to make it from: 3.12, \
'>=3.10,<3.13', a name" '' 'or a path')"
}

@test "help: every shell that has a hook is there, with what it takes" {
    "$VENVHOOK" help >"$tmp/help"
    while IFS=$'\t' read -r shell file line; do
        [ "${#line}" -le 70 ] || line=''
        want=$(printf '  %-8s%s' "$shell" "${line:-venvhook setup $shell}")
        [ -z "$file" ] || grep -qxF -- "$want" "$tmp/help" ||
            fail "help has no line '$want'"
        n=$((${n-0} + 1))
    done < <("$VENVHOOK" help --shells)
    [ "$n" -ge 11 ]
}

@test "help: it may be asked of help, and of a command in either order" {
    local page

    page=$("$VENVHOOK" help)
    for words in '' -h --help 'help -h' 'help --help'; do
        # shellcheck disable=SC2086
        try $words
        assert_success
        assert_output "$page"
    done
    page=$("$VENVHOOK" help status)
    for words in 'status -h' 'status --json --help' 'help status -h' \
        'help -- status'; do
        # shellcheck disable=SC2086
        try $words
        assert_success
        assert_output "$page"
    done
}

@test "help: a command without options for people shows none" {
    for command in export help revoke version completions; do
        try help "$command"
        assert_success
        refute_contains OPTION
        [ "${#lines[@]}" -eq 2 ] || fail "$output"
    done
    try help init
    assert_contains '[OPTION...]'
}

# --- what a hook asks

@test "export: behind -- it does a call, and its status says whether that is for the shell" {
    fake_env other
    hook() {
        local number

        number=$("$VENVHOOK" init "$1" |
            sed -n "s/.*--hook[\"', ]*\\([0-9]\\).*/\\1/p")
        try export --hook "$number" "${@:2}" "$1" -- "${words[@]}"
    }
    # what is for a person, by itself or in a statement that prints it
    shown() {
        local wanted

        wanted=$("$VENVHOOK" "$@")
        case $shell in
        tcsh) assert_success && assert_equal "$(tcsh -fc "$output")" "$wanted" ;;
        fish)
            assert_success && assert_equal "$(fish -c "$output")" "$wanted"
            ;;
        elvish)
            # a function on a line, and its words
            assert_success && assert_equal "$(elvish -c 'use str
                var f @words = (from-lines)
                (eval (str:replace "\t" "\n" $f)) $@words' <<<"$output")" \
                "$wanted"
            ;;
        bash | zsh | *ksh | yash)
            # it ends the function in which it is evaluated, too
            assert_success && assert_equal \
                "$("$shell" -c "f() { $output"$'\n'"echo not here; }; f")" "$wanted"
            ;;
        *) assert_failure 3 && assert_output "$wanted" ;;
        esac
    }
    for shell in $("$VENVHOOK" help --shells | awk '$2 ~ /^~/ { print $1 }'); do
        case $shell in pwsh | nu | xonsh) ;; *) need "$shell" ;; esac
        words=(activate other)
        hook "$shell"
        assert_success
        [[ $output =~ (__venvhook_on|(__venvhook_|$'\n'|' '|'"')env) ]]
        assert_contains "$HOME/other"
        words=(activate --help)
        hook "$shell" --notices '' --left ''
        shown activate -h
        words=(activate --shell zsh other)
        hook "$shell"
        shown activate --shell zsh other
        words=(activate '')
        hook "$shell"
        says 2 'activate: an argument is empty' \
            "run 'venvhook help activate' for its usage"
        words=(deactivate)
        hook "$shell"
        says 1 'deactivate: no environment is active'
    done
    try export bash activate other
    says 2 'activate: unexpected argument' \
        "run 'venvhook help export' for its usage"
    try export --hook 0 bash -- activate other
    assert_failure 1
    assert_output ''
}

@test "commands: a word that is nearly a command, option or shell is answered with the one that was meant" {
    while IFS='|' read -r line meant; do
        # shellcheck disable=SC2086
        run --separate-stderr "$VENVHOOK" $line
        assert_failure 2
        assert_equal "$output" ''
        assert_contains "$stderr" "did you mean $meant?"
    done <<'END'
crate|create
stauts|status
status --jsn|--json
create --pyhton=3|--python
init bahs|bash
export zhs|zsh
END
    run "$VENVHOOK" xyzzy
    assert_failure 2
    refute_contains 'did you mean'
}

@test "commands: a word that is nearly the name of an environment is answered with that name" {
    fake_env .virtualenvs/tools
    while read -r line; do
        # shellcheck disable=SC2086
        try $line
        assert_failure 1
        assert_output ''
        assert_contains "$(head -n 1 <<<"$stderr")" '; did you mean tools?'
    done <<'END'
status toolz
allow tols
remove --yes tool
recreate toolss
activate --shell sh toolz
exec --dir toolz true
END
    # a path is no name, and another word is not near
    for word in ./toolz "$HOME/toolz" lib; do
        try status "$word"
        assert_failure 1
        refute_contains "$stderr" 'did you mean'
    done
    "$VENVHOOK" status tools >"$tmp/out"
}

# typed [WORD...]: runs the command that the last line of $stderr names, with
# these words behind it
typed() {
    local words

    words=$(sed -n "s/^venvhook: .*'venvhook \(.*\)'.*/\1/p" <<<"$stderr")
    [ -n "$words" ] || fail "no command in: $stderr" || return
    eval "$VENVHOOK $words $*"
}

@test "commands: a command in a hint can be typed as it stands, whatever the path is called" {
    for name in plain 'my project' "bob's" 'a"b$c`d!' -dash; do
        project "./$name"
        try exec --dir "$name" true
        assert_failure 1
        typed
        "$VENVHOOK" exec --dir "$name" true
        mkdir "./$name/src"
        try remove --yes "./$name/src"
        assert_failure 1
        typed --yes
        refute_exists "$name/.venv"
    done
}
