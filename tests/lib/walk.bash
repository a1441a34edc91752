# shellcheck shell=bash disable=SC2034,SC2154
# The walks of tests/hook/walk.bats: the world, the steps, and the judge.
#
#   make_world          the projects, once a test; walk_world, what a walk needs
#   steps_of_walk       into $all, blocks of lines; a line is EFFECT LINE
#   later_steps         the same, of what comes behind these in each walk
#   play BLOCK...       types them, and asks behind each what is on
#   judge_walk          whether that is what belongs there
#
# Effects.
#   go                  a change of directory, and whatever switches nothing by
#                       hand: prints nothing
#   says                the same, and may print
#   left                the same, and one has left this place in between
#   off                 deactivate; ours, venvhook deactivate, which leaves what
#                       is on by its own activate; on, venvhook activate
#   own:ENV             its own activate is sourced; name:ENV, ours is given ENV
#   hand:ENV            its own activate is sourced, and one goes elsewhere
#   gone, back          the env of this place is taken away, and put back, or is
#                       come to by another path: deactivate may hold no longer;
#                       refused, allowed, the same, and may print
#   loose               it may be either on or off behind this
#   brief               the same, and may have been its own activate's
#   by:ENV              one comes by where ENV belongs, on the same line
#   push, pop           into a shell inside this one, and back; anew: into one
#                       in the place of this one
#   stays               what is on stays on
#   nameless            from here on without the name in the prompt; named: with
#   raw                 nothing is looked at; is:TEXT, but for what it prints
#   @...                of pty

walk_steps=12 later_steps=5

# A look writes what is on, and what a shell would have on that begins there.
make_world() {
    local name

    if lacks_not activate; then
        rm -rf proj/.venv
        make_env proj/.venv
    fi
    project other
    project proj/inner
    fake_env store/.venv
    project tools
    project spare
    mkdir -p proj/sub/deep proj/scripts other/more linked plain/deep
    ln -s ../store/.venv linked/.venv
    export WAY=$HOME/way
    for name in "a b'c\"d\$e" "a b'c\"d"; do
        # shellcheck disable=SC2053
        [[ $name == $no_way ]] || break
    done
    export ODD=$HOME/$name
    project "$ODD"
    ln -s proj way
    for name in proj other tools spare proj/inner linked "$ODD"; do
        "$VENVHOOK" allow "$name" >/dev/null
    done
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
        printf '[env]\n_.path = ["more"]\n' >other/mise.toml
        printf '[env]\n_.python.venv = ".venv"\n' >tools/mise.toml
        mise trust -q other/mise.toml
        mise trust -q tools/mise.toml
        ;;
    esac
    cat >look <<'END'
put() { printf '%s\0' "$@" >>~/looks; }
put "$(pwd -P; echo .)" "${VIRTUAL_ENV-none}" "${VIRTUAL_ENV_PROMPT-none}" \
    "${PYTHONHOME-none}" "$PATH"
unset VIRTUAL_ENV VIRTUAL_ENV_PROMPT VENVHOOK_SESSION VENVHOOK_DISABLE
PATH=/usr/bin:/bin
eval "$("$VENVHOOK" export sh 2>/dev/null)"
put "${VIRTUAL_ENV-none}" "${VIRTUAL_ENV_PROMPT-none}"
END
}

# What a walk that failed may have left behind.
walk_world() {
    rm -f looks
    local dir

    [ ! -e moved ] || mv moved proj
    for dir in proj proj/inner other; do
        [ -e $dir/.kept ] || continue
        rm -rf $dir/.venv && mv $dir/.kept $dir/.venv
    done
    rm -f "$XDG_CONFIG_HOME/venvhook/config"
    "$VENVHOOK" allow proj >/dev/null 2>&1 || :
}

step() {
    local IFS=$'\n'

    all+=("$*")
}

lacks_not() {
    ! grep -q "^$1: " <<<"$lacks"
}

