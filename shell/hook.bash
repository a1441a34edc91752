# shellcheck shell=bash disable=SC2030,SC2031,SC2128,SC2178,SC2317,SC2319
# venvhook in bash, from 3.2 on.  `venvhook init bash` prints this text.
#
# What the program answered last:
#   __venvhook_env, __venvhook_entry    what is on, and its PATH entry; the
#                       entry alone where it is on by hand
#   __venvhook_name                     how the prompt is to name it
#   __venvhook_told                     notices shown so far
#   __venvhook_undo, __venvhook_watch   functions; core/shell/shell.h
# What is kept besides:
#   __venvhook_seen     what the answer was for; unset: none yet
#   __venvhook_settled  what deactivate and prompt are set up for
#   __venvhook_prefix   our part of PS1
#   __venvhook_former   a `deactivate` that was there before ours
#
# "\builtin", because users have aliases and functions of any name.  `test`
# where bytes are compared: nocasematch bends [[ and case.

# Under `set -a` all of this would be exported, functions too.
__venvhook_flags=$-
\builtin set +a
\builtin export -n __venvhook_cd __venvhook_prompt __venvhook_flags
__venvhook_program=__VENVHOOK__
\builtin unset __venvhook_seen

# At every prompt and after every cd, and for deactivate.  $? comes out as it
# went in.  With -x all of it would be traced, with -a exported.
function __venvhook_hook {
    \builtin local __venvhook_status="$?" __venvhook_flags="$-"
    \builtin set +ax
    "__venvhook_${1-look}"
    [[ $__venvhook_flags != *[ax]* ]] || __venvhook_flags_back
    return "$__venvhook_status"
}

function __venvhook_flags_back {
    [[ $__venvhook_flags != *a* ]] || \builtin set -a
    [[ $__venvhook_flags != *x* ]] || \builtin set -x
}

# Nearly always, this is all.  A prompt that is made anew each time gets the
# prefix each time.
function __venvhook_look {
    [[ -z ${VENVHOOK_DISABLE-} ]] || return 0
    {
        \builtin test "${__venvhook_seen-}" = \
            "${PWD-}:${PATH-}:${VIRTUAL_ENV-}:${VENVHOOK_SESSION-}" &&
            __venvhook_watch
    } || __venvhook_update
    [[ ${PS1-} == *"${__venvhook_prefix-}"* ]] ||
        PS1=$__venvhook_prefix${PS1-}
}

function __venvhook_remember {
    __venvhook_seen=${PWD-}:${PATH-}:${VIRTUAL_ENV-}:${VENVHOOK_SESSION-}
}

# Not in subshells or completions.  Remembers first: what fails, or is
# interrupted, is not tried again at the next prompt.
function __venvhook_update {
    \builtin local __venvhook_start=''
    [[ $BASH_SUBSHELL == 0 && -z ${COMP_LINE+x} ]] || return 0
    [[ -n ${__venvhook_seen+x} ]] || __venvhook_start=--start
    __venvhook_remember
    function __venvhook_watch { \builtin :; }
    __venvhook_ask export --hook 1 ${__venvhook_start:+"--start"} \
        --told "${__venvhook_told-}" bash
}

# All of an answer, or nothing.  "exec" spares bash a second fork.
function __venvhook_ask {
    \builtin local __venvhook_answer
    __venvhook_find || return
    __venvhook_answer=$(\builtin exec "$__venvhook_found" "$@" </dev/null) ||
        return
    \builtin eval "$__venvhook_answer"
    __venvhook_settle
    __venvhook_remember
}

