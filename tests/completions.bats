#!/usr/bin/env bats
# Completion in the real shells, held to the tables of the program itself.
load lib/common

setup() {
    common_setup
    program "echo \"\$*\" >>'$tmp/runs'"
}

# What PATH has as venvhook completes; when it is run otherwise, it does TEXT.
program() {
    printf '%s\n' '#!/bin/sh' \
        "[ \"\$1\" != complete ] || exec '$VENVHOOK' \"\$@\"" "$1" \
        >"$tmp/bin/venvhook"
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

# --- what the program says

offered() {
    "$VENVHOOK" complete -- "$@" | paste -s -d ' '
}

@test "an argument is offered what it is called in the table" {
    assert_equal "$(offered status '')" $'\tdirectories'
    assert_equal "$(offered status /x '')" ''
    assert_equal "$(offered create /x '')" $'\tdirectories'
    assert_equal "$(offered create --python '')" $'\tfiles'
    assert_equal "$(offered create -- --py)" $'\tdirectories'
    assert_equal "$(offered create --prompt '')" ''
    assert_equal "$(offered config --dir '')" $'\tdirectories'
    assert_equal "$(offered config --dir=x/)" $'\tdirectories'
    assert_contains "$(offered activate --shell=z)" '--shell=zsh'
    assert_equal "$(offered config --json=)" ''
    assert_equal "$(offered deactivate '')" ''
    assert_equal "$(offered nonesuch '')" ''
    assert_equal "$(offered '' '')" ''
    assert_contains "$(offered -)" --version
}

@test "each shell that is offered is taken, and each that is taken is offered" {
    for command in init export completions 'setup --print' 'activate --shell' \
        'deactivate --shell'; do
        # shellcheck disable=SC2086 # words
        "$VENVHOOK" complete $command '' >"$tmp/offered"
        [ -s "$tmp/offered" ]
        while read -r shell _; do
            # shellcheck disable=SC2086
            run "$VENVHOOK" $command "$shell"
            taken=yes
            [ "$status" -ne 2 ] || taken=no
            offered=no
            ! grep -qxF "$shell" "$tmp/offered" || offered=yes
            assert_equal "$command $shell $offered" "$command $shell $taken"
        done < <("$VENVHOOK" help --shells)
    done
}

@test "a name in WORKON_HOME is offered wherever a directory is, and there it is taken" {
    fake_env .virtualenvs/tools
    "$VENVHOOK" allow tools
    n=0
    while IFS=$'\t' read -r words argument _; do
        case $argument in
        DIR | '[DIR]') n=$((n + 1)) ;;
        *) continue ;;
        esac
        # shellcheck disable=SC2086 # words
        assert_contains "$(offered $words '')" tools
        case $words in exec*) words+=' tools true' ;; *) words+=' tools' ;; esac
        # shellcheck disable=SC2086
        run "$VENVHOOK" $words </dev/null
        refute_contains 'no such file'
        refute_contains 'unexpected argument'
    done < <("$VENVHOOK" help --table)
    [ "$n" -ge 8 ]
}

@test "behind the key of a setting nothing is offered, as nothing is taken" {
    assert_contains "$(offered config '')" link-mode
    assert_equal "$(offered config trust '')" ''
    assert_equal "$(offered config --json trust '')" ''
}

@test "what exec runs begins where its own options end" {
    assert_equal "$(offered exec '')" $'\tcommand 2'
    assert_equal "$(offered exec ls -)" $'\tcommand 2'
    assert_equal "$(offered exec --dir x ls --dir=)" $'\tcommand 4'
    assert_equal "$(offered exec --dir=x -- ls '')" $'\tcommand 4'
    assert_equal "$(offered exec --dir '')" $'\tdirectories'
}

