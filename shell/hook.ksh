# venvhook in ksh93, from 93u+m on, behind hook.korn.  `venvhook init ksh`
# prints both.

# Whose function that is, instead of its text: of a function that a file defined
# behind an eval the shell shows another one's.  So we do not put ours in the
# place of the user's, as we could not bring that back.
__venvhook_text() {
    __venvhook_rest=''
    if ! __venvhook_has "$1"; then
        \:
    elif [[ -n ${_OLD_VIRTUAL_PATH+x} ]]; then
        __venvhook_rest='__venvhook_theirs _OLD_VIRTUAL_PATH'
    elif [[ -n ${__venvhook_ours-} ]]; then
        __venvhook_rest=__venvhook_off
    else
        __venvhook_rest=__venvhook_theirs
    fi
}

__venvhook_own() {
    [[ -z ${_OLD_VIRTUAL_PATH+x} ]] && __venvhook_has deactivate ||
        __venvhook_ours=''
}

# In a subshell nothing is asked.
__venvhook_outside() {
    [[ ${.sh.subshell} != 0 ]] || __venvhook_update "$1"
}

# Whoever reads PS1 calls this: the shell for each prompt, and our functions.
__venvhook_install() {
    __venvhook_exec='' __venvhook_mark='${__venvhook_prefix-}'
    function PS1.get {
        \set -- "$?"
        [[ ${.sh.level} != 1 ]] || __venvhook_hook prompt "$1"
        \return "$1"
    }
    [[ $__venvhook_cd != yes ]] || __venvhook_wrap
}

__venvhook_init
\unset -f __venvhook_init
