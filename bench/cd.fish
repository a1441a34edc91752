# fish -i cd.fish: as cd.sh, in nanoseconds.  It has no clock, so what it takes
# to ask for the time is measured, too, and taken off.
function lap
    echo $argv[1] $argv[2] (date +%s%N) $argv[3]
end

function go
    cd $argv[1]; or exit
end

function plain
    go $HOME/plain/src
    set -l from (date +%s%N)
    for i in (seq 50)
        go $HOME/plain/other
        go $HOME/plain/src
    end
    lap $argv[1] $from 100
end

for round in (seq 5)
    plain bare
end
$VENVHOOK init fish | source
emit fish_prompt
for round in (seq 5)
    set -l from (date +%s%N)
    for i in (seq 100)
        set -l x ($floor)
    end
    lap floor $from 100
    for i in (seq 50)
        set -l from (date +%s%N)
        lap clock $from 1
    end
    plain plain
    for i in (seq 50)
        set -l from (date +%s%N)
        go $project
        lap in $from 1
        set -l from (date +%s%N)
        go $HOME
        lap out $from 1
    end
    go $project
    set -l from (date +%s%N)
    for i in (seq 50)
        go $project/src/pkg
        go $project
    end
    lap within $from 100
end
