#!/usr/bin/env bats
# Completion in the real shells, held to the tables of the program itself.
load lib/common

setup() {
    common_setup
    # Nothing may ask the program at TAB: this one tells of it.
    printf '%s\n' '#!/bin/sh' "echo \"\$*\" >>'$tmp/runs'" \
        'printf "<%s>\n" "$@"' >"$tmp/bin/venvhook"
    chmod +x "$tmp/bin/venvhook"
}

# name TAB help of each command, and of the options of one, as help has them.
commands() {
    "$VENVHOOK" help --table | awk -F '\t' '$1 !~ / / { print $1 "\t" $3 }'
}

options() {
    "$VENVHOOK" help --table | awk -F '\t' -v of="$1 --" \
        'index($1, of) == 1 { sub(/.* /, "", $1); print $1 "\t" $3 }'
}

names() {
    cut -f 1
}

keys() {
    "$VENVHOOK" config --json | sed -n 's/^  "\(.*\)": {$/\1/p'
}

# Some commands, lest an empty table prove anything.
@test "the table lists commands and options" {
    assert_contains "$(commands)" $'status\tshow what is active'
    assert_contains "$(options create)" $'--clear\tdelete'
    assert_contains "$(keys)" link-mode
}

# --- what follows WORD...: name TAB help, or the name alone in bash

# WORD... in $shell: silent, and the program not asked.
completed() {
    "complete_$shell" "$@" 2>"$tmp/stderr" >"$tmp/offered" || return
    assert_equal "$(cat "$tmp/stderr")" ''
    refute_exists "$tmp/runs"
    sort "$tmp/offered"
}

