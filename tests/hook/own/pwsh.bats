# What PowerShell alone has, or needs another way.  Its start takes long, so
# one shell is asked much.

load ../hook
load ../../lib/policy

@test "\$? and \$LASTEXITCODE reach the prompt and the next line" {
    rc_before 'function prompt { "[$? $LASTEXITCODE] => " }'
    in_it <<'END'
cd proj
sh -c 'exit 3'
"$? $LASTEXITCODE"
sh -c 'touch .venv/pyvenv.cfg; exit 4'
"$? $LASTEXITCODE"
cd $HOME; sh -c 'exit 5'
cd proj; "$? $LASTEXITCODE"
cd $HOME/nowhere
$Error.Count
END
    assert_prompt 1 '(proj) [True 0] => '
    assert_prompt 2 '(proj) [False 3] => '
    assert_answer 3 'False 3'
    assert_prompt 3 '(proj) [True 3] => '
    assert_prompt 4 '(proj) [False 4] => '
    assert_answer 5 'False 4'
    assert_prompt 6 '[False 5] => '
    assert_answer 7 'True 5'
    assert_prompt 8 '(proj) [False 5] => '
    assert_answer 9 1
}

@test "in strict mode, where errors stop, nothing fails, no module is loaded and no variable made" {
    # PSReadLine is there, and cd and Out-String, of the test, have theirs.
    rc_before 'Set-StrictMode -Version Latest
        $ErrorActionPreference = "Stop"
        $PSNativeCommandUseErrorActionPreference = $true
        cd .; $null | Out-String; $before = "$(Get-Module)"'
    # The hook comes from a file: as a program, init sets $LASTEXITCODE.
    edit_hook ';'
    in_it <<'END'
cd proj
deactivate
cd Env:
cd $HOME/proj
"$(Test-Path env:VIRTUAL_ENV)"
cd Env:; "$(Test-Path env:VIRTUAL_ENV)"

cd Function:; cd $HOME/proj
Test-Path variable:global:LASTEXITCODE
deactivate
venvhook activate
"$([string]::Equals("$(Get-Module)", $before)) $($Error.Count)"
venvhook version >$null; venvhook
$LASTEXITCODE
$Error.Count
sh -c 'exit 3'
$?
Import-Module Microsoft.PowerShell.Security
[string]::Equals("$(Get-Module)", $before)
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_answer 3 ''
    assert_prompt 3 '=> '
    assert_prompt 4 '(proj) => '
    assert_answer 5 True
    assert_answer 6 False
    assert_prompt 6 '=> '
    assert_answer 7 ''
    assert_prompt 8 '(proj) => '
    assert_answer 9 False
    assert_prompt 10 '=> '
    assert_prompt 11 '(proj) => '
    assert_answer 12 'True 0'
    # For a control, what does make them.
    refute_contains "$(answer 13)" venvhook:
    assert_answer 14 0
    assert_answer 15 0
    assert_answer 17 False
    assert_answer 19 False
}

