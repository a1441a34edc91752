# The hook of PowerShell, from 7.2 on.  `venvhook init pwsh` prints it behind
# two assignments, __venvhook_cd and __venvhook_prompt, with the path of the
# program in the one place that names it.
#
# At each prompt, and when the location changes, __venvhook_check compares
# what the last answer rested on.  Only if something differs does the program
# run, and what it prints is run in turn: the changes, what is on now
# (__venvhook_env, __venvhook_entry, __venvhook_name), how to undo that
# (__venvhook_undo), what says for how long this holds (__venvhook_watch), and in
# which other directories (core/shell/region.h).
#
# What costs here is to call a function, some ten times what a method of .NET
# takes, and to compile one: so an answer has lists, and where nothing has
# changed there are few calls.
#
# In the language and .NET alone: no cmdlet, so that no module is loaded.  It
# has to pass strict mode, and no error may show, or get into $Error.

$global:__venvhook_start = $true
$global:__venvhook_seen = $null
$global:__venvhook_notices = ''
$global:__venvhook_left = ''
$global:__venvhook_now_left = ''
$global:__venvhook_repeat = $false
$global:__venvhook_env = ''
$global:__venvhook_entry = ''
$global:__venvhook_name = ''
$global:__venvhook_watch = @{}
$global:__venvhook_top = ''
$global:__venvhook_home = ''
$global:__venvhook_for = ''
$global:__venvhook_given = ''
$global:__venvhook_with = ''
$global:__venvhook_settled = ''
$global:__venvhook_drawing = $false

# The one that printed this; if that has been moved, another one, but of
# absolute directories alone, and not of the env that is on: what is relative
# is the directory at hand.
function global:__venvhook_program {
	$program = __VENVHOOK__
	if ([IO.File]::Exists($program)) { return $program }
	foreach ($directory in "$env:PATH".Split(':')) {
		if (-not $directory.StartsWith('/') -or [string]::Equals(
			$directory, $global:__venvhook_entry)) { continue }
		$found = $ExecutionContext.InvokeCommand.GetCommand(
			"$directory/venvhook", 'Application')
		if ($null -ne $found) { return $found.Source }
	}
}

# The status of the program and what it printed.  Not a native command: that would set
# $LASTEXITCODE and $?, read the text in the encoding of the console, and say
# in PWD, which PowerShell leaves alone, where the shell was started.
function global:__venvhook_ask($options, $call) {
	$program = __venvhook_program
	if ($null -eq $program) { return 127, '' }
	if ($null -ne $env:_OLD_VIRTUAL_PATH) {
		$global:__venvhook_now_left = ''
	}
	$start = [Diagnostics.ProcessStartInfo]::new($program)
	# What is typed ahead is the shell's.
	$start.RedirectStandardInput = $true
	$start.RedirectStandardOutput = $true
	$start.StandardOutputEncoding = [Text.UTF8Encoding]::new($false)
	foreach ($word in @('export', '--hook', '1',
		'--notices', $global:__venvhook_notices, '--left',
		($global:__venvhook_now_left + $global:__venvhook_left)) +
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
		$process.ExitCode, $text
	} catch {
		$global:Error.RemoveAt(0)
		127, ''
	}
}

# What the answer is for, beside the location.
function global:__venvhook_now {
	[string]::Join("`n", $PWD.Provider.Name,
		[IO.Directory]::Exists($PWD.ProviderPath),
		[Environment]::GetEnvironmentVariable('PATH'),
		[Environment]::GetEnvironmentVariable('VIRTUAL_ENV'),
		[Environment]::GetEnvironmentVariable('VENVHOOK_SESSION'))
}

function global:__venvhook_remember {
	$global:__venvhook_for = $PWD.ProviderPath
	$global:__venvhook_given = $PWD.ProviderPath
	$global:__venvhook_seen = __venvhook_now
	$global:__venvhook_with = [string]::Join("`n", __VENVHOOK_VARIABLES__)
}

