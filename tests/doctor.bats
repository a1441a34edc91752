# shellcheck disable=SC2016,SC2034,SC2154
# What doctor finds: a zoo of set-ups that are broken, each in its own way.
#
#   sick KEY BREAK [MEND]   a set-up for the zoo: lines of the shell that break
#                       it, and those that mend it; doctor is to find KEY
#                       there, and nothing else
#   also KEY...         but these as well
#   zoo SHELL           goes through all of them in one shell that is in the
#                       project p, and through one that is well

load lib/common

setup() {
    common_setup
    project p
    tool p/.venv/bin/pip
    "$VENVHOOK" allow p 2>/dev/null
    keys=() healthy=0
    : >zoo
}

# A program that does TEXT.
tool() {
    mkdir -p "${1%/*}"
    printf '#!/bin/sh\n%s\n' "${2-}" >"$1"
    chmod 755 "$1"
}

sick() {
    keys+=("$1")
    printf '%s\n' "$2" >>zoo
    look_at "$1"
    printf '%s\n' "${3-}" >>zoo
}

also() {
    printf '%s\n' "$@" >>"$HOME/also.${keys[${#keys[@]} - 1]}"
}

# A line of the shell: what doctor says of it, into two files.
look_at() {
    case $shell in
    fish) echo "venvhook doctor --json >~/found.$1; echo \$status >~/status.$1" ;;
    pwsh)
        echo "[IO.File]::WriteAllLines('$HOME/found.$1', @(venvhook doctor --json))"
        echo "[IO.File]::WriteAllText('$HOME/status.$1', \"\$LASTEXITCODE\")"
        ;;
    xonsh)
        echo "run = !(venvhook doctor --json)"
        echo "open('$HOME/found.$1', 'w').write(run.out) and \
open('$HOME/status.$1', 'w').write(str(run.returncode))"
        ;;
    nu)
        echo "do { venvhook doctor --json } | complete | do {|run|
\$run.stdout | save -f ~/found.$1; \$run.exit_code | save -f ~/status.$1 } \$in"
        ;;
    *) echo "venvhook doctor --json >~/found.$1; echo \$? >~/status.$1" ;;
    esac >>zoo
}

zoo() {
    local key

    look_at well
    # PowerShell takes what is called otherwise for a program
    cp zoo zoo.ps1
    case $shell in
    xonsh | nu) in_shell "$shell" <<<$'cd p\nsource ~/zoo' ;;
    *) in_shell "$shell" <<<$'cd p\n. ~/zoo.ps1' ;;
    esac
    found well
    assert_equal "$found" ''
    assert_equal "$(cat status.well)" 0
    for key in "${keys[@]}"; do
        caught "$key"
    done
}