complete_bash() {
    bash --norc --noprofile -c '
        set -u
        source "$top_srcdir/completions/venvhook.bash"
        COMP_WORDS=(venvhook "$@") COMP_CWORD=$#
        _venvhook venvhook "${COMP_WORDS[COMP_CWORD]}" \
            "${COMP_WORDS[COMP_CWORD-1]}"
        [[ ${#COMPREPLY[@]} -eq 0 ]] || printf "%s\n" "${COMPREPLY[@]}"
    ' bash "$@"
}

complete_fish() {
    fish --no-config -c '
        source $top_srcdir/completions/venvhook.fish
        complete -C "$argv"' venvhook "$@"
}

# The engine's own completion of the line.
complete_pwsh() {
    local IFS=' '

    LINE="venvhook $*" "$PWSH" -NoProfile -Command '
        . $env:top_srcdir/completions/venvhook.ps1
        $line = $env:LINE
        $found = [Management.Automation.CommandCompletion]::CompleteInput(
            $line, $line.Length, $null)
        foreach ($match in $found.CompletionMatches) {
            if ($match.ToolTip -ceq $match.ListItemText) {
                $match.CompletionText
            } else { "$($match.CompletionText)`t$($match.ToolTip)" }
        }'
}

# The real system in a terminal; what it hands to compadd is written down.
complete_zsh() {
    local IFS=' '

    rc_clear
    zsh_rc
    rm -f "$tmp/adds"
    in_shell zsh --no-hook --timeout 30 <<END >/dev/null || return
@key venvhook $*\\t
@key \\x03
END
    refute_contains "$(cat "$steps/1.raw")" '_venvhook'
    # What it shows is "NAME   -- HELP".
    [ ! -e "$tmp/adds" ] || sed -E $'s/\t[^ ]+ +-- /\t/' "$tmp/adds"
}

zsh_rc() {
    rc_after 'fpath=($top_srcdir/completions $fpath)
autoload -Uz compinit && compinit -u -D
LISTMAX=0
zstyle ":completion:*" list-grouped false
compadd() {
    local -a hits texts
    local -i at=${@[(i)-d]}
    if [[ $* == *-[OAD]\ * ]]; then
        builtin compadd "$@"
        return
    fi
    (( at < $# )) && texts=("${(@P)${@[at+1]}}")
    builtin compadd -A hits -D texts "$@"
    for (( at = 1; at <= $#hits; at++ )); do
        print -r -- "${hits[at]}"$'"'\\t'"'"${texts[at]-}" >>$BATS_TEST_TMPDIR/adds
    done
    builtin compadd "$@"
}'
}

# --- the same of all shells

# GOT is the rows of WANT, in any order; bash has no place for help.
assert_rows() {
    local want=$2

    [ "$shell" != bash ] || want=$(names <<<"$want")
    assert_equal "$1" "$(sort <<<"$want")"
}

assert_commands() {
    local want

    shell=$1 want=$(commands)
    need "$shell"
    [ "$shell" != bash ] || want+=$'\n--help\n--version'
    assert_rows "$(completed '')" "$want"
    assert_equal "$(completed rem | names)" remove
}

# Every command: one without options has --help alone.
assert_options() {
    local command

    shell=$1
    need "$shell"
    for command in $(commands | names); do
        assert_rows "$(completed "$command" -- | grep ^--)" "$({
            options "$command"
            printf -- '--help\tshow help\n'
        } | sed '/^$/d')" || fail "of $command" || return
    done
}

assert_words() {
    shell=$1
    need "$shell"
    for command in init completions 'activate --shell'; do
        # shellcheck disable=SC2086
        assert_equal "$(completed $command '' | names | paste -s -d ' ')" \
            'bash fish pwsh zsh' || fail "of $command" || return
    done
    assert_equal "$(completed export '' | names | paste -s -d ' ')" \
        'bash fish json pwsh zsh'
    assert_equal "$(completed config '' | names)" "$(keys | sort)"
    assert_equal "$(completed help '' | names)" "$(commands | names | sort)"
}

# An env is what has a pyvenv.cfg.
assert_envs() {
    shell=$1
    need "$shell"
    mkdir -p "$HOME/.virtualenvs/web" "$HOME/.virtualenvs/wet" \
        "$tmp/else/work"
    touch "$HOME/.virtualenvs/web/pyvenv.cfg" "$tmp/else/work/pyvenv.cfg"
    assert_equal "$(completed activate w | names)" web
    export WORKON_HOME=$tmp/else
    assert_equal "$(completed activate w | names)" work
}

@test "bash offers the commands" {
    assert_commands bash
}

@test "zsh offers the commands with their help" {
    assert_commands zsh
}

@test "fish offers the commands with their help" {
    assert_commands fish
}

@test "PowerShell offers the commands with their help" {
    assert_commands pwsh
}

@test "bash offers the options of each command" {
    assert_options bash
}

@test "zsh offers the options of each command with their help" {
    assert_options zsh
}

@test "fish offers the options of each command with their help" {
    assert_options fish
}

@test "PowerShell offers the options of each command with their help" {
    assert_options pwsh
}

@test "bash offers shells, keys and commands where they belong" {
    assert_words bash
}

@test "zsh offers shells, keys and commands where they belong" {
    assert_words zsh
}

@test "fish offers shells, keys and commands where they belong" {
    assert_words fish
}

@test "PowerShell offers shells, keys and commands where they belong" {
    assert_words pwsh
}

@test "bash offers the envs of WORKON_HOME" {
    assert_envs bash
}

@test "zsh offers the envs of WORKON_HOME" {
    assert_envs zsh
}

@test "fish offers the envs of WORKON_HOME" {
    assert_envs fish
}

@test "PowerShell offers the envs of WORKON_HOME" {
    assert_envs pwsh
}

# --- names that are code: what TAB puts in is one word, the name

odd_names=("it's \"odd\"" '$(touch pwned)' '`touch pwned`' ';touch pwned;&|'
    '*?[x]{a,b}#!!^%' 'back\slash' '~root' $'esc\e[31m' 'èрт🚒♞中片')

# Each name with a letter before it, as a directory and as an env: a TAB
# behind the letter has one answer.
odd_places() {
    local name letters=abcdefghijkl i=0

    printf '%s\n' '#!/bin/sh' 'printf "%s\0" "$@" >>"$BATS_TEST_TMPDIR/words"' \
        >"$tmp/bin/venvhook"
    for name in "${odd_names[@]}"; do
        name=${letters:i++:1}$name
        mkdir -p "d$name" "$HOME/.virtualenvs/e$name"
        touch "$HOME/.virtualenvs/e$name/pyvenv.cfg"
        printf '@key venvhook %s\\t\n@key \\r\n@prompt\n' \
            "status d${name:0:1}" "activate e${name:0:1}" >>"$tmp/typed"
        printf '%s\0' status "d$name/" activate "e$name" >>"$tmp/want"
    done
}

# What the words after TAB and Enter were; a last slash is the shell's affair.
assert_odd() {
    odd_names+=("${@:2}")
    odd_places
    in_shell "$1" --no-hook --timeout 30 <"$tmp/typed"
    assert_equal "$(tr '\0' '\n' <"$tmp/words" | sed 's,/$,,')" \
        "$(tr '\0' '\n' <"$tmp/want" | sed 's,/$,,')"
    refute_exists pwned
}

@test "bash puts in a hostile name as one word" {
    rc_after '. "$top_srcdir/completions/venvhook.bash"'
    assert_odd bash $'new\nline' $'tab\there'
}

@test "zsh puts in a hostile name as one word" {
    need zsh
    rc_after 'fpath=($top_srcdir/completions $fpath)
autoload -Uz compinit && compinit -u -D'
    assert_odd zsh $'new\nline' $'tab\there'
}

@test "fish puts in a hostile name as one word" {
    need fish
    rc_after 'source $top_srcdir/completions/venvhook.fish'
    assert_odd fish
}

@test "fish does not offer the half of a name" {
    need fish
    shell=fish
    for end in $'\nline' $'\ttab' -whole; do
        mkdir -p "dir$end" "$HOME/.virtualenvs/env$end"
        touch "$HOME/.virtualenvs/env$end/pyvenv.cfg"
    done
    assert_equal "$(completed activate e | names)" env-whole
    assert_equal "$(completed status d | names)" dir-whole/
}

# What it puts in is evaluated, as the engine would.
@test "PowerShell puts in a hostile name as one word" {
    need pwsh
    odd_names+=($'new\nline' $'tab\there')
    odd_places
    : >"$tmp/words"
    "$PWSH" -NoProfile -Command '
        . $env:top_srcdir/completions/venvhook.ps1
        $line = "venvhook activate e"
        $found = [Management.Automation.CommandCompletion]::CompleteInput(
            $line, $line.Length, $null)
        foreach ($match in $found.CompletionMatches) {
            [IO.File]::AppendAllText("$env:BATS_TEST_TMPDIR/words",
                "$(Invoke-Expression $match.CompletionText)`0")
            if ($match.ListItemText -match "\p{Cc}") { "raw" }
        }' >"$tmp/out" 2>&1
    assert_equal "$(cat "$tmp/out")" ''
    for name in "$HOME/.virtualenvs/"*; do
        printf '%s\0' "${name##*/}"
    done | sort -z >"$tmp/want"
    sort -z "$tmp/words" | cmp - "$tmp/want"
    refute_exists pwned
}

@test "every shell offers directories" {
    local shell

    mkdir -p work/deep workshop
    touch work.txt
    for shell in bash zsh fish; do
        need "$shell"
    done
    shell=fish
    assert_equal "$(completed status wor | names)" $'work/\nworkshop/'
    assert_equal "$(completed config --dir work/ | names)" work/deep/
    shell=zsh
    # zsh adds them twice and shows them once
    assert_equal "$(completed status wor | names | uniq)" $'work\nworkshop'
    for command in status allow deny revoke create recreate remove activate
    do
        rc_clear
        rc_after '. "$top_srcdir/completions/venvhook.bash"'
        in_shell bash --no-hook <<END
@key venvhook $command work/\\t
@key \\r
@prompt
END
        assert_equal "$(cat "$tmp/runs")" "$command work/deep/" || return
        rm "$tmp/runs"
    done
}
