# Completion of venvhook for nushell, from 0.108 on: what there is to offer, the
# program says.  With the hook, it is to be read behind that.

# Not one of the directory at hand, which a relative word of PATH may lead to.
# Where null is returned, nushell offers files.
def __venvhook_offers [spans: list<string>] {
    let words = $spans | skip 1 | each { str trim --char '"' | str trim --char "'" }
    let typed = $words | last
    let program = $env.PATH? | default [] | split row (char esep) | where $it starts-with /
        | each { $in + /venvhook } | where ($it | path type) in [file symlink] | get 0?
    if $program == null { return [] }
    let lines = try { "" | ^$program complete -- ...$words err> /dev/null | lines } catch { [] }
    let offers = $lines | where $it !~ '^\t' | split column (char tab) value description
        | where value starts-with $typed | update value { if $in =~ '^[\w./+=-]+$' { $in } else { to nuon } }
    if $offers == [] and ($lines | any { $in =~ '^\t' }) { null } else { $offers }
}

alias __venvhook_completed = venvhook

# Python environments that follow you
@complete __venvhook_offers
def --env --wrapped venvhook [...words: string] { __venvhook_completed ...$words }
