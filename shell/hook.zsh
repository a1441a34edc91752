# venvhook in zsh, behind hook.posix.  `venvhook init zsh` prints both.
#
# What is kept besides:
#   __venvhook_key      a text that (e) expands to what is compared at a prompt,
#   __venvhook_same     and to what is compared in another directory.  Under
#                       typeset -U, activate on top of ours changes nothing else
#                       of it than that it keeps a PATH
#   __venvhook_plain    PS1 and RPS1 that our part may go into
#   __venvhook_worn     what the prompt is set up for
#   __venvhook_dressed  PS1 with our part in it
#   __venvhook_stale    PS1 with the part of before: who has kept that may put
#   __venvhook_gone     it back later; and that part
#
# A call costs zsh as much as ten tests of files, so there are few of them
# between a cd and the program; nor has a cd locals, or long words in an answer:
# behind the fork, each page that is written to is one more fault.
#
# All but the idle prompt begins with "emulate", so that the user's options bend
# nothing here; +x, or a trace of all of it would come with every prompt.
# "\builtin", because users have aliases and functions of any name.

__venvhook_key='${_OLD_VIRTUAL_PATH+1}${PWD-}:__VENVHOOK_KEY__'
__venvhook_same=${__venvhook_key/'${PWD-}:'}

# First and last at each prompt: before those that make a prompt of what is on,
# and behind them.  Nearly always, the first test is all that is done; no option
# of the user's changes what it means.
function __venvhook_precmd {
    [[ ! -o xtrace && \
        "${PS1-}" == *"${__venvhook_prefix-}"* && \
        "${PS1-}" != "${__venvhook_stale- }" && \
        "${__venvhook_seen-}" == "${(e)__venvhook_key-}" && \
        "${__venvhook_worn-}" == "${__venvhook_settled-}" && \
        "${__venvhook_for-}" == "${PWD-}" ]] && __venvhook_watch && \return
    __venvhook_moved prompt
}

function __venvhook_drawn {
    [[ ! -o xtrace && -z ${__venvhook_now-} &&
        "${PS1-}" == *"${__venvhook_prefix-}"* &&
        "${__venvhook_seen-}" == "${(e)__venvhook_key-}" ]] && \return
    \builtin emulate -L zsh +x
    __venvhook_moved prompt
    __venvhook_now=""
}

# __venvhook_write TESTS: makes __venvhook_moved, which asks where the answer
# that is there does not hold.  TESTS is what that says of other directories: a
# function of their own would take as long as all of them.
#
# It is called at each cd, so that `cd project && python x.py` works; at a
# prompt, with one word; and in front of a command, by zsh with three words, to
# see if we are still last at the prompt and at a cd.
#
# What an rc file does before the first prompt waits for that, as a theme may
# not want output so early; behind -c there is no prompt to wait for.  Nothing
# may be written into a line that is edited, nor into what p10k shows as a
# prompt while all is loaded: a notice that is due there waits for the next one.
function __venvhook_write {
    \builtin emulate -L zsh +x -o no_aliases
    \builtin set -- '-n ${__venvhook_top-} && $PWD/ == "$__venvhook_top"/* &&'\
'     . -ef $PWD && $PWD/ != *//* && $PWD/ != */./* && $PWD/ != */../* && '$1
    \builtin eval 'function __venvhook_region { [[ '$1' ]]; };'\
' function __venvhook_moved {'\
' \builtin emulate -L zsh +x -o no_auto_name_dirs;'\
' if [[ $# == 3 ]]; then'\
'     [[ "${${(j: :)precmd_functions}% (_ksi|_ghostty|_p9k|warp_update)_*}" =='\
'         *__venvhook_drawn && ${chpwd_functions[-1]-} =='\
'         *${${__venvhook_cd#no}:+__venvhook_moved} ]] && return;'\
'     __venvhook_register;'\
' fi;'\
' if [[ -z ${VENVHOOK_DISABLE-} && ( ${__venvhook_for-} == "${PWD-}" &&'\
'     ${__venvhook_seen-} == "${(e)__venvhook_key}" ||'\
'     '$1' &&'\
'     $__venvhook_with == "${(e)__venvhook_same}" ) ]] &&'\
'     __venvhook_watch; then __venvhook_for=${PWD-};'\
' elif [[ -z ${*-}${__venvhook_seen+x}${ZSH_EXECUTION_STRING+x} ]]; then'\
'     return 0;'\
' elif [[ -z ${WIDGET+x}${__p9k_instant_prompt_active+x} ]]; then'\
'     __venvhook_ask;'\
' else __venvhook_ask 2>/dev/null; fi;'\
' [[ $# != 1 && -z ${WIDGET+x} &&'\
'     "${precmd_functions-}" == *__venvhook_precmd* ]] || __venvhook_dress; }'
}

