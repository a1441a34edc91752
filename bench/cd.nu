# nu, behind the hook and the text by which it puts itself under cd: as cd.sh,
# in nanoseconds.
def --env lap [what: string times: int code: closure --cds: int = 1] {
    let from = date now | into int
    for _ in 1..$times { do --env $code }
    print $"($what) ($from) (date now | into int) ($times * $cds)"
}
def --env prompts [hooks] {
    for one in $hooks { if ($one | describe) == closure { do --env $one } }
}
def --env at_prompt [] { prompts $env.config.hooks.pre_prompt }

let between = {|| cd ~/plain/other; cd ~/plain/src }
let bare = {|| __venvhook_former_cd ~/plain/other; __venvhook_former_cd ~/plain/src }
for round in 1..25 { lap bare 5 $bare --cds 2 }
at_prompt
let hooks = $env.config.hooks.pre_prompt
for round in 1..25 {
    cd ~/plain/src
    lap plain 5 $between --cds 2
    for _ in 1..4 {
        lap in 1 {|| cd $env.project }
        lap least 1 {||
            ^$env.answer | from json | update PATH { split row : } | load-env
        }
        lap out 1 {|| cd ~ }
        lap floor 1 {|| let x = (^$env.floor) }
        lap clock 1 {|| null }
    }
    cd $env.project
    at_prompt
    lap within 5 {|| cd ($env.project + "/src/pkg"); cd $env.project } --cds 2
    at_prompt
    $env.config.hooks.pre_prompt = [{|| null }]
    lap loop 100 {|| at_prompt }
    $env.config.hooks.pre_prompt = $hooks
    lap idle 100 {|| at_prompt }
    cd $env.deep
    at_prompt
    lap deep 100 {|| at_prompt }
}
