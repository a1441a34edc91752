# shellcheck shell=bash disable=SC2034,SC2043,SC2050,SC2164,SC2015,SC2154,SC2016,SC2155,SC2030,SC2031,SC2128,SC2178,SC2317,SC2319,SC2119,SC2120
# venvhook in bash, from 3.2 on, behind hook.posix.  `venvhook init bash` prints
# both.
#
# What is kept besides, or in another way:
#   __venvhook_seen     the directory that the answer was for; unset: none yet
#   __venvhook_key      what it was for besides
#   __venvhook_path     set where PATH was found not to be exported
#   __venvhook_mark     what stands for __venvhook_prefix in PS1
#   __venvhook_ours     is the `deactivate` that is there ours?
#   __venvhook_cds      what stands for cd, and is yet to be looked at
#   __venvhook_plain    a PS1 that our part may go into
#   __venvhook_leds     what stood in the first element of PROMPT_COMMAND, from
#                       [1] on
#   __venvhook_now      0: the user types; 1: who puts an older PATH back is
#                       somebody else; 2: and we have looked at this prompt.
#                       An array, as set -a would export another; its second
#                       element: had we, at the prompt before?
#   __venvhook_more     2 where our last element of PROMPT_COMMAND ends that,
#                       else 0
#   __venvhook_lead     PROMPT_COMMAND, if all begins with us, and what VS Code
#                       keeps of it
#   __venvhook_left_as  has an element of that, PATH and VIRTUAL_ENV, as we left
#                       them
#   __venvhook_other    a word that is none if all is so
#
# A call, a redirection and above all a fork are what costs time here: what a
# cd or a prompt runs has few of the first two, and a cd one fork.  So "declare
# -f +i", which is true of a function and, unlike -F, prints nothing.
#
# "\builtin", because users have aliases and functions of any name.

__venvhook_now=(0 0) __venvhook_nows=('' now: now:)
__venvhook_leds=("${__venvhook_leds[@]-}")
__venvhook_cds=() __venvhook_zero=('') __venvhook_key=''
__venvhook_more=${__venvhook_more-0} __venvhook_lead=''

# At every prompt, as the first element of PROMPT_COMMAND, with what stood there
# before.  $? comes out as it went in.  Nearly always, the tests are all; bash
# copies a function at each call, so the rest is in another.
function __venvhook_hook {
    \builtin set -- "$?" "$-" "${1-}" "${PIPESTATUS[@]}"
    if [[ $2 != *[akvxT]* && -z $3 && -z ${VENVHOOK_DISABLE-} && a != A &&
        ${PWD-}:__VENVHOOK_KEY__ == "${__venvhook_seen-}:$__venvhook_key" && (
        -z ${__venvhook_prefix-} || ${PS1-} == *"$__venvhook_mark"* ) ]] &&
        __venvhook_watch; then
        __venvhook_for=${PWD-} __venvhook_now=$__venvhook_more
        \return "$1"
    fi
    \builtin set +akvxT
    __venvhook_whole "$@"
}

# The first look sees what the user has done.  What is other from then on until
# the prompt is drawn, others have done that run at a prompt.
#
# What stood in PROMPT_COMMAND runs in the middle, so it makes its prompt of the
# new state, and we put ours into it.  One command, since a DEBUG trap takes
# each further one for the user's.  Where what stood there sets such a trap, not
# even our function may go on behind it, unless something is to be done, or
# another $? than 0 to be handed on; or it could not be read to its end.  It sees
# $? and PIPESTATUS: a word that is being expanded can set the latter, and
# nothing else can without a fork.  It does not run within itself.
function __venvhook_whole {
    [[ $__venvhook_more == 0 ||
        ${PROMPT_COMMAND[*]-} == *__venvhook_left_as* ]] || __venvhook_back_up
    if [[ -z $3 || ${__venvhook_within-} == *$'\n'"$3"$'\n'* ]]; then
        __venvhook_calm last "$1"
        __venvhook_flags_back "$2" "$1"
    else
        __venvhook_calm look
        __venvhook_now=2 __venvhook_at=(0)
        \builtin local __venvhook_word \
            __venvhook_within="${__venvhook_within-}"$'\n'"$3"$'\n'
        \builtin printf -v __venvhook_pipe 'PIPESTATUS[__venvhook_at++]=%s,' \
            "${@:4}"
        __venvhook_flags_back "$2" "$1"
        \builtin eval "$3${__venvhook_none[${__venvhook_pipe}0]-}"$'\n\n'"
            for __venvhook_word in ${__venvhook_other-1} \
                \${__venvhook_zero[\$?]-1}; do
                __venvhook_calm last \"\$?\"
                \\return
            done" || __venvhook_calm last "$?"
    fi
}

