# What this PowerShell can say of itself, for `venvhook doctor`;
# core/doctor/seen.h.

$facts = [Collections.Generic.List[string]]::new()
# What is looked up as the prompt is ours while the handler for that is there.
$handlers = $ExecutionContext.SessionState.InvokeCommand.PreCommandLookupAction
if ($handlers -and $handlers.GetInvocationList().Contains($is.looks)) {
    $facts.Add('prompt=__venvhook')
}
foreach ($name in $ExecutionContext.InvokeProvider.ChildItem.GetNames(
    'function:', 'ReturnAllContainers', $false)) {
    $facts.Add("function=$name")
}
foreach ($name in 'deactivate', 'python', 'python3', 'pip', 'pip3') {
    $command = $ExecutionContext.InvokeCommand.GetCommand($name, 'Alias')
    if ($null -ne $command) {
        $facts.Add("alias $name=$($command.Definition)")
    }
    $command = $ExecutionContext.InvokeCommand.GetCommand($name, 'Function')
    if ($null -ne $command) {
        $facts.Add("body $name=$($command.Definition)")
    }
}
if ($null -ne $env:_OLD_VIRTUAL_PATH) {
    $facts.Add('variable=_OLD_VIRTUAL_PATH')
}
for ($turn = 0; $turn -lt 20; $turn++) {
    if ($turn -eq 10) { $watch = [Diagnostics.Stopwatch]::StartNew() }
    $null = $is.check.InvokeReturnAsIs()
}
# Its path stands in the function, as this shell quotes it.
if ("$function:venvhook" -match "& '(([^']|'')*)' @args") {
    $facts.Add("program=$($Matches[1].Replace("''", "'"))")
}
$facts.Add("idle=$([long]($watch.Elapsed.TotalMilliseconds * 100))")
[string]::Join("`0", $facts) + "`0"