# Sets $found, the keys that doctor found, one a line; what it prints is JSON.
found() {
    found=$("$pty_python" -c 'import json, sys
for f in json.load(open(sys.argv[1]))["findings"]:
    assert f["sentence"] and f["to_do"], f
    assert "@" not in f["sentence"] + f["to_do"], f
    print(f["key"])' "found.$1") || fail "$1: $(cat "found.$1")"
}

is_wrong() {
    grep -qF "WRONG(\"$1\"" "$top_srcdir/src/core/doctor/finding.c"
}

# The finding is there, no other is, and the status is what its row says.
caught() {
    local wrong=0 key

    found "$1"
    touch "also.$1"
    assert_equal "$(sort <<<"$found")" "$(sort - "also.$1" <<<"$1")" ||
        fail "in the case of $1"
    for key in $found; do
        ! is_wrong "$key" || wrong=1
    done
    assert_equal "$1: $(cat "status.$1")" "$1: $wrong"
}

@test "doctor: without a hook it says so, names setup, and fails" {
    run --separate-stderr "$VENVHOOK" doctor
    assert_failure 1
    assert_contains 'wrong: no-hook: '
    assert_contains "run 'venvhook setup'"
    assert_equal "$stderr" ''
}

# What bash and zsh have in common, each in lines of its own.
zoo_of_posix() {
    sick other-activator '_pyenv_virtualenv_hook() { :; }' \
        'unset -f _pyenv_virtualenv_hook'
    sick deactivate-replaced 'eval "kept_$(typeset -f deactivate)"
deactivate() { :; }' \
        'eval "$(typeset -f kept_deactivate | sed s/kept_//)"'
    sick python-alias 'alias python=/usr/bin/python3' 'unalias python'
    sick python-function 'pip() { python -m pip; }' 'unset -f pip'
    ln -s "$VENVHOOK" "$tmp/bin/venvhook"
    sick program-gone 'was=$__venvhook_program
__venvhook_program=/nowhere/venvhook' '__venvhook_program=$was'
}

@test "doctor: what is wrong with a bash is found, each by its name" {
    shell=bash
    zoo_of_posix
    sick hook-not-called 'was=("${PROMPT_COMMAND[@]}"); unset PROMPT_COMMAND' \
        'PROMPT_COMMAND=("${was[@]}")'
    sick hook-twice 'PROMPT_COMMAND+=("__venvhook_hook x")' \
        'PROMPT_COMMAND=("${was[@]}")'
    sick hook-late 'PROMPT_COMMAND="my_theme; $PROMPT_COMMAND"' \
        'PROMPT_COMMAND=("${was[@]}")'
    sick cd-replaced 'eval "kept_$(declare -f cd)"; cd() { builtin cd "$@"; }' \
        'eval "$(declare -f kept_cd | sed s/kept_//)"'
    sick slow-prompt '__venvhook_look() { sleep 0.06; }'
    sed -i '$d' zoo
    echo 'eval "$(typeset -f __venvhook_watch | sed s/watch/look/)"' >>zoo
    zoo
    assert_contains "$(cat found.hook-late)" "'my_theme' runs before"
    assert_contains "$(cat found.python-alias)" /usr/bin/python3
    assert_contains "$(cat found.other-activator)" pyenv-virtualenv
}

@test "doctor: what is wrong with a zsh is found, each by its name" {
    shell=zsh
    zoo_of_posix
    sick hook-not-called 'was=($precmd_functions); precmd_functions=()' \
        'precmd_functions=($was)'
    sick hook-twice 'precmd_functions+=(__venvhook_precmd)' \
        'precmd_functions=($was)'
    sick hook-late 'precmd_functions=(my_theme $was)' \
        'precmd_functions=($was)'
    zoo
    assert_contains "$(cat found.hook-late)" "'my_theme' runs before"
}

@test "doctor: what is wrong with a fish is found, each by its name" {
    shell=fish
    sick other-activator 'function __vfsupport_auto_activate; end' \
        'functions -e __vfsupport_auto_activate'
    sick python-alias 'alias python /usr/bin/python3' 'functions -e python'
    sick python-function 'function pip; end' 'functions -e pip'
    sick deactivate-replaced 'functions -c deactivate kept
functions -e deactivate; function deactivate; end' \
        'functions -e deactivate; functions -c kept deactivate'
    sick program-gone 'functions -c venvhook kept_venvhook
functions venvhook | string replace -a "$VENVHOOK" /nowhere | source' \
        'functions -e venvhook; functions -c kept_venvhook venvhook'
    sick hook-not-called 'functions -c __venvhook_on_prompt kept_prompt
functions -e __venvhook_on_prompt' \
        'functions -c kept_prompt __venvhook_on_prompt'
    zoo
}

@test "doctor: what is wrong with a ksh, mksh or yash is found, each by its name" {
    python='alias python=/usr/bin/python3'
    for shell in ksh mksh yash; do
        rm -f found.* status.*
        keys=()
        : >zoo
        sick python-alias "$python" 'unalias python'
        sick python-function 'function pip { :; }' 'unset -f pip'
        case $shell in
        ksh) sick hook-not-called 'unset -f PS1.get' 'function PS1.get { :; }' ;;
        mksh) sick hook-not-called 'was=$PS1; PS1="> "' 'PS1=$was' ;;
        yash)
            sick hook-not-called 'was=("${PROMPT_COMMAND[@]}")