# __venvhook_last STATUS: behind what makes a prompt.  One that shows environments
# is left to it until another one is on.
function __venvhook_last {
    __venvhook_look
    [[ -n ${VENVHOOK_DISABLE-} || ${PS1-} == *"${__venvhook_mark-}"* ]] ||
        __venvhook_prefix=''
    __venvhook_now=$__venvhook_more
    \return "$1"
}

# __venvhook_calm FUNCTION [ARG]...: calls it without what the user has set:
# with -x all of it would be traced, with -v an answer shown, with -a exported,
# with -k "export A=b" is an export of nothing, with -T what a DEBUG trap prints
# would be in the answer, and nocasematch bends [[.
function __venvhook_calm {
    \builtin set -- "$-" "$@"
    \builtin set +akvxT
    [[ a != A ]] || \builtin set -- "N$1" "${@:2}"
    \builtin shopt -u nocasematch
    "__venvhook_$2" "${@:3}" && \builtin set -- "$1" 0 ||
        \builtin set -- "$1" "$?"
    __venvhook_flags_back "$@"
}

# __venvhook_flags_back FLAGS STATUS
function __venvhook_flags_back {
    [[ $1 != *N* ]] || \builtin shopt -s nocasematch
    \builtin set -- "${1//[!akvxT]/}" "$2"
    [[ -z $1 ]] || \builtin set "-$1"
    \return "$2"
}

