# The hook of PowerShell, from 7.2 on.  `venvhook init pwsh` prints it behind
# two assignments, __venvhook_cd and __venvhook_prompt, with the path of the
# program in the one place that names it.
#
# At each prompt, and when the location changes, __venvhook_check compares
# what the last answer rested on.  Only if something differs does the program
# run, and what it prints are lists of words (doc/HOOK.md), which are kept in
# $__venvhook_is: what is on now, how to undo that, what says for how long this
# holds, and in which other directories (core/shell/region.h).
#
# What costs here is to call a function, ten times what a method of .NET takes,
# to read $env:NAME, five times, and to compile what has not run before; so
# the answer is data, and what runs at each prompt and each cd has few calls.
#
# In the language and .NET alone: no cmdlet, so that no module is loaded.  It
# has to pass strict mode, and no error may show, or get into $Error.

# In strict mode a variable that may be missing cannot be named.
function global:__venvhook_known {
	$ExecutionContext.SessionState.PSVariable.GetValue(
		'global:__venvhook_is')
}

# Once, and so that `Remove-Variable *` passes it by.  The prompt is wrapped as
# PowerShell looks for the first one: who comes behind our line may replace it,
# or do so only where nobody else has.
if ($null -eq (__venvhook_known)) {
	$global:__venvhook_is = @{
		env = ''; entry = ''; name = ''; notices = ''; left = ''
		top = ''; now = ''; for = ''; given = ''; settled = ''
		drawing = $false; drawn = $false; writes = $false
		ours = $null; former = $null
		action = [EventHandler[
			Management.Automation.LocationChangedEventArgs]] {
			$global:__venvhook_is.check.InvokeReturnAsIs($true)
		}
		look = [EventHandler[
			Management.Automation.CommandLookupEventArgs]] {
			param($from, $lookup)
			if ($lookup.CommandName -ceq 'prompt') {
				__venvhook_wrap
				__venvhook_listen
			}
		}
	}
	$ExecutionContext.SessionState.PSVariable.Get(
		'global:__venvhook_is').Options = 'ReadOnly'
}

# The one that printed this; if that has been moved, another one, but of
# absolute directories alone, and not of the env that is on: what is relative
# is the directory at hand.
function global:__venvhook_program {
	$program = __VENVHOOK__
	if ([IO.File]::Exists($program)) { return $program }
	foreach ($directory in "$env:PATH".Split(':')) {
		if (-not $directory.StartsWith('/') -or [string]::Equals(
			$directory, $global:__venvhook_is.entry)) { continue }
		$found = $ExecutionContext.InvokeCommand.GetCommand(
			"$directory/venvhook", 'Application')
		if ($null -ne $found) { return $found.Source }
	}
}

# What the answer is for, beside the location.
function global:__venvhook_key {
	[string]::Join("`n", $PWD.Provider.Name,
		[IO.Directory]::Exists($PWD.ProviderPath),
		[Environment]::GetEnvironmentVariable('PATH'),
		[Environment]::GetEnvironmentVariable('VIRTUAL_ENV'),
		[Environment]::GetEnvironmentVariable('VENVHOOK_SESSION'))
}

# Compared by .NET, as -ceq takes no account of some characters.  After a cd,
# so that `cd project; python x.py` works, but not before the first prompt: that
# is while the profile is read, or in a script; and in completion, which moves and
# comes back, it does not ask.
function global:__venvhook_check($moved) {
	$is = $global:__venvhook_is
	if ($moved -and -not [object]::ReferenceEquals(
		$function:prompt, $is.ours)) {
		__venvhook_wrap
	}
	if ([Environment]::GetEnvironmentVariable('VENVHOOK_DISABLE') -or
		($moved -and $is.start)) { return }
	$at = $PWD.ProviderPath
	$key = $is.key.InvokeReturnAsIs()
	if ([string]::Equals($is.seen, $key) -and
		(([string]::Equals($is.given, $at) -and
		[string]::Equals($is.for, $at)) -or
		$is.near.InvokeReturnAsIs($at)) -and
		$is.holds.InvokeReturnAsIs()) {
		$is.for = $at
	} elseif (-not $moved) {
		__venvhook_listen
		__venvhook_wrap
		__venvhook_update
	} elseif (-not $function:__venvhook_completes.InvokeReturnAsIs()) {
		$function:__venvhook_update.InvokeReturnAsIs()
	}
}

