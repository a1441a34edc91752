# pwsh -File cd.ps1: as cd.sh, in ticks of its clock, which are nanoseconds.
function lap($what, $from, $count) {
    [Console]::Out.WriteLine(
        "$what $from $([Diagnostics.Stopwatch]::GetTimestamp()) $count")
}

function go($directory) {
    Set-Location -LiteralPath $directory
}

function plain($name) {
    go "$HOME/plain/src"
    $from = [Diagnostics.Stopwatch]::GetTimestamp()
    foreach ($i in 1..50) {
        go "$HOME/plain/other"
        go "$HOME/plain/src"
    }
    lap $name $from 100
}

foreach ($round in 1..5) { plain bare }
Invoke-Expression (& $env:VENVHOOK init pwsh | Out-String)
$null = prompt
foreach ($round in 1..5) {
    $from = [Diagnostics.Stopwatch]::GetTimestamp()
    foreach ($i in 1..100) { $x = & $env:floor }
    lap floor $from 100
    plain plain
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
