# Completion of venvhook for PowerShell 7.  tests/completions.bats holds the
# lists to the table of commands.

Register-ArgumentCompleter -Native -CommandName venvhook -ScriptBlock {
    param($word, $ast, $cursor)

    $commands = [ordered]@{
        'init' = 'print the hook for the rc file of a shell'
        'export' = 'print what brings a shell to where it should be (SHELL may be json)'
        'status' = 'show what is active here, or would be, and why'
        'allow' = 'let the environment of a directory be activated'
        'deny' = 'never activate the environment of a directory'
        'revoke' = 'take back what allow or deny said'
        'create' = 'make an environment, as python -m venv does'
        'recreate' = 'recreate the environment of a project'
        'remove' = 'delete the environment of a project, after asking'
        'activate' = 'switch on the project''s environment, or the one named'
        'deactivate' = 'switch it off until you leave the project'
        'exec' = 'run a command inside the project''s environment'
        'config' = 'show the settings in force and where each was set'
        'completions' = 'print the completion script of a shell'
        'help' = 'show the commands, or one of them with its options'
        'version' = 'show the version'
    }
    $options = @{
        'init' = [ordered]@{
            '--no-cd' = 'leave cd, pushd and popd alone (bash)'
            '--no-prompt' = 'leave the prompt alone'
        }
        'status' = [ordered]@{
            '--json' = 'as one JSON object'
        }
        'allow' = [ordered]@{
            '--tree' = 'allow every environment below DIR that git does not track'
            '--create' = 'let the policy make an environment in DIR (create = auto)'
            '--foreign' = 'even if others own it or can write it: they can then run commands as you'
            '--list' = 'show what has been allowed and denied'
        }
        'deny' = [ordered]@{
            '--tree' = 'deny every environment below DIR'
        }
        'create' = [ordered]@{
            '--python' = 'the Python to make it from: 3.12, ''>=3.10,<3.13'', a name or a path'
            '--prompt' = 'what the prompt shows for it; ''.'' is the name of the working directory'
            '--foreign' = 'take that Python even if somebody else could change it, or if it is inside the project'
            '--system-site-packages' = 'let it see the packages of its Python'
            '--symlinks' = 'link to its Python (the default)'
            '--copies' = 'copy its Python'
            '--clear' = 'delete what is in ENV_DIR first'
            '--upgrade' = 'adapt it to a Python that was upgraded in place'
            '--without-pip' = 'do not install pip'
            '--upgrade-deps' = 'let pip upgrade itself, from the network'
            '--without-scm-ignore-files' = 'write no .gitignore'
            '--verbose' = 'tell which Python was chosen, and why'
        }
        'recreate' = [ordered]@{
            '--python' = 'the Python to make it from; by default as create chooses, else the same version'
            '--keep-packages' = 'keep what is installed in it'
        }
        'remove' = [ordered]@{
            '--yes' = 'do not ask'
        }
        'activate' = [ordered]@{
            '--shell' = 'print the statements for this shell'
        }
        'deactivate' = [ordered]@{
            '--shell' = 'print the statements for this shell'
        }
        'exec' = [ordered]@{
            '--dir' = 'take the environment of this directory'
        }
        'config' = [ordered]@{
            '--dir' = 'those for DIR'
            '--json' = 'as JSON'
        }
    }
    $shells = 'bash', 'zsh', 'fish', 'pwsh'
    $words = @{
        'init' = $shells
        'completions' = $shells
        'export' = $shells + 'json'
        'config' = 'names', 'ceiling', 'trust', 'create', 'markers', 'python',
            'pip', 'link-mode', 'creator', 'prompt', 'messages',
            'owners'
        'help' = @($commands.Keys)
    }
    # What is typed of a name may be quoted, and what is put in has to be.
    $bare = $word.Trim([char[]]'''"')
    $quoter = [Management.Automation.Language.CodeGeneration]
    $offer = {
        param($text, $help)
        if (-not $text.StartsWith($bare, [StringComparison]::Ordinal)) {
            return
        }
        $code = $text
        if ($text -notmatch '^[\w./+-]+$') {
            $code = "'$($quoter::EscapeSingleQuotedStringContent($text))'"
        }
        $shown = $text -replace '\p{C}', '?'
        [Management.Automation.CompletionResult]::new($code, $shown,
            'ParameterValue', $(if ($help) { $help } else { $shown }))
    }

    $typed = @($ast.CommandElements.
        Where({ $_.Extent.StartOffset -lt $cursor }).ForEach({ "$_" }))
    $done = $typed.Count - $(if ($word) { 1 } else { 0 })
    if ($done -lt 2) {
        foreach ($name in $commands.Keys) { & $offer $name $commands[$name] }
        return
    }
    $command = $typed[1]
    if ($word.StartsWith('-')) {
        if ($options.ContainsKey($command)) {
            foreach ($name in $options[$command].Keys) {
                & $offer $name $options[$command][$name]
            }
        }
        & $offer '--help' 'show help'
        return
    }
    # Nothing offered means: files.
    switch -CaseSensitive ($typed[$done - 1]) {
        '--shell' { foreach ($name in $shells) { & $offer $name '' }; return }
        { $_ -cin '--dir', '--python', '--prompt' } { return }
    }
    if ($command -ceq 'activate') {
        $at = if ($env:WORKON_HOME) { $env:WORKON_HOME } else { "$HOME/.virtualenvs" }
        if ([IO.Directory]::Exists($at)) {
            foreach ($dir in [IO.Directory]::GetDirectories($at)) {
                if ([IO.File]::Exists("$dir/pyvenv.cfg")) {
                    & $offer ([IO.Path]::GetFileName($dir)) 'environment'
                }
            }
        }
    }
    if ($words.ContainsKey($command)) {
        foreach ($name in $words[$command]) { & $offer $name '' }
    }
}
