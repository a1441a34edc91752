# Completion of venvhook for PowerShell 7: what there is to offer, the program
# says.  Nothing offered means: files.

Register-ArgumentCompleter -Native -CommandName venvhook -ScriptBlock {
    param($word, $ast, $cursor)

    # Not one of the directory at hand, which a relative word of PATH may lead
    # to.
    $program = 'venvhook'
    if (-not $function:venvhook) {
        $program = "$env:PATH".Split(':').Where({ $_.StartsWith('/') }).
            ForEach({ "$_/venvhook" }).
            Where({ [IO.File]::Exists($_) }, 'First')[0]
        if (-not $program) { return }
    }

    # What is typed of a name may be quoted, and what is put in has to be.
    $bare = $word.Trim([char[]]'''"')
    $quoter = [Management.Automation.Language.CodeGeneration]
    $typed = @($ast.CommandElements.
        Where({ $_.Extent.EndOffset -lt $cursor }).
        ForEach({ "$_".Trim([char[]]'''"') })) + $bare
    $typed = $typed[1..$typed.Count]

    foreach ($line in @(& $program complete -- $typed 2>$null)) {
        $text, $help = $line.Split("`t", 2)
        if (-not $text -or
            -not $text.StartsWith($bare, [StringComparison]::Ordinal)) {
            continue
        }
        $code = $text
        if ($text -notmatch '^[\w./+=-]+$') {
            $code = "'$($quoter::EscapeSingleQuotedStringContent($text))'"
        }
        [Management.Automation.CompletionResult]::new($code, $text,
            'ParameterValue', $(if ($help) { $help } else { $text }))
    }
}
