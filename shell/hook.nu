# The hook of nushell.  `venvhook init nu` prints it behind three constants,
# __venvhook_cd, __venvhook_prompt and __venvhook_version.  That is saved as a
# file that nushell reads at its start, as it runs no text that is made later.
#
# What it keeps is one record, which nushell exports to no program:
#   env, entry, name, undo, watch, notices, left   of the last answer; doc/HOOK.md
#   now     "now:" from when one left until the next prompt
#   seen    what the answer was for
#   start   the first question has not been asked
#   ran     a line has been run since the dates were looked at

$env.__venvhook = ({notices: "" left: "" env: "" entry: "" name: "" undo: {}} | merge ($env.__venvhook? | default {})
    | merge {start: true seen: null ran: true now: "" watch: null})

# The one that printed this; if that has been moved, another one, but of
# absolute directories alone, as what is relative is the directory at hand, and
# not of the env that is on.
def __venvhook_program [] {
    __VENVHOOK__ | if ($in | path type) in [file symlink] { return $in }
    $env.PATH? | default [] | split row (char esep) | where $it starts-with / and $it != $env.__venvhook.entry | each { $in + /venvhook }
    | where ($it | path type) in [file symlink] | get 0?
}

# PATH as text: of a list nushell itself expands a "~" for a program.  Of a text
# a thread of its own would be made to write it.
def --wrapped __venvhook_ask [...words: string] {
    let path = if $env.PATH? == null { {} } else { {PATH: ([$env.PATH] | flatten | str join (char esep))} }
    let kept = [--notices $env.__venvhook.notices --left ($env.__venvhook.now + $env.__venvhook.left)]
    if not ($env.PWD | path exists) { cd / }
    with-env $path { open --raw /dev/null | ^(__venvhook_program) export --hook 1 ...$kept ...$words | from json }
}

def __venvhook_now [] { [$env.PWD ($env.PWD | path exists) $env.PATH? $env.VIRTUAL_ENV? $env.VENVHOOK_SESSION?] }

# A date takes longer than all else: it is looked at behind a line alone.  A
# closure over a list takes long too, even over none, and so does a `def --env`,
# which copies all of $env: none is called where nothing has changed.
def __venvhook_holds [] {
    let w = $env.__venvhook.watch
    if ($env.VENVHOOK_DISABLE? | default "") != "" { return true }
    if $w == null or (__venvhook_now) != $env.__venvhook.seen { return ($env.__venvhook.seen == (__venvhook_now)) }
    if false in ($w.there | path exists) or true in ($w.absent | path exists) { return false }
    if true in ($w.free | path exists --no-symlink) or symlink in ($w.no_link | path type) or $w.same != [] and ($w.same | any { ($in.0 | path expand) != $in.1 }) { return false }
    if not $env.__venvhook.ran or $w.not_newer == [] { return true }
    let files = try { ls -D $w.reference ...($w.not_newer | path expand) | sort-by modified | reverse }
    $files.0?.modified? == ($files | where name == $w.reference).0?.modified?
}

# Remembered first: a run that fails, or that ^C ends, is not tried again
# until something changes.  In a directory that is gone an env stays on for as
# long as it is there.
def --env __venvhook_check [] {
    let start = if $env.__venvhook.start { [--start --made-by $__venvhook_version] } else { [] }
    let gone = if ($env.PWD | path exists) { [] } else { [--nowhere] }
    $env.__venvhook = ($env.__venvhook | merge {seen: (__venvhook_now) watch: null start: false})
    if $gone != [] and ($env.__venvhook.env | path exists) or (__venvhook_program) == null { return }
    try { __venvhook_ask ...$start ...$gone nu } | __venvhook_apply
}

