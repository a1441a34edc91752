#!/usr/bin/env bats
# The hook in a real PowerShell.
load lib/common

setup() {
    common_setup
    export P=$tmp/p T=$tmp
    granted "$P"
    mkdir "$tmp/q"
}

# A project whose env may be activated.
granted() {
    project "$@"
    "$VENVHOOK" allow "$1" >/dev/null
}

# in_shell, with each run of the program written down in $tmp/runs, which the
# program PROGRAM does (default: the real one).
in_counted_pwsh() {
    printf '%s\n' '#!/bin/sh' 'echo "$*" >>"$T/runs"' \
        "${program:-exec \"\$VENVHOOK\"} \"\$@\"" >"$tmp/counted"
    chmod +x "$tmp/counted"
    : >"$tmp/runs"
    rc_after 'function hook { (& $env:VENVHOOK init pwsh | Out-String).
        Replace($env:VENVHOOK, "$env:T/counted") }
        Invoke-Expression (hook)'
    in_shell pwsh --no-hook "$@"
}

runs() {
    wc -l <"$tmp/runs" | tr -d ' '
}

@test "entering switches on, leaving switches off" {
    mkdir "$P/sub"
    in_shell pwsh <<'END'
cd $env:P/sub
"$env:VIRTUAL_ENV $env:VIRTUAL_ENV_PROMPT"; (Get-Command python).Source
cd $env:T
(Test-Path env:VIRTUAL_ENV) -or (Test-Path env:VIRTUAL_ENV_PROMPT)
END
    assert_prompt 1 '(p) => '
    assert_answer 2 "$P/.venv p
$P/.venv/bin/python"
    assert_prompt 3 '=> '
    assert_answer 4 False
}

@test "cd project; python on one line runs the env's python" {
    in_shell pwsh <<'END'
cd $env:P; (Get-Command python).Source; cd ..; "[$env:VIRTUAL_ENV]"
cd $env:P && python -c 'import sys; print(sys.prefix)'
END
    assert_answer 1 "$P/.venv/bin/python
[]"
    assert_answer 2 "$P/.venv"
}

@test "\$? and \$LASTEXITCODE reach the prompt and the next line" {
    rc_before 'function prompt { "[$? $LASTEXITCODE] => " }'
    in_shell pwsh <<'END'
cd $env:P
sh -c 'exit 3'
"$? $LASTEXITCODE"
sh -c 'touch "$P/.venv/pyvenv.cfg"; exit 4'
"$? $LASTEXITCODE"
cd $env:T; sh -c 'exit 5'
cd $env:P; "$? $LASTEXITCODE"
cd $env:T/nonexistent
$Error.Count
END
    assert_prompt 1 '(p) [True 0] => '
    assert_prompt 2 '(p) [False 3] => '
    assert_answer 3 'False 3'
    assert_prompt 3 '(p) [True 3] => '
    assert_prompt 4 '(p) [False 4] => '
    assert_answer 5 'False 4'
    assert_prompt 6 '[False 5] => '
    assert_answer 7 'True 5'
    assert_prompt 8 '(p) [False 5] => '
    assert_answer 9 1
}

@test "LASTEXITCODE is not made where it is not" {
    in_shell pwsh --no-hook --cwd "$P" <<'END'
Set-Content $env:T/hook.ps1 (& $env:VENVHOOK init pwsh)
Get-Process -Id $PID | Out-Null
END
    "$VENVHOOK" init pwsh >"$tmp/hook.ps1"
    rc_after '. $env:T/hook.ps1; Set-StrictMode -Version Latest'
    in_shell pwsh --no-hook <<'END'
cd $env:P; cd $env:T; cd $env:P; deactivate
Test-Path variable:global:LASTEXITCODE
END
    assert_answer 2 False
}

