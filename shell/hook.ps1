# The hook of PowerShell, from 7.2 on.  `venvhook init pwsh` prints it behind
# two assignments, __venvhook_cd and __venvhook_prompt, with the path of the
# program in the places that name it.
#
# At each prompt, and when the location changes, $is.check compares what the last
# answer rested on.  Only if something differs does the program run, and what it
# prints are lists of words (doc/HOOK.md), which are kept in $is: what is on now,
# how to undo that, what says for how long this holds, and in which other
# directories (core/shell/region.h).
#
# What costs here is to call a function, ten times what a method of .NET takes,
# to read $env:NAME, five times, and to compile what has not run before; so
# the answer is data, and what runs at each prompt and each cd has few calls.
#
# In the language and .NET alone, so that no module is loaded; Out-Default is of
# the engine.  It has to pass strict mode, and no error may show, or get into
# $Error.

# What does not belong to the language is forbidden otherwise.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
	return 'venvhook: there is no hook in ConstrainedLanguage mode'
}

# All of it is in a module of its own, the same if this is read again.  So what
# is called from here, a prompt or a function of the user's, sees no variable of
# ours, and who removes all variables, or copies all functions, has none.
. (${function:__venvhook_apply}?.Module ??
	[Management.Automation.PSModuleInfo]::new($true)) {

# Once.  What PowerShell finds as `prompt` is ours, and the function of that name
# stays whose it is: one that is put there later, or wrapped, or readonly, has the
# name as well.  No script is asked, as that would take longer than to find the
# command, and change $?.
if ($null -eq $function:__venvhook_apply) {
	$is = @{
		env = ''; entry = ''; prefix = ''; notices = ''; left = ''
		now = ''; for = ''; given = ''; settled = ''
		writes = $false; theirs = ''; former = $null
		first = $function:prompt
		prompts = [Runtime.CompilerServices.StrongBox[scriptblock]]::new()
		moves = [EventHandler[
			Management.Automation.LocationChangedEventArgs]] {
			[Diagnostics.DebuggerHidden()] param()
			$is.check.InvokeReturnAsIs($true)
		}
	}
	$make = [Linq.Expressions.Expression]
	$search = $make::Parameter([Management.Automation.CommandLookupEventArgs])
	$is.looks = $make::Lambda([EventHandler[
		Management.Automation.CommandLookupEventArgs]], $make::IfThen(
		$make::Equal($make::PropertyOrField($search, 'CommandName'),
			$make::Constant('prompt')),
		$make::Assign($make::PropertyOrField($search,
			'CommandScriptBlock'), $make::PropertyOrField(
			$make::Constant($is.prompts), 'Value'))),
		$make::Parameter([object]), $search).Compile()
}

# The one that printed this; if that has been moved, another one, but of
# absolute directories alone, and not of the env that is on: what is relative
# is the directory at hand.
function __venvhook_program {
	$program = __VENVHOOK__
	if ([IO.File]::Exists($program)) { return $program }
	foreach ($directory in "$env:PATH".Split(':')) {
		if (-not $directory.StartsWith('/') -or [string]::Equals(
			$directory, $is.entry)) { continue }
		$found = $ExecutionContext.InvokeCommand.GetCommand(
			"$directory/venvhook", 'Application')
		if ($null -ne $found) { return $found.Source }
	}
}

# What the answer is for; $is.here is the location.  $PWD is no more than a
# variable, in which people have a password, too.  To look up a function takes
# longer than to call what is kept in a variable.
$is.key = {
	$here = ($global:PWD -as [Management.Automation.PathInfo]) ??
		$ExecutionContext.SessionState.Path.CurrentLocation
	$is.here = $here
	[string]::Join("`n", $here.Provider.Name,
		[IO.Directory]::Exists($here.ProviderPath),
		[Environment]::GetEnvironmentVariable('PATH'),
		[Environment]::GetEnvironmentVariable('VIRTUAL_ENV'),
		[Environment]::GetEnvironmentVariable('VIRTUAL_ENV_PROMPT'),
		[Environment]::GetEnvironmentVariable('VENVHOOK_SESSION'))
}

# What else it rests on, in another directory.
$is.others = { [string]::Join("`n", __VENVHOOK_VARIABLES__) }

# Compared by .NET, as -ceq takes no account of some characters.  After a cd,
# so that `cd project; python x.py` works, but not before the first prompt: that
# is while the profile is read, or in a script; or that prompt passed us by.
$is.check = { param($moved)
	if ([Environment]::GetEnvironmentVariable('VENVHOOK_DISABLE')) { return }
	if ($moved -and $is.start) {
		return $function:__venvhook_listen.InvokeReturnAsIs()
	}
	$key = $is.key.InvokeReturnAsIs()
	$at = $is.here.ProviderPath
	if ([string]::Equals($is.seen, $key) -and
		$is.holds.InvokeReturnAsIs($at)) {
		$is.for = $at
		return
	}
	# A completer moves, and comes back, and so may a function of the user's,
	# which would be called without end.
	if ($moved -and [regex]::IsMatch(
		"$([Management.Automation.Runspaces.Runspace]::DefaultRunspace.
		Debugger.GetCallStack().Position.Text)",
		'::CompleteInput|& \$theirs \$path')) { return }
	$function:__venvhook_listen.InvokeReturnAsIs()
	# Remembered first: a run that fails, or that ^C ends, is not tried
	# again until something changes.
	if (-not [string]::Equals($at, $is.for)) { $is.now = 'now:' }
	$is.for = $is.given = $at
	$is.seen = $key
	foreach ($kind in 'region', 'there', 'not_newer', 'free', 'absent',
		'no_link', 'same') { $is[$kind] = $null }
	$null = $function:__venvhook_answer.InvokeReturnAsIs()
	$is.start = $false
}