@test "the hook calls nothing but its own functions, and no user's of any name" {
    "$VENVHOOK" init pwsh >hook.ps1
    "$VENVHOOK" export pwsh >>hook.ps1
    cat >calls.ps1 <<'END'
$problems = $null
$ast = [Management.Automation.Language.Parser]::ParseFile(
    "$HOME/hook.ps1", [ref]$null, [ref]$problems)
"problems: $($problems.Count)"
foreach ($call in $ast.FindAll({
    $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
    # the program by its path, a cmdlet by that of its module, and what the env
    # or the user defined for us
    $name = $call.GetCommandName()
    if ($name -and -not $name.StartsWith('__venvhook_') -and $name -notin
        $env:VENVHOOK, 'Microsoft.PowerShell.Core\Out-Default', 'deactivate',
        'venvhook_activated', 'venvhook_deactivated') { $name }
}
END
    rc_after 'function shadow { foreach ($name in "Get-Command", "Set-Item",
        "Remove-Item", "Test-Path", "Write-Output", "Set-Location",
        "Where-Object", "ForEach-Object", "Set-Alias") {
        $text = "`$Host.UI.WriteLine(`"WRONG $name`")"
        [void]$ExecutionContext.InvokeProvider.Item.Set(
            "function:global:$name", [scriptblock]::Create($text)) } }
        function go($to) {
            [void]$ExecutionContext.SessionState.Path.SetLocation($to) }'
    in_it <<'END'
. ./calls.ps1
shadow
go $HOME/proj
deactivate
venvhook activate
go $HOME
Test-Path x
END
    assert_answer 1 'problems: 0'
    assert_prompt 3 '(proj) => '
    assert_prompt 4 '=> '
    assert_prompt 5 '(proj) => '
    assert_prompt 6 '=> '
    assert_answer 7 'WRONG Test-Path'
    assert_equal "$(grep -c '^WRONG' <<<"$output")" 1
}

@test "words, input and status pass through the function as they are, with ~ as the home directory" {
    counted '[ "$1" != export ] || exit 1; printf "<%s>" "$@"; echo
[ "$1" != read ] || cat; exit 5'
    mkdir empty
    in_it --cwd "$HOME/empty" <<'END'
venvhook 'a  b' "it's" --x=1 -v 2 '--' '$x' '*'; $LASTEXITCODE
'one', 'two' | venvhook read
(venvhook list).GetType().Name
venvhook allow ~ ~/work --tree '~x' x~/y
END
    assert_answer 1 "<a  b><it's><--x=1><-v><2><--><\$x><*>
5"
    assert_answer 2 '<read>
one
two'
    assert_answer 3 String
    assert_answer 4 "<allow><$HOME><$HOME/work><--tree><~x><x~/y>"
}

@test "completers that change directory do not run the program, a cd behind them does" {
    rc_before 'function foo { param($a) }
        Register-ArgumentCompleter -CommandName foo -ParameterName a `
            -ScriptBlock { Push-Location proj; "word"; Pop-Location }'
    project CompleteInput
    "$VENVHOOK" allow CompleteInput
    counted
    in_it <<END

(TabExpansion2 'foo -a ' 7).CompletionMatches[0].CompletionText
$(by_sh "grep -c . $tmp/runs")
\$all = [Management.Automation.CommandCompletion]::CompleteInput('foo -a ', 7, @{})
\$all.CompletionMatches[0].CompletionText
@key foo -a \\t
@key \\r
@prompt
$(by_sh "grep -c . $tmp/runs")
cd proj
cd ../CompleteInput; "\$env:VIRTUAL_ENV"
END
    assert_answer 2 word
    assert_answer 3 1
    assert_answer 5 word
    assert_answer 7 1
    assert_prompt 8 '(proj) => '
    # a name is no completer
    assert_answer 9 "$HOME/CompleteInput/.venv"
    assert_runs 3
}

@test "in a directory that is gone an env stays on until it goes, and both may come back" {
    mkdir proj/sub
    cp -R proj/.venv kept
    counted
    in_it --cwd "$HOME/proj/sub" <<'END'
rmdir $HOME/proj/sub

sh -c 'rm -rf ~/proj' 2>$null

sh -c 'mkdir -p ~/proj/sub; cp -R ~/kept ~/proj/.venv; "$VENVHOOK" allow ~/proj' 2>$null

$Error.Count
END
    assert_prompt 0 '(proj) => '
    # The sh that counts has a word to say here.
    refute_contains "$(answer 1)" venvhook:
    assert_answer 2 ''
    assert_prompt 2 '(proj) => '
    refute_contains "$(answer 3)" venvhook:
    assert_prompt 3 '=> '
    assert_answer 4 ''
    assert_prompt 5 '(proj) => '
    assert_answer 7 0
    assert_runs 4
}

@test "somebody who removes all variables keeps the hook" {
    in_it <<'END'
cd proj
Remove-Variable * -ErrorAction SilentlyContinue; $Error.Clear(); cd ../proj
deactivate
cd ..
cd proj
$Error.Count
END
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '=> '
    assert_prompt 5 '(proj) => '
    assert_answer 6 0
}

@test "who has something else in \$pwd keeps the environment, and gets that of the next directory" {
    in_it <<'END'
cd proj
$pwd = 'secret'

"$env:VIRTUAL_ENV"
function go { $pwd = 'x'; cd $HOME; "[$env:VIRTUAL_ENV]"; cd proj; "[$env:VIRTUAL_ENV]" }
go
END
    assert_prompt 3 '(proj) => '
    assert_answer 4 "$HOME/proj/.venv"
    assert_answer 6 "[]
[$HOME/proj/.venv]"
}

@test "where PowerShell allows less than all of its language, a sentence says that there is no hook" {
    rc_before '$ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"'
    in_it <<'END'
cd proj
$Error.Count
END
    assert_answer 0 'venvhook: there is no hook in ConstrainedLanguage mode'
    assert_prompt 1 '=> '
    assert_answer 2 0
}

@test "handlers of the location are kept, and a prompt that is made at a prompt has the name at once, and is told the status" {
    rc_before '$moves = @()
        $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction =
            { $global:moves += $args[1].NewPath.Path }'
    rc_after 'function prompt { "late => " }'
    in_it <<'END'
cd proj
"$moves $env:VIRTUAL_ENV"
function prompt { "new $? => " }
cd .venv
sh -c 'exit 3'
$theme = $function:prompt; function prompt { 'theme ' + (& $theme) }
cd $HOME/proj

cd $HOME
. $env:RC
$moves = @(); cd proj; "$moves"
@ready PS>
function prompt { }
cd $HOME
cd proj
Remove-Item function:prompt
cd $HOME
cd proj
END
    assert_prompt 1 '(proj) late => '
    assert_answer 2 "$HOME/proj $HOME/proj/.venv"
    assert_prompt 3 '(proj) new True => '
    assert_prompt 4 '(proj) new True => '
    assert_prompt 5 '(proj) new False => '
    assert_prompt 6 '(proj) theme new True => '
    assert_prompt 7 '(proj) theme new True => '
    assert_prompt 8 '(proj) theme new True => '
    assert_prompt 9 'theme new True => '
    assert_answer 11 "$HOME/proj"
    # An empty prompt stays what PowerShell makes of it.
    assert_prompt 12 '(proj) PS>'
    assert_prompt 13 'PS>'
    assert_prompt 14 '(proj) PS>'
    # So does none at all.
    assert_prompt 15 '(proj) PS>'
    assert_prompt 16 'PS>'
    assert_prompt 17 '(proj) PS>'
}

@test "behind a prompt that is made at a prompt, and one that is readonly, what changes without a cd is followed" {
    rc_before "$(theme)"
    rc_before 'Microsoft.PowerShell.Management\Set-Item function:prompt `
    -Options ReadOnly'
    in_it <<'END'
cd proj
"$($Error.Count)"
Set-Item function:prompt { "other => " } -Force
sh -c 'mv .venv kept'

sh -c 'mv kept .venv'

deactivate
"$(prompt)"
END
    assert_prompt 0 '<>=> '
    assert_prompt 1 '<.venv>=> '
    assert_answer 2 0
    assert_prompt 3 '(proj) other => '
    assert_prompt 5 'other => '
    assert_prompt 7 '(proj) other => '
    assert_prompt 8 'other => '
    assert_answer 9 'other => '
    rc_clear
    rc_before 'Set-Item function:prompt { "mine => " } -Options ReadOnly'
    in_it <<'END'
cd proj
"$($Error.Count)"
deactivate
venvhook doctor
END
    assert_prompt 0 'mine => '
    assert_prompt 1 '(proj) mine => '
    assert_answer 2 0
    assert_prompt 3 'mine => '
    refute_contains "$(answer 4)" hook-not-called
}

@test "the prompt that a tool asks for, keeps or puts back is the function of its owner, and nothing of ours" {
    rc_after '$mine = $function:prompt'
    in_it <<'END'
cd proj
"$((Get-Command prompt).CommandType)$((Get-Command prompt).Definition)"
[object]::ReferenceEquals($mine, $function:prompt)
function prompt { 'late => ' }; (Get-Command prompt).Definition
. $env:RC
"$((Get-Command prompt).Definition)$(Test-Path alias:prompt)"
function inner { 'inner => ' }; Copy-Item function:prompt function:kept; Copy-Item function:inner function:prompt
Copy-Item function:kept function:prompt
cd ..
END
    assert_answer 2 "Function '=> ' "
    assert_answer 3 True
    assert_answer 4 " 'late => ' "
    assert_prompt 4 '(proj) late => '
    assert_answer 6 " '=> ' False"
    assert_prompt 7 '(proj) inner => '
    assert_prompt 8 '(proj) => '
    assert_prompt 9 '=> '
}

@test "a prompt and the functions of the user's that are called see their own variables, and none of ours" {
    rc_before '$name = "my"; $is = "own"; $path = "way"; $was = "before"
function prompt { "$name $text$is => " }
function venvhook_activated { "[$is $path $was $words]" | Out-Host }'
    in_it <<'END'
cd proj
cd ..
END
    assert_answer 1 '[own way before ]'
    assert_prompt 1 '(proj) my own => '
    assert_prompt 2 'my own => '
}

@test "a prompt that is an alias, or throws, or calls another one by the name prompt, is what it is without us" {
    rc_before '$inside = New-Module { function prompt { "inner => " }
    Export-ModuleMember }
function prompt { "outer " + (& $inside { prompt }) }'
    in_it <<'END'
cd proj
@ready PS>
function prompt { throw 'no' }
@ready => 
function prompt { '=> ' }
END
    assert_prompt 1 '(proj) outer inner => '
    assert_prompt 2 'PS>'
    assert_prompt 3 '(proj) => '
    rc_clear
    rc_before 'function My-Prompt { "mine => " }; Set-Alias prompt My-Prompt'
    in_it <<'END'
cd proj
cd ..
END
    assert_prompt 0 'mine => '
    assert_prompt 1 '(proj) mine => '
    assert_prompt 2 'mine => '
}

@test "a prompt that wraps what the engine finds as the prompt wraps the one that there was before us" {
    rc_before "$(rc_prompt)"
    rc_after '$kept = $ExecutionContext.InvokeCommand.GetCommand("prompt",
        "Function").ScriptBlock
    function prompt { "wrapped $(& $kept)" }'
    in_it <<'END'
cd proj
. $env:RC
cd ..
$Error.Count
END
    assert_prompt 0 'wrapped => '
    assert_prompt 1 '(proj) wrapped => '
    assert_prompt 2 '(proj) wrapped => '
    assert_prompt 3 'wrapped => '
    assert_answer 4 0
}

