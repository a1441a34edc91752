# shellcheck shell=bash disable=SC2154,SC2016
# What this bash can say of itself, for `venvhook doctor`; core/doctor/seen.h.
# The hook evaluates it in a subshell, so nothing here changes anything.

\builtin set +aex -f
IFS=$'\n'
# Where it is registered with one that calls it, the order is theirs.
if [[ -n ${bash_preexec_imported-}${__bp_imported-} ]]; then
    for __venvhook_each in ${precmd_functions[@]+"${precmd_functions[@]}"}; do
        [[ $__venvhook_each == __venvhook_hook ]] || continue
        \builtin printf 'prompt=%s\0' "$__venvhook_each"
        break
    done
else
    # What it keeps alive with; and, once it has gone to the front again, where
    # it was before.
    for __venvhook_each in ${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"} \
        ${__vsc_original_prompt_command[@]+"${__vsc_original_prompt_command[@]}"}
    do
        [[ $__venvhook_each == __vsc_prompt_* ||
            $__venvhook_each == *__venvhook_left_as* || ( \
            -n ${__venvhook_fronted-} && $__venvhook_each == \
            '__venvhook_hook &&'* && \
            $__venvhook_each != "${PROMPT_COMMAND-}" ) ]] ||
            \builtin printf 'prompt=%s\0' \
                "${__venvhook_each//"&& for __venvhook_none in; do "*"; done"/}"
    done
fi
for __venvhook_each in $(\builtin compgen -A function); do
    \builtin printf 'function=%s\0' "$__venvhook_each"
done
for __venvhook_each in cd deactivate python python3 pip pip3 __zoxide_cd; do
    [[ $__venvhook_each != cd || ${__venvhook_cd-} == yes ]] || continue
    ! \builtin declare -F "$__venvhook_each" >/dev/null ||
        \builtin printf 'body %s=%s\0' "$__venvhook_each" \
            "$(\builtin declare -f "$__venvhook_each")"
    # An alias for what goes to the hook as well is none.
    [[ $__venvhook_each != cd || $(\builtin declare -f \
        "${BASH_ALIASES[cd]%% *}") != *__venvhook_moved* ]] || continue
    __venvhook_rest=$(\builtin alias "$__venvhook_each" 2>/dev/null) &&
        \builtin printf 'alias %s=%s\0' "$__venvhook_each" \
            "${__venvhook_rest#*=}"
done
[[ -z ${_OLD_VIRTUAL_PATH+x} ]] ||
    \builtin printf 'variable=%s\0' _OLD_VIRTUAL_PATH
\builtin printf 'program=%s\0' "${__venvhook_program-}"
if [[ ${EPOCHREALTIME-} == *[.,]* ]]; then
    __venvhook_each=${EPOCHREALTIME/[.,]/}
    for ((__venvhook_rest = 0; __venvhook_rest < 10; __venvhook_rest++)); do
        __venvhook_look
    done
    \builtin printf 'idle=%s\0' \
        "$(((${EPOCHREALTIME/[.,]/} - __venvhook_each) / 10))"
fi
\builtin :
