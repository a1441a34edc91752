# The hook of nushell.  `venvhook init nu` prints it behind three constants,
# __venvhook_cd, __venvhook_prompt and __venvhook_version.  That is saved as a
# file that nushell reads at its start, as it runs no text that is made later.
#
# What it keeps is one record, which nushell exports to no program:
#   env, entry, name, undo, watch, notices, left   of the last answer; doc/HOOK.md
#   now     "now:" from when one left until the next prompt
#   seen    what the answer was for
#   start   the first question has not been asked
#   ran     a line has been run, or an answer came, since the last prompt
#   prompt  the PROMPT_COMMAND that has been looked at

$env.__venvhook = ({notices: "" left: "" env: "" entry: "" name: "" undo: {}} | merge ($env.__venvhook? | default {})
    | merge {start: true seen: [] ran: true now: "" watch: {} prompt: ""})

# The one that printed this; if that has been moved, another one, but of
# absolute directories alone, as what is relative is the directory at hand, and
# not of the env that is on.
def __venvhook_program [] {
    let others = $env.PATH? | default [] | split row (char esep) | where $it starts-with / and $it != $env.__venvhook.entry | each { $in + /venvhook }
    [__VENVHOOK__ ...$others] | where ($it | path type) in [file symlink] | get 0?
}

# A statement that runs once, behind a program, takes several times what it does
# in a loop: so on the way to an answer there are as few as can be.  Of a list
# PATH nushell itself expands a "~" for a program, and gives it none at all for a
# ":" in an entry.
def __venvhook_ask [at words: list<string>] {
    let is = $env.__venvhook; let path = $"($env.PATH?)"
    if "~" in $path or ":" in $path { $env.PATH = ([$env.PATH] | flatten | str join (char esep)) }
    let text = ^$at export --hook 1 --notices $is.notices --left ($is.now + $is.left) nu ...$words
    let said = $text | from json --strict; if set in $said { $said } else { __venvhook_nothing $said }
}

def __venvhook_now [] { [$env.PWD $env.PATH? $env.VIRTUAL_ENV? $env.VENVHOOK_SESSION? $env.VENVHOOK_DISABLE? $env.VIRTUAL_ENV_PROMPT?] }

# A date takes longer than all else: it is looked at behind a line alone.  A
# closure over a list takes long too, even over none, and so does a `def --env`,
# which copies all of $env: none is called where nothing has changed.  So does
# each operator, about as long as a look at a file: a loop over a list of none
# or one takes less than to ask whether that is empty.
def __venvhook_holds [] {
    let is = $env.__venvhook; let w = $is.watch
    if (__venvhook_now) != $is.seen { return false }; if ($w.names | path exists) != $w.are { return false }
    for all in $w.free { if true in ($all | path exists --no-symlink) { return false } }
    for all in $w.no_link { if symlink in ($all | path type) { return false } }
    for link in $w.same { if ($link.0 | path expand) != $link.1 { return false } }
    if $is.ran { for all in $w.not_newer { let files = try { ls -D $w.reference ...($all | path expand) | sort-by modified | reverse } catch { [] }; return ($files.0?.modified? == ($files | where name == $w.reference).0?.modified?) } }
    true
}

# What is new, or all that is new is that it was looked at: a run that fails, or
# that ^C ends, is not tried again until something changes.
def __venvhook_news [] {
    if $env.VENVHOOK_DISABLE? not-in [null ""] { return (__venvhook_nothing) }; let start = if $env.__venvhook.start { [--start --made-by $__venvhook_version] } else { [] }
    try { __venvhook_ask __VENVHOOK__ $start } catch {
        let at = __venvhook_program
        if $at in [null __VENVHOOK__] { __venvhook_nothing } else { try { __venvhook_ask $at $start } catch { __venvhook_nothing } }
    }
}

# The state of an answer is all that is kept but the last five.
def __venvhook_nothing [state: record = {}] { {set: {} unset: [] state: ($env.__venvhook | reject now seen start ran prompt | merge {watch: {names: [] are: [] free: [] no_link: [] same: [] not_newer: []}} | merge $state)} }

# All that changes is in one `def --env`: as `cd`, or given an answer.  A cd of
# the user's own that stands before this line may know no --physical.  An error is
# one at what was typed, not here.
# What an overlay lies over cannot be hidden there, so it is made empty: to look
# for that takes longer than the program.
# venvhook_activated and venvhook_deactivated are closures of the user's own,
# which may fail.
def --env __venvhook_go [path: directory = "~", --physical(-P), --answer: record] {
    let answer = if $answer != null { $answer } else { let failed = try { cd (if $physical { if $path == "-" { $path } else { $path | path expand } } else { $path }); null } catch {|e| $e.details? | default {msg: $e.msg} }
        if $failed != null { error make ($failed | merge {labels: [{text: ($failed.labels?.0?.text? | default $failed.msg) span: (metadata $path).span}]}) }; $env.__venvhook.now = "now:"
        if $env.PWD == $env.__venvhook.seen.0? { if (__venvhook_holds) { return } }; __venvhook_news }
    let had = $env.__venvhook; let was = $had.env; let is = $answer.state.env; let same = $is == $was; load-env $answer.set
    if $answer.unset != [] { hide-env --ignore-errors ...$answer.unset; if (overlay list | length) > 1 { load-env ($answer.unset | where $it in $env | reduce --fold {} {|it, all| $all | insert $it "" }) } }
    $env.__venvhook = {...$answer.state now: (if $same { $had.now } else { "now:" }) seen: (__venvhook_now) start: $had.start ran: true prompt: $had.prompt}
    if $answer.go? != null { cd $answer.go }; if $same { return }
    if $env.venvhook_deactivated? != null { if $was != "" { try { do --env $env.venvhook_deactivated $was } catch {|failed| print --stderr $failed.rendered } } }
    if $env.venvhook_activated? != null { if $is != "" { try { do --env $env.venvhook_activated $is } catch {|failed| print --stderr $failed.rendered } } }
}

