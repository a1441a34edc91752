# Where an answer holds besides: the shell looks by itself, and comes to what
# the program would say.

load hook

# --- a walk, with the region and without

# Directories that are always there.  swap is one or a link to "with space".
plain='. src src/a src/a/b work work/x .hidden .hidden/z'
inside='proj proj/src proj/src/pkg proj/src/pkg/deep'
odd='swap swap/in link/b work/x/y src/a/b/c/d/e ../out ../out/of/it'
# where something comes and goes
spots='src src/a src/a/b work work/x .hidden proj/src/pkg "with space"/in'

world() {
    rm -rf ./* .hidden "$XDG_STATE_HOME" "$XDG_CONFIG_HOME/venvhook"
    mkdir -p proj/src/pkg/deep src/a/b/c/d/e work/x/y .hidden/z \
        'with space/in' swap/in "$XDG_CONFIG_HOME/venvhook"
    project proj
    project spare
    ln -s src/a link
    "$VENVHOOK" allow proj
    "$VENVHOOK" allow --tree work
}

any() {
    shift $((RANDOM % $#))
    something=$1
}

# What somebody does meanwhile, as words of sh in the home.
deed() {
    eval "any $spots"
    case $((RANDOM % 16)) in
    0 | 1 | 14) echo "cp -R spare/.venv \"$something\"" ;;
    2 | 3 | 13)
        echo "for at in $spots; do rm -rf \"\$at\"/.venv \"\$at\"/venv; done"
        ;;
    4) echo "mkdir \"$something\"/venv 2>&-" ;;
    5) echo "ln -s nowhere \"$something\"/.venv 2>&-" ;;
    6) echo ": >\"$something\"/venv" ;;
    7) echo ": >\"$something\"/setup.py" ;;
    8) echo "rm -rf swap; ln -s \"with space\" swap" ;;
    9) echo "rm -rf swap; mkdir -p swap/in" ;;
    10) echo "\"\$VENVHOOK\" allow \"$something\" >&- 2>&-" ;;
    11) echo "\"\$VENVHOOK\" deny \"$something\" >&- 2>&-" ;;
    12 | 15)
        any '' '' '' '[~/work]\ntrust = owner' '[~/src/a]\nnames = env' \
            '[~/swap]\ntrust = owner' 'create = hint' 'ceiling = ~/src' \
            'ceiling = ~/proj/src/pkg' '[~/with space]\nnames = venv'
        echo "sleep 0.01; printf \"$something\\n\" >\"\$CONFIG\""
        ;;
    esac
}

# walk SEED STEPS: the lines of a walk; what is on is printed at each step
walk() {
    local step group=$plain

    RANDOM=$1
    for ((step = 1; step <= $2; step++)); do
        echo "echo $1.$step"
        case $((RANDOM % 32)) in
        [0-4]) by_sh "cd; $(deed)" ;;
        5) echo 'venvhook deactivate' ;;
        esac
        case $((RANDOM % 10)) in
        0) group=$plain ;;
        1) group=$inside ;;
        2) group=$odd ;;
        esac
        any $group
        echo "cd '$HOME/$something'"
        get VIRTUAL_ENV
        get VENVHOOK_SESSION
    done
}

@test "a walk comes to what the program says, and does not ask it everywhere" {
    mkdir -p "$tmp/out/of/it"
    export CONFIG=$XDG_CONFIG_HOME/venvhook/config
    for seed in ${SEEDS-1 2 3}; do
        walk $seed 100
    done >"$tmp/walk"
    world
    counted
    in_it <<<"$(read_file "$tmp/walk")"
    mv "$tmp/runs" "$tmp/asked"
    answer 1 >"$tmp/seen"
    # The same, asking wherever it comes.
    world
    counted "text=\$('$VENVHOOK' \"\$@\") || exit
printf '%s\\n' \"\$text\" | sed \"/__venvhook_top/s/'.*'/''/\""
    in_it <<<"$(read_file "$tmp/walk")"
    answer 1 >"$tmp/said"
    diff "$tmp/seen" "$tmp/said"
    [ "$(grep -c . "$tmp/said")" -ge 900 ]
    grep -q "$HOME/proj/.venv" "$tmp/said"
    grep -q 'venvhook allow' "$tmp/said"
    echo "asked $(grep -c . "$tmp/asked") times, else $(grep -c . "$tmp/runs")"
    [ "$(grep -c . "$tmp/asked")" -le \
        $(($(grep -c . "$tmp/runs") * 4 / 5)) ]
}
