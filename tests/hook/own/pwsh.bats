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
    "$VENVHOOK" export --hook 1 --told '' pwsh >>hook.ps1
    cat >calls.ps1 <<'END'
$problems = $null
$ast = [Management.Automation.Language.Parser]::ParseFile(
    "$HOME/hook.ps1", [ref]$null, [ref]$problems)
"problems: $($problems.Count)"
foreach ($call in $ast.FindAll({
    $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
    # the program by its path, and what the env or the user defined for us
    $name = $call.GetCommandName()
    if ($name -and -not $name.StartsWith('__venvhook_') -and $name -notin
        $env:VENVHOOK, 'deactivate', 'venvhook_activated',
        'venvhook_deactivated') { $name }
}
END
    rc_after 'function shadow { foreach ($name in "Get-Command", "Set-Item",
        "Remove-Item", "Test-Path", "Write-Output", "Set-Location",
        "Where-Object", "ForEach-Object") {
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
    counted
    in_it <<END

(TabExpansion2 'foo -a ' 7).CompletionMatches[0].CompletionText
$(by_sh "grep -c . $tmp/runs")
cd proj
END
    assert_answer 2 word
    assert_answer 3 1
    assert_prompt 4 '(proj) => '
    assert_runs 2
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
    assert_answer 1 ''
    assert_prompt 2 '(proj) => '
    # The sh that counts has a word to say here.
    refute_contains "$(answer 3)" venvhook:
    assert_prompt 3 '=> '
    assert_answer 4 ''
    assert_prompt 5 '(proj) => '
    assert_answer 7 0
    assert_runs 3
}

@test "handlers of the location are kept, and a prompt that comes later is wrapped at the next cd" {
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
END
    assert_prompt 1 '(proj) late => '
    assert_answer 2 "$HOME/proj $HOME/proj/.venv"
    assert_prompt 3 'new True => '
    assert_prompt 4 '(proj) new True => '
    assert_prompt 5 '(proj) new False => '
    assert_prompt 6 'theme (proj) new True => '
    assert_prompt 7 '(proj) theme new True => '
    assert_prompt 8 '(proj) theme new True => '
    assert_prompt 9 'theme new True => '
    assert_answer 11 "$HOME/proj"
    # An empty prompt stays what PowerShell makes of it.
    assert_prompt 12 'PS>'
    assert_prompt 13 'PS>'
    assert_prompt 14 '(proj) PS>'
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