# Compared by .NET, as -ceq takes no account of some characters.  After a cd,
# so that `cd project; python x.py` works, but not before the first prompt: that
# is while the profile is read, or in a script; and in completion, which moves and
# comes back, it does not ask.
function global:__venvhook_check($moved) {
	if ($moved -and -not "$function:prompt".Contains('__venvhook_draw')) {
		__venvhook_wrap
	}
	if ($env:VENVHOOK_DISABLE -or
		($moved -and $global:__venvhook_start)) { return }
	$at = $PWD.ProviderPath
	if ([string]::Equals($global:__venvhook_seen, (__venvhook_now)) -and
		([string]::Equals($global:__venvhook_given, $at) -or
		(__venvhook_near $at)) -and (__venvhook_holds)) {
		$global:__venvhook_for = $at
	} elseif (-not $moved -or -not
		[Environment]::StackTrace.Contains('CommandCompletion')) {
		__venvhook_update
	}
}

# Is it the answer for here, too?  From here up to a directory of which it is
# known there may be nothing that the program would have to see: no link, no
# automounter's directory, which has no size, and none of the names.
function global:__venvhook_near($at) {
	if ('' -eq $global:__venvhook_top -or
		-not "$at/".StartsWith("$global:__venvhook_top/",
			[StringComparison]::Ordinal) -or
		-not [string]::Equals($global:__venvhook_with,
			[string]::Join("`n", __VENVHOOK_VARIABLES__))) {
		return $false
	}
	foreach ($hole in $global:__venvhook_holes) {
		if ("$at/".StartsWith("$hole/",
			[StringComparison]::Ordinal)) { return $false }
	}
	$more = $global:__venvhook_levels
	try {
		while (-not "$global:__venvhook_base/".StartsWith("$at/",
			[StringComparison]::Ordinal)) {
			if ($more-- -eq 0 -or $null -ne
				[IO.FileInfo]::new($at).LinkTarget -or
				[IO.DriveInfo]::new($at).TotalSize -eq 0 -or
				($global:__venvhook_home -and
				[string]::Equals($at, (__venvhook_real `
				$global:__venvhook_home)))) { return $false }
			foreach ($name in $global:__venvhook_names) {
				if ([IO.Directory]::Exists("$at/$name") -or
					[IO.File]::Exists("$at/$name")) {
					return $false
				}
			}
			$at = $at.Substring(0, $at.LastIndexOf('/'))
		}
	} catch {
		$global:Error.RemoveAt(0)
		return $false
	}
	$true
}

# Is all of the watch as it was?  File.Exists says of a link that leads nowhere
# that it is there, and FileInfo has the date of a link, not of what it leads to.
function global:__venvhook_holds {
	$watch = $global:__venvhook_watch
	try {
		foreach ($path in $watch['there']) {
			if (-not [IO.Directory]::Exists($path) -and (
				-not [IO.File]::Exists($path) -or
				($null -ne ($to = [IO.File]::ResolveLinkTarget(
				$path, $true)) -and -not $to.Exists))) {
				return $false
			}
		}
		foreach ($path in $watch['absent']) {
			if ([IO.Directory]::Exists($path) -or (
				[IO.File]::Exists($path) -and
				(__venvhook_leads $path))) { return $false }
		}
		foreach ($path in $watch['free']) {
			if ([IO.Directory]::Exists($path) -or
				[IO.File]::Exists($path)) { return $false }
		}
		foreach ($path in $watch['no_link']) {
			if ($null -ne [IO.FileInfo]::new($path).LinkTarget) {
				return $false
			}
		}
		$link = $null
		foreach ($path in $watch['same']) {
			if ($null -eq $link) { $link = $path; continue }
			if (-not [string]::Equals($path,
				(__venvhook_real $link))) { return $false }
			$link = $null
		}
		$newest = $null
		foreach ($path in $watch['dates']) {
			$file = [IO.FileInfo]::new($path)
			if ($null -ne $file.LinkTarget) {
				$file = $file.ResolveLinkTarget($true)
			}
			# The first one is the reference.
			$date = $file.LastWriteTimeUtc
			if ($null -eq $newest) { $newest = $date }
			if ($date -gt $newest) { return $false }
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
	if (-not [string]::Equals($PWD.ProviderPath, $global:__venvhook_for)) {
		$global:__venvhook_now_left = 'now:'
	}
	__venvhook_remember
	$global:__venvhook_watch = @{}
	$global:__venvhook_top = ''
	$words = @()
	if ($PWD.Provider.Name -ne 'FileSystem') {
		$words += '--nowhere'
	} elseif (-not [IO.Directory]::Exists($PWD.ProviderPath)) {
		if ($global:__venvhook_env) {
			$global:__venvhook_watch = @{
				there = @($global:__venvhook_env) }
		}
		if (__venvhook_holds) { return }
		$words += '--nowhere'
	}
	if ($global:__venvhook_start) { $words += '--start' }
	$global:__venvhook_start = $false
	__venvhook_listen
	__venvhook_wrap
	$null = __venvhook_answer $words @()
}

# All of an answer, or nothing; 3: it is for people.
function global:__venvhook_answer($options, $call) {
	$status, $text = __venvhook_ask $options $call
	if ($status -eq 0) {
		__venvhook_apply $text
	} elseif ($status -eq 3) {
		$status = 0
		$text.TrimEnd().Split("`n")
	}
	$global:__venvhook_status = $status
}

function global:__venvhook_apply($text) {
	$was = $global:__venvhook_env
	$on = $env:VIRTUAL_ENV
	. ([scriptblock]::Create($text))
	if ($on -and $null -ne $env:_OLD_VIRTUAL_PATH -and
		($global:__venvhook_env -or [string]::Equals($on, $was))) {
		__venvhook_adopt
	}
	__venvhook_define
	__venvhook_remember
	__venvhook_tell $was
	if ($global:__venvhook_repeat) {
		$global:__venvhook_repeat = $false
		__venvhook_update
	}
}

# The env's own activate has been on top of ours, or has switched on what is
# ours now.  Its deactivate takes away what it kept; not what the answer set.
function global:__venvhook_adopt {
	if (-not "$function:deactivate".Contains('_OLD_VIRTUAL_PATH')) { return }
	$path = $env:PATH
	$on = $env:VIRTUAL_ENV
	$name = $env:VIRTUAL_ENV_PROMPT
	deactivate
	__venvhook_wrap
	$env:PATH = $path
	$global:__venvhook_settled = '-'
	if (-not $on) { return }
	$env:VIRTUAL_ENV = $on
	$env:VIRTUAL_ENV_PROMPT = $name
	$global:__venvhook_repeat = $null -ne $env:PYTHONHOME
}

# Functions of the user's own.
function global:__venvhook_tell($was) {
	if ([string]::Equals($was, $global:__venvhook_env)) { return }
	if ($was -and $null -ne $function:venvhook_deactivated) {
		venvhook_deactivated $was
	}
	if ($global:__venvhook_env -and
		$null -ne $function:venvhook_activated) {
		venvhook_activated $global:__venvhook_env
	}
}

# `deactivate` is ours only while an env of ours is on, or one by hand that was
# inherited without its own; and not where the Activate.ps1 of an env has been
# run on top.
function global:__venvhook_define {
	if ([string]::Equals($global:__venvhook_settled,
		$global:__venvhook_entry)) { return }
	$global:__venvhook_settled = $global:__venvhook_entry
	$global:__venvhook_now_left = 'now:'
	if ("$function:deactivate".Contains('__venvhook_off')) {
		$ExecutionContext.InvokeProvider.Item.Remove(
			'function:deactivate', $false)
		if ($null -ne $global:__venvhook_former) {
			$function:global:deactivate = $global:__venvhook_former
		}
	}
	if ($global:__venvhook_env -or ($global:__venvhook_entry -and
		$null -eq $function:deactivate)) {
		$global:__venvhook_former = $function:deactivate
		$function:global:deactivate = {
			if ($null -ne $function:__venvhook_off -and
				(__venvhook_known entry)) {
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
	$was = $global:__venvhook_env
	__venvhook_undo
	$path = [Collections.Generic.List[string]]::new("$env:PATH".Split(':'))
	if ($path.Remove($global:__venvhook_entry)) {
		$env:PATH = [string]::Join(':', $path)
	}
	$global:__venvhook_env = ''
	$global:__venvhook_entry = ''
	$global:__venvhook_name = ''
	__venvhook_define
	__venvhook_tell $was
}

# Does it lead to something, if it is a link, and not to itself?
function global:__venvhook_leads($path) {
	try {
		$to = [IO.File]::ResolveLinkTarget($path, $true)
		$null -eq $to -or $to.Exists
	} catch {
		$global:Error.RemoveAt(0)
		$false
	}
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

# Another prompt may come and wrap ours, and so be wrapped in turn.
function global:__venvhook_wrap {
	$inner = $function:prompt
	if ("$inner".Contains('__venvhook_draw')) { return }
	$themed = [regex]::IsMatch("$inner", '(?i)__VENVHOOK_THEMES__')
	$function:global:prompt = {
		__venvhook_draw $inner $themed
	}.GetNewClosure()
}

# The prompt inside sees $? as it was.  Drawn by the outermost of ours.
function global:__venvhook_draw($inner, $themed) {
	$good = $?
	$nested = $global:__venvhook_drawing
	if (-not $nested) {
		__venvhook_check
		$global:__venvhook_now_left = ''
	}
	$global:__venvhook_drawing = $true
	# That of an Activate.ps1 which has been undone meanwhile draws nothing.
	if ($null -eq $function:_OLD_VIRTUAL_PROMPT -and
		"$inner".Contains('_OLD_VIRTUAL_PROMPT')) {
		$inner = $function:prompt
	}
	try {
		if ($good) {
			$text, $null = & $inner
		} else {
			__venvhook_fail -ErrorAction Ignore
			$text, $null = & $inner
		}
	} finally {
		$global:__venvhook_drawing = $nested
	}
	# Not where the Activate.ps1 of an environment draws its own.
	if ($nested -or $themed -or -not $global:__venvhook_name -or
		$global:__venvhook_prompt -eq 'no' -or
		$env:VIRTUAL_ENV_DISABLE_PROMPT -or
		$function:_OLD_VIRTUAL_PROMPT) { return $text }
	if ("$text" -eq '') { $text = 'PS>' }
	"($global:__venvhook_name) $text"
}

# Sets $? to false for the next statement, and nothing else.
function global:__venvhook_fail {
	[CmdletBinding()] param()
	$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new(
		[Exception]::new(), 'venvhook', 'NotSpecified', $null))
}

# In strict mode a variable that may be missing cannot be named.
function global:__venvhook_known($name) {
	$ExecutionContext.SessionState.PSVariable.GetValue(
		"global:__venvhook_$name")
}

# What people call does what it stands for where the functions above are missing:
# some tools copy a shell's functions without names that begin so, or without
# variables.
function global:venvhook {
	if ($null -eq $function:__venvhook_known -or
		-not (__venvhook_known action)) {
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
		$global:__venvhook_go = $null
		__venvhook_answer @() $words
		if ($global:__venvhook_go) {
			[void]$ExecutionContext.SessionState.Path.SetLocation(
				[Management.Automation.WildcardPattern]::Escape(
				$global:__venvhook_go))
		}
		$global:LASTEXITCODE = $global:__venvhook_status
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
}

function global:__venvhook_arrive {
	$commands = $ExecutionContext.SessionState.InvokeCommand
	$commands.PreCommandLookupAction = [Delegate]::Remove(
		$commands.PreCommandLookupAction, $global:__venvhook_look)
	__venvhook_wrap
	__venvhook_listen
}

# Once, and again where another one has taken the place.
function global:__venvhook_listen {
	$commands = $ExecutionContext.SessionState.InvokeCommand
	$actions = [Delegate]::Remove($commands.LocationChangedAction,
		$global:__venvhook_action)
	if ($global:__venvhook_cd -ne 'no') {
		$actions = [Delegate]::Combine($actions,
			$global:__venvhook_action)
	}
	$commands.LocationChangedAction = $actions
}

if ($null -eq (__venvhook_known action)) {
	$global:__venvhook_action =
		[EventHandler[Management.Automation.LocationChangedEventArgs]] {
			__venvhook_check $true
		}
}
__venvhook_listen
__venvhook_wrap

# A theme behind our line may replace the prompt: so once more as PowerShell
# looks for the first one.
if ($null -eq (__venvhook_known look)) {
	$global:__venvhook_look =
		[EventHandler[Management.Automation.CommandLookupEventArgs]] {
			param($from, $lookup)
			if ($lookup.CommandName -ceq 'prompt') {
				__venvhook_arrive
			}
		}
	& {
		$commands = $ExecutionContext.SessionState.InvokeCommand
		$commands.PreCommandLookupAction = [Delegate]::Combine(
			$commands.PreCommandLookupAction,
			$global:__venvhook_look)
	}
}
