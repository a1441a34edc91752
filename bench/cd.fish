# fish -i cd.fish: as cd.sh, in nanoseconds.
function lap
    echo $argv[1] $argv[2] (date +%s%N) $argv[3]
end

function go
    cd $argv[1]; or exit
end

function plain
    go $HOME/plain/src
    set -l from (date +%s%N)
    for i in (seq 5)
        go $HOME/plain/other
        go $HOME/plain/src
    end
    lap $argv[1] $from 10
end

# It draws its mode, and our prefix there, behind each event.
function prompts
    set -l from (date +%s%N)
    for i in (seq 100)
        emit fish_prompt
        fish_mode_prompt >/dev/null
    end
    lap $argv[1] $from 100
end

for round in (seq 25)
    plain bare
    prompts loop
end
$VENVHOOK init fish | source
emit fish_prompt
for round in (seq 25)
    plain plain
    for i in (seq 4)
        # Behind any cd the next process costs more, with a hook or without:
        # PWD is exported, so fish makes it a new environment.
        set -l from (date +%s%N)
        set -gx clock $i
        lap clock $from 1
        set -l from (date +%s%N)
        go $project
        lap in $from 1
        set -l from (date +%s%N)
        set -gx clock least$i
        eval ($answer)
        lap least $from 1
        set -l from (date +%s%N)
        go $HOME
        lap out $from 1
        set -l from (date +%s%N)
        set -gx clock x$i
        set -l x ($floor)
        lap floor $from 1
    end
    go $project
    emit fish_prompt
    set -l from (date +%s%N)
    for i in (seq 5)
        go $project/src/pkg
        go $project
    end
    lap within $from 10
    prompts idle
    go $deep
    emit fish_prompt
    prompts deep
end