steps_of_walk() {
    local dir env

    for dir in proj proj/sub proj/sub/deep proj/inner other tools away linked \
        plain/deep; do
        step "go cd $HOME/$dir"
    done
    step 'go cd /'
    step 'go cd ..'
    step 'go '
    step "go $(cd_to ODD)"
    step "back $(cd_to WAY)"
    step "go $(plain_cd "$HOME/proj")"
    step "go $(plain_cd "$HOME/away")"
    step "loose $(plain_cd "$HOME/other"); cd $HOME/proj"
    step "by:$HOME/proj/.venv cd $HOME/proj; cd $HOME/away"
    step "left cd $HOME/other; cd $HOME/proj/sub"
    step "go z $HOME/proj"
    step "go z $HOME/other"
    step 'go z /'
    step "loose z $HOME/other; z $HOME/proj"
    step "says cd $HOME/other" 'says cd -' 'says cd -'
    step 'off deactivate'
    step "go cd $HOME/proj" 'off deactivate' "go cd $HOME/proj/sub"
    step "go cd $HOME/other" 'off deactivate' 'on venvhook activate'
    step 'on venvhook activate'
    step 'ours venvhook deactivate'
    step "name:$HOME/other/.venv venvhook activate $HOME/other/.venv"
    step "name:$HOME/proj/.venv venvhook activate $HOME/proj/.venv" \
        "go cd $HOME/other" 'ours venvhook deactivate'
    step "go cd $HOME/proj" "gone $(by_sh 'mv .venv .kept')" \
        "back $(by_sh 'mv .kept .venv')"
    step "go cd $HOME/proj" "nameless $(put VIRTUAL_ENV_DISABLE_PROMPT 1)" \
        'go cd ..' "go cd $HOME/other" \
        "named $(drop VIRTUAL_ENV_DISABLE_PROMPT)"
    step "stays $(put VENVHOOK_DISABLE 1)" "stays cd $HOME/proj" \
        "stays cd $HOME/away" "go $(drop VENVHOOK_DISABLE)"
    # Of what has left PATH a shell inside does not know, and direnv might.
    step "go cd $HOME/away" "push $(child)" "go cd $HOME/other" 'pop exit'
    step "go cd $HOME/away" "go cd $HOME/proj" "push $(child)" \
        'off deactivate' 'pop exit'
    ! lacks_not deleted || step "go cd $HOME/proj" 'go cd sub' \
        "loose $(by_sh 'mv ~/proj ~/moved')" \
        "loose $(by_sh 'mv ~/moved ~/proj')" "go cd $HOME/away"
    if lacks_not pushd; then
        step "go cd $HOME/away" "says pushd $HOME/proj" 'says popd'
        step "go cd $HOME/proj" "says pushd $HOME/linked" \
            "says pushd $HOME/plain" 'says popd'
    fi
    if lacks_not signal; then
        step '@key half a line' '@signal INT' '@prompt'
    fi
    if lacks_not activate; then
        step "go cd $HOME/proj" "own:$HOME/proj/.venv $(activate .venv)"
        step "go cd $HOME/proj/sub" \
            "own:$HOME/proj/.venv $(activate ../.venv)" 'off deactivate'
        step "brief cd $HOME/proj; $(activate .venv); deactivate"
    fi
    if lacks_not status; then
        step "raw $(by_sh 'exit 3')" "is:3 $(last_status)"
    fi
    step "go cd $HOME/spare" 'loose venvhook remove -y' \
        'loose venvhook create --without-pip' "go cd $HOME/away"
    [ -z "$(in_place)" ] ||
        step "go cd $HOME/away" 'loose deactivate' 'go cd /' \
        "go cd $HOME/proj" "anew $(in_place)" "go cd $HOME/other"
    [ -n "$directed" ] || steps_by_hand
    walk_steps_more
}

