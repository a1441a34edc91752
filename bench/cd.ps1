# pwsh -File cd.ps1: as cd.sh, in ticks of its clock, which are nanoseconds.
#
# What runs often is compiled anew in the background, twice, and takes a tenth
# then: so all is done for a while before it counts.  A cd without the hook
# is one while its handler is taken off, in the same round, as a cd itself
# takes longer than what the hook adds.
function lap($what, $times, $block, $cds = 1) {
    $from = [Diagnostics.Stopwatch]::GetTimestamp()
    for ($i = 0; $i -lt $times; $i++) { $null = & $block }
    $to = [Diagnostics.Stopwatch]::GetTimestamp()
    if ($counts) {
        [Console]::Out.WriteLine("$what $from $to $($times * $cds)")
    }
}

function go($directory) {
    Set-Location -LiteralPath $directory
}

function between($what) {
    go "$HOME/plain/src"
    lap $what 5 { go "$HOME/plain/other"; go "$HOME/plain/src" } 2
}

function bare {
    $commands = $ExecutionContext.SessionState.InvokeCommand
    $handlers = $commands.LocationChangedAction
    $commands.LocationChangedAction = $null
    between bare
    $commands.LocationChangedAction = $handlers
}

function round {
    lap clock 1 { }
    bare
    between plain
    go $HOME
    for ($each = 0; $each -lt 4; $each++) {
        lap floor 1 { $x = & $env:floor }
        lap in 1 { go $env:project }
        lap least 1 { Invoke-Expression ((& $env:answer) -join "`n") }
        lap out 1 { go $HOME }
    }
    bare
    go $env:project
    lap within 5 { go "$env:project/src/pkg"; go $env:project } 2
    $null = prompt
    lap loop 100 { bared }
    lap idle 100 { prompt }
    go $env:deep
    $null = prompt
    lap deep 100 { prompt }
}

function bared { '=> ' }
function prompt { '=> ' }
Invoke-Expression (& $env:VENVHOOK init pwsh | Out-String)
$null = prompt
$counts = $false
for ($turn = 0; $turn -lt 40; $turn++) {
    if ($turn -eq 15) { $counts = $true }
    round
    if (-not $counts) { [Threading.Thread]::Sleep(110) }
}