@test "a hook that is dot-sourced loads no module, nor does the prompt" {
    "$VENVHOOK" init pwsh >hook.ps1
    rc_after '. "$HOME/hook.ps1"'
    in_it --no-hook --cwd "$HOME/proj" <<'END'

"[$(Get-Module)]"
END
    assert_prompt 1 '(proj) => '
    refute_contains "$(answer 2)" Utility
}

@test "under Set-PSDebug -Trace neither a prompt nor a cd shows a line of ours" {
    in_it <<'END'
Set-PSDebug -Trace 1
cd proj

cd ..
Set-PSDebug -Off
END
    assert_prompt 2 '(proj) => '
    assert_contains "$(answer 2)" '>>>> cd proj'
    refute_contains "$output" venvhook_
}

@test "text that is typed while an env is made is left for the shell" {
    # Its line editor drops an Enter that was typed before it read, whatever
    # ran; the text it takes.
    policy_setup
    slow_creator "$tmp/bin"
    settings 'create = auto' 'creator = virtualenv'
    allowed
    in_it --user "$U" --cwd "$home" --term xterm <<END
@send cd work/p
@wait making
@key echo typed''first
@touch $home/go
@wait (p) => echo typed''first
@key \\r
@wait typedfirst
@prompt
END
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
    assert_equal "$(cat "$home/read")" ''
}

