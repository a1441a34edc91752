# tcsh -f -i, which reads this by `source`: as cd.sh, in nanoseconds, into $laps.  It has no
# functions and no clock, so what it takes to ask for the time is measured, too,
# and an `eval`, without which `repeat` knows no alias, is in all alike.  A prompt
# comes before each cd, as it does for a person.
alias from 'set from = `date +%s%N`'
alias lap 'set to = `date +%s%N`; echo \!:1 $from $to \!:2 >> "$laps"'
alias substitute 'set x = `$floor`'
alias between 'cd ~/plain/other; cd ~/plain/src'
alias deeper 'cd $project/src/pkg; cd $project'
alias enter 'precmd; from; cd $project; lap in 1; precmd; \\
    from; switch_on; lap least 1; from; cd; lap out 1; \\
    from; substitute; lap floor 1; from; lap clock 1'
alias switch_on 'eval "`$answer`"'
alias bare 'cd ~/plain/src; from; repeat 5 eval between; lap bare 10; \\
    from; repeat 100 eval :; lap loop 100'
alias hooked 'cd ~/plain/src; from; repeat 5 eval between; lap plain 10; \\
    repeat 4 eval enter; \\
    cd $project; precmd; from; repeat 5 eval deeper; lap within 10; \\
    from; repeat 100 eval precmd; lap idle 100; \\
    cd $deep; precmd; from; repeat 100 eval precmd; lap deep 100'
repeat 25 eval bare
eval "`$VENVHOOK init tcsh`"
precmd
repeat 25 eval hooked