@test "no name that acts on a terminal or is no env is offered, nor a thousand and one" {
    for name in good $'new\nline' $'tab\there' $'esc\e[31m' $'rtl\u202e' \
        $'\xff' co:lon .hidden -dash 'two words'; do
        mkdir -p "$HOME/.virtualenvs/$name"
        touch "$HOME/.virtualenvs/$name/pyvenv.cfg"
    done
    mkdir "$HOME/.virtualenvs/bare"
    "$VENVHOOK" complete activate '' >"$tmp/offered"
    assert_equal "$(cat "$tmp/offered")" \
        $'good\tenvironment\ntwo words\tenvironment\n\tdirectories'
    mkdir -p "$tmp/many/"{1..1200}
    for at in {1..1200}; do : >"$tmp/many/$at/pyvenv.cfg"; done
    assert_equal "$(WORKON_HOME=$tmp/many offered activate '' | wc -w)" 2001
}

@test "complete reads nothing but names, and says nothing where there are none" {
    mkdir -p .venv/bin work
    touch .venv/pyvenv.cfg
    chmod 0 work
    WORKON_HOME=$tmp/none run "$VENVHOOK" complete activate ''
    assert_equal "$status $output" $'0 \tdirectories'
    WORKON_HOME=$tmp/work run "$VENVHOOK" complete activate ''
    assert_equal "$status $output" $'0 \tdirectories'
    mkdir -p "$HOME/.virtualenvs/a"
    touch "$HOME/.virtualenvs/a/pyvenv.cfg"
    strace -e trace=%file,read,getdents64 -o "$tmp/trace" \
        "$VENVHOOK" complete activate ''
    refute_contains "$(cat "$tmp/trace")" '/.venv'
    refute_contains "$(grep -c '^read(' "$tmp/trace")" 2
    refute_contains "$(grep 'pyvenv' "$tmp/trace")" open
}

# A relative word of PATH leads into the directory at hand.
@test "no shell runs a program of the directory at hand to complete" {
    local shell

    rm "$tmp/bin/venvhook"
    printf '%s\n' '#!/bin/sh' "echo ran >>'$tmp/runs'" >venvhook
    chmod +x venvhook
    export PATH=.:$PATH
    for shell in bash zsh fish pwsh nu xonsh yash; do
        need "$shell"
        completed '' >"$tmp/words"
        refute_contains "$(cat "$tmp/words")" status
    done
}

# --- what follows WORD...: name TAB help, or the name alone in bash

# WORD... in $shell: silent, and nothing but completed.
completed() {
    local IFS=' '

    if [ -e "$tmp/ahead/=$*" ]; then
        sort "$tmp/ahead/=$*"
        return
    fi
    "complete_$shell" "$@" 2>"$tmp/stderr" >"$tmp/offered" || return
    assert_equal "$(cat "$tmp/stderr")" ''
    refute_exists "$tmp/runs"
    sort "$tmp/offered"
}

# ahead LINE...: completes them all in one shell, where one takes long to
# start, for the calls of completed with these words.
ahead() {
    rm -rf "$tmp/ahead"
    mkdir "$tmp/ahead"
    case $shell in pwsh | zsh) ;; *) return ;; esac
    "ahead_$shell" "$@" 2>"$tmp/stderr" || return
    assert_equal "$(cat "$tmp/stderr")" ''
    refute_exists "$tmp/runs"
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

complete_pwsh() {
    local IFS=' '

    ahead_pwsh "$*" && cat "$tmp/ahead/=$*" && rm -r "$tmp/ahead"
}

# The engine's own completion of each line.
ahead_pwsh() {
    mkdir -p "$tmp/ahead"
    printf '%s\n' "$@" >"$tmp/lines"
    "$PWSH" -NoProfile -Command '
        . $env:top_srcdir/completions/venvhook.ps1
        $tmp = $env:BATS_TEST_TMPDIR
        foreach ($words in [IO.File]::ReadAllLines("$tmp/lines")) {
            $line = "venvhook $words"
            $found = [Management.Automation.CommandCompletion]::CompleteInput(
                $line, $line.Length, $null)
            $texts = foreach ($match in $found.CompletionMatches) {
                if ($match.ToolTip -ceq $match.ListItemText) {
                    $match.CompletionText
                } else { "$($match.CompletionText)`t$($match.ToolTip)" }
            }
            [IO.File]::WriteAllLines("$tmp/ahead/=$words", [string[]]@($texts))
        }'
}