# --- quoting, beside what ../quoting.bats has

# A project that is where the shell begins.
in_p() {
    export T=$tmp
    project "$tmp/p"
    "$VENVHOOK" allow "$tmp/p" >/dev/null
    cd "$tmp/p" || return
}

# As the hook does it: many texts in one PowerShell.
cat_script() {
    cat <<'END'
foreach ($file in [IO.Directory]::GetFiles($env:T + '/quoted')) {
    . ([scriptblock]::Create([IO.File]::ReadAllText($file)))
    [IO.File]::WriteAllText($file.Replace('/quoted/', '/got/'), $env:PATH)
}
END
}

# PATH passes through the quoter whole.
quote() {
    mkdir -p "$tmp/quoted" "$tmp/got" "$tmp/want"
    count=$((${count:-0} + 1))
    PATH=$1 "$VENVHOOK" export pwsh >"$tmp/quoted/$count"
    printf '%s' "$tmp/p/.venv/bin:$1" >"$tmp/want/$count"
}

all_pass() {
    cat_script >"$tmp/read.ps1"
    run "$PWSH" -NoProfile -File "$tmp/read.ps1"
    assert_success
    assert_output ''
    run diff -r "$tmp/want" "$tmp/got"
    assert_output ''
}

# The characters FIRST to LAST, but no surrogates, for there are none.
characters() {
    "$(base_python)" -I -S -c 'import sys
sys.stdout.buffer.write("".join(map(chr, (c for c in
    range(int(sys.argv[1]), int(sys.argv[2]) + 1)
    if not 0xd800 <= c <= 0xdfff))).encode())' "$@"
}