# Does the last answer hold here?  In another directory than it was given for
# there may be nothing that the program would have to see: no new level is a
# link, or an automounter's directory, which has no size, or has one of the names
# in it.  And all of the watch has to be as it was.
#
# Attributes are -1 of what is not there, not even as a link that leads nowhere;
# the date is of 1601 where a link leads nowhere.  FileInfo has that of the link.
$is.holds = { param($at)
	if (-not [string]::Equals($is.given, $at) -or
		-not [string]::Equals($is.for, $at)) {
		$way = [regex]::Match("$at/", $is.region)
		if (-not $is.region -or -not $way.Success -or
			-not [string]::Equals($is.with,
			$is.others.InvokeReturnAsIs())) { return $false }
		foreach ($new in $way.Groups[1].Captures) {
			$path = $at.Substring(0, $new.Index + $new.Length)
			if ([IO.FileInfo]::new($path).LinkTarget -or
				[IO.DriveInfo]::new($path).TotalSize -eq 0 -or
				($is.home -and [string]::Equals($path,
				(__venvhook_real $is.home)))) { return $false }
			foreach ($name in $is.names) {
				if ([IO.FileInfo]::new("$path/$name").
					Attributes -ne -1) { return $false }
			}
		}
	}
	foreach ($path in $is.free) {
		if ([IO.FileInfo]::new($path).Attributes -ne -1) { return $false }
	}
	foreach ($path in $is.absent) {
		if ([IO.FileInfo]::new($path).Attributes -ne -1 -and
			([IO.Directory]::Exists($path) -or
			[IO.File]::Exists((__venvhook_real $path)))) {
			return $false
		}
	}
	foreach ($path in $is.no_link) {
		if ([IO.FileInfo]::new($path).LinkTarget) { return $false }
	}
	for ($i = 0; $is.same -and $i -lt $is.same.Count; $i += 2) {
		if (-not [string]::Equals($is.same[$i + 1],
			(__venvhook_real $is.same[$i]))) { return $false }
	}
	try {
		foreach ($kind in 'there', 'not_newer') {
			foreach ($path in $is[$kind]) {
				$date = ([IO.File]::ResolveLinkTarget($path,
					$true) ?? [IO.FileInfo]::new($path)).
					LastWriteTimeUtc
				if ($date.Year -eq 1601 -or ($kind -ne 'there' -and
					$date -gt [IO.File]::GetLastWriteTimeUtc(
					$is.reference))) { return $false }
			}
		}
	} catch {
		$global:Error.RemoveAt(0)
		return $false
	}
	$true
}