# The engine's own, of the line in a file; it tells the words alone.
complete_nu() {
    local IFS=' '

    { cat "$top_srcdir/completions/venvhook.nu" && printf '%s' "venvhook $*"; } \
        >"$tmp/line.nu"
    "$NU" --no-config-file --ide-complete "$(wc -c <"$tmp/line.nu")" \
        "$tmp/line.nu" | "$(base_python)" -c 'import json, sys
for word in json.load(sys.stdin)["completions"]: print(word)'
}

# Its own system hands all to "complete", which only its line editor has.
complete_yash() {
    yash -c '
        complete() {
            typeset help=
            while [ $# -gt 0 ]; do
                case $1 in
                -D) help=$2; shift ;;
                -P | -S) shift ;;
                --) shift; break ;;
                esac
                shift
            done
            for word; do
                case $word in
                "$TARGETWORD"*) printf "%s\t%s\n" "$word" "$help" ;;
                esac
            done | sed "s/\t\$//"
        }
        . "$top_srcdir/completions/venvhook.yash"
        WORDS=(venvhook "${@[1,-2]}") TARGETWORD=${@[-1]}
        command -f completion/venvhook' yash "$@"
}

complete_xonsh() {
    local IFS=' '

    LINE="venvhook $*" xonsh --no-rc -c '
import os
from xonsh.completer import Completer
source $top_srcdir/completions/venvhook.xsh
line = os.environ["LINE"]
begin = line.rfind(" ") + 1
found, _ = Completer().complete(line[begin:], line, begin, len(line), {},
    multiline_text=line, cursor_index=len(line))
for one in found:
    help = getattr(one, "description", "")
    print(str(one).rstrip() + ("\t" + help if help else ""))'
}

complete_zsh() {
    local IFS=' '

    ahead_zsh "$*" && cat "$tmp/ahead/=$*" && rm -r "$tmp/ahead"
}

# The real system in a terminal; what it hands to compadd is written down.
ahead_zsh() {
    local line n

    mkdir -p "$tmp/ahead"
    rm -f "$tmp/adds"
    rc_clear
    zsh_rc
    for line; do
        printf '%s\n' "@key venvhook $line\\t" '@wait {completed}' \
            '@key \x03' '@prompt'
    done >"$tmp/typed"
    in_shell zsh --no-hook --timeout 30 --total 600 <"$tmp/typed" \
        >"$tmp/screen" || {
        cat "$tmp/screen"
        return 1
    }
    refute_contains "$(cat "$steps"/*.raw)" '_venvhook'
    # What it shows is "NAME   -- HELP".
    n=0
    for line; do
        n=$((n + 1))
        awk -v n="$n" '$0 == "{tab}" { tabs++; next } tabs == n' \
            "$tmp/adds" | sed -E $'s/\t[^ ]+ +-- /\t/' >"$tmp/ahead/=$line"
    done
}

zsh_rc() {
    rc_after 'fpath=($top_srcdir/completions $fpath)
autoload -Uz compinit && compinit -u -D
LISTMAX=0
zstyle ":completion:*" list-grouped false
tab() { print "{tab}" >>$BATS_TEST_TMPDIR/adds; zle expand-or-complete; zle -M "{completed}" }
zle -N tab
bindkey "^I" tab
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

# GOT is the rows of WANT, in any order; some have no place for help.
assert_rows() {
    local want=$2

    case $shell in bash | nu) want=$(names <<<"$want") ;; esac
    assert_equal "$1" "$(sort <<<"$want")"
}

assert_commands() {
    shell=$1
    need "$shell"
    assert_rows "$(completed '')" "$(commands)"
    assert_equal "$(completed rem | names)" remove
}

# Every command: one without options has --help alone.
assert_options() {
    local command

    shell=$1
    need "$shell"
    commands | names >"$tmp/commands"
    mapfile -t lines < <(sed 's/$/ --/' "$tmp/commands")
    ahead "${lines[@]}"
    for command in $(cat "$tmp/commands"); do
        assert_rows "$(completed "$command" -- | grep ^--)" "$({
            options "$command"
            printf -- '--help\tshow help\n'
        } | sed '/^$/d')" || fail "of $command" || return
    done
}