# Behind the others, as a seed stays the walk that it is so.
steps_of_later() {
    local there="$HOME/proj"

    all=()
    step "go cd $there" "refused venvhook revoke" "allowed venvhook allow"
    step "go cd $there/sub" "refused venvhook deny .." \
        "allowed venvhook allow .."
    step "go cd $there" "refused $(settings 'ceiling = ~/proj/sub')" \
        "go cd sub/deep" "allowed $(settings)"
    step "go cd $there/sub" "refused $(settings 'names = env')" \
        "allowed $(settings)"
    step "says $(settings 'trust = owner')" "go cd $HOME/plain/deep" \
        "says $(settings)"
    step "go cd $HOME/other" "gone $(by_sh 'mv .venv .kept')" \
        "back $(by_sh 'cp -R .kept .venv')" \
        "back $(by_sh 'rm -rf .kept')"
    step "go cd $there/inner" "gone $(by_sh 'mv .venv .kept')" \
        "go cd $HOME/away" \
        "back $(by_sh 'cd ~/proj/inner; mv .kept .venv')"
    step "go cd $HOME/spare" "loose venvhook recreate -y" "go cd $HOME/away"
    step "go cd $there" "says $(also "venvhook status" "venvhook list")"
    ! lacks_not posix || {
        step "go cd $HOME/other" "go (cd $there; cd $HOME/away)" "go cd $there"
        step "go cd $there" "go x=\$(cd $HOME/other; venvhook status)" \
            "go (deactivate >/dev/null 2>&1; cd $HOME/other; exit 0)"
        step "go cd $there" "loose keep=\$PATH; unset PATH; cd $HOME/other;\
 PATH=\$keep; export PATH; unset keep" 'go cd /' "go cd $HOME/away"
    }
}

# settings [LINE]: these, or none.  A file that is another than before is not
# seen where a shell cannot compare times.
settings() {
    local there=\$XDG_CONFIG_HOME/venvhook

    if [ $# -gt 0 ]; then
        by_sh "mkdir -p $there; sleep 0.02; echo \"$1\" >$there/config"
    else
        by_sh "rm $there/config"
    fi
}

# direnv and mise put back what was there when one came, whatever has been
# switched by hand meanwhile: beside them these go wrong without us.
steps_by_hand() {
    ! lacks_not posix ||
        step "go cd $HOME/proj" 'go g' "go cd $HOME/proj"
    lacks_not activate || return 0
    step "own:$HOME/proj/.venv $(activate "$HOME/proj/.venv")"
    step "go cd $HOME/away" \
        "own:$HOME/proj/.venv $(activate "$HOME/proj/.venv")" 'off deactivate'
    step "own:$HOME/proj/.venv $(activate "$HOME/proj/.venv")" \
        "go cd $HOME/other" "go cd $HOME/proj" "go cd $HOME/away"
    step "hand:$HOME/proj/.venv \
cd $HOME/proj; $(activate .venv); cd $HOME/other"
}

# --- typing

type_line() {
    typed=$typed$1$'\n'
    at=$((at + 1))
}

play() {
    local effect line

    while IFS=' ' read -r effect line; do
        case $effect in
        @prompt) type_line @prompt ;;
        @*) typed="$typed$effect $line"$'\n' && continue ;;
        *) type_line "$line" ;;
        esac
        does+=("$at $effect")
        case $effect in raw | is:*) continue ;; esac
        type_line "$(by_sh '. ~/look')"
    done < <(printf '%s\n' "$@")
}

# --- judging