# Works without the program; PATH keeps all but our entry.
def --env deactivate [] {
    if $env.__venvhook.entry == "" { return (__venvhook_go --answer (__venvhook_ask (__venvhook_program) [-- deactivate])) }
    let path = $env.PATH? | default [] | split row (char esep); let before = $path | take until {|entry| $entry == $env.__venvhook.entry }
    __venvhook_go --answer (__venvhook_nothing {env: "" entry: "" name: "" undo: {}} | merge $env.__venvhook.undo | upsert set.PATH ($path | drop nth ($before | length))); $env.__venvhook.seen = []
}

# What is asked for by -h, --list or --shell is printed, not done.  Behind what
# changes an environment there may be another answer; such a line is no pipe's.
def --env --wrapped venvhook [...words: string] {
    let prints = $words | any { $in =~ '^(-h|--help|--list|--shell(=.*)?)$' }
    if (__venvhook_program) == null { ^/bin/sh -c 'echo "venvhook: the program is not there any more" >&2; exit 127'
    } else if $words.0? in [activate deactivate] and not $prints { if $words == [deactivate] { deactivate } else { __venvhook_go --answer (__venvhook_ask (__venvhook_program) [-- ...$words]) }
    } else if $words.0? in [allow create deny recreate remove revoke] and not $prints { __venvhook_call ...$words; __venvhook_go --answer (__venvhook_news)
    } else { __venvhook_call ...$words }
}

# The prompt that is there by then, whoever made it, drawn by the outermost; or
# nothing, if that is to stay.  That of an overlay of virtualenv's has the name of
# its env in it, and what was there in a variable of its own: while that env is
# not on by hand, the one of before is drawn.
def __venvhook_dress [] {
    let inner = $env.PROMPT_COMMAND?; let code = if ($inner | describe) == closure { $inner } else { {|| $inner } }; let text = view source $code
    if $__venvhook_prompt == no or $inner == null or __venvhook_drawn in $text or $text =~ '__VENVHOOK_THEMES__' { return }
    let before = if virtual_prefix in $text and ($env.__venvhook.prompt | describe) == closure { $env.__venvhook.prompt } else { $code }
    {||
        let plain = $env.__venvhook.name == "" or $"($env.__venvhook_drawn?)($env.VIRTUAL_ENV_DISABLE_PROMPT?)" != ""; let by_hand = $env.__venvhook.env == "" and $"($env.VIRTUAL_ENV?)" != ""
        (if $plain { "" } else { $"\(($env.__venvhook.name)\) " }) + (with-env {__venvhook_drawn: yes} { do (if $by_hand { $code } else { $before }) })
    }
}

# So that `cd project; python x.py` works.  As text, since what stands in a file
# is defined in any case; and not where `cd` is the user's own.  It goes from the
# list behind the first prompt, as a condition takes nushell as long as the rest.
const __venvhook_cd_text = 'alias __venvhook_former_cd = cd; alias cd = __venvhook_go'
def __venvhook_others [but = __venvhook] { default [] | where { ($in | to nuon --serialize) !~ $but } }
def --env __venvhook_listen [] { $env.config.hooks.pre_prompt = ($env.config.hooks.pre_prompt? | __venvhook_others | append [
    {condition: {|| if $env.__venvhook.start { $__venvhook_cd != no and (which cd).0.type == built-in } else { false } } code: $__venvhook_cd_text}
    {|| if (__venvhook_holds) { } else { __venvhook_go --answer (__venvhook_news) }; if $env.__venvhook.ran { if $env.__venvhook.start { $env.config.hooks.pre_prompt = ($env.config.hooks.pre_prompt | __venvhook_others 'alias\s__venvhook') }; $env.__venvhook = ($env.__venvhook | merge {start: false ran: false now: ""}) }
        if $env.PROMPT_COMMAND? != $env.__venvhook.prompt { let dressed = __venvhook_dress; if $dressed != null { $env.PROMPT_COMMAND = $dressed }; $env.__venvhook.prompt = $env.PROMPT_COMMAND? } }]) }
# In front of a line: where no prompt of ours came before, the list was set anew;
# what is another than we left it there, nobody has typed.
$env.config.hooks.pre_execution = ($env.config.hooks.pre_execution? | __venvhook_others | append {|| if $env.__venvhook.ran { __venvhook_listen }
    if (__venvhook_now) != $env.__venvhook.seen { $env.__venvhook.now = "now:"; __venvhook_go --answer (__venvhook_news); $env.__venvhook.now = "" }; $env.__venvhook.ran = (commandline) != "" }); __venvhook_listen