# rows CONDITION: the names in the table of shells of which it is true
rows() {
    "$VENVHOOK" help --shells | awk -F '\t' "$1 { print \$1 }" | sort |
        paste -s -d ' '
}

assert_words() {
    shell=$1
    need "$shell"
    ahead 'init ' 'completions ' 'activate --shell ' 'export ' 'config ' 'help '
    assert_contains "$(rows 1)" 'json'
    assert_contains "$(rows '$2 != ""')" 'pwsh'
    assert_equal "$(completed init '' | names | paste -s -d ' ')" \
        "$(rows '$2 != ""')"
    assert_equal "$(completed completions '' | names | paste -s -d ' ')" \
        "$(rows '$2 != "" && $1 !~ /ksh$/')"
    for command in export 'activate --shell'; do
        # shellcheck disable=SC2086
        assert_equal "$(completed $command '' | names | paste -s -d ' ')" \
            "$(rows 1)" || fail "of $command" || return
    done
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

# One test for each of these, as much of what they do is ours to say.
offers_all() {
    assert_commands "$1"
    assert_rows "$(completed create -- | grep ^--)" "$({
        options create
        printf -- '--help\tshow help\n'
    })"
    assert_words "$1"
    assert_envs "$1"
}

@test "nu offers commands, options, shells, keys and the envs of WORKON_HOME" {
    offers_all nu
}

@test "xonsh offers commands, options, shells, keys and the envs of WORKON_HOME" {
    offers_all xonsh
}

@test "yash offers commands, options, shells, keys and the envs of WORKON_HOME" {
    offers_all yash
}

@test "nu puts in a hostile name as one word, xonsh none" {
    need nu xonsh
    odd_envs
    "$NU" --no-config-file -c "source $top_srcdir/completions/venvhook.nu
        __venvhook_offers [venvhook activate e] | get value | str join (char nl)" \
        >"$tmp/offered"
    echo >>"$tmp/offered"
    [ "$(wc -l <"$tmp/offered")" -eq "${#odd_names[@]}" ]
    while IFS= read -r word; do
        "$NU" --no-config-file -c "print --no-newline $word" && printf '\0'
    done <"$tmp/offered" | sort -z >"$tmp/read"
    grep -azxv activate "$tmp/want" | sort -z | cmp - "$tmp/read"
    assert_equal "$(complete_xonsh activate e | grep -c touch)" 0
    refute_exists pwned
}

# --- names that are code: what TAB puts in is one word, the name

odd_names=("it's \"odd\"" '$(touch pwned)' '`touch pwned`' ';touch pwned;&|'
    '*?[x]{a,b}#!!^%' 'back\slash' '~root' 'èрт🚒♞中片')

# Each name with a letter before it, as an env: a TAB behind the letter has one
# answer.
odd_envs() {
    local name letters=abcdefghijkl i=0

    program 'printf "%s\0" "$@" >>"$BATS_TEST_TMPDIR/words"'
    for name in "${odd_names[@]}"; do
        name=e${letters:i++:1}$name
        mkdir -p "$HOME/.virtualenvs/$name"
        touch "$HOME/.virtualenvs/$name/pyvenv.cfg"
        odd_typed activate "$name"
    done
}

odd_typed() {
    printf '@key venvhook %s\\t\n@key \\r\n@prompt\n' "$1 ${2:0:2}" \
        >>"$tmp/typed"
    printf '%s\0' "$@" >>"$tmp/want"
}

# The same as directories, where the shell finds the names by itself.
odd_directories() {
    local name letters=abcdefghijkl i=0

    for name in "${odd_names[@]}" "$@"; do
        name=d${letters:i++:1}$name
        mkdir "$name"
        odd_typed status "$name/"
    done
}

# What the words after TAB and Enter were; a last slash is the shell's affair.
assert_odd() {
    odd_envs
    odd_directories $'esc\e[31m' "${@:2}"
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
    mkdir $'dir\nline' $'dir\ttab' dir-whole
    assert_equal "$(completed status d | names)" dir-whole/
}

# What it puts in is evaluated, as the engine would.
@test "PowerShell puts in a hostile name as one word" {
    need pwsh
    odd_envs
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
