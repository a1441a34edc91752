# shellcheck shell=bash disable=SC2154
# bash or zsh -i -c '. cd.sh'
#
# What a cd takes beside x=$(floor), each a hundred times and that five times
# over: lines of what, seconds from and to, how often.  $floor, $project and
# $HOME are there, and $prompt, what the hook does at a prompt.  A bare cd is one
# before the hook is there.
zmodload zsh/datetime 2>/dev/null

lap() {
    echo "$1 $from $EPOCHREALTIME $2" >&3
}

go() {
    cd "$1" || exit
}

plain() {
    go "$HOME/plain/src"
    from=$EPOCHREALTIME
    for _ in {1..50}; do go "$HOME/plain/other"; go "$HOME/plain/src"; done
    lap "$1" 100
}

bench() {
    for _ in 1 2 3 4 5; do
        from=$EPOCHREALTIME
        # shellcheck disable=SC2034
        for _ in {1..100}; do x=$("$floor"); done
        lap floor 100
        plain plain
        for _ in {1..50}; do
            from=$EPOCHREALTIME
            go "$project"
            lap in 1
            from=$EPOCHREALTIME
            go "$HOME"
            lap out 1
        done
        go "$project"
        from=$EPOCHREALTIME
        for _ in {1..50}; do go "$project/src/pkg"; go "$project"; done
        lap within 100
    done
}

{ for _ in 1 2 3 4 5; do plain bare; done; } 3>&1 >/dev/null 2>&1
eval "$("$VENVHOOK" init "${ZSH_VERSION:+zsh}${BASH_VERSION:+bash}")"
$prompt
bench 3>&1 >/dev/null 2>&1