# Nearly always, the tests are all: is it the answer for here?  Where it was
# given for another directory: from here up to one of which it is known there
# may be nothing that the program would have to see.  A prompt that is made anew
# each time gets the prefix each time.
function __venvhook_look {
    [[ -z ${VENVHOOK_DISABLE-} ]] || \return 0
    if { [[ ${PWD-} == "${__venvhook_for-}" &&
        ${__venvhook_for-} == "${__venvhook_seen-}" ]] || {
        [[ -n ${__venvhook_top-} && $PWD/ == "$__venvhook_top"/* ]] &&
            __venvhook_region "$PWD"; }; } &&
        [[ __VENVHOOK_KEY__ == "$__venvhook_key" ]] && __venvhook_watch; then
        __venvhook_for=${PWD-}
    else
        __venvhook_ask
    fi
    [[ -z ${__venvhook_prefix-} || ${PS1-} == *"$__venvhook_mark"* ]] ||
        __venvhook_named || PS1=$__venvhook_mark${PS1-}
}

# Does a PS1 that has been set anew show environments: by a variable, or the name
# of what is on?  That may be from elsewhere, too, as from the path; but where
# bash-it or oh-my-bash are, whose function is always there, it is their theme's.
# An "m" in front of the name may end a colour.
function __venvhook_named {
    \builtin set -- " ${PS1-} " "${VIRTUAL_ENV:-$__venvhook_name}"
    \builtin set -- "$1" "${2##*/}" "${__venvhook_name-${2##*/}}"
    [[ $1 == *VIRTUAL_ENV* || $1 == " ($3)"* || ${PWD-} != *"$2"* &&
        $1 == *[!0-9A-Za-ln-z_-]"$2"[!0-9A-Za-z_-]* ]] ||
        { \builtin declare -f +i virtualenv_prompt &&
            [[ $1 == *"$2"* || $1 == *"$3"* ]]; }
}

# In front of the first question.  By then there is what the cd of mise and of
# rvm calls; and what else stands for cd, or zoxide has put under it, as to see
# whose that is takes a fork.  Where no last element can look who came before us
# later, we go to the front here.
function __venvhook_begin {
    __venvhook_writable PATH VIRTUAL_ENV VIRTUAL_ENV_PROMPT \
        VENVHOOK_SESSION || \return
    __venvhook_start=--start
    if [[ ${__venvhook_cd-} == yes ]]; then
        ! \builtin declare -f +i __zsh_like_cd ||
            [[ " ${chpwd_functions[*]-} " == *' __venvhook_moved '* ]] ||
            chpwd_functions+=(__venvhook_moved)
        __venvhook_cds=(cd __zoxide_cd _z _zlua y
            ${BASH_ALIASES[*]+${BASH_ALIASES[cd]+"${BASH_ALIASES[cd]%% *}"}})
    fi
    __venvhook_register
    [[ $__venvhook_more != 0 ]] || __venvhook_leads ||
        ! __venvhook_writable PROMPT_COMMAND || __venvhook_front
    __venvhook_place || \builtin :
}

# All of an answer, or nothing.  The words are those of a call.  Without any,
# not in subshells or completions, nor with a readonly PATH; and what fails, or
# is interrupted, is not tried again at the next prompt.  The redirection is the
# fork's: one of the assignment would take bash another.
#
# Our `deactivate`, or what has taken its place, is exported in the fork, as to
# look at a function takes one; the program looks if it is ours.
function __venvhook_ask {
    if [[ $# == 0 ]]; then
        [[ $BASH_SUBSHELL${__venvhook_telling-} == 0 && -z ${COMP_LINE+x} ]] ||
            \return 0
        [[ -n ${__venvhook_seen+x} ]] || __venvhook_begin || \return 0
        [[ ${PWD-} == "${__venvhook_for-}" ]] ||
            __venvhook_now=${__venvhook_now/0/1}
    fi
    __venvhook_for=${PWD-}
    if [[ $# != 0 || -z ${__venvhook_entry-} ||
        __VENVHOOK_KEY__ != "$__venvhook_key" ]] || ! __venvhook_own ||
        ! __venvhook_leave; then
        if [[ $# == 0 ]]; then
            __venvhook_seen=${PWD-} __venvhook_key=__VENVHOOK_KEY__ \
                __venvhook_top=''
            function __venvhook_watch { \builtin :; }
        fi
        __venvhook_found=$__venvhook_program
        [[ -f $__venvhook_found && -x $__venvhook_found ]] ||
            __venvhook_find || \return
        \builtin set -- "$__venvhook_found" export --hook 1 \
            ${__venvhook_start:+"--start"} --notices "${__venvhook_notices-}" \
            --left "${__venvhook_nows[__venvhook_now]}${__venvhook_left-}" \
            --tests "${__venvhook_tests-}" \
            ${__venvhook_path+"--path=${PATH-}"} \
            ${_OLD_VIRTUAL_PATH+"--kept=${_OLD_VIRTUAL_PYTHONHOME-}"} \
            bash -- "$@"
        __venvhook_start=''
        __venvhook_answer=$([[ -z ${__venvhook_cds-}${__venvhook_ours-} ]] ||
            __venvhook_show
            \builtin exec "$@" </dev/null) || \return
        [[ -z ${__venvhook_cds-} ]] || __venvhook_follow
        \builtin eval "$__venvhook_answer"
    fi
    __venvhook_seen=$__venvhook_for __venvhook_key=__VENVHOOK_KEY__
    [[ $__venvhook_more == 0 ]] || __venvhook_left_as=(
        ["$__venvhook_lead:${PATH-}:${VIRTUAL_ENV-}:${VIRTUAL_ENV_PROMPT-}"]='')
}

# In the fork, which copies each page that is written to, so the rest is brief.
function __venvhook_show {
    for __venvhook_rest in ${__venvhook_cds[@]+"${__venvhook_cds[@]}"}; do
        \builtin declare -f "$__venvhook_rest"
        \builtin printf '\n\1\n'
    done
    [[ -z ${__venvhook_ours-} ]] ||
        \builtin export -f deactivate 2>/dev/null ||
        \builtin export deactivate=
}

# By a pipe, where the system has it open by name, else by a fork.
function __venvhook_own {
    { \builtin declare -f deactivate >|/dev/fd/0 &&
        \builtin read -r -N 62 __venvhook_rest; } 2>/dev/null <<<'' ||
        __venvhook_rest=$(\builtin declare -f deactivate)
    [[ $__venvhook_rest == *__venvhook_off* ]]
}

function __venvhook_has {
    \builtin declare -f +i "$1"
}

# What follows when another one is on: prompt, `deactivate`, which is ours only
# while an env of ours is on, or one by hand that was inherited without its own.
function __venvhook_settle {
    \builtin set -- "${__venvhook_settled-new}"
    __venvhook_settled=$__venvhook_entry:$__venvhook_name \
        __venvhook_now=${__venvhook_now/0/1}
    [[ -z ${__venvhook_prefix-} ]] || __venvhook_undraw
    [[ -z $__venvhook_name || -z ${PS1+x} || ${__venvhook_prompt-} == no ||
        -n ${VIRTUAL_ENV_DISABLE_PROMPT-} ]] || __venvhook_draw "$1"
    if [[ -z $__venvhook_entry && -n ${__venvhook_ours-} ]]; then
        __venvhook_ours=''
        ! \builtin unset -f deactivate 2>/dev/null ||
            \builtin eval "${__venvhook_former-}" >/dev/null
    elif [[ -n $__venvhook_entry && -z ${__venvhook_ours-} ]]; then
        __venvhook_former=''
        if \builtin declare -f +i deactivate; then
            [[ -n $__venvhook_env ]] || \return 0
            __venvhook_former=$(\builtin declare -f deactivate
                \builtin declare -pF deactivate 2>/dev/null)
        fi
        ! __venvhook_offer 2>/dev/null || __venvhook_ours=yes
    fi
}

# Wherever in PS1 it is by now, and in the copy that venv's own activate keeps.
# Where a terminal has put its marks around it, it stays, as PS1 would be
# another then and get marks once more; there is nothing in it.
function __venvhook_undraw {
    __venvhook_prefix=''
    [[ ${PS1-} != *']133;'* && ${PS1-} != *']633;'* &&
        -z ${__vsc_custom_PS1+x} ]] || \return 0
    ! __venvhook_cut "${PS1-}" "$__venvhook_mark" || PS1=$__venvhook_rest
    [[ -z ${_OLD_VIRTUAL_PS1-} ]] ||
        ! __venvhook_cut "$_OLD_VIRTUAL_PS1" "$__venvhook_mark" ||
        _OLD_VIRTUAL_PS1=$__venvhook_rest
}

# __venvhook_draw WAS: what was settled.  Decides; __venvhook_look puts it in.
# What a new shell finds there it has inherited; later on the same words are
# the user's or conda's.
function __venvhook_draw {
    __venvhook_rest=${PS1/"${__venvhook_mark-}"}
    [[ $__venvhook_rest == "${__venvhook_plain-}" ]] ||
        __venvhook_allowed || \return 0
    [[ $1 == new || $__venvhook_rest != *"($__venvhook_name) "* ]] || \return 0
    __venvhook_prefix="($__venvhook_name) "
    __venvhook_mark='${__venvhook_prefix-}'
    [[ $1$PS1 != new*"$__venvhook_prefix"* ]] &&
        \builtin shopt -q promptvars || __venvhook_mark=$__venvhook_prefix
}

# Can PS1 be changed, and does neither it, nor a function that it calls, nor a
# theme show environments?
function __venvhook_allowed {
    \builtin local __venvhook_theme __venvhook_by="$__venvhook_rest"
    [[ $__venvhook_by != *'$('* && $__venvhook_by != *'`'* &&
        $__venvhook_by != *'${ '* ]] ||
        __venvhook_by+=$(\builtin eval "\\builtin declare -f _ \
            ${__venvhook_by//[!0-9A-Za-z_.:-]/ }")
    [[ $__venvhook_by != *VIRTUAL_ENV* && $__venvhook_by != *virtualenv* ]] &&
        __venvhook_writable PS1 || \return
    for __venvhook_theme in __VENVHOOK_THEMES__; do
        ! \builtin declare -f +i "$__venvhook_theme" || \return
    done
    __venvhook_plain=$__venvhook_rest
}

# A terminal that wraps PS1 in marks wraps it once more whenever it has become
# another.  So where there may be one, what stands for our part is there before,
# also in what the terminal remembers of one that it has wrapped already.
function __venvhook_place {
    [[ -n ${TERM_PROGRAM-}${KITTY_WINDOW_ID-} ]] ||
        \builtin declare -F __vsc_prompt_cmd >/dev/null || \return 0
    [[ -n ${PS1-} && ${__venvhook_prompt-} != no &&
        $PS1 != *'${__venvhook_prefix-}'* ]] &&
        __venvhook_writable PS1 && \builtin shopt -q promptvars &&
        { [[ -z ${VIRTUAL_ENV-} ]] || ! __venvhook_named; } || \return 0
    __venvhook_wrapped __vsc_custom_PS1 __vsc_original_PS1 ||
        __venvhook_wrapped ITERM_PREV_PS1 ITERM_ORIG_PS1 ||
        PS1='${__venvhook_prefix-}'$PS1
}

# __venvhook_wrapped ALL WITHIN: two variables with what is wrapped.
function __venvhook_wrapped {
    [[ -n ${!2-} && ${!1-} == "$PS1" ]] &&
        __venvhook_cut "$PS1" "${!2}" "\${__venvhook_prefix-}${!2}" || \return
    PS1=$__venvhook_rest
    \builtin printf -v "$1" %s "$PS1"
    \builtin printf -v "$2" %s "\${__venvhook_prefix-}${!2}"
}

# Of what is readonly not even a local can be made.
function __venvhook_writable {
    \builtin local "$@" 2>/dev/null
}

# cd, pushd and popd, so that `cd project && python x.py` works.  What an rc
# file does before the first prompt waits for that.
function __venvhook_moved {
    [[ ${__venvhook_cd-} == yes && ( -n ${__venvhook_seen+x} ||
        ${FUNCNAME[${#FUNCNAME[@]} - 1]} != source ) ]] || \return 0
    if [[ $- == *[akvxT]* || a == A ]]; then
        __venvhook_calm look
    else
        __venvhook_look
    fi || \builtin :
}

# Their texts are in front of the answer, with the aliases expanded.  They go
# elsewhere whatever they answer; a copy without what it calls is the builtin.
function __venvhook_follow {
    \builtin local __venvhook_each __venvhook_expand=-u
    ! \builtin shopt -q expand_aliases || __venvhook_expand=-s
    \builtin shopt -u expand_aliases
    for __venvhook_each in "${__venvhook_cds[@]}"; do
        __venvhook_rest=${__venvhook_answer%%$'\n\1\n'*}
        __venvhook_answer=${__venvhook_answer#*$'\n\1\n'}
        [[ -n $__venvhook_rest && $__venvhook_rest != *__venvhook_moved* &&
            $__venvhook_rest != cd*__zsh_like_cd* &&
            $__venvhook_rest != cd*__zoxide_[zc]* ]] || \continue
        \builtin eval "
            function __venvhook_at_$__venvhook_each ${__venvhook_rest#*')'}
            function $__venvhook_each {
                \\builtin declare -f +i __venvhook_at_$__venvhook_each ||
                    { \\builtin cd \"\$@\"; \\return; }
                __venvhook_at_$__venvhook_each \"\$@\" &&
                    \\builtin set -- 0 || \\builtin set -- \"\$?\"
                __venvhook_moved
                \\return \"\$1\"
            }" 2>/dev/null
    done
    \builtin shopt "$__venvhook_expand" expand_aliases
    __venvhook_cds=()
}

# Once.  Where all is readonly there is cd alone, which then need not wait.  Those
# of bash-preexec and ble.sh run before PROMPT_COMMAND, and may make a prompt of
# what is on: we are in front of them, and behind them for the name.
function __venvhook_register {
    [[ -z ${bash_preexec_imported-}${__bp_imported-} ||
        ${precmd_functions[*]-} == *__venvhook_hook* ]] ||
        precmd_functions=(__venvhook_hook
            ${precmd_functions[@]+"${precmd_functions[@]}" __venvhook_hook})
    [[ -z ${BLE_VERSION-} ]] || blehook PRECMD+-=__venvhook_hook &>/dev/null
    [[ "${PROMPT_COMMAND[*]-}${__vsc_original_prompt_command[*]-}" == \
        *__venvhook_hook* || ${precmd_functions[*]-} == *__venvhook_hook* ]] ||
        { __venvhook_writable PROMPT_COMMAND && __venvhook_front; } ||
        __venvhook_seen=''
    __venvhook_back_up
}

# The first element: before 5.1 it alone counts, and some save and replace only
# that.  Where VS Code's script has been, the place is the one that it keeps the
# former text in.
#
# Neither -e nor an ERR trap minds $? of what && follows, and a loop over
# nothing is no command to a DEBUG trap.  In that loop our command stands once
# more, as some who have such a trap know the commands of a prompt by what is
# between the semicolons of PROMPT_COMMAND; what was there, which may hold some,
# is in an array for that.  It stands there, too, between semicolons, for those
# who look whether they are in PROMPT_COMMAND already; but not bash-preexec's,
# as that cleans a text with its name by a pattern that takes bash seconds in a
# long one.
function __venvhook_front {
    \builtin local __venvhook_shown='' __venvhook_call=__venvhook_hook \
        __venvhook_quote="'" __venvhook_quoted="'\\''"
    \builtin export -n PROMPT_COMMAND
    \builtin set -- PROMPT_COMMAND
    if [[ ${PROMPT_COMMAND-} == __vsc_prompt_cmd* ]]; then
        PROMPT_COMMAND=__vsc_prompt_cmd_original
        \builtin set -- __vsc_original_prompt_command
    fi
    if [[ -n ${!1-} ]]; then
        __venvhook_call+=" \"\${__venvhook_leds[${#__venvhook_leds[@]}]}\""
        __venvhook_leds+=("${!1}")
        __venvhook_shown=${!1//$__venvhook_quote/$__venvhook_quoted}
        __venvhook_shown="';${__venvhook_shown%;};'"
        [[ ${!1} != *__bp_* ]] || __venvhook_shown=''
    fi
    \builtin printf -v "$1" '%s && for __venvhook_none in; do : %s; %s; done' \
        "$__venvhook_call" "$__venvhook_shown" "$__venvhook_call"
}

# `PROMPT_COMMAND=...` behind our line sets the first element alone, and what
# stands in others runs behind us.  So the last one looks whether all is as we
# left it, and the name in PS1, by words of a loop that is gone through if not,
# and else is no command.  Where the rc file is read again, some only look for an
# element that is just theirs: what the first one has taken in is in no other.
# Only what tells bash-preexec that no more is to come stays behind it.
function __venvhook_back_up {
    \builtin local __venvhook_each
    ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)) &&
        __venvhook_writable PROMPT_COMMAND || \return 0
    for __venvhook_each in "${!PROMPT_COMMAND[@]}"; do
        case ${PROMPT_COMMAND[__venvhook_each]} in
        __bp_interactive_mode) \builtin set -- __bp_interactive_mode ;;
        *__venvhook_left_as*) ;;
        "${__venvhook_leds[1]-}") [[ $__venvhook_each != 0 ]] || \continue ;;
        *) \continue ;;
        esac
        \builtin unset "PROMPT_COMMAND[$__venvhook_each]"
    done
    __venvhook_more=2 __venvhook_now=0
    __venvhook_other='${__venvhook_left_as[${PROMPT_COMMAND-}:${__vsc_original_prompt_command-}:${PATH-}:${VIRTUAL_ENV-}:${VIRTUAL_ENV_PROMPT-}${__venvhook_prefix:+${PS1+${PS1##*"$__venvhook_mark"*}}}]-1}'
    PROMPT_COMMAND+=("for __venvhook_word in $__venvhook_other"'${__venvhook_none[__venvhook_now[1]=__venvhook_now/2,__venvhook_now=0]-}; do for __venvhook_none in; do :; done; __venvhook_calm again; done' "$@")
    \builtin declare -gA __venvhook_left_as
    __venvhook_leads || \builtin :
}

# Does PROMPT_COMMAND begin with us, or with VS Code's script and that with us?
function __venvhook_leads {
    __venvhook_rest=${PROMPT_COMMAND-}:${__vsc_original_prompt_command-}
    [[ $__venvhook_rest == __venvhook_hook* || $__venvhook_rest == \
        __vsc_prompt_cmd_original*:__venvhook_hook* ||
        ${precmd_functions[*]-} == *__venvhook_hook* ]] &&
        __venvhook_lead=$__venvhook_rest
}

# Where nobody has called us, we go to the front again, and else once, before
# those who came later, such as a theme: two who want to be first would go on
# for ever.  At the prompt at which bash-preexec comes, what tells it that no
# more is to come has been before us.
function __venvhook_again {
    if ! __venvhook_leads && __venvhook_writable PROMPT_COMMAND &&
        [[ -z ${__venvhook_fronted-} || ${__venvhook_now[1]} == 0 ]]; then
        __venvhook_fronted=yes
        __venvhook_front
        __venvhook_back_up
    fi
    __venvhook_lead=$__venvhook_rest __venvhook_now=1
    __venvhook_last 0
    __venvhook_now=0 __venvhook_left_as=(["$__venvhook_lead:${PATH-}:\
${VIRTUAL_ENV-}:${VIRTUAL_ENV_PROMPT-}"]='')
    [[ -z ${__bp_preexec_interactive_mode+x} ]] ||
        __bp_preexec_interactive_mode=on
}

# Not in scripts, and not in a restricted shell.
if [[ $- == *i* ]] && ! \builtin shopt -q restricted_shell; then
    ! \builtin declare -f +i deactivate || __venvhook_ours=yes
    for __venvhook_each in cd pushd popd; do
        [[ $__venvhook_cd == no ]] ||
            \builtin declare -f +i $__venvhook_each ||
            \builtin eval "function $__venvhook_each {
                \\builtin $__venvhook_each \"\$@\" || \\return
                ! \\builtin declare -f +i __venvhook_moved || __venvhook_moved
            }"
    done
    __venvhook_calm register
fi
[[ $__venvhook_flags != *a* ]] || \builtin set -a
\builtin unset __venvhook_flags __venvhook_each