@test "strict mode and ErrorActionPreference Stop do no harm" {
    rc_before 'Set-StrictMode -Version Latest
        $ErrorActionPreference = "Stop"
        $PSNativeCommandUseErrorActionPreference = $true'
    in_shell pwsh <<'END'
cd $env:P
deactivate
venvhook activate
venvhook version >$null; venvhook
cd $env:T
cd Env:
cd $env:P
$Error.Count
sh -c 'exit 3'
$?
END
    assert_prompt 1 '(p) => '
    assert_prompt 2 '=> '
    assert_prompt 3 '(p) => '
    assert_prompt 5 '=> '
    assert_answer 6 ''
    assert_prompt 7 '(p) => '
    assert_answer 10 False
}

@test "^C ends a slow run, and it is not run again" {
    program='[ -e "$T/go" ] || exit 0
        echo "\$global:leak=1"; echo waiting >/dev/tty; sleep 9; exit 0'
    in_counted_pwsh <<'END'
Set-Content $env:T/go x
@send cd $env:P
@wait waiting
@signal INT
@prompt
'here'
Test-Path variable:leak
END
    assert_equal "$(runs)" 2
    assert_contains "$output" here
    assert_answer -1 False
}

@test "a program that fails changes nothing and is run once a directory" {
    program='echo "\$global:leak=1"; exit 1'
    in_counted_pwsh <<'END'

cd $env:P


Test-Path variable:leak
$Error.Count
END
    assert_answer -2 False
    assert_answer -1 0
    assert_equal "$(runs)" 2
}

@test "another version's program says so once and changes nothing" {
    rc_after "Invoke-Expression ((& \$env:VENVHOOK init pwsh | Out-String).
        Replace(\"'--hook', '1'\", \"'--hook', '0'\"))"
    in_shell pwsh --no-hook <<'END'
cd $env:P

Test-Path env:VIRTUAL_ENV
END
    assert_contains "$(answer 1)" 'another version'
    assert_answer 2 ''
    assert_answer 3 False
}

@test "sourced again and again it stays one hook" {
    in_counted_pwsh <<'END'
Invoke-Expression (hook); Invoke-Expression (hook)
cd $env:P
. $env:RC
$commands = $ExecutionContext.SessionState.InvokeCommand
$commands.LocationChangedAction.GetInvocationList().Count
Set-Content $env:T/runs $null; cd $env:T

Get-Content $env:T/runs
deactivate
cd $env:P
END
    assert_prompt 2 '(p) => '
    assert_prompt 3 '(p) => '
    assert_answer 5 1
    assert_prompt 6 '=> '
    assert_equal "$(answer 8 | grep -c export)" 1
    assert_prompt 10 '(p) => '
}

@test "one change of directory is one run of the program" {
    in_counted_pwsh <<'END'

cd $env:P

Push-Location $env:T; Pop-Location

END
    assert_equal "$(runs)" 4
}

@test "with the program moved, the one on PATH is run" {
    cp "$VENVHOOK" "$tmp/moving"
    rc_after 'Invoke-Expression (& $env:T/moving init pwsh | Out-String)
        [IO.File]::Move("$env:T/moving", "$env:T/bin/venvhook")'
    in_shell pwsh --no-hook <<'END'
cd $env:P
END
    assert_prompt 1 '(p) => '
}

@test "with the program gone the hook is silent and deactivate works" {
    cp "$VENVHOOK" "$tmp/moving"
    rc_after 'Invoke-Expression (& $env:T/moving init pwsh | Out-String)'
    in_shell pwsh --no-hook <<'END'
cd $env:P
Remove-Item $env:T/moving
cd $env:T
cd $env:P
$env:VIRTUAL_ENV
deactivate
"$env:VIRTUAL_ENV|$($env:PATH.Contains('.venv'))|$($Error.Count)"
venvhook status; $LASTEXITCODE
venvhook activate; $LASTEXITCODE
END
    assert_answer 3 ''
    assert_answer 4 ''
    assert_answer 5 "$P/.venv"
    assert_prompt 6 '=> '
    assert_answer 7 '|False|0'
    assert_answer 8 'venvhook: the program is not there any more
127'
    assert_equal "$(answer 9)" "$(answer 8)"
}

@test "a program that cannot be started is silent" {
    rc_after 'Invoke-Expression ((& $env:VENVHOOK init pwsh | Out-String).
        Replace($env:VENVHOOK, "$env:P/.venv/pyvenv.cfg"))'
    in_shell pwsh --no-hook <<'END'
cd $env:P; $Error.Count
END
    assert_answer 1 0
    assert_prompt 1 '=> '
}

