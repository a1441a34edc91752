# shellcheck shell=bash disable=SC2034,SC2154
# bash, zsh, ksh, mksh or yash -i -c '. cd.sh'
#
# What the hook adds to a prompt and to a cd, and what $(floor) takes.  Prints
# lines of what was done, when it began and when it had ended, and how often:
#
#   loop, idle, deep    a prompt without the hook, with it in the project, and
#                       with it in a deep directory that has nothing
#   floor               x=$(floor)
#   bare, plain         a cd between directories that have nothing, without
#   within, in, out     the hook and with it; within a project, into it, out
#   clock               nothing: what it takes to ask for the time
#   least               eval "$("$answer")": to read and do no more than what
#                       `export` says of a cd into the project, by whatever hook
#
# They take turns, few at a time, so that all see the same machine.
#
# $shell, $floor, $answer, $project, $deep and $HOME are there, and $at_prompt,
# what the hook does at a prompt.
case $shell in
zsh) zmodload zsh/datetime && setopt sh_word_split ;;
ksh) typeset -F SECONDS && now() { now=$SECONDS; } ;;
yash) now() { now=$(date +%s%N); } ;;
esac
[ "$shell" = ksh ] || [ "$shell" = yash ] || now() { now=$EPOCHREALTIME; }

# lap WHAT TIMES FUNCTION [CDS]
lap() {
    now
    from=$now left=$2
    while [ $((left -= 1)) -ge 0 ]; do $3; done
    now
    echo "$1 $from $now $(($2 * ${4-1}))" >&3
}

go() {
    cd "$1" || exit
}

substitute() { x=$("$floor"); }
between() { go "$HOME/plain/other"; go "$HOME/plain/src"; }
deeper() { go "$project/src/pkg"; go "$project"; }
enter() { go "$project"; }
leave() { go "$HOME"; }
switch_on() { eval "$("$answer")"; }

bare() {
    for round in $rounds; do
        go "$HOME/plain/src"
        lap bare 5 between 2
        lap loop 100 :
    done
}

hooked() {
    for round in $rounds; do
        for each in 1 2 3 4; do
            lap in 1 enter
            lap least 1 switch_on
            lap out 1 leave
            lap floor 1 substitute
            lap clock 1 :
        done
        go "$HOME/plain/src"
        lap plain 5 between 2
        go "$project"
        $at_prompt
        lap within 5 deeper 2
        lap idle 100 "$at_prompt"
        go "$deep"
        $at_prompt
        lap deep 100 "$at_prompt"
    done
}

rounds=$(seq 25)
bare 3>&1 >/dev/null 2>&1
eval "$("$VENVHOOK" init "$shell")"
$at_prompt
hooked 3>&1 >/dev/null 2>&1