@test "every character of Unicode's first plane comes back, and some beyond" {
    local start

    in_p
    for start in 128 10000 20000 30000 40000 50000 60000; do
        quote "$(characters "$start" $((start + 9999)))"
    done
    quote "$(characters 1113000 1114111)"
    all_pass
}

@test "what is no UTF-8 is refused with a sentence, and nothing printed" {
    in_p
    for bytes in $'\xff' $'a\xc3(' $'\xed\xa0\x80' $'\xf5\x80\x80\x80' \
        $'\xc0\xaf'; do
        PATH=/bin:$bytes run --separate-stderr "$VENVHOOK" export pwsh
        assert_output ''
        assert_contains "$stderr" 'is not UTF-8 and cannot pass to this shell'
    done
    mkdir "$tmp/"$'bad\xff'
    cp "$VENVHOOK" "$tmp/"$'bad\xff/venvhook'
    run --separate-stderr "$tmp/"$'bad\xff/venvhook' init pwsh
    assert_failure 1
    assert_output ''
    assert_contains "$stderr" UTF-8
}

# .NET cannot name such a directory, and PowerShell goes to another one.
@test "a shell started in a directory that is no UTF-8 works elsewhere" {
    in_p
    project "$tmp/"$'bad\xff'
    "$VENVHOOK" allow "$tmp/"$'bad\xff' >/dev/null
    in_shell pwsh --cwd "$tmp/"$'bad\xff' <<'END'
"[$env:VIRTUAL_ENV]$($Error.Count)"
cd $env:T/p
END
    assert_answer 0 ''
    assert_answer 1 '[]0'
    assert_prompt 2 '(p) => '
}