# Where the program was at init, else in an absolute directory of PATH: what
# is relative there is the directory at hand, or below it.
function __venvhook_find {
    \builtin local __venvhook_dirs="$PATH:"
    __venvhook_found=$__venvhook_program
    until [[ -f $__venvhook_found && -x $__venvhook_found ]]; do
        [[ -n $__venvhook_dirs ]] || return
        __venvhook_found=${__venvhook_dirs%%:*}/venvhook
        __venvhook_dirs=${__venvhook_dirs#*:}
        [[ $__venvhook_found == /*/* ]] || __venvhook_found=
    done
}

# Prompt and `deactivate` follow what is on.
function __venvhook_settle {
    \builtin local __venvhook_was="${__venvhook_settled-new}"
    __venvhook_settled=$__venvhook_entry:$__venvhook_name
    \builtin test "$__venvhook_was" != "$__venvhook_settled" || return 0
    __venvhook_undraw
    __venvhook_draw
    __venvhook_define
}

# __venvhook_cut TEXT PART [INSTEAD]: TEXT without its first PART, in
# __venvhook_rest; false if there is none.
function __venvhook_cut {
    __venvhook_rest=${1%%"$2"*}
    \builtin test "$__venvhook_rest" != "$1" || return
    __venvhook_rest=$__venvhook_rest${3-}${1#*"$2"}
}

# Wherever in PS1 it is by now, and in the copy that venv's own activate keeps.
function __venvhook_undraw {
    [[ -n ${__venvhook_prefix-} ]] || return 0
    __venvhook_cut "${PS1-}" "$__venvhook_prefix" && PS1=$__venvhook_rest
    __venvhook_cut "${_OLD_VIRTUAL_PS1-}" "$__venvhook_prefix" &&
        _OLD_VIRTUAL_PS1=$__venvhook_rest
    __venvhook_prefix=''
}

# Decides; __venvhook_look puts it in.  What a new shell finds there it has
# inherited; later on the same words are the user's or conda's.
function __venvhook_draw {
    [[ -n $__venvhook_name && -n ${PS1+x} && ${__venvhook_prompt-} != no &&
        -z ${VIRTUAL_ENV_DISABLE_PROMPT-} ]] || return 0
    [[ $__venvhook_was == new || $PS1 != *"($__venvhook_name) "* ]] ||
        return 0
    [[ $PS1 != *VIRTUAL_ENV* && $PS1 != *virtualenv* ]] || return 0
    ! __venvhook_objected || return 0
    __venvhook_prefix="($__venvhook_name) "
}

# Is PS1 readonly, or is there a theme that shows environments itself:
# starship, oh-my-posh, powerline, powerline-go and -shell, liquidprompt,
# bash-it, bash-git-prompt?  Without a subshell: bash forks slowly.
function __venvhook_objected {
    \builtin local __venvhook_theme
    __venvhook_writable PS1 || return 0
    for __venvhook_theme in starship_precmd _omp_hook _powerline_set_prompt \
        _update_ps1 _lp_set_prompt __lp_set_prompt virtualenv_prompt \
        setGitPrompt; do
        ! \builtin declare -F "$__venvhook_theme" || return 0
    done >/dev/null
    return 1
}

# Of what is readonly not even a local can be made.
function __venvhook_writable {
    \builtin local "$1" 2>/dev/null
}

# `deactivate` is ours only while an env of ours is on, or one by hand that was
# inherited without its own.
function __venvhook_define {
    \builtin local __venvhook_found=''
    ! \builtin declare -F deactivate >/dev/null ||
        __venvhook_found=$(\builtin declare -f deactivate)
    if [[ -z $__venvhook_entry ]]; then
        [[ $__venvhook_found == *__venvhook_hook* ]] || return 0
        \builtin unset -f deactivate
        \builtin eval "${__venvhook_former-}"
    elif [[ $__venvhook_found != *__venvhook_hook* &&
        ( -n $__venvhook_env || -z $__venvhook_found ) ]]; then
        __venvhook_former=$__venvhook_found
        function deactivate { __venvhook_hook off || \builtin :; }
    fi
}

# Works without the program; PATH keeps all but our entry.
function __venvhook_off {
    __venvhook_undo
    if __venvhook_cut ":${PATH-}:" ":$__venvhook_entry:" :; then
        __venvhook_rest=${__venvhook_rest#:}
        PATH=${__venvhook_rest%:}
    fi
    __venvhook_env='' __venvhook_entry='' __venvhook_name=''
    __venvhook_settle
}

function venvhook {
    \builtin local IFS=' '
    if \builtin test "$*" = deactivate &&
        [[ $(\builtin declare -f deactivate) == *__venvhook_hook* ]]; then
        deactivate
        return
    fi
    if ! __venvhook_find; then
        \builtin printf 'venvhook: %s: not there any more\n' \
            "$__venvhook_program" >&2
        return 127
    fi
    case "${1-} $* " in
    *' -h '* | *' --help '* | *' --shell '* | *' --shell='*) ;;
    'activate '* | 'deactivate '*)
        __venvhook_ask "$1" --hook 1 --told "${__venvhook_told-}" \
            --shell bash "${@:2}"
        return
        ;;
    esac
    "$__venvhook_found" "$@"
}

# cd, pushd and popd, so that `cd project && python x.py` works.  What an rc
# file does before the first prompt waits for that.
function __venvhook_cd {
    \builtin "$@" || return
    [[ ${__venvhook_cd-} != yes || -z ${__venvhook_seen+x} ]] ||
        __venvhook_hook || \builtin :
}

# Not in scripts, not in a restricted shell, and once.  The last entry, since
# those of a string share $? and PIPESTATUS; "&& :", because then neither -e
# nor an ERR trap minds $?.  After a newline, because a string may end in
# anything.  Before 5.1 only the first element of an array counts.  Where it is
# readonly there is cd alone, which then need not wait.
function __venvhook_install {
    \builtin local __venvhook_each __venvhook_own='__venvhook_hook && :'
    [[ $- == *i* ]] || return 0
    \builtin shopt -q restricted_shell && return
    if [[ ${__venvhook_cd-} == yes ]]; then
        for __venvhook_each in cd pushd popd; do
            \builtin declare -F $__venvhook_each ||
                \builtin alias $__venvhook_each ||
                \builtin eval "function $__venvhook_each {
                    __venvhook_cd $__venvhook_each \"\$@\"
                }"
        done >/dev/null 2>&1
    fi
    for __venvhook_each in \
        ${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"} \
        ${precmd_functions[@]+"${precmd_functions[@]}"}; do
        [[ $__venvhook_each != *__venvhook_hook* ]] || return 0
    done
    if [[ -n ${BLE_VERSION-} ]]; then
        blehook PRECMD!=__venvhook_hook
    elif [[ -n ${bash_preexec_imported-}${__bp_imported-} ]]; then
        precmd_functions+=(__venvhook_hook)
    elif __venvhook_writable PROMPT_COMMAND; then
        \builtin export -n PROMPT_COMMAND
        if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
            PROMPT_COMMAND+=("$__venvhook_own")
        else
            PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}
            PROMPT_COMMAND=$PROMPT_COMMAND$__venvhook_own
        fi
    else
        __venvhook_seen=''
    fi
}

__venvhook_install
\builtin unset -f __venvhook_install
[[ $__venvhook_flags != *a* ]] || \builtin set -a
\builtin unset __venvhook_flags
