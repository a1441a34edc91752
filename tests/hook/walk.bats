# Walks: the lines of an rc file in any order, and ours somewhere among them;
# then a way through projects, by hand, by tools and by us.  In the end PATH and
# prompt are what they were.
#
# A seed is a walk.  WALKS='17 18' tests/hook/run bash walk walks these, and
# WALKS=50 fifty fresh ones.

load hook

asked=${WALKS-}

# chance N: one of 0 to N - 1, in $chosen.
chance() {
    chosen=$((RANDOM % $1))
}

# What a step may be, a line each.
steps_of_walk() {
    cat <<END
cd $HOME/proj
cd $HOME/proj/sub
cd $HOME/other
cd $HOME/away
cd /
cd ..
$(plain_cd "$HOME/proj")
$(plain_cd "$HOME/away")
$(plain_cd "$HOME/other"); cd $HOME/proj
cd $HOME/proj; cd $HOME/away
z $HOME/proj
z $HOME/other
z /
cd $HOME/proj; $(activate .venv)
cd $HOME/proj; $(activate .venv); deactivate
deactivate
venvhook activate
venvhook deactivate

END
}

# lines_in_order: rc_before and rc_after, ours where it falls.
lines_in_order() {
    local -a names
    local place=rc_before n

    read -ra names <<<"$walk_lines ours"
    for ((n = ${#names[@]}; n > 0; n--)); do
        chance "$n"
        order="$order ${names[chosen]}"
        if [ "${names[chosen]}" = ours ]; then
            place=rc_after
        else
            $place "$(walk_line "${names[chosen]}")"
        fi
        names[chosen]=${names[n - 1]}
    done
}

walk() {
    local -a all
    local n order='' walked=''

    RANDOM=$1
    rc_clear
    lines_in_order
    mapfile -t all < <(steps_of_walk)
    for ((n = 0; n < 10; n++)); do
        chance "${#all[@]}"
        walked=$walked${all[chosen]}$'\n'
    done
    in_it --timeout 60 --term "$hand_term" --cwd "$HOME/away" \
        --env DIRENV_LOG_FORMAT= <<END

$(get PATH)
cd $HOME/proj
$(get VIRTUAL_ENV)
${walked}cd $HOME/away
$(get PATH)
$(get VIRTUAL_ENV)

END
    echo "seed $1, rc:$order" >&2
    assert_answer 4 "$HOME/proj/.venv" && assert_answer 16 "$(answer 2)" &&
        assert_answer 17 none && assert_prompt 15 "$(prompt_of 2)" &&
        assert_prompt 18 "$(prompt_of 2)" || {
        echo "walked: $walked" >&2
        return 1
    }
}

@test "whatever else the rc file has, in any order, a walk leaves PATH and the prompt as they were" {
    can activate
    rm -rf proj/.venv
    make_env proj/.venv
    project other
    mkdir proj/sub proj/scripts
    "$VENVHOOK" allow proj >/dev/null
    "$VENVHOOK" allow other >/dev/null
    case " $walk_lines " in
    *' direnv '*)
        need direnv
        echo 'PATH_add scripts' >proj/.envrc
        direnv allow proj
        ;;
    esac
    case " $walk_lines " in *' zoxide '*) need zoxide ;; esac
    case " $walk_lines " in
    *' mise '*)
        need mise
        # one that mise adds to, and one that both switch on
        printf '[env]\n_.path = ["scripts"]\n' >proj/mise.toml
        printf '[env]\n_.python.venv = ".venv"\n' >other/mise.toml
        mise trust -q proj/mise.toml
        mise trust -q other/mise.toml
        ;;
    esac
    case $asked in
    '') seeds="$walks $RANDOM" ;;
    *' '* | ? | ????*) seeds=$asked ;;
    *) seeds=$(for ((n = 0; n < asked; n++)); do echo "$RANDOM"; done) ;;
    esac
    for seed in $seeds; do
        walk "$seed" || failed="${failed-} $seed"
    done
    [ -z "${failed-}" ] || fail "seeds:$failed"
}