# The names of what a walk has switched by hand, and what a look has found.
judge_walk() {
    local pin='' theirs='' off='' loose='' twice='' nameless='' stays=''
    local cwd on=none name home path fresh fresh_name before want
    local shown='' plain='' base='' muddled='' kept_off='' fresh_was=''
    local step effect one inside=''
    local -a saved=()

    exec 4<"$HOME/looks"
    for one in "${does[@]}"; do
        step=${one%% *} effect=${one#* }
        judge_step || {
            echo "step $step: $effect" "$(typed "$step") in $cwd" >&2
            echo "pin $pin off $off fresh $fresh" >&2
            { echo walked: && print_walked; } >&2
            exec 4<&-
            return 1
        }
    done
    exec 4<&-
}

print_walked() {
    local n line

    for ((n = 1; n <= step + 1; n++)); do
        line=$(typed "$n")
        [ "$line" = "$(by_sh '. ~/look')" ] || printf '    %s %s\n' "$n" "$line"
    done
}

judge_step() {
    case $effect in
    raw) return ;;
    is:*) assert_answer "$step" "${effect#is:}" && return ;;
    esac
    before=$on
    IFS= read -r -d '' cwd <&4 && IFS= read -r -d '' on <&4 &&
        IFS= read -r -d '' name <&4 && IFS= read -r -d '' home <&4 &&
        IFS= read -r -d '' path <&4 && IFS= read -r -d '' fresh <&4 &&
        IFS= read -r -d '' fresh_name <&4 || fail 'there is no look' || return
    loose=''
    # By a link it is the same, but deactivate may hold no longer.
    [ -z "$off" ] || [[ :$fresh_was:$fresh != *:"$WAY/"* ]] ||
        [ "$fresh" = "$fresh_was" ] || loose=yes
    fresh_was=$fresh
    on=${on/#"$WAY/"/"$HOME/proj/"} fresh=${fresh/#"$WAY/"/"$HOME/proj/"}
    path=:$path
    path=${path//:"$WAY/"/:"$HOME/proj/"}
    case $name in way) name=proj ;; esac
    case $fresh_name in way) fresh_name=proj ;; esac
    path=${path:1} cwd=${cwd%$'\n.'}
    judge_muddle
    judge_effect
    judge_on && judge_path && judge_prompt && judge_said && judge_muddle
}

# mise knows nothing of what was switched by hand: where it switches an env on,
# the rest does not hold until one has left.
judge_muddle() {
    [ -n "$directed" ] || return 0
    case $cwd in
    "$HOME"/tools) [ -z "$pin$off$twice" ] || muddled=yes ;;
    *)
        [ -n "$muddled" ] || return 0
        [ "$on$fresh" != nonenone ] ||
            muddled='' pin='' theirs='' off=''
        ;;
    esac
}

judge_effect() {
    case $effect in
    off | ours)
        if [ -n "$pin" ]; then
            [ "$effect" != off ] && [ -n "$theirs" ] || pin='' theirs=''
        elif [ "$before" != none ]; then
            off=$fresh
        fi
        ;;
    on) [ -n "$pin" ] || off='' ;;
    own:*)
        twice=yes
        pin=${effect#own:} theirs=$pin off=''
        ;;
    name:*) [ -n "$theirs" ] || pin=${effect#name:} off='' ;;
    loose | hand:*) loose=yes ;;
    brief) loose=yes twice=yes ;;
    by:*) [ "$pin" != "${effect#by:}" ] || pin='' theirs='' ;;
    left) off='' ;;
    gone | refused) kept_off=$off && [ -z "$pin" ] || loose=yes ;;
    back | allowed) [ -z "$kept_off$off" ] || loose=yes ;;
    push) inside=yes saved=("$pin" "$theirs" "$off" "$twice") ;;
    pop)
        inside='' pin=${saved[0]} theirs=${saved[1]} off=${saved[2]}
        twice=${saved[3]}
        ;;
    nameless | named) nameless=$effect ;;
    esac
    case $effect in
    stays)
        # mise has what was there before it, whoever had switched that on.
        stays=yes && [ "$directed$before" != "yes$HOME/tools/.venv" ] ||
            loose=yes twice=yes
        return
        ;;
    *) stays='' ;;
    esac
    [ -z "$muddled" ] || loose=yes
    [ -z "$theirs" ] || [ "$theirs" != "$fresh" ] || pin='' theirs='' off=''
    [ "$off" = "$fresh" ] || off=''
}

