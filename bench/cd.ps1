# pwsh -File cd.ps1: as cd.sh, in ticks of its clock, which are nanoseconds.
function lap($what, $from, $count) {
    [Console]::Out.WriteLine(
        "$what $from $([Diagnostics.Stopwatch]::GetTimestamp()) $count")
}

function go($directory) {
    Set-Location -LiteralPath $directory
}

Invoke-Expression (& $env:VENVHOOK init pwsh | Out-String)
$null = prompt
foreach ($round in 1..5) {
    $from = [Diagnostics.Stopwatch]::GetTimestamp()
    foreach ($i in 1..100) { $x = & $env:floor }
    lap floor $from 100
    go "$HOME/plain/src"
    $from = [Diagnostics.Stopwatch]::GetTimestamp()
    foreach ($i in 1..50) {
        go "$HOME/plain/other"
        go "$HOME/plain/src"
    }
    lap plain $from 100
    foreach ($i in 1..50) {
        $from = [Diagnostics.Stopwatch]::GetTimestamp()
        go $env:project
        lap in $from 1
        $from = [Diagnostics.Stopwatch]::GetTimestamp()
        go $HOME
        lap out $from 1
    }
    go $env:project
    $from = [Diagnostics.Stopwatch]::GetTimestamp()
    foreach ($i in 1..50) {
        go "$env:project/src/pkg"
        go $env:project
    }
    lap within $from 100
}