# All of an answer, or nothing.  The words are those of a call.  Without any,
# not in subshells, zpty, completions or restricted shells, nor with a readonly
# PATH, nor where a local hides the table of functions; and what fails, or is
# interrupted, is not tried again at the next prompt.  What a DEBUG trap prints
# would be part of the answer; emulate -L brings it back.
function __venvhook_ask {
    \builtin trap - DEBUG
    __venvhook_start="" __venvhook_shown=${__venvhook_notices-} \
        __venvhook_found=$__venvhook_program
    if [[ $# == 0 ]]; then
        [[ $ZSH_SUBSHELL == 0 && -o interactive && -z ${compstate+x} &&
            ! -o restricted && -z ${VENVHOOK_DISABLE-}${__venvhook_telling-} &&
            ${(t)PATH}${(t)VIRTUAL_ENV}${(t)VIRTUAL_ENV_PROMPT} != *readonly* &&
            ${(t)VENVHOOK_SESSION} != *readonly* &&
            ${(t)functions} == *special* ]] ||
            \return 0
        [[ -n ${__venvhook_seen+x} ]] || __venvhook_start=--start
        [[ -z $__venvhook_start ]] || __venvhook_register
        [[ ${PWD-} == "${__venvhook_for-}" ]] || __venvhook_now="now:"
        __venvhook_for=${PWD-}
        if [[ $__venvhook_with == "${(e)__venvhook_same}" ]] &&
            __venvhook_leave; then
            __venvhook_seen=${__venvhook_for:+${(e)__venvhook_key}} \
                __venvhook_with=${(e)__venvhook_same}
            return
        fi
        function __venvhook_watch { \builtin :; }
        __venvhook_seen=${(e)__venvhook_key} __venvhook_top=""
    fi
    __venvhook_for=${PWD-}
    [[ -z ${__venvhook_entry-} || -n ${functions[deactivate]-} ]] ||
        __venvhook_now=""
    [[ -f $__venvhook_found && -x $__venvhook_found ]] ||
        __venvhook_find || \return
    __venvhook_answer=$("$__venvhook_found" export --hook 1 \
        ${__venvhook_start:+--start} --notices "$__venvhook_shown" \
        --left "${__venvhook_now-}${__venvhook_left-}" --path "${PATH-}" \
        ${_OLD_VIRTUAL_PATH+"--kept=${_OLD_VIRTUAL_PYTHONHOME-}"} \
        --tests "${__venvhook_tests-}" zsh -- "$@" </dev/null) || \return
    \builtin eval "$__venvhook_answer"
    __venvhook_seen=${(e)__venvhook_key} __venvhook_with=${(e)__venvhook_same}
    [[ $# -gt 0 || -z ${WIDGET+x}${__p9k_instant_prompt_active+x} ||
        ${__venvhook_notices-} == "$__venvhook_shown" ]] ||
        __venvhook_notices=$__venvhook_shown __venvhook_seen="" \
            __venvhook_top=""
}

# What follows when another one is on: `deactivate`, which is ours only while an
# env of ours is on, or one by hand that was inherited without its own.
function __venvhook_settle {
    __venvhook_now="now:" __venvhook_settled=$__venvhook_entry:$__venvhook_name
    __venvhook_text deactivate
    if [[ -z $__venvhook_entry && $__venvhook_rest == *__venvhook_off* ]]; then
        \builtin unset -f deactivate
        [[ -z ${__venvhook_former-} ]] || \builtin eval "$__venvhook_former"
    elif [[ -n $__venvhook_entry && $__venvhook_rest != *__venvhook_off* &&
        ( -n $__venvhook_env || -z $__venvhook_rest ) ]]; then
        __venvhook_former=$__venvhook_rest
        __venvhook_offer
    fi
}

# At the prompt, as a function may have a PS1 of its own.  The prefix goes where
# in PS1 it is by now, and in the copy that venv's own activate keeps; then
# another is put in.  What a new shell finds there it has inherited; later on
# the same words are the user's or conda's.
function __venvhook_dress {
    [[ ${PS1-} != "${__venvhook_stale- }" ]] || PS1=${PS1/"$__venvhook_gone"}
    if [[ ${__venvhook_worn-} != "${__venvhook_settled-}" ]]; then
        [[ -z $__venvhook_prefix ]] || PS1=${PS1/"$__venvhook_prefix"}
        [[ -z $_OLD_VIRTUAL_PS1 ]] ||
            _OLD_VIRTUAL_PS1=${_OLD_VIRTUAL_PS1/"$__venvhook_prefix"}
        __venvhook_gone=$__venvhook_prefix __venvhook_prefix="" \
            __venvhook_stale=${__venvhook_dressed- }
        [[ -n $__venvhook_name && -n ${PS1+x} && $__venvhook_prompt != "no" &&
            -z ${VIRTUAL_ENV_DISABLE_PROMPT-} && ( -z ${__venvhook_worn+x} ||
            $PS1 != *"($__venvhook_name) "* ) ]] && __venvhook_allowed &&
            __venvhook_prefix="($__venvhook_name) "
        __venvhook_worn=$__venvhook_settled
    fi
    [[ ${PS1-} == *"${__venvhook_prefix-}"* ]] ||
        PS1=$__venvhook_prefix${PS1-} __venvhook_dressed=$PS1
    [[ -z $__venvhook_prefix || $PS1 != "${__venvhook_stale- }" ]] ||
        __venvhook_stale=" "
}

# Can PS1 be changed, and does nothing show environments: not a theme, nor the
# prompt or what makes it (its text has PS1, PROMPT or psvar), nor a function
# that these name?  Where sh_glob is set no pattern with a | could be read here.
# What does so only where VIRTUAL_ENV_DISABLE_PROMPT is set, as most of what is
# made of agnoster does, shows none here; nor does oh-my-zsh's function for all
# of its themes, where it only fails.  A name with _ in front is that of a
# terminal, which only marks the prompt, or of a theme that is known by its
# name.
function __venvhook_allowed {
    \builtin local __venvhook_each __venvhook_sign="" \
        __venvhook_by="$PS1 $RPS1 $GEOMETRY_PROMPT $GEOMETRY_RPROMPT "
    [[ $PS1${RPS1-} != "${__venvhook_plain-}" ]] || \return 0
    for __venvhook_each in precmd ${precmd_functions:#_*}; do
        __venvhook_text $__venvhook_each
        __venvhook_by+=${(M)__venvhook_rest:#*[Pp][SRs][1Ov]*}
    done
    [[ ${(t)PS1} != *readonly* && $__venvhook_by != *VIRTUAL_ENV* ]] || \return
    for __venvhook_each in __VENVHOOK_THEMES__ : \
        ${(s: :)__venvhook_by//[$'\n\t$`"(){};|']/ }; do
        [[ $__venvhook_each != ":" ]] || __venvhook_sign=VIRTUAL_ENV
        __venvhook_text "$__venvhook_each"
        [[ $__venvhook_sign$__venvhook_each != VIRTUAL_ENV*virtualenv* ||
            $__venvhook_rest == *{?$'\treturn 1'?} ]] || \return
        [[ $__venvhook_rest != ?*$__venvhook_sign* ||
            ${__venvhook_rest//[\"\{]} == \
            *-n\ \$VIRTUAL_ENV_DISABLE_PROMPT* ]] || \return
    done
    __venvhook_plain=$PS1${RPS1-}
}

function __venvhook_calm {
    \builtin emulate -L zsh +x -o no_auto_name_dirs
    "__venvhook_$1" "${@[2,-1]}"
}

function __venvhook_text {
    __venvhook_rest=${functions[$1]+"$1 () {"$'\n'$functions[$1]$'\n}'}
}

function __venvhook_own {
    [[ ${functions[deactivate]-} == *__venvhook_off* ]]
}

function __venvhook_has {
    [[ ${+functions[$1]} == 1 ]]
}

# Here, and once more at the first prompt, when all others are there; and in
# front of a command, if somebody has set the arrays anew without us, or has
# come behind us later.  At a cd we are last: then another one that
# looks for environments finds what it switched on still there.  The arrays
# directly, as add-zsh-hook is not there where fpath is empty.
#
# zsh calls the function precmd before any of the array.  A list with && is no
# failure to ZERR or err_return, and leaves $? as it was.
function __venvhook_register {
    \builtin emulate -L zsh +x -o no_aliases
    __venvhook_among precmd_functions __venvhook_precmd __venvhook_drawn
    __venvhook_among chpwd_functions "" ${${__venvhook_cd#no}:+__venvhook_moved}
    __venvhook_among preexec_functions "" __venvhook_moved
    [[ ${functions[precmd]-__venvhook_precmd} == *__venvhook_precmd* ]] ||
        functions[precmd]="() { [[ -z \${functions[__venvhook_precmd]-} ]] ||"\
" __venvhook_precmd; return \$1; } \$? && :; ${functions[precmd]}"
}

# __venvhook_among ARRAY [FIRST [LAST]]: ours in that place, and nowhere else.
# Only what kitty, ghostty and Warp put last, to mark the prompt, stays behind,
# where it is last: it looks for that.
function __venvhook_among {
    [[ ${(tP)1} != *readonly* ]] || \return 0
    \builtin typeset -ga $1
    \builtin set -- "$1" "${2-}" "${3-}" "" "${(@)${(@P)1}:#__venvhook_*}"
    [[ -z "${(M)${@[-1]}:#(_ksi|_ghostty|warp_update)_*}" ]] ||
        \builtin set -- "$1" "$2" "$3" "${@[-1]}" "${@[5,-2]}"
    \builtin set -A $1 ${2:+$2} "${@[5,-1]}" ${3:+$3} ${4:+$4}
}

# A zsh that was started as sh or ksh has no table of functions else.  All of the
# module would be variables that the user did not have.  Where a local hides the
# table, it is there; where the module is not, each look at it would complain.
\builtin zmodload -F zsh/parameter p:functions 2>/dev/null || \builtin :
__venvhook_write "-z x"
[[ ! -o interactive ]] || if \builtin zmodload -e zsh/parameter; then
    __venvhook_register
else
    \builtin print -u2 "venvhook: there is no hook without zsh/parameter"
fi
[[ $__venvhook_flags != *a* ]] || \builtin set -a
\builtin unset __venvhook_flags
