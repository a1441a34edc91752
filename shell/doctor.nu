# What only the shell knows, for `venvhook doctor`; core/doctor/seen.h.
def __venvhook_seen [] {
    $env.config.hooks.pre_prompt | each {|hook| $hook | to nuon --serialize | if $in =~ __venvhook_dress { "prompt=__venvhook_go" } }
    | append (scope aliases | where name in [python python3 pip pip3] | each {|it| $"alias ($it.name)=($it.expansion)" })
    | append (scope commands | where type == custom and name in [python python3 pip pip3] | each {|it| $"body ($it.name)=" })
    | prepend shell=nu | each { $in + (char --integer 0) } | str join
}

def --wrapped __venvhook_call [...words: string] {
    $env.VENVHOOK_HOOK = "nu 1 __VENVHOOK_VERSION__"
    if $words.0? == doctor { __venvhook_seen | ^(__venvhook_program) ...$words --seen } else { ^(__venvhook_program) ...$words }
}