# What an overlay lies over cannot be hidden there, so it is made empty.
# venvhook_activated and venvhook_deactivated are closures of the user's own.
def --env __venvhook_apply [] {
    let answer = $in | default {set: {} unset: []}
    let was = $env.__venvhook.env; hide-env --ignore-errors ...$answer.unset; load-env $answer.set; if $answer.unset != [] { load-env ($answer.unset | where $it in $env | reduce --fold {} {|it, all| $all | insert $it "" }) }
    $env.__venvhook = ($env.__venvhook | merge {seen: (__venvhook_now)} | merge ($answer | reject --optional set unset go))
    if $answer.go? != null { cd $answer.go }
    if $was == $env.__venvhook.env { return }
    $env.__venvhook.now = "now:"
    if $was != "" and $env.venvhook_deactivated? != null { do --env $env.venvhook_deactivated $was }
    if $env.__venvhook.env != "" and $env.venvhook_activated? != null { do --env $env.venvhook_activated $env.__venvhook.env }
}

# Works without the program; PATH keeps all but our entry.
def --env deactivate [] {
    if $env.__venvhook.entry == "" { return (__venvhook_ask nu -- deactivate | __venvhook_apply) }
    let at = $env.PATH? | default [] | enumerate | where item == $env.__venvhook.entry | get 0?.index? | default (-1)
    $env.__venvhook.undo | upsert set.PATH ($env.PATH? | default [] | enumerate | where index != $at | get item)
    | merge {undo: {} seen: null} | __venvhook_apply
}

# What is asked for by -h or --shell is printed, not done.
def --env --wrapped venvhook [...words: string] {
    if (__venvhook_program) == null { ^/bin/sh -c 'echo "venvhook: the program is not there any more" >&2; exit 127'
    } else if $words.0? not-in [activate deactivate] or ($words | any { $in =~ '^(-h|--help|--shell(=.*)?)$' }) {
        with-env {VENVHOOK_HOOK: "nu 1 __VENVHOOK_VERSION__"} { __venvhook_call ...$words }
    } else if $words == [deactivate] { deactivate } else { __venvhook_ask nu -- ...$words | __venvhook_apply }
}

# The prompt that is there by then, whoever made it, drawn by the outermost; or
# nothing, if that is to stay.
def __venvhook_dress [] {
    let inner = $env.PROMPT_COMMAND? | default ""
    let code = if ($inner | describe) == closure { $inner } else { {|| $inner } }
    if $__venvhook_prompt == no or __venvhook_drawn in (view source $code) or (view source $code) =~ '__VENVHOOK_THEMES__' { return }
    {||
        let plain = $env.__venvhook.name == "" or $"($env.__venvhook_drawn?)($env.VIRTUAL_ENV_DISABLE_PROMPT?)" != ""
        (if $plain { "" } else { $"\(($env.__venvhook.name)\) " }) + (with-env {__venvhook_drawn: yes} { do $code })
    }
}

# So that `cd project; python x.py` works.  As text, since what stands in a file
# is defined in any case; and not where `cd` is the user's own.
let __venvhook_cd_text = 'alias __venvhook_former_cd = cd
    def --env cd [path: directory = "~", --physical(-P)] { __venvhook_former_cd --physical=$physical $path; $env.__venvhook.now = "now:"; if not (__venvhook_holds) { __venvhook_check } }'
def __venvhook_others [] { default [] | where { ($in | to nuon --serialize) !~ __venvhook } }
$env.config.hooks.pre_prompt = ($env.config.hooks.pre_prompt? | __venvhook_others | append [
    {condition: {|| $env.__venvhook.start and $__venvhook_cd != no and (which cd).0.type == built-in } code: $__venvhook_cd_text}
    {|| if not (__venvhook_holds) { __venvhook_check }; $env.__venvhook = ($env.__venvhook | merge {ran: false now: ""})
        let dressed = __venvhook_dress; if $dressed != null { $env.PROMPT_COMMAND = $dressed } }])
$env.config.hooks.pre_execution = ($env.config.hooks.pre_execution? | __venvhook_others | append {|| $env.__venvhook.ran = (commandline) != "" })
