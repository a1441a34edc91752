# Turns scripts into C arrays of characters:
#
#	shell/hook.ps1         const char hook_pwsh[] = {
#	completions/_venvhook  const char completion_zsh[] = {
#
# Characters and not a string literal: C11 promises 4,095 bytes of those.
# Blank lines and lines that are all comment are left out, except for zsh's
# "#compdef".  Anything but tab and printable ASCII is refused: init prints
# this text into shells of any locale.

function fail(reason) {
	printf "%s:%d: %s\n", FILENAME, FNR, reason >"/dev/stderr"
	failed = 1
	exit 1
}

function array_name(path,  name, shell) {
	name = path
	sub(/.*\//, "", name)
	shell = name
	sub(/.*\./, "", shell)
	if (shell == "ps1")
		shell = "pwsh"
	else if (shell == "xsh")
		shell = "xonsh"
	else if (name ~ /^_/)
		shell = "zsh"
	if (name !~ /^(hook|doctor)\./)
		return "completion_" shell
	return (name ~ /^hook/ ? "hook_" : "doctor_") shell
}

function array_end() {
	if (open)
		print "\t0\n};"
}

function literals(text,  i, c, out) {
	out = ""
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "\t")
			c = "\\t"
		else if (c == "'" || c == "\\")
			c = "\\" c
		out = out "'" c "',"
	}
	return out "'\\n',"
}

BEGIN {
	print "/* Made by tools/embed.awk from the scripts themselves. */"
	print "#include \"config.h\"\n\n#include \"core/shell/hooks.h\""
}

FNR == 1 {
	array_end()
	open = 1
	continued = 0
	printf "\nconst char %s[] = {\n", array_name(FILENAME)
}

/[^\t -~]/ {
	fail("a byte that is not printable ASCII")
}

/^[ \t]*(#.*)?$/ && !/^#compdef / {
	if (continued)
		fail("nothing may be left out after a backslash")
	next
}

{
	continued = /\\$/
	print literals($0)
}

END {
	if (!failed)
		array_end()
	exit failed
}