# Is this a cd in a completer?  That shows in the stack of .NET alone, which takes
# long; but who completes is called by that name, or from a line with it.
function global:__venvhook_completes {
	foreach ($frame in [Management.Automation.Runspaces.Runspace]::
		DefaultRunspace.Debugger.GetCallStack()) {
		if ($frame.FunctionName -eq 'TabExpansion2' -or
			$frame.Position.Text.Contains('Complet')) {
			return [Environment]::StackTrace.Contains(
				'CommandCompletion')
		}
	}
	$false
}

# Is it the answer for here, too?  From here up to a directory of which it is
# known there may be nothing that the program would have to see: no link, no
# automounter's directory, which has no size, and none of the names.
function global:__venvhook_near($at) {
	$is = $global:__venvhook_is
	$exactly = [StringComparison]::Ordinal
	if ('' -eq $is.top -or -not "$at/".StartsWith($is.top + '/',
		$exactly)) { return $false }
	foreach ($hole in $is.holes) {
		if ("$at/".StartsWith("$hole/", $exactly)) { return $false }
	}
	$more = [int]$is.levels
	try {
		while (-not ($is.base + '/').StartsWith("$at/", $exactly)) {
			if ($more-- -eq 0 -or $null -ne
				[IO.FileInfo]::new($at).LinkTarget -or
				[IO.DriveInfo]::new($at).TotalSize -eq 0 -or
				($is.home -and [string]::Equals($at,
				(__venvhook_real $is.home)))) { return $false }
			foreach ($name in $is.names) {
				$path = "$at/$name"
				if ([IO.FileInfo]::new($path).Attributes -ne
					-1 -and ([IO.Directory]::Exists($path) -or
					[IO.File]::Exists($path))) {
					return $false
				}
			}
			$at = $at.Substring(0, $at.LastIndexOf('/'))
		}
	} catch {
		$global:Error.RemoveAt(0)
		return $false
	}
	[string]::Equals($is.with, [string]::Join("`n", __VENVHOOK_VARIABLES__))
}

# Is all of the watch as it was?  Attributes tell soonest that nothing is there,
# File.Exists says of a link that leads nowhere, or to itself, that it is there,
# and FileInfo has the date of a link, not of what it leads to.
function global:__venvhook_holds {
	$is = $global:__venvhook_is
	try {
		foreach ($path in $is['there']) {
			$to = [IO.File]::ResolveLinkTarget($path, $true)
			if ($null -ne $to -and -not $to.Exists -and
				-not [IO.Directory]::Exists($path)) {
				return $false
			}
		}
		foreach ($kind in 'free', 'absent') {
			foreach ($path in $is[$kind]) {
				if ([IO.FileInfo]::new($path).Attributes -ne
					-1 -and ([IO.Directory]::Exists($path) -or
					([IO.File]::Exists($path) -and
					($kind -eq 'free' -or [IO.File]::Exists(
					(__venvhook_real $path)))))) {
					return $false
				}
			}
		}
		foreach ($path in $is['no_link']) {
			if ([IO.FileInfo]::new($path).LinkTarget) { return $false }
		}
		$link = $null
		foreach ($path in $is['same']) {
			if ($null -eq $link) { $link = $path; continue }
			if (-not [string]::Equals($path,
				(__venvhook_real $link))) { return $false }
			$link = $null
		}
		foreach ($path in $is['not_newer']) {
			$to = [IO.File]::ResolveLinkTarget($path, $true) ??
				[IO.FileInfo]::new($path)
			if ($to.LastWriteTimeUtc -gt $is.newest) {
				return $false
			}
		}
	} catch {
		$global:Error.RemoveAt(0)
		return $false
	}
	$true
}

# Remembered first: a run that fails, or that ^C ends, is not tried again
# until something changes.  In a directory that is gone an env stays on for as
# long as it is there.
function global:__venvhook_update {
	$is = $global:__venvhook_is
	$at = $PWD.ProviderPath
	if (-not [string]::Equals($at, $is.for)) { $is.now = 'now:' }
	$is.for = $is.given = $at
	$is.seen = $is.key.InvokeReturnAsIs()
	foreach ($kind in 'there', 'free', 'absent', 'no_link', 'same',
		'not_newer') { $is[$kind] = $null }
	$is.top = ''
	$words = @()
	if ($PWD.Provider.Name -ne 'FileSystem') {
		$words += '--nowhere'
	} elseif (-not [IO.Directory]::Exists($at)) {
		$words += '--gone'
	}
	if ($is.start) { $words += '--start' }
	$is.start = $false
	$null = $function:__venvhook_answer.InvokeReturnAsIs($words, @())
}

