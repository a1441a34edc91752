# Walks: the lines of an rc file in any order, and ours somewhere among them;
# then a way through projects, by hand, by tools and by us.  Behind each step
# is on what a shell that begins there would have on, but for what was switched
# by hand; in the end all is what it was.
#
# A seed is a walk.  WALKS='17 18' tests/hook/run bash walk walks these, with
# WALKS='17 ' the one, and with WALKS=50 fifty fresh ones; WALK_STEPS=9 makes
# each longer.  WALKED=DIR: what the last failure had is kept there; with
# WALK_HOOK=--no-hook one sees what it is without us.

load hook
load "$lib/walk"

asked=${WALKS-} kept=${WALKED-} hookless=${WALK_HOOK-}
later_steps=${WALK_STEPS-$later_steps}

# chance N: one of 0 to N - 1, in $chosen.
chance() {
    chosen=$((RANDOM % $1))
}

# lines_in_order: rc_before and rc_after, ours where it falls.
lines_in_order() {
    local -a names=()
    local place=rc_before themes_go name n

    # One that takes our place for good comes before us.
    lacks_not regains && themes_go='' || themes_go=rc_before
    # Without these now and then: they hide how others get on with us.
    chance 6
    directed=''
    for n in $walk_lines ours; do
        case $n in
        direnv | mise) ((chosen % 3)) || continue && directed=yes ;;
        theme) ((chosen > 1)) || continue ;;
        esac
        names+=("$n")
    done
    for ((n = ${#names[@]}; n > 0; n--)); do
        chance "$n"
        name=${names[chosen]} names[chosen]=${names[n - 1]}
        order="$order $name"
        # In $( ) there would be another random number each time.
        chance 100
        case $name in
        ours) place=rc_after ;;
        theme) ${themes_go:-$place} "$(walk_line theme)" ;;
        *) $place "$(walk_line "$name")" ;;
        esac
    done
    # From here on, with us or without, nothing calls mise but a cd.
    case ${rc_first}${rc_last} in
    *'mise activate'*$'\nPROMPT_COMMAND='[\'m]*) deaf=yes ;;
    *) deaf='' ;;
    esac
    rc_after "$(define mine)"
    ! lacks_not posix ||
        rc_after 'function g { typeset PATH=/usr/bin:/bin; cd /; }'
}

# The lines of the first and the last visit: they are compared.
asked_twice() {
    get PATH
    defined deactivate
    defined mine
    registered
    handlers
    get VIRTUAL_ENV_PROMPT
}

walk() {
    local -a all=() does=()
    local n directed deaf order='' typed='' at=0 begun ended

    RANDOM=$1
    rc_clear
    walk_world
    lines_in_order
    steps_of_walk
    play 'go ' "loose cd $HOME/away"
    begun=$at
    ask_twice before
    play "go cd $HOME/proj"
    for ((n = 0; n < walk_steps; n++)); do
        chance "${#all[@]}"
        play "${all[chosen]}"
    done
    steps_of_later
    for ((n = 0; n < later_steps; n++)); do
        chance "${#all[@]}"
        play "${all[chosen]}"
    done
    play "raw $(drop VIRTUAL_ENV_DISABLE_PROMPT)" \
        'loose deactivate' 'loose cd /' 'loose deactivate' \
        "go cd $HOME/proj" "go cd $HOME/away"
    ended=$at
    ask_twice after
    in_it $hookless --timeout 30 --total 120 --term "$hand_term" \
        --cwd "$HOME/away" --env DIRENV_LOG_FORMAT= <<<"${typed%$'\n'}" &&
        judge_walk && same_twice || {
        echo "seed $1, rc:$order" >&2
        echo "again: WALKS='$1 ' tests/hook/run $shell walk" >&2
        [ -z "$kept" ] || keep_walk
        return 1
    }
}

keep_walk() {
    mkdir -p "$kept"
    cp "$rc" "$kept/rc"
    cp "$tmp/pty.out" "$kept/screen"
    printf '%s' "$typed" >"$kept/typed"
    tr '\0' '\n' <looks >"$kept/looks"
}

ask_twice() {
    local line

    while IFS= read -r line; do
        type_line "$line"
    done < <(asked_twice)
    type_line "$(by_sh "env -0 | sort -z >~/$1")"
}

same_twice() {
    local n file first last passing

    for ((n = 1; ended + n <= at; n++)); do
        step_read $((begun + n)) out && first=$step_text
        step_read $((ended + n)) out && last=$step_text
        [ "$first" = "$last" ] || {
            differ "$(typed $((begun + n))) before" "$first" after "$last"
            return
        }
    done
    passing='_|PS1|PWD|OLDPWD|SHLVL|CMD_DURATION_MS'
    passing="$passing|DIRENV_[A-Z]*|_*MISE_[A-Z_]*|__ALIAS_[A-Z]*"
    passing="$passing|_VIRTUALENVWRAPPER_API"
    for file in before after; do
        grep -azEv "^($passing)=" \
            "$HOME/$file" | tr '\0' '\n' >"$tmp/env.$file"
    done
    diff "$tmp/env.before" "$tmp/env.after" >&2
}

@test "whatever else the rc file has, each step of a walk has on what belongs there, and the end is as the beginning" {
    case $asked in
    '') seeds=$walks ;;
    *' '* | ? | ????*) seeds=$asked ;;
    *) seeds=$(for ((n = 0; n < asked; n++)); do echo "$RANDOM"; done) ;;
    esac
    make_world
    for seed in $seeds; do
        walk "$seed" || failed="${failed-} $seed"
    done
    [ -z "${failed-}" ] || fail "seeds:$failed"
}
