# venvhook in ksh93, from 93u+m on, behind hook.korn.  `venvhook init ksh`
# prints both.

# Whose function that is, instead of its text: of one that a file has defined
# behind an eval the shell shows another one's.  It is false of the user's, as we
# could not bring that back.
__venvhook_text() {
    __venvhook_own && __venvhook_rest=__venvhook_off
}

__venvhook_own() {
    [[ -n ${__venvhook_former-} && -z ${_OLD_VIRTUAL_PATH+x} ]] &&
        __venvhook_has deactivate
}

# In a subshell nothing is asked.  What is called for the user has the globs
# that there were.
__venvhook_outside() {
    [[ ${.sh.subshell} == 0 ]] || \return 0
    [[ $2 == *f* ]] || \set +f
    __venvhook_update "$1"
}

# Whoever reads PS1 calls this: the shell for each prompt, and our functions.
# Where it is the user's there is cd alone, which then need not wait for a
# prompt.
__venvhook_install() {
    __venvhook_ksh=''
    [[ $(\typeset -f PS1.get) == @(|*__venvhook_hook*) ]] ||
        __venvhook_seen=''
    [[ -n ${__venvhook_seen+x} ]] || function PS1.get {
        \set -- "$?"
        [[ ${.sh.level} != 1 ]] || __venvhook_hook prompt "$1"
        \return "$1"
    }
}

# So that `cd project && python x.py` works.  What stands for cd only where one
# types it, as a function of the user's has no text here that could be relied on.
__venvhook_wrap() {
    __venvhook_has cd || function cd {
        \command cd "$@" || \return
        ! \typeset -f +x __venvhook_hook || __venvhook_hook moved 0
    }
    \eval "\set -- $(\alias cd 2>/dev/null) cd=cd"
    \set -- "${1#cd=}"
    [[ $(\typeset -f "${1%% *}" 2>/dev/null) == @(|*__venvhook_hook*) ]] ||
        \alias cd="__venvhook_moved $1"
}

[[ $__venvhook_flags != *i* ]] || __venvhook_calm first moved || \:
[[ $__venvhook_flags != *a* ]] || \set -a
\unset __venvhook_flags
