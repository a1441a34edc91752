# zsh -f -i live.zsh PROJECT ROUNDS SETUP
#
# Evaluates SETUP, which puts a tool's hooks into this shell, goes ROUNDS times
# into PROJECT and out again, and prints for each round in nanoseconds, with
# tabs between: the cd into it and the prompt that follows; a prompt where
# nothing is new; the cd out and the prompt that follows.  The prompt is what
# the hooks do before it.  Fails if the environment does not go on and off.
zmodload zsh/datetime || exit
project=$1 rounds=$2 prompts=20

hooks() {
    local hook
    for hook in $precmd_functions; do
        $hook
    done
}

lap() {
    local now=$EPOCHREALTIME
    laps+=($(( (now - since) * 1e9 / $1 )))
    since=$EPOCHREALTIME
}

eval "$3"
cd /
hooks
for (( round = 0; round < rounds; round++ )); do
    laps=() since=$EPOCHREALTIME
    cd "$project"
    hooks
    lap 1
    [[ -n ${VIRTUAL_ENV-} ]] || exit
    repeat $prompts hooks
    lap $prompts
    cd /
    hooks
    lap 1
    [[ -z ${VIRTUAL_ENV-} ]] || exit
    printf '%.0f\t%.0f\t%.0f\n' $laps >&3
done 3>&1 >/dev/null 2>&1
