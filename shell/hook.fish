# The hook of fish, from 3.1 on.  `venvhook init fish` prints it behind two
# assignments, __venvhook_cd and __venvhook_prompt, with the path of the
# program in the one place that names it.
#
# At each prompt, and when the directory changes, __venvhook_check compares
# what the last answer rested on.  Only if something differs does the program
# run, and what it prints is sourced: the changes, what is on now
# (__venvhook_env, __venvhook_entry, __venvhook_name), how to undo that
# (__venvhook_undo), and the test that says for how long this holds
# (__venvhook_watch).
#
# fish itself keeps $status and $pipestatus around an event handler.

builtin set -g __venvhook_start --start
builtin set -g __venvhook_seen

# The tests of two files in a watch.  Before 3.6 there is no -nt and no -ef:
# no age counts, nor where a link leads.
if builtin test / -nt /dev/null/none 2>/dev/null
    function __venvhook_test
        builtin test $argv
    end
else
    function __venvhook_test
        builtin true
    end
end

# The one that printed this; if that has been moved, another one, but of
# absolute directories alone: what is relative is the directory at hand.
function __venvhook_program
    builtin set -l program
    for program in __VENVHOOK__ (builtin string match -- '/*' $PATH)/venvhook
        if builtin test -f "$program" -a -x "$program"
            command $program $argv
            return
        end
    end
    return 127
end

# One text, as each call of test costs more than it takes to make this.
function __venvhook_remember
    builtin set -g __venvhook_seen \
        "$PWD"\n"$VIRTUAL_ENV"\n"$VENVHOOK_SESSION"\n"$PATH"
end

function __venvhook_check
    builtin test -z "$VENVHOOK_DISABLE"; or return
    builtin test "$__venvhook_seen" = \
        "$PWD"\n"$VIRTUAL_ENV"\n"$VENVHOOK_SESSION"\n"$PATH"
    and __venvhook_watch
    or __venvhook_update
end

# Remembered first: a run that fails, or that ^C ends, is not tried again
# until something changes.
function __venvhook_update
    __venvhook_remember
    function __venvhook_watch
        builtin true
    end
    builtin set -l start $__venvhook_start
    builtin set -e __venvhook_start
    builtin set -l lines (__venvhook_program export --hook 1 $start \
        --told "$__venvhook_told" fish </dev/null)
    and __venvhook_apply $lines
end

function __venvhook_apply
    builtin string join -- \n $argv | builtin source
    __venvhook_define
    __venvhook_dress
    __venvhook_remember
end

# `deactivate` is ours only while an env of ours is on, or one by hand that was
# inherited without its own; and not where the activate.fish of an env has been
# sourced on top.
function __venvhook_define
    builtin test "$__venvhook_settled" != "$__venvhook_entry"; or return 0
    builtin set -g __venvhook_settled "$__venvhook_entry"
    if __venvhook_ours deactivate
        builtin functions -e deactivate
        __venvhook_rename __venvhook_former deactivate
    end
    builtin test -n "$__venvhook_entry"; or return 0
    if builtin test -n "$__venvhook_env"; or not builtin functions -q deactivate
        __venvhook_rename deactivate __venvhook_former
        function deactivate --description venvhook
            __venvhook_off
        end
    end
end

# What `deactivate` does, without the program.
function __venvhook_off
    __venvhook_undo
    builtin set -l at (builtin contains -i -- "$__venvhook_entry" $PATH)
    and builtin set -e PATH[$at]
    builtin set -g __venvhook_env ''
    builtin set -g __venvhook_entry ''
    builtin set -g __venvhook_name ''
    __venvhook_define
    __venvhook_dress
end

# Frees the first name, if there is such a function, and keeps it as the other.
function __venvhook_rename
    builtin functions -q $argv[1]; or return 0
    builtin functions -e $argv[2]
    builtin functions -c $argv
    builtin functions -e $argv[1]
end

# Functions of ours with a name that is not are known by their description.
function __venvhook_ours
    builtin contains -- venvhook (builtin functions -Dv $argv)
end

# fish draws fish_mode_prompt in front of fish_prompt.  It is that one we wrap,
# so fish_prompt stays the user's own, with its $status, whatever they make it.
function __venvhook_dress
    if builtin test -z "$__venvhook_name" -o "$__venvhook_prompt" = no
        or __venvhook_themed
        __venvhook_ours fish_mode_prompt; or return 0
        builtin functions -e fish_mode_prompt
        __venvhook_rename __venvhook_mode_prompt fish_mode_prompt
    else if not __venvhook_ours fish_mode_prompt
        builtin functions -e __venvhook_mode_prompt
        __venvhook_wrap
    end
end

# What was there comes first, as it may look at $status.
function __venvhook_wrap
    if builtin functions -q fish_mode_prompt
        __venvhook_rename fish_mode_prompt __venvhook_mode_prompt
        function fish_mode_prompt --description venvhook
            __venvhook_mode_prompt
            __venvhook_prefix
        end
    else
        function fish_mode_prompt --description venvhook
            __venvhook_prefix
        end
    end
end

# Does the prompt show environments by itself?
function __venvhook_themed
    builtin set -l signs 'virtual_?env|virtualfish|starship|oh-my-posh'
    builtin functions fish_prompt fish_right_prompt 2>/dev/null |
        builtin string match -iqr "$signs|powerline|_tide_|_pure_|__sf_"
end

# Not where the activate.fish of an environment draws its own.
function __venvhook_prefix
    builtin set -g __venvhook_drawn
    builtin test -z "$VIRTUAL_ENV_DISABLE_PROMPT$_OLD_FISH_PROMPT_OVERRIDE"
    and builtin printf '(%s) ' "$__venvhook_name"
end

function venvhook --description 'Python environments that follow you'
    if builtin test "$argv" = deactivate; and __venvhook_ours deactivate
        __venvhook_off
        return
    end
    if builtin string match -qr '^(-h|--help|--shell(=.*)?)$' -- $argv
        or not builtin contains -- "$argv[1]" activate deactivate
        __venvhook_program $argv
    else
        builtin set -l command $argv[1]
        builtin set -e argv[1]
        builtin set -l lines (__venvhook_program $command --shell fish \
            --hook 1 --told "$__venvhook_told" $argv)
        and __venvhook_apply $lines
    end
    builtin set -l result $status
    builtin test $result -ne 127
    or builtin echo 'venvhook: the program is not there any more' >&2
    return $result
end

if builtin status is-interactive
    # Where ours has not been drawn since the last prompt, another
    # fish_mode_prompt has taken its place.
    function __venvhook_on_prompt --on-event fish_prompt
        __venvhook_check
        if builtin test -n "$__venvhook_name"
            builtin set -q __venvhook_drawn; or __venvhook_dress
            builtin set -e __venvhook_drawn
        end
    end

    # So that `cd project; python x.py` works.  Not before the first prompt,
    # while config.fish is read; nor in (cd ...), which moves the shell and
    # back again; nor while PATH is a local variable, as what is set there
    # would end up in the global one.
    builtin functions -e __venvhook_on_pwd
    if builtin test "$__venvhook_cd" != no
        function __venvhook_on_pwd --on-variable PWD
            builtin set -q __venvhook_start
            or builtin status is-command-substitution
            or builtin set -lq PATH
            or __venvhook_check
        end
    end
end