PROMPT_COMMAND=()' 'PROMPT_COMMAND=("${was[@]}")'
            sick hook-twice 'PROMPT_COMMAND=("${was[@]}" "__venvhook_hook prompt")' \
                'PROMPT_COMMAND=("${was[@]}")'
            ;;
        esac
        zoo
    done
}

@test "doctor: what is wrong with a xonsh or nushell is found, each by its name" {
    for shell in xonsh nu; do
        rm -f found.* status.*
        keys=()
        : >zoo
        case $shell in
        xonsh)
            sick python-alias 'aliases["python"] = "/usr/bin/python3"' \
                'del aliases["python"]'
            sick python-function 'aliases["pip"] = lambda args: 0' \
                'del aliases["pip"]'
            sick deactivate-replaced 'was = aliases["deactivate"]
aliases["deactivate"] = lambda args: 0' 'aliases["deactivate"] = was'
            sick hook-not-called 'on = events.on_postcommand
was = list(on)
on.clear()' 'ours = [on.add(h) for h in was]'
            ;;
        nu)
            sick hook-not-called '$env.was = $env.config.hooks.pre_prompt
$env.config.hooks.pre_prompt = []' '$env.config.hooks.pre_prompt = $env.was'
            ;;
        esac
        zoo
    done
    in_shell nu <<<$'cd p\nalias python = ^/usr/bin/python3\nvenvhook doctor'
    assert_contains "$(answer 3)" 'wrong: python-alias: '
}

@test "doctor: what is wrong with a PowerShell is found, each by its name" {
    shell=pwsh
    need pwsh
    sick python-alias 'Set-Alias python /usr/bin/python3' \
        'Remove-Alias python'
    sick python-function 'function global:pip {}' 'Remove-Item function:pip'
    sick deactivate-replaced '$was = $function:deactivate
function global:deactivate {}' '$function:global:deactivate = $was'
    sick program-gone '$was = $function:venvhook
$function:global:venvhook = $was.Module.NewBoundScriptBlock(
    [scriptblock]::Create("$was".Replace($env:VENVHOOK, "/nowhere")))' \
        '$function:global:venvhook = $was'
    sick hook-not-called '$commands = $ExecutionContext.InvokeCommand
$was = $commands.PreCommandLookupAction
$commands.PreCommandLookupAction = $null' \
        '$commands.PreCommandLookupAction = $was'
    zoo
}