# All of an answer, or nothing; 3: it is for people.  Not a native command: that
# would set $LASTEXITCODE and $?, read the text in the encoding of the console,
# and say in PWD, which PowerShell leaves alone, where the shell was started.
function global:__venvhook_answer($options, $call) {
	$is = $global:__venvhook_is
	$is.status = 127
	$program = $function:__venvhook_program.InvokeReturnAsIs()
	if ($null -eq $program) { return }
	# Has an env's own activate been here?  That of venv keeps PATH in the
	# environment, that of virtualenv and uv in a variable.
	if ($null -ne $env:_OLD_VIRTUAL_PATH -or
		$null -ne $ExecutionContext.SessionState.PSVariable.Get(
		'global:_OLD_VIRTUAL_PATH')) {
		$options += "--kept=$env:_OLD_VIRTUAL_PYTHONHOME"
	}
	$start = [Diagnostics.ProcessStartInfo]::new($program)
	# What is typed ahead is the shell's.
	$start.RedirectStandardInput = $true
	$start.RedirectStandardOutput = $true
	$start.StandardOutputEncoding = [Text.UTF8Encoding]::new($false)
	foreach ($word in @('export', '--hook', '1', '--notices', $is.notices,
		'--left', ($is.now + $is.left)) +
		$options + @('pwsh', '--') + $call) {
		$start.ArgumentList.Add($word)
	}
	if ([IO.Directory]::Exists($PWD.ProviderPath)) {
		$start.WorkingDirectory = $PWD.ProviderPath
		$start.Environment['PWD'] = $PWD.ProviderPath
	}
	try {
		$process = [Diagnostics.Process]::Start($start)
		$process.StandardInput.Close()
		$text = $process.StandardOutput.ReadToEnd()
		$process.WaitForExit()
	} catch {
		$global:Error.RemoveAt(0)
		return
	}
	$is.status = $process.ExitCode
	if ($is.status -eq 0) {
		$function:__venvhook_apply.InvokeReturnAsIs($text)
	} elseif ($is.status -eq 3) {
		$is.status = 0
		$text.TrimEnd().Split("`n")
	}
}