@test "a shell that is not interactive is left alone" {
    in_shell pwsh <<<"''"
    cd "$tmp"
    run "$PWSH" -NoProfile -Command ". '$tmp/rc/profile.ps1'
        cd \$env:P; \"[\$env:VIRTUAL_ENV]\""
    assert_output '[]'
}

@test "start is silent, and a cd in the profile waits" {
    rc_after 'cd $env:P; $waited = $null -eq $env:VIRTUAL_ENV'
    in_shell pwsh <<'END'
$waited
END
    assert_answer 0 ''
    assert_prompt 0 '(p) => '
    assert_answer 1 True
}

@test "a shell started inside a project has its env on" {
    in_shell pwsh --cwd "$P" <<'END'
(Get-Command python).Source
END
    assert_answer 0 ''
    assert_prompt 0 '(p) => '
    assert_answer 1 "$P/.venv/bin/python"
}

@test "the hook calls nothing but its own functions" {
    need pwsh
    "$VENVHOOK" init pwsh >"$tmp/hook.ps1"
    "$VENVHOOK" export --hook 1 --told '' pwsh >>"$tmp/hook.ps1"
    cat >"$tmp/calls.ps1" <<'END'
$problems = $null
$ast = [Management.Automation.Language.Parser]::ParseFile(
    "$env:T/hook.ps1", [ref]$null, [ref]$problems)
"problems: $($problems.Count)"
foreach ($call in $ast.FindAll({
    $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
    $name = $call.GetCommandName()
    if ($name -and -not $name.StartsWith('__venvhook_')) { $name }
}
END
    run "$PWSH" -NoProfile -File "$tmp/calls.ps1"
    assert_output 'problems: 0'
}

@test "a user's aliases and functions named like commands are not called" {
    rc_after 'function shadow { foreach ($name in "Get-Command", "Set-Item",
        "Remove-Item", "Test-Path", "Write-Output", "Set-Location",
        "Where-Object", "ForEach-Object") {
        $text = "`$Host.UI.WriteLine(`"WRONG $name`")"
        [void]$ExecutionContext.InvokeProvider.Item.Set(
            "function:global:$name", [scriptblock]::Create($text)) } }'
    in_shell pwsh <<'END'
shadow
$ExecutionContext.SessionState.Path.SetLocation($env:P) | Out-Null
deactivate
venvhook activate
$ExecutionContext.SessionState.Path.SetLocation($env:T) | Out-Null
Test-Path x
END
    assert_prompt 2 '(p) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '(p) => '
    assert_prompt 5 '=> '
    assert_equal "$(printf '%s\n' "$output" | grep -c '^WRONG')" 1
}

@test "no module is loaded and \$Error stays as it was" {
    # PSReadLine is there, and cd and Out-String, of the test, have theirs.
    rc_before 'cd .; $null | Out-String; $before = "$(Get-Module)"'
    in_shell pwsh <<'END'
cd $env:P; deactivate; venvhook activate; cd $env:T; cd Env:; cd $env:P
"$([string]::Equals("$(Get-Module)", $before)) $($Error.Count)"
Import-Module Microsoft.PowerShell.Security
[string]::Equals("$(Get-Module)", $before)
END
    assert_answer 2 'True 0'
    assert_answer 4 False
}

@test "completers that change directory do not run the program" {
    rc_before 'function foo { param($a) }
        Register-ArgumentCompleter -CommandName foo -ParameterName a `
            -ScriptBlock { Push-Location $env:P; "word"; Pop-Location }'
    in_counted_pwsh <<'END'

(TabExpansion2 'foo -a ' 7).CompletionMatches[0].CompletionText
END
    assert_answer 2 word
    assert_equal "$(runs)" 1
}

@test "a location that is no directory switches off, and back on" {
    in_shell pwsh --cwd "$P" <<'END'
cd Env:
"[$env:VIRTUAL_ENV]"

cd Function:; cd $env:P
$env:VIRTUAL_ENV
$Error.Count
END
    assert_prompt 0 '(p) => '
    assert_prompt 1 '=> '
    assert_answer 2 '[]'
    assert_answer 3 ''
    assert_answer 5 "$P/.venv"
    assert_answer 6 0
}

@test "a directory that is renamed or removed while in it is no error" {
    in_shell pwsh --cwd "$tmp" <<'END'
cd $env:P
mv $env:P "$env:T/r"

mkdir "$env:T/d"; cd $env:T/d; rmdir "$env:T/d"


mkdir "$env:T/d"
cd $env:T
$Error.Count
END
    assert_prompt 2 '=> '
    assert_answer 3 ''
    assert_answer 5 ''
    assert_answer 6 ''
    assert_prompt 8 '=> '
    assert_answer 9 0
}

@test "in a directory that is gone an env that is still there stays on, one that goes goes off" {
    mkdir "$P/sub"
    cp -R "$P/.venv" "$tmp/kept"
    in_counted_pwsh --cwd "$P/sub" <<'END'
rmdir $env:P/sub

sh -c 'rm -rf "$P"' 2>$null

sh -c 'mkdir -p "$P/sub"; cp -R "$T/kept" "$P/.venv"; "$VENVHOOK" allow "$P"' 2>$null

$Error.Count
END
    assert_prompt 0 '(p) => '
    assert_answer 1 ''
    assert_prompt 2 '(p) => '
    # The sh that counts has a word to say here.
    refute_contains "$(answer 3)" venvhook:
    assert_prompt 3 '=> '
    assert_answer 4 ''
    assert_prompt 5 '(p) => '
    assert_answer 7 0
    assert_equal "$(runs)" 3
}

@test "without HOME there is no error at the prompt" {
    in_shell pwsh <<'END'
$env:HOME = $null

cd $env:P
cd $env:T
END
    assert_answer 2 ''
    assert_answer 3 ''
    assert_answer 4 ''
}

@test "an env made, broken, removed, replaced is noticed at the prompt" {
    "$VENVHOOK" allow --tree "$tmp/q" >/dev/null
    mkdir "$tmp/away"
    fake_env "$tmp/away/.venv"
    in_shell pwsh --cwd "$tmp/q" <<'END'
mv "$env:T/away/.venv" .
mv .venv/bin/python3 .venv/bin/nothon
mv .venv/bin/nothon .venv/bin/python3
mv .venv "$env:T/away"
mv "$env:T/away/.venv" venv
END
    assert_prompt 0 '=> '
    assert_prompt 1 '(q) => '
    assert_prompt 2 '=> '
    assert_contains "$(answer 2)" venvhook:
    assert_prompt 3 '(q) => '
    assert_prompt 4 '=> '
    assert_prompt 5 '(q) => '
}

@test "a pyvenv.cfg that is written or removed is noticed" {
    in_shell pwsh --cwd "$P" <<'END'
sh -c 'echo prompt = other >>.venv/pyvenv.cfg'
sh -c 'echo prompt = third >>.venv/pyvenv.cfg'
rm .venv/pyvenv.cfg
END
    assert_prompt 0 '(p) => '
    assert_prompt 1 '(other) => '
    assert_prompt 2 '(third) => '
    assert_prompt 3 '=> '
}

@test "a config that is a link is watched where it leads" {
    mkdir -p "$tmp/dots" "$XDG_CONFIG_HOME/venvhook"
    echo 'prompt = yes' >"$tmp/dots/config"
    ln -s "$tmp/dots/config" "$XDG_CONFIG_HOME/venvhook/config"
    in_counted_pwsh --cwd "$P" <<'END'


sh -c 'echo prompt = no >"$T/dots/config"'
END
    assert_prompt 2 '(p) => '
    assert_prompt 3 '=> '
    assert_equal "$(runs)" 2
}

@test "a dangling .venv is asked about once" {
    ln -s nowhere "$tmp/q/.venv"
    in_counted_pwsh --cwd "$tmp/q" <<'END'



END
    assert_equal "$(runs)" 1
}

@test "a .venv file and links in a loop are asked about once" {
    ln -s venv "$tmp/q/.venv"
    ln -s .venv "$tmp/q/venv"
    mkdir "$tmp/r"
    echo "$P/.venv" >"$tmp/r/.venv"
    in_counted_pwsh --cwd "$tmp/q" <<'END'

cd $env:T/r


$Error.Count
END
    assert_equal "$(runs)" 2
    assert_answer 5 0
}

@test "a link .venv that leads elsewhere, or comes in the place of an env, is noticed" {
    fake_env "$tmp/one"
    fake_env "$tmp/two"
    mkdir "$tmp/link"
    ln -s ../one "$tmp/link/.venv"
    ln -s link "$tmp/way"
    "$VENVHOOK" allow "$tmp/one" >/dev/null
    "$VENVHOOK" allow "$tmp/two" >/dev/null
    in_counted_pwsh --cwd "$tmp/link" <<'END'


ln -sfn ../two .venv
cd $env:T/way
ln -sfn p $env:T/way
cd $env:T/p
sh -c 'mv .venv kept; ln -s ../one .venv'
sh -c 'rm .venv; mv kept .venv'
END
    assert_prompt 2 '(one) => '
    assert_prompt 3 '(two) => '
    # In PowerShell the path is the location, wherever it leads.
    assert_prompt 5 '(way) => '
    assert_prompt 6 '(p) => '
    assert_prompt 7 '(one) => '
    assert_prompt 8 '(p) => '
    assert_equal "$(runs)" 7
}

@test "a file .venv, and an env that it names, may come later" {
    echo ../late >"$tmp/q/.venv"
    "$VENVHOOK" allow --tree "$tmp" >/dev/null
    in_shell pwsh --cwd "$tmp/q" <<'END'
cp -R ../p/.venv ../late
sh -c 'echo ../other >.venv'
cp -R ../p/.venv ../other
END
    assert_prompt 0 '=> '
    assert_prompt 1 '(late) => '
    assert_prompt 2 '=> '
    assert_prompt 3 '(other) => '
}

@test "settings that come, change or go are noticed at the prompt" {
    project "$tmp/other"
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    export C=$XDG_CONFIG_HOME/venvhook/config
    in_shell pwsh --cwd "$tmp/other" <<'END'
sh -c 'echo "trust = owner" >"$C"'
sh -c 'echo "prompt = no" >>"$C"'
sh -c 'sed -i "s/no$/yes/" "$C"'
sh -c 'rm "$C"'
END
    assert_prompt 0 '=> '
    assert_prompt 1 '(other) => '
    assert_prompt 2 '=> '
    assert_prompt 3 '(other) => '
    assert_prompt 4 '=> '
}

@test "a grant from elsewhere is noticed at the prompt" {
    project "$tmp/new"
    in_shell pwsh --cwd "$tmp/new" <<'END'

sh -c '"$VENVHOOK" allow "$T/new"' >$null
sh -c '"$VENVHOOK" deny "$T/new"' >$null
END
    assert_contains "$(answer 0)" 'venvhook allow'
    assert_answer 1 ''
    assert_prompt 2 '(new) => '
    assert_prompt 3 '=> '
}

@test "a notice is shown once a directory and shell" {
    project "$tmp/new"
    in_shell pwsh <<'END'
cd $env:T/new

cd $env:T; cd $env:T/new
END
    assert_contains "$(answer 1)" 'venvhook allow'
    assert_answer 2 ''
    assert_answer 3 ''
}

@test "neighbours that differ by a character nobody sees are told apart" {
    local hidden=$'p\xe2\x80\x8b'

    mkdir "$tmp/$hidden"
    rc_before '$hidden = "$env:T/p$([char]0x200b)"'
    in_shell pwsh <<'END'
cd $env:P
cd $hidden
cd $env:P
cd $env:T/q
END
    assert_prompt 1 '(p) => '
    assert_prompt 2 '=> '
    assert_prompt 3 '(p) => '
    assert_prompt 4 '=> '
}

@test "PYTHONHOME is cleared and comes back" {
    in_shell pwsh --env PYTHONHOME=/some/where <<'END'
cd $env:P; Test-Path env:PYTHONHOME
cd $env:T; $env:PYTHONHOME
cd $env:P; deactivate; $env:PYTHONHOME
END
    assert_answer 1 False
    assert_answer 2 /some/where
    assert_answer 3 /some/where
}

@test "a child shell inherits the env, and its own deactivate" {
    in_shell pwsh --timeout 30 <<'END'
cd $env:P
& $env:PWSH -NoProfile -NoExit -Command ". '$env:RC'"
"$function:deactivate"; (Get-Command python).Source
cd $env:T
cd $env:P
deactivate
exit
$env:VIRTUAL_ENV
END
    assert_prompt 2 '(p) => '
    assert_contains "$(answer 3)" __venvhook_off
    # A new PowerShell puts its own directory first; ours comes before that.
    assert_contains "$(answer 3)" "$P/.venv/bin/python"
    assert_prompt 4 '=> '
    assert_prompt 5 '(p) => '
    assert_prompt 6 '=> '
    assert_prompt 7 '(p) => '
    assert_answer 8 "$P/.venv"
}

@test "an env by hand that was inherited without its deactivate has one, and a deactivate that is there stays" {
    hand=(--env "VIRTUAL_ENV=$P/.venv" --env VIRTUAL_ENV_PROMPT=hand
        --env "PATH=$P/.venv/bin:$PATH:/x")
    for off in deactivate 'venvhook deactivate'; do
        in_shell pwsh "${hand[@]}" <<END
\$env:VIRTUAL_ENV
$off
"[\$env:VIRTUAL_ENV\$env:VIRTUAL_ENV_PROMPT] \$env:PATH"
"\$(\$null -eq \$function:deactivate)"
cd \$env:P
END
        assert_prompt 0 '=> '
        assert_answer 1 "$P/.venv"
        assert_answer 2 ''
        # PowerShell puts its own directory first.
        assert_contains "$(answer 3)" '[] /'
        assert_contains "$(answer 3)" "$PATH:/x"
        refute_contains "$(answer 3)" .venv
        assert_answer 4 True
        assert_prompt 5 '(p) => '
    done
    rc_before 'function deactivate { "mine" }'
    in_shell pwsh "${hand[@]}" <<'END'
deactivate
venvhook deactivate
$env:VIRTUAL_ENV
END
    assert_answer 1 mine
    refute_contains "$(answer 2)" mine
    assert_answer 3 "$P/.venv"
}

@test "an env activated by hand is left alone, inside a project and out" {
    make_env "$tmp/hand"
    granted "$tmp/r"
    in_shell pwsh <<'END'
. $env:T/hand/bin/Activate.ps1
cd $env:P
$env:VIRTUAL_ENV
deactivate

$env:VIRTUAL_ENV
. $env:T/hand/bin/Activate.ps1
cd $env:T/r; cd $env:T
deactivate
"$env:VIRTUAL_ENV|$($null -eq $function:deactivate)"
END
    assert_prompt 1 '(hand) => '
    assert_prompt 2 '(hand) => '
    assert_answer 3 "$tmp/hand"
    assert_prompt 5 '(p) => '
    assert_answer 6 "$P/.venv"
    assert_prompt 7 '(hand) => '
    assert_prompt 8 '(hand) => '
    assert_prompt 9 '=> '
    assert_answer 10 '|True'
}

@test "the env's own Activate.ps1 on top of ours shows one name" {
    rm -rf "$P/.venv"
    make_env "$P/.venv"
    "$VENVHOOK" allow "$P" >/dev/null
    in_shell pwsh --cwd "$P" <<'END'
. .venv/bin/Activate.ps1
deactivate

END
    assert_prompt 0 '(p) => '
    assert_prompt 1 '(.venv) => '
    assert_prompt 3 '(p) => '
}

@test "deactivate holds until the shell leaves, venvhook activate ends that" {
    in_shell pwsh --cwd "$P" <<'END'
deactivate
"$($null -eq $function:deactivate)"
cd .venv; cd ..
cd $env:T; cd $env:P
venvhook deactivate
venvhook activate; $LASTEXITCODE
deactivate
venvhook deactivate; $LASTEXITCODE
END
    assert_prompt 1 '=> '
    assert_answer 2 True
    assert_prompt 3 '=> '
    assert_prompt 4 '(p) => '
    assert_prompt 5 '=> '
    assert_answer 6 0
    assert_prompt 6 '(p) => '
    assert_prompt 7 '=> '
    assert_contains "$(answer 8)" 'venvhook: deactivate: no environment is active'
    assert_equal "$(answer 8 | tail -n 1)" 1
}

@test "venvhook activate ENV holds everywhere until deactivate" {
    granted "$tmp/r"
    in_shell pwsh <<'END'
venvhook activate $env:P/.venv
cd $env:T/r
deactivate
venvhook activate $env:T/none; $LASTEXITCODE
(venvhook activate --help)[0]
venvhook version >$null; $LASTEXITCODE
(venvhook activate $env:P/.venv --shell=bash)[0]
venvhook activate -- $env:P/.venv
venvhook deactivate now; $LASTEXITCODE
END
    assert_prompt 1 '(p) => '
    assert_prompt 2 '(p) => '
    assert_contains "$(answer 4)" venvhook:
    assert_equal "$(answer 4 | tail -n 1)" 1
    assert_contains "$(answer 5)" 'usage: venvhook activate'
    assert_answer 6 0
    assert_answer 7 "\\builtin \\export VIRTUAL_ENV='$P/.venv'"
    assert_prompt 7 '(r) => '
    assert_prompt 8 '(p) => '
    assert_equal "$(answer 9 | tail -n 1)" 2
    assert_prompt 9 '(p) => '
}

@test "a ~ is the home directory in words of venvhook, as for a native command" {
    program='[ "$1" = export ] && exit 1; printf "<%s>" "$@"; echo; :'
    in_counted_pwsh <<'END'
venvhook allow ~ ~/work --tree '~x' x~/y
END
    assert_answer 1 "<allow><$HOME><$HOME/work><--tree><~x><x~/y>"
}

@test "words, input and status pass through the function as they are" {
    program='[ "$1" != export ] || exit 1; printf "<%s>" "$@"; echo
        [ "$1" != read ] || cat; exit 5; :'
    in_counted_pwsh <<'END'
venvhook 'a  b' "it's" --x=1 -v 2 '--' '$x' '*'; $LASTEXITCODE
'one', 'two' | venvhook read
(venvhook list).GetType().Name
END
    assert_answer 1 "<a  b><it's><--x=1><-v><2><--><\$x><*>
5"
    assert_answer 2 '<read>
one
two'
    assert_answer 3 String
}

@test "a user's own deactivate is back after ours" {
    rc_before 'function deactivate { "mine" }'
    in_shell pwsh <<'END'
cd $env:P
deactivate
deactivate
END
    assert_prompt 2 '=> '
    assert_answer 3 mine
}

@test "handlers of the location that were there are kept and called" {
    rc_before '$moves = @()
        $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction =
            { $global:moves += $args[1].NewPath.Path }'
    in_shell pwsh <<'END'
cd $env:P
"$moves"
. $env:RC
$moves = @(); cd $env:T; "$moves"
END
    assert_prompt 1 '(p) => '
    assert_answer 2 "$P"
    assert_answer 4 "$tmp"
}

@test "a prompt that comes later is wrapped at the next cd, and shown once" {
    in_shell pwsh <<'END'
cd $env:P
function prompt { "new $? => " }
cd $env:P/.venv
sh -c 'exit 3'
$theme = $function:prompt; function prompt { 'theme ' + (& $theme) }
cd $env:P

cd $env:T
END
    assert_prompt 2 'new True => '
    assert_prompt 3 '(p) new True => '
    assert_prompt 4 '(p) new False => '
    assert_prompt 5 'theme (p) new True => '
    assert_prompt 6 '(p) theme new True => '
    assert_prompt 7 '(p) theme new True => '
    assert_prompt 8 'theme new True => '
}

@test "a prompt function that comes after the hook line is wrapped at cd" {
    rc_after 'function prompt { "late => " }'
    in_shell pwsh <<'END'
cd $env:P
cd $env:T; cd $env:P; $env:VIRTUAL_ENV
END
    assert_prompt 1 '(p) late => '
    assert_answer 2 "$P/.venv"
}

@test "no name is shown where it is not wanted" {
    in_shell pwsh --init --no-prompt <<'END'
cd $env:P
$env:VIRTUAL_ENV
END
    assert_prompt 1 '=> '
    assert_answer 2 "$P/.venv"
    in_shell pwsh --env VIRTUAL_ENV_DISABLE_PROMPT=1 <<<'cd $env:P'
    assert_prompt 1 '=> '
}

@test "a theme that shows environments itself is left to it" {
    rc_before 'function prompt {
        if ($env:VIRTUAL_ENV) { "<$env:VIRTUAL_ENV_PROMPT>=> " } else { "=> " }
    }'
    in_shell pwsh <<'END'
cd $env:P
cd $env:T
END
    assert_prompt 1 '<p>=> '
    assert_prompt 2 '=> '
}

@test "an empty prompt stays what PowerShell makes of it" {
    in_shell pwsh <<'END'
@ready PS>
function prompt { }
cd $env:P
cd $env:T
END
    assert_prompt 1 'PS>'
    assert_prompt 2 '(p) PS>'
    assert_prompt 3 'PS>'
}

@test "--no-cd acts at the prompt alone" {
    in_shell pwsh --init --no-cd <<'END'
cd $env:P; "[$env:VIRTUAL_ENV]"
END
    assert_answer 1 '[]'
    assert_prompt 1 '(p) => '
}

@test "VENVHOOK_DISABLE switches the hook off without a run" {
    in_counted_pwsh --env VENVHOOK_DISABLE=1 <<'END'
cd $env:P; "[$env:VIRTUAL_ENV]"
$env:VENVHOOK_DISABLE = $null
END
    assert_answer 1 '[]'
    assert_prompt 1 '=> '
    assert_prompt 2 '(p) => '
    assert_equal "$(runs)" 1
}

@test "twenty idle prompts start no process and print nothing" {
    count_syscalls pwsh 20 --cwd "$P" --timeout 60
    assert_equal "$processes" 0
    local n

    for n in $(seq 2 20); do
        assert_answer "$n" ''
    done
}
