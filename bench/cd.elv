# The rc file of an elvish in a terminal: as cd.sh, in seconds.
fn lap {|what times f &cds=1|
    time &on-end={|took| echo $what 0 $took (* $cds $times) >>$E:laps } {
        for _ [(range $times)] { $f }
    }
}
fn at-prompt { for f $edit:before-readline { $f } }
fn between { cd ~/plain/other; cd ~/plain/src }
var external = (external $E:floor)
var answer = (external $E:answer)

# Its own cd tells a process that keeps a list, which takes longer behind a
# program that was started: so it is measured among the same as with the hook.
cd ~/plain/src
for round [(range 20)] {
    for _ [(range 4)] {
        lap bare 1 { cd $E:project }
        nop ($answer | slurp)
        lap bare 1 { cd ~ }
        nop ($external)
    }
    lap loop 100 $at-prompt~
}
eval ($E:VENVHOOK init elvish | slurp)
at-prompt
for round [(range 20)] {
    cd ~/plain/src
    lap plain 5 $between~ &cds=2
    for _ [(range 4)] {
        lap in 1 { cd $E:project }
        lap least 1 { eval ($answer | slurp) }
        lap out 1 { cd ~ }
        lap floor 1 { var x = [($external)] }
    }
    cd $E:project
    at-prompt
    lap within 5 { cd $E:project/src/pkg; cd $E:project } &cds=2
    lap idle 50 $at-prompt~
    cd $E:deep
    at-prompt
    lap deep 50 $at-prompt~
}
set edit:prompt = { put '=> ' }
set edit:rprompt = { }