judge_on() {
    want=$fresh
    [ -z "$off" ] || want=none
    [ -z "$pin" ] || want=$pin
    [ -z "$stays" ] || want=$before
    if [ -n "$loose" ] && [ "$on" != "$want" ]; then
        case $on in
        none) off=$fresh pin='' theirs='' ;;
        "$fresh") off='' pin='' theirs='' ;;
        "$before") ;;
        "${effect#hand:}") pin=$on theirs=$on off='' twice=yes ;;
        *) differ 'what is on' "$on" want "$want" || return ;;
        esac
    else
        [ "$on" = "$want" ] || differ 'what is on' "$on" want "$want" || return
    fi
    [ "$home" = none ] || fail "PYTHONHOME $home" || return
    [ "$on" != none ] || twice=''
    case $on in
    none) [ "$name" = none ] || fail "VIRTUAL_ENV_PROMPT $name" ;;
    "$fresh")
        [ -n "$twice" ] || [ "$name" = "$fresh_name" ] ||
            differ VIRTUAL_ENV_PROMPT "$name" want "$fresh_name"
        ;;
    esac
}

# Of envs there is what is on, once, and in front; all else is as it was.
judge_path() {
    local entry rest='' envs=0 front=yes IFS=:

    # What others do meanwhile is theirs.
    case "$stays $cwd" in yes* | *' '"$HOME"/moved*) return ;; esac
    set -f
    for entry in $path; do
        # PowerShell puts its own directory in front.
        [[ -z $own_path || ! $entry: =~ ^$own_path$ ]] || continue
        case $entry in
        "$HOME"/proj/scripts | "$HOME"/other/more)
            [[ $cwd/ == "${entry%/*}"/* || $deaf$entry == yes*/more ]] ||
                fail "$entry in $cwd" || return
            ;;
        "$on/bin")
            envs=$((envs + 1))
            [ -n "$front$theirs" ] || fail "not in front: $path" || return
            ;;
        "$HOME"/*/bin)
            [ -n "$twice$pin$muddled" ] || fail "$entry in $path" || return
            ;;
        # What was in front of mise's own mise has there again.
        "$HOME"/shims) [ "$cwd" = "$HOME/tools" ] || front='' ;;&
        # And at the end as well, where a shell inside this one has put its own
        # directory before it.
        "$HOME"/shims)
            [[ $inside && $own_path && $order == *' mise'*' shims'* &&
                $rest: == *":$entry:"* ]] || rest=$rest:$entry
            ;;
        *) rest=$rest:$entry front='' ;;
        esac
    done
    set +f
    : "${base:=$rest}"
    [ "$rest" = "$base" ] || differ PATH "$rest" want "$base" || return
    case $on in
    none) [ "$envs" = 0 ] ;;
    *) [ "$envs" = 1 ] || { [ "$envs" = 2 ] && [ -n "$twice" ]; } ;;
    esac || fail "$envs entries of $on: $path"
}

judge_prompt() {
    local here after

    # The name is put in, or not, when an env goes on.
    [ "$nameless" != named ] || [ "$on" = "$before" ] || nameless=''

    step_read "$step" prompt && here=$step_text
    step_read $((step + 1)) prompt && after=$step_text
    [ -z "$muddled" ] || return 0
    case $effect in own:*) here=$after ;; esac
    lacks_not inherited_prompt || [ -z "$twice" ] || here=$after
    [ "$here" = "$after" ] || differ prompt "$here" later "$after" || return
    if [ "$on" = none ]; then
        : "${plain:=$here}"
        [ "$here" = "$plain" ] || differ prompt "$here" want "$plain" || return
        return
    fi
    [ "$on" = "$fresh" ] && [ -z "$twice$nameless$stays" ] || return 0
    if [ -z "$shown" ]; then
        shown=$here
        here=${here/(proj) /}
        here=${here/<.venv>/${plain:0:0}<>}
        [ "$here" = "$plain" ] || differ prompt "$shown" and "$plain"
        return
    fi
    here=${here/(way) /(proj) }
    want=${shown/(proj) /($name) }
    want=${want/<.venv>/<${on##*/}>}
    [ "$here" = "$want" ] || differ prompt "$here" want "$want"
}

judge_said() {
    case $effect$loose in
    goneyes) ;;
    go* | by:* | left* | back* | own:*) assert_answer "$step" '' || return ;;
    esac
    assert_answer $((step + 1)) ''
}