@test "doctor: who stands before the environment in PATH, or else switches one on, is found by name" {
    shell=bash
    for dir in .pyenv/shims conda/bin mise/installs/python/3.12/bin other; do
        tool "$dir/python"
    done
    was='PATH=$was; unset CONDA_PREFIX'
    sick path-pyenv 'was=$PATH; PATH=~/.pyenv/shims:$PATH' "$was"
    sick path-conda 'export CONDA_PREFIX=~/conda; PATH=~/conda/bin:$PATH' "$was"
    sick path-mise 'PATH=~/mise/installs/python/3.12/bin:$PATH' "$was"
    sick path-order 'PATH=~/other:$PATH' "$was"
    sick path-missing 'PATH=/usr/bin:/bin' "$was"
    sick path-relative 'PATH=$PATH:bin' "$was"
    tool away/pip
    sick pip-missing 'mv .venv/bin/pip ~/pip; PATH=$PATH:~/away' \
        'mv ~/pip .venv/bin/pip; PATH=$was'
    sick pythonhome 'export PYTHONHOME=/usr' 'unset PYTHONHOME'
    sick pythonpath 'export PYTHONPATH=~/lib' 'unset PYTHONPATH'
    sick pip-redirected 'export PIP_TARGET=~/lib' 'unset PIP_TARGET'
    sick disabled 'export VENVHOOK_DISABLE=1' 'unset VENVHOOK_DISABLE'
    project q
    sick by-hand 'on=$VIRTUAL_ENV; VIRTUAL_ENV=~/q/.venv' 'VIRTUAL_ENV=$on'
    fake_env p/.direnv/python-3.12
    sick by-direnv 'VIRTUAL_ENV=~/p/.direnv/python-3.12' 'VIRTUAL_ENV=$on'
    sick virtual-env-gone 'VIRTUAL_ENV=~/away/.venv' 'VIRTUAL_ENV=$on'
    sick vscode-types 'VIRTUAL_ENV=~/q/.venv _OLD_VIRTUAL_PATH=$PATH
export TERM_PROGRAM=vscode' \
        'VIRTUAL_ENV=$on; unset _OLD_VIRTUAL_PATH TERM_PROGRAM'
    also by-hand
    sick vscode-variables \
        'export VSCODE_PYTHON_BASH_ACTIVATE="source .venv/bin/activate"' \
        'unset VSCODE_PYTHON_BASH_ACTIVATE'
    mkdir older
    cp "$VENVHOOK" older/venvhook
    sick program-other 'PATH=$PATH:~/older' 'PATH=$was'
    zoo
    assert_contains "$(cat found.path-order)" "'python' is $HOME/other/python"
}

@test "doctor: what is wrong with environments, settings and our own files is found, each by its name" {
    shell=bash
    mkdir -p "$XDG_CONFIG_HOME/venvhook" "$XDG_CACHE_HOME/venvhook"
    config=$XDG_CONFIG_HOME/venvhook/config
    for env in r s; do
        project "$env"
        "$VENVHOOK" allow "$env" 2>/dev/null
    done
    sick environment-broken 'mv .venv/bin/python kept' \
        'mv kept .venv/bin/python'
    sick environment-unsafe 'chmod o+w .venv' 'chmod o-w .venv'
    sick environment-not-allowed 'venvhook revoke' 'venvhook allow'
    sick bin-unsafe 'chmod o+w .venv/bin/pip' 'chmod o-w .venv/bin/pip'
    sick settings "echo 'trust = perhaps' >$config" "rm $config"
    sick records 'chmod o+w $XDG_STATE_HOME/venvhook' \
        'chmod o-w $XDG_STATE_HOME/venvhook'
    sick state-unsafe 'chmod o+w $XDG_CACHE_HOME/venvhook' \
        'chmod o-w $XDG_CACHE_HOME/venvhook'
    sick known-broken 'mv ~/r/.venv/bin/python kept' \
        'mv kept ~/r/.venv/bin/python'
    sick record-gone 'mv ~/s kept' 'mv kept ~/s'
    sick line-twice "for i in 1 2; do
        echo 'eval \"\$(venvhook init bash)\"'; done >~/.bashrc" \
        'rm ~/.bashrc'
    sick line-of-other-shell "echo 'eval \"\$(venvhook init zsh)\"' >~/.bashrc" \
        'rm ~/.bashrc'
    zoo
    assert_contains "$(cat found.settings)" "$config:1"
    assert_contains "$(cat found.bin-unsafe)" "$HOME/p/.venv/bin/pip"
    assert_contains "$(cat found.line-twice)" "$HOME/.bashrc:2"
    assert_contains "$(cat found.known-broken)" "$HOME/r/.venv"
}

