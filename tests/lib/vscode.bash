# shellcheck shell=bash
# A stand-in for the script that VS Code evaluates in bash.  It does to
# PROMPT_COMMAND, PS1 and the DEBUG trap what that does, under the same names,
# and marks the same moments: A and B around the prompt, E the command line, C
# where it begins, D where it has ended and how.  The prompt that is there when
# it is read it wraps at once, and it marks nothing before the first.

__vsc_in_command_execution=1
__vsc_current_command='' __vsc_custom_PS1='' __vsc_status=0 __vsc_first_prompt=''

__vsc_mark() {
    builtin printf '\e]633;%s\a' "$1"
}

__vsc_precmd() {
    [ -z "$__vsc_first_prompt" ] ||
        __vsc_mark "D${__vsc_current_command:+;$__vsc_status}"
    __vsc_first_prompt=1 __vsc_current_command=''
    __vsc_update_prompt
}

__vsc_update_prompt() {
    [ "$__vsc_in_command_execution" = 1 ] || return 0
    if [ "$__vsc_custom_PS1" != "$PS1" ]; then
        __vsc_original_PS1=$PS1
        __vsc_custom_PS1="\\[\\e]633;A\\a\\]$PS1\\[\\e]633;B\\a\\]"
        PS1=$__vsc_custom_PS1
    fi
    __vsc_in_command_execution=0
}

__vsc_preexec() {
    [ "$__vsc_in_command_execution" = 0 ] || return 0
    __vsc_in_command_execution=1
    case $BASH_COMMAND in
    __vsc_prompt*) ;;
    *) __vsc_current_command=$BASH_COMMAND ;;
    esac
    [ -n "$__vsc_first_prompt" ] || return 0
    __vsc_mark "E;$__vsc_current_command"
    __vsc_mark C
}

__vsc_prompt_cmd() {
    __vsc_status=$?
    __vsc_precmd
}

__vsc_restore() {
    return "$1"
}

__vsc_prompt_cmd_original() {
    __vsc_status=$?
    local each

    __vsc_restore "$__vsc_status"
    for each in "${__vsc_original_prompt_command[@]}"; do
        eval "${each-}"
    done
    __vsc_precmd
}

__vsc_original_prompt_command=${PROMPT_COMMAND-}
if [ -n "$__vsc_original_prompt_command" ]; then
    PROMPT_COMMAND=__vsc_prompt_cmd_original
else
    PROMPT_COMMAND=__vsc_prompt_cmd
fi
trap __vsc_preexec DEBUG
__vsc_update_prompt