@test "what is on and the watch carry hostile names too" {
    local name n=0

    in_p
    mkdir "$tmp/h" "$tmp/quoted" "$tmp/got" "$tmp/want"
    while IFS= read -r -d '' name; do
        [[ $name != *:* ]] || continue
        printf '%s' "$name" | iconv -f utf-8 >/dev/null 2>&1 || continue
        project "$tmp/h/$name"
    done < <(hostile_names)
    "$VENVHOOK" allow --tree "$tmp/h" >/dev/null
    for name in "$tmp"/h/* "$tmp"/h/...; do
        cd -- "$name"
        n=$((n + 1))
        "$VENVHOOK" export --hook 1 --notices '' pwsh >"$tmp/quoted/$n"
        printf '%s|' "$name/.venv" "$name/.venv" "$name/.venv/bin" \
            "$name/.venv/bin:$PATH" >"$tmp/want/$n"
        printf 'True|' >>"$tmp/want/$n"
    done
    [ "$n" -gt 40 ]
    cat >"$tmp/read.ps1" <<'END'
. ([scriptblock]::Create([IO.File]::ReadAllText($env:T + '/init')))
$is = & $function:venvhook.Module { $is }
foreach ($file in [IO.Directory]::GetFiles($env:T + '/quoted')) {
    __venvhook_apply ([IO.File]::ReadAllText($file))
    $text = ($env:VIRTUAL_ENV, $is.env, $is.entry, $env:PATH,
        (& $is.holds $PWD.ProviderPath), '') -join '|'
    [IO.File]::WriteAllText($file.Replace('/quoted/', '/got/'), $text)
}
END
    "$VENVHOOK" init pwsh >"$tmp/init"
    run "$PWSH" -NoProfile -File "$tmp/read.ps1"
    assert_output ''
    run diff -r "$tmp/want" "$tmp/got"
    assert_output ''
    assert_not_pwned
}

# --- PATH

@test "edits of PATH while active survive leaving and deactivate, but for copies of our entry" {
    export P=$HOME/proj T=$tmp
    in_shell pwsh <<'END'
$old = $env:PATH
cd $env:P
$env:PATH = "/in/front:${env:PATH}:/at/end"
cd $env:T; $env:PATH -ceq "/in/front:${old}:/at/end"
cd $env:P
$env:PATH += ":$env:P/.venv/bin:/more"
deactivate; $env:PATH -ceq "/in/front:${old}:/at/end:/more"
$env:PATH = $old; cd $env:T
cd $env:P; $env:PATH = $old; cd $env:T; $env:PATH -ceq $old
END
    assert_answer 4 True
    assert_answer 7 True
    assert_answer 9 True
}

@test "the name is behind the marks that a terminal knows a prompt by, whoever prints them, and there once" {
    for place in rc_before rc_after; do
        rc_clear
        $place '$global:theirs = $function:prompt
function prompt {
    "`e]133;D;0`a`e]133;A`e\" + $global:theirs.Invoke() + "`e]133;B`a"
}'
        in_it --cwd "$HOME/proj" <<'END'

cd ..
cd proj
END
        for n in 1 3; do
            assert_prompt $n '(proj) => '
            assert_contains "$(raw_of $n | tr $'\a\e' '@!')" \
                '!]133;D;0@!]133;A!\(proj) => !]133;B@'
        done
        assert_prompt 2 '=> '
    done
}

@test "the name is in front of a prompt that is written and not returned, too" {
    rc_after 'function prompt {
    Write-Host "=>" -NoNewline
    if ($global:marked) { "`e[0m `e]133;B`a" } else { " " }
}'
    in_it <<'END'
cd proj
cd ..
$global:marked = 1
cd proj
deactivate
cd ..
function prompt { 'late => ' }
cd proj

END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_prompt 4 '(proj) => '
    assert_prompt 5 '=> '
    assert_prompt 8 '(proj) late => '
    assert_prompt 9 '(proj) late => '
}

@test "what wraps a theme that shows environments gets no name of ours" {
    rc_after 'function prompt {
    $starship = if ($env:VIRTUAL_ENV) { Split-Path -Leaf $env:VIRTUAL_ENV }
    "<$starship>=> "
}'
    in_it <<'END'
cd proj
$theme = $function:prompt; function prompt { 'late ' + (& $theme) }
cd ..
cd proj
END
    assert_prompt 1 '<.venv>=> '
    assert_prompt 2 'late <.venv>=> '
    assert_prompt 3 'late <>=> '
    assert_prompt 4 'late <.venv>=> '
    rc_clear
    rc_before 'function prompt {
    "<$(if ($env:VIRTUAL_ENV) { Split-Path -Leaf $env:VIRTUAL_ENV })>=> "
}'
    rc_after '$global:theirs = $function:prompt
function prompt { $global:theirs.Invoke() }'
    in_it <<'END'
cd proj
function prompt { 'plain => ' }
END
    assert_prompt 1 '<.venv>=> '
    assert_prompt 2 '(proj) plain => '
}

@test "a theme that comes only where the prompt is nobody's own comes behind our line, too" {
    rc_before '$global:plain = "$function:prompt"'
    rc_after 'if ("$function:prompt" -ceq $global:plain) {
    function prompt { "theme => " }
}'
    in_it <<'END'
cd proj
cd ..
END
    assert_prompt 0 'theme => '
    assert_prompt 1 '(proj) theme => '
    assert_prompt 2 'theme => '
}

@test "a theme that comes only where the prompt is nobody's own comes behind a cd and an activate in the profile, too" {
    rc_before '$global:plain = "$function:prompt"'
    rc_after 'cd $HOME/away; cd $HOME; venvhook status >$null
venvhook activate proj/.venv
if ("$function:prompt" -ceq $global:plain) {
    function prompt { "theme => " }
}'
    in_it <<'END'
deactivate
END
    assert_prompt 0 '(proj) theme => '
    assert_prompt 1 'theme => '
}

@test "what one has set for all commands brings no word of ours, and keeps nothing from going" {
    rc_after '$WhatIfPreference = $true; $VerbosePreference = "Continue"
$ConfirmPreference = "Low"; $PSDefaultParameterValues["*:Verbose"] = $true'
    in_it <<END
cd proj
cd .. -Verbose
$(ask)
cd proj; deactivate
$(ask)
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 ''
    nothing_left 3
    assert_answer 6 ''
    nothing_left 7
}

@test "where an Activate.ps1 was run in the rc file, the prompt is right and ours once its env is off" {
    for place in rc_before rc_after; do
        rc_clear
        real_env
        mv proj/.venv hand
        project proj
        "$VENVHOOK" allow proj
        $place '. $HOME/hand/bin/Activate.ps1'
        in_it <<'END'
cd proj
venvhook doctor
deactivate

cd ..
cd proj
END
        assert_prompt 0 '(hand) => '
        assert_prompt 1 '(hand) => '
        refute_contains "$(answer 2)" hook-not-called
        assert_prompt 4 '(proj) => '
        assert_prompt 5 '=> '
        assert_prompt 6 '(proj) => '
    done
}

@test "where a prompt shows environments itself, what an Activate.ps1 kept goes without an error" {
    real_env
    rc_before '$env:VIRTUAL_ENV_DISABLE_PROMPT = 1'
    in_it <<END
cd proj
. .venv/bin/Activate.ps1; \$errors = \$Error.Count
"\$(\$Error.Count - \$errors)"
cd ..
$(ask)
"\$(\$Error.Count - \$errors)"
END
    assert_answer 3 0
    nothing_left 5
    assert_answer 8 0
}

@test "of an env whose activate.ps1 is that of virtualenv, which uv has too, nothing stays, and the prompt is right" {
    virtualenv_env
    activate='. .venv/bin/activate.ps1'
    in_it <<END
cd proj
$activate

cd ..
$(ask)
cd proj; $activate; cd ..
$(ask)
cd proj
$activate
deactivate
$(ask)
END
    assert_prompt 2 "$on_top"
    assert_prompt 3 '(proj) => '
    assert_answer 4 ''
    for step in 5 9; do
        assert_answer $step none
        assert_equal "$(answer $((step + 1)) | sed "s,^$own_path,,")" "$PATH"
        assert_answer $((step + 2)) none
        assert_prompt $((step + 2)) '=> '
    done
    assert_prompt 14 '=> '
}

@test "of an env whose deactivate somebody has wrapped nothing stays" {
    real_env
    rc_before 'function global:on {
    . "$HOME/proj/.venv/bin/Activate.ps1"
    $global:inner = $function:deactivate
    function global:deactivate { & $global:inner }
}'
    in_it <<END
cd proj
on
cd ..
$(ask)
END
    assert_answer 4 none
    assert_equal "$(answer 5 | sed "s,^$own_path,,")" "$PATH"
    assert_answer 6 none
    assert_prompt 6 '=> '
}