@test "doctor: with what people have in their rc files beside it, nothing is wrong" {
    need direnv zoxide
    for shell in bash zsh; do
        dialect "$shell"
        for place in rc_before rc_after; do
            rc_clear
            $place "$(theme oh-my-posh 2>/dev/null || theme own)"
            $place "$(direnv_line)"
            $place "$(zoxide_line)"
            [ "$shell" = zsh ] || $place "$(walk_timer)"
            [ "$shell" = zsh ] || $place "$(walk_vscode)
cdnvm() { builtin cd "\$@"; }
alias cd=cdnvm"
            in_shell "$shell" <<<$'cd p\nvenvhook doctor'
            assert_contains "$(answer 2)" 'nothing is wrong'
            refute_contains "$(answer 2)" 'to do:'
        done
    done
}

@test "doctor: a hook that bash-preexec calls is called, until it does not" {
    shell=bash
    dialect bash
    # what of it the hook registers with
    rc_before 'bash_preexec_imported=yes PROMPT_COMMAND=run_all
precmd_functions=(other); other() { :; }
run_all() { for each in "${precmd_functions[@]}"; do $each; done; }'
    in_shell bash <<<$'cd p\nvenvhook doctor
precmd_functions=() PROMPT_COMMAND=\nvenvhook doctor'
    assert_contains "$(answer 2)" 'nothing is wrong'
    refute_contains "$(answer 2)" 'to do:'
    assert_contains "$(answer 4)" 'wrong: hook-not-called: '
}

@test "doctor: a hook of another version, a line that was not read, a slow program are found" {
    export VENVHOOK_HOOK='bash 1 0.0.9'
    run "$VENVHOOK" doctor
    assert_failure 1
    assert_contains 'wrong: hook-version: the hook of this shell is of version 0.0.9'
    assert_contains "'exec bash'"
    VENVHOOK_HOOK='nu 1 0.0.9' run "$VENVHOOK" doctor
    assert_contains "'venvhook setup nu'"
    unset VENVHOOK_HOOK
    echo 'eval "$(venvhook init bash)"' >.bashrc
    run bash -c '"$VENVHOOK" doctor; exit $?'
    assert_failure 1
    assert_contains "wrong: line-not-read: $HOME/.bashrc:1 has the line"
    refute_contains no-hook
    tool bin/slow "case \$1 in export) sleep 0.16 ;; esac
exec '$VENVHOOK' \"\$@\""
    in_shell bash <<<$'__venvhook_program=~/bin/slow\nvenvhook doctor'
    assert_contains "$(answer 2)" 'note: slow-export: '
}

@test "doctor: a HOME that belongs to somebody else is found" {
    need root setpriv
    mkdir "$tmp/other"
    chown 4321 "$tmp/other"
    run as_user 1234 env HOME="$tmp/other" "$tmp/shared/venvhook" doctor
    assert_failure 1
    assert_contains "wrong: home: HOME is not used: "
}

@test "doctor: what it prints acts on no terminal" {
    name=$'x\e[31m\u202ey'
    mkdir "$name"
    fake_env "$name/.venv"
    cd "$name"
    run --separate-stderr "$VENVHOOK" doctor
    assert_contains environment-not-allowed
    [[ $output$stderr != *$'\e'* ]]
    [[ $output != *$'\u202e'* ]]
}

@test "doctor: the table, this zoo and the manual name the same findings" {
    sed -n 's/.*\(WRONG\|NOTE\)("\([a-z-]*\)".*/\2 \1/p' \
        "$top_srcdir/src/core/doctor/finding.c" >table
    [ "$(wc -l <table)" -ge 40 ]
    sed -n '/^\.Sh WHAT DOCTOR FINDS/,/^\.El/s/^\.It Cm //p' \
        "$top_srcdir/doc/venvhook.1" |
        sed 's/^\([a-z-]*\)$/\1 NOTE/; s/ \*$/ WRONG/' | diff table -
    while read -r key kind; do
        grep -qE "(sick|wrong:|note:|assert_contains) $key\b|wrong: $key:|note: $key:" \
            "$BATS_TEST_FILENAME" || fail "no set-up has $key"
    done <table
}