# A line is a key and words behind it, which may be none or one.
function global:__venvhook_apply($text) {
	$is = $global:__venvhook_is
	$was = $is.env
	foreach ($line in $text.Split("`n")) {
		$key, $words = $line.Split("`t")
		if ($line.Contains('\')) {
			$words = foreach ($word in $words) {
				[regex]::Unescape($word)
			}
		}
		$is[$key] = $words
	}
	# The env's own activate has been on top of ours, or has switched on
	# what is ours now.  Its deactivate takes away what it kept, and then
	# the answer sets all that this may have changed.
	if ($is.kept) {
		$is.drawn = $null -ne $function:_OLD_VIRTUAL_PROMPT
		$errors = $global:Error.Count
		if ($null -ne $function:deactivate -and
			-not "$function:deactivate".Contains(
			'__venvhook_off')) { $null = deactivate }
		while ($global:Error.Count -gt $errors) {
			$global:Error.RemoveAt(0)
		}
		__venvhook_wrap
		$is.settled = '-'
	}
	$function:__venvhook_change.InvokeReturnAsIs((, $is.change))
	if ($is['reference']) {
		$is.newest = [IO.File]::GetLastWriteTimeUtc($is.reference)
	}
	$function:__venvhook_define.InvokeReturnAsIs()
	$is.for = $is.given = $PWD.ProviderPath
	$is.seen = $is.key.InvokeReturnAsIs()
	$is.with = [string]::Join("`n", __VENVHOOK_VARIABLES__)
	if (-not [string]::Equals($was, $is.env)) { __venvhook_tell $was }
}

# Each is NAME=VALUE, or the NAME of one that is to be gone.
function global:__venvhook_change($changes) {
	foreach ($change in $changes) {
		$name, $value = $change.Split('=', 2)
		[Environment]::SetEnvironmentVariable($name,
			$value ?? [NullString]::Value)
	}
}

# Functions of the user's own.
function global:__venvhook_tell($was) {
	$on = $global:__venvhook_is.env
	if ($was -and $null -ne $function:venvhook_deactivated) {
		venvhook_deactivated $was
	}
	if ($on -and $null -ne $function:venvhook_activated) {
		venvhook_activated $on
	}
}

# `deactivate` is ours only while an env of ours is on, or one by hand that was
# inherited without its own; and not where the Activate.ps1 of an env has been
# run on top.
function global:__venvhook_define {
	$is = $global:__venvhook_is
	if ([string]::Equals($is.settled, $is.entry)) { return }
	$is.settled = $is.entry
	$is.now = 'now:'
	if ("$function:deactivate".Contains('__venvhook_off')) {
		$function:deactivate = $null
		if ($null -ne $is.former) {
			$function:global:deactivate = $is.former
		}
	}
	if ($is.env -or ($is.entry -and $null -eq $function:deactivate)) {
		$is.former = $function:deactivate
		function global:deactivate {
			if ($null -ne $function:__venvhook_off -and
				(__venvhook_known)) {
				__venvhook_off
			} else {
				. ([scriptblock]::Create((& __VENVHOOK__ deactivate `
					--shell pwsh) -join "`n"))
			}
		}
	}
}

# What `deactivate` does, without the program.
function global:__venvhook_off {
	$is = $global:__venvhook_is
	$was = $is.env
	__venvhook_change $is.undo
	$path = [Collections.Generic.List[string]]::new("$env:PATH".Split(':'))
	if ($path.Remove($is.entry)) {
		$env:PATH = [string]::Join(':', $path)
	}
	$is.env = $is.entry = $is.name = ''
	__venvhook_define
	if ($was) { __venvhook_tell $was }
}

# The path that realpath(3) gives: "/p/.venv", where .venv leads to
# ../e, is "/e".
function global:__venvhook_real($path) {
	$at = ''
	$links = 0
	$rest = [Collections.Generic.List[string]]::new($path.Split('/'))
	while ($rest.Count -gt 0) {
		$name = $rest[0]
		$rest.RemoveAt(0)
		if ($name -eq '' -or $name -eq '.') { continue }
		if ($name -eq '..') {
			$at = $at -replace '/[^/]*$'
			continue
		}
		$link = [IO.FileInfo]::new("$at/$name").LinkTarget
		if ($null -eq $link) { $at += "/$name"; continue }
		if (++$links -gt 40) { return '' }
		if ($link.StartsWith('/')) { $at = '' }
		$rest.InsertRange(0, $link.Split('/'))
	}
	$at
}

# Another prompt may come and wrap ours, and so be wrapped in turn.  The one
# inside sees $? as it was.  That of an Activate.ps1 goes by itself, so what is
# wrapped is the one that it has kept.  The name is behind the marks that a
# terminal knows a prompt by, which are no part of it; and where there is
# nothing else, the prompt has been written, and next time so is the name.
function global:__venvhook_wrap {
	$is = $global:__venvhook_is
	$old = $function:_OLD_VIRTUAL_PROMPT
	$kept = $null -ne $old -and "$function:prompt".Contains(
		'_OLD_VIRTUAL_PROMPT', 'OrdinalIgnoreCase')
	$inner = $kept ? $old : ($function:prompt ?? { })
	if (-not "$inner".Contains('__venvhook_good')) {
		$themed = [regex]::IsMatch("$inner", '(?i)__VENVHOOK_THEMES__')
		$ours = {
			$__venvhook_good = $?
			$is = $global:__venvhook_is
			$nested = $is.drawing
			$name = ''
			if (-not $nested) {
				$is.drawn = $themed
				$null = $is.check.InvokeReturnAsIs()
				$is.now = ''
				if (-not $is.drawn -and $is.name -and
					$is.prompt -ne 'no' -and
					-not [Environment]::GetEnvironmentVariable(
					'VIRTUAL_ENV_DISABLE_PROMPT')) {
					$name = "($($is.name)) "
				}
			}
			$is.drawing = $true
			try {
				if ($is.writes) {
					$Host.UI.Write($name)
					$name = ''
				}
				if (-not $__venvhook_good) {
					__venvhook_fail -ErrorAction Ignore
				}
				$text, $null = & $inner
			} finally {
				$is.drawing = $nested
			}
			$is.drawn = $is.drawn -or $themed
			$is.writes = [regex]::IsMatch("$text",
				'^(\e\][^\a\e]*(\a|\e\\)|\e\[[\d;]*m|[\s\b])+$')
			if ($is.drawn -or $name -eq '') { return $text }
			if ("$text" -eq '') { $text = 'PS>' }
			"$text".Insert([regex]::Match("$text",
				'^(\e\][^\a\e]*(\a|\e\\))*').Length, $name)
		}.GetNewClosure()
		if ($kept) { $function:global:_OLD_VIRTUAL_PROMPT = $ours }
		else { $function:global:prompt = $ours }
	}
	$is.ours = $function:prompt
}

# Sets $? to false for the next statement, and nothing else.
function global:__venvhook_fail {
	[CmdletBinding()] param()
	$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new(
		[Exception]::new(), 'venvhook', 'NotSpecified', $null))
}

# What people call does what it stands for where the functions above are missing:
# some tools copy a shell's functions without names that begin so, or without
# variables.
function global:venvhook {
	if ($null -eq $function:__venvhook_known -or
		-not (__venvhook_known)) {
		return & __VENVHOOK__ @args
	}
	# As PowerShell itself does for a native command, but not for a function.
	$words = @(foreach ($word in $args) {
		if ("$word" -cmatch '^~(/|\z)') { $HOME + "$word".Substring(1) }
		else { $word }
	})
	if ($words.Count -eq 1 -and $words[0] -ceq 'deactivate' -and
		"$function:deactivate".Contains('__venvhook_off')) {
		return __venvhook_off
	}
	$program = __venvhook_program
	if ($null -eq $program) {
		$global:LASTEXITCODE = 127
		$Host.UI.WriteErrorLine(
			'venvhook: the program is not there any more')
		return
	}
	if ($words.Count -gt 0 -and $words[0] -cin 'activate', 'deactivate') {
		$is = $global:__venvhook_is
		$is.go = $null
		__venvhook_answer @() $words
		if ($is.go) {
			[void]$ExecutionContext.SessionState.Path.SetLocation(
				[Management.Automation.WildcardPattern]::Escape(
				$is.go))
		}
		$global:LASTEXITCODE = $is.status
		return
	}
	$env:VENVHOOK_HOOK = 'pwsh 1 __VENVHOOK_VERSION__'
	try {
		if ($words.Count -gt 0 -and $words[0] -ceq 'doctor') {
			& ([scriptblock]::Create((& $program doctor `
				--facts pwsh) -join "`n")) |
				& $program @words --seen
		} elseif ($MyInvocation.ExpectingInput) { $input | & $program @words }
		else { & $program @words }
	} finally { $env:VENVHOOK_HOOK = $null }
	if ($global:LASTEXITCODE -eq 0) {
		$null = $global:__venvhook_is.check.InvokeReturnAsIs($true)
	}
}

# Once, and again where another one has taken the place; $first until the first
# prompt.
function global:__venvhook_listen($first) {
	$is = $global:__venvhook_is
	$commands = $ExecutionContext.SessionState.InvokeCommand
	$actions = [Delegate]::Remove($commands.LocationChangedAction,
		$is.action)
	if ($is.cd -ne 'no') {
		$actions = [Delegate]::Combine($actions, $is.action)
	}
	$commands.LocationChangedAction = $actions
	$actions = [Delegate]::Remove($commands.PreCommandLookupAction,
		$is.look)
	$commands.PreCommandLookupAction = $first ?
		[Delegate]::Combine($actions, $is.look) : $actions
}

# To look up a function takes longer than to call one so.
& {
	$is = $global:__venvhook_is
	$is.start = $true
	$is.seen = $null
	$is.cd = $global:__venvhook_cd
	$is.prompt = $global:__venvhook_prompt
	$is.key = $function:__venvhook_key
	$is.near = $function:__venvhook_near
	$is.holds = $function:__venvhook_holds
	$is.check = $function:__venvhook_check
	__venvhook_listen $true
}
