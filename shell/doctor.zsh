# What this zsh can say of itself, for `venvhook doctor`; core/doctor/seen.h.
# The hook evaluates it in a subshell, so nothing here changes anything.

\builtin emulate -R zsh
\builtin typeset -f precmd >/dev/null &&
    [[ $(\builtin typeset -f precmd) != *__venvhook_precmd* ]] &&
    \builtin printf 'prompt=%s\0' precmd
(( ! ${#precmd_functions} )) ||
    \builtin printf 'prompt=%s\0' "${precmd_functions[@]}"
\builtin printf 'function=%s\0' ${(f)"$(\builtin typeset +f)"}
for __venvhook_each in deactivate python python3 pip pip3; do
    ! \builtin typeset -f $__venvhook_each >/dev/null ||
        \builtin printf 'body %s=%s\0' $__venvhook_each \
            "$(\builtin typeset -f $__venvhook_each)"
    __venvhook_rest=$(\builtin alias $__venvhook_each)
    [[ -z $__venvhook_rest ]] ||
        \builtin printf 'alias %s=%s\0' $__venvhook_each \
            "${__venvhook_rest#*=}"
done
[[ -z ${_OLD_VIRTUAL_PATH+x} ]] ||
    \builtin printf 'variable=%s\0' _OLD_VIRTUAL_PATH
\builtin printf 'program=%s\0' "${__venvhook_program-}"
if \builtin zmodload zsh/datetime 2>/dev/null; then
    \builtin typeset -F __venvhook_each=$EPOCHREALTIME
    repeat 10 __venvhook_precmd
    \builtin printf 'idle=%.0f\0' \
        $(( (EPOCHREALTIME - __venvhook_each) * 100000 ))
fi
\builtin true