# All of an answer for where the key was made, or nothing; with status 3 it is
# text for people.  Not as a native command: that would set $LASTEXITCODE and
# $?, read the text in the encoding of the console, and say in PWD, which
# PowerShell leaves alone, where the shell was started.
function __venvhook_answer($call = @()) {
	$is.status = 127
	$words = @('export', '--hook', '1', '--notices', $is.notices,
		'--left', ($is.now + $is.left))
	if ($is.start) { $words += '--start' }
	# Has an env's own activate been here?  That of venv keeps PATH in the
	# environment, that of virtualenv and uv in a variable.
	if ($null -ne $env:_OLD_VIRTUAL_PATH -or
		$null -ne $ExecutionContext.SessionState.PSVariable.Get(
		'global:_OLD_VIRTUAL_PATH')) {
		$words += "--kept=$env:_OLD_VIRTUAL_PYTHONHOME"
	}
	$start = [Diagnostics.ProcessStartInfo]::new(
		$function:__venvhook_program.InvokeReturnAsIs())
	$here = $is.here
	if ($here.Provider.Name -ne 'FileSystem') {
		$words += '--nowhere'
	} elseif ([IO.Directory]::Exists($here.ProviderPath)) {
		$start.WorkingDirectory = $here.ProviderPath
		$start.Environment['PWD'] = $here.ProviderPath
	} else {
		# An env stays on for as long as that is there.
		$words += '--gone'
	}
	# What is typed ahead is the shell's.
	$start.RedirectStandardInput = $true
	$start.RedirectStandardOutput = $true
	foreach ($word in $words + ('pwsh', '--') + $call) {
		$start.ArgumentList.Add($word)
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
	$was = $is.env
	foreach ($line in $text.Split("`n")) {
		$key, $words = $line.Split("`t")
		if ($line.Contains('\')) {
			$words = foreach ($word in $words) { [regex]::Unescape($word) }
		}
		$is[$key] = $words
	}
	# The env's own activate has been on top of ours, or has switched on
	# what is ours now.  Its deactivate takes away what it kept, and then
	# the answer sets all that this may have changed.
	if ($is.kept) {
		$errors = $global:Error.Count
		if ($null -ne $function:deactivate -and
			-not "$function:deactivate".Contains(
			'__venvhook_off')) { $null = deactivate }
		while ($global:Error.Count -gt $errors) {
			$global:Error.RemoveAt(0)
		}
		$is.settled = '-'
	}
	$function:__venvhook_settle.InvokeReturnAsIs()
	$is.seen = $is.key.InvokeReturnAsIs()
	$is.for = $is.given = $is.here.ProviderPath
	$is.with = $is.others.InvokeReturnAsIs()
	$function:__venvhook_tell.InvokeReturnAsIs($was)
	if ($is.go) {
		[void]$ExecutionContext.SessionState.Path.SetLocation(
			[Management.Automation.WildcardPattern]::Escape($is.go))
	}
}

# Variables that are to change, NAME=VALUE, or the NAME of one that is to be gone,
# and what follows from that.  `deactivate` is ours only while an env of ours is
# on, or one by hand that was inherited without its own; and not where the
# Activate.ps1 of an env has been run on top.
function __venvhook_settle {
	foreach ($change in $is.change) {
		$name, $value = $change.Split('=', 2)
		[Environment]::SetEnvironmentVariable($name,
			$value ?? [NullString]::Value)
	}
	if ([string]::Equals($is.settled, $is.entry)) { return }
	$is.settled = $is.entry
	$is.now = 'now:'
	if ("$function:deactivate".Contains('__venvhook_off')) {
		# Only the first of these takes one away.
		$function:deactivate = $null
		$function:global:deactivate = $is.former
	}
	if ($is.env -or ($is.entry -and $null -eq $function:deactivate)) {
		$is.former = $function:deactivate
		function global:deactivate {
			if ($null -ne $function:__venvhook_off) { return __venvhook_off }
			. ([scriptblock]::Create((& __VENVHOOK__ deactivate `
				--shell pwsh) -join "`n"))
		}
	}
}

# Functions of the user's own, which may fail.
function __venvhook_tell($was) {
	if ([string]::Equals($was, $is.env)) { return }
	foreach ($call in ($function:venvhook_deactivated, $was),
		($function:venvhook_activated, $is.env)) {
		$theirs, $path = $call
		try { if ($path -and $null -ne $theirs) { & $theirs $path } }
		catch { $_ | Microsoft.PowerShell.Core\Out-Default }
	}
}

# What `deactivate` does, without the program.
function __venvhook_off {
	$was = $is.env
	$path = [Collections.Generic.List[string]]::new("$env:PATH".Split(':'))
	[void]$path.Remove($is.entry)
	$env:PATH = [string]::Join(':', $path)
	$is.change = $is.undo
	$is.env = $is.entry = $is.prefix = ''
	__venvhook_settle
	__venvhook_tell $was
}

# The path that realpath(3) gives: "/p/.venv", where .venv leads to
# ../e, is "/e".
function __venvhook_real($path) {
	$at = ''
	$links = 0
	$rest = [Collections.Generic.List[string]]::new($path.Split('/'))
	while ($rest.Count -gt 0) {
		# There is no link in $at, so ".." may be taken for the parent.
		$next = [IO.Path]::GetFullPath("$at/$($rest[0])").TrimEnd('/')
		$rest.RemoveAt(0)
		$link = [IO.FileInfo]::new("/$next").LinkTarget
		if ($null -eq $link) { $at = $next; continue }
		if (++$links -gt 40) { return '' }
		if ($link.StartsWith('/')) { $at = '' }
		$rest.InsertRange(0, $link.Split('/'))
	}
	$at
}

# Sets $? to false for the next statement, and nothing else.
$is.fails = { [CmdletBinding()] param()
	$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new(
		[Exception]::new(), '', 'NotSpecified', $null))
}

# The prompt: that of the user sees what is on, and $? as it was.  A `prompt` that
# it calls is its own, and where it has kept us for what it wraps, it is given the
# one that there was before us.  The name is behind the marks that a terminal knows a
# prompt by, which are no part of it; and where there is nothing else, the prompt
# has been written, and next time so is the name.  What calls a prompt that shows
# environments itself shows them, too.
$is.draw = {
	$good = $?
	if ($null -eq $is.prompts.Value) { return & $is.first }
	$is.prompts.Value = $null
	try {
		$null = $is.check.InvokeReturnAsIs()
		$is.now = ''
		$theirs = $function:prompt
		if (-not [object]::ReferenceEquals($theirs, $is.theirs)) {
			$is.theirs = $theirs
			$is.calls = $theirs ? 'prompt' : { }
			$is.themed = [regex]::IsMatch($theirs, $is.themes) -or
				($is.themed -and
				[regex]::IsMatch($theirs, '&|(?i)invoke'))
		}
		$named = -not $is.themed -and $is.prompt -ne 'no' -and
			-not [Environment]::GetEnvironmentVariable(
			'VIRTUAL_ENV_DISABLE_PROMPT')
		if ($named -and $is.writes) {
			$Host.UI.Write($is.prefix)
			$named = $false
		}
		if (-not $good) { & $is.fails -ErrorAction Ignore }
		$text, $null = & $is.calls
	} finally { $is.prompts.Value = $is.draw }
	$is.writes = [regex]::IsMatch($text,
		'^(\e\][^\a\e]*(\a|\e\\)|\e\[[\d;]*m|[\s\b])+$')
	if (-not $named -or -not $is.prefix) { return $text }
	if ("$text" -eq '') { $text = 'PS>' }
	"$text".Insert([regex]::Match($text,
		'^(\e\][^\a\e]*(\a|\e\\))*').Length, $is.prefix)
}

# What people call does what it stands for where the functions above are missing:
# some tools copy a shell's functions without names that begin so, or without
# variables.
function global:venvhook {
	if ($null -eq $function:__venvhook_off) { return & __VENVHOOK__ @args }
	# As PowerShell itself does for a native command, but not for a function.
	$words = @(foreach ($word in $args) {
		$word -creplace '^~(?=/|\z)', { $HOME }
	})
	$first, $null = $words
	if ("$words" -ceq 'deactivate' -and
		"$function:deactivate".Contains('__venvhook_off')) {
		return __venvhook_off
	}
	if ($null -eq ($program = __venvhook_program)) {
		$global:LASTEXITCODE = 127
		$Host.UI.WriteErrorLine(
			'venvhook: the program is not there any more')
		return
	}
	if ($first -cin 'activate', 'deactivate') {
		$null = $is.key.InvokeReturnAsIs()
		__venvhook_answer $words
		$global:LASTEXITCODE = $is.status
		return
	}
	$env:VENVHOOK_HOOK = 'pwsh 1 __VENVHOOK_VERSION__'
	try {
		if ($first -ceq 'doctor') {
			& ([scriptblock]::Create((& $program doctor `
				--facts pwsh) -join "`n")) |
				& $program @words --seen
		} elseif ($MyInvocation.ExpectingInput) { $input | & $program @words }
		else { & $program @words }
	} finally { $env:VENVHOOK_HOOK = $null }
	if ($global:LASTEXITCODE -eq 0) {
		$null = $is.check.InvokeReturnAsIs($true)
	}
}

# Once, and again where another one has taken the place.
function __venvhook_listen {
	$commands = $ExecutionContext.SessionState.InvokeCommand
	$commands.LocationChangedAction = [Delegate]::Combine(
		[Delegate]::Remove($commands.LocationChangedAction, $is.moves),
		($is.cd -eq 'no' ? $null : $is.moves))
	$commands.PreCommandLookupAction = [Delegate]::Combine(
		[Delegate]::Remove($commands.PreCommandLookupAction, $is.looks),
		$is.looks)
}

$is.start = $true
$is.seen = $null
$is.cd = $global:__venvhook_cd
$is.prompt = $global:__venvhook_prompt
$is.prompts.Value = $is.draw
$is.themes = '(?i)__VENVHOOK_THEMES__'
$is.themed = [regex]::IsMatch($function:prompt, $is.themes)
__venvhook_listen

# A trace of what the user does (Set-PSDebug), and a debugger, pass by all of it.
(@($is.Values) + $ExecutionContext.InvokeProvider.Item.Get(
	'function:__venvhook_*').ScriptBlock).Where({ $_ -is [scriptblock] }).
	ForEach({ $_.DebuggerHidden = $true })
}
