# The hook of fish, from 3.1 on.  `venvhook init fish` prints it behind two
# assignments, __venvhook_cd and __venvhook_prompt, with the path of the
# program in the one place that names it.
#
# At each prompt, and when the directory changes, __venvhook_check compares
# what the last answer rested on.  Only if something differs does the program
# run, and what it prints is evaluated: the changes, what is on now
# (__venvhook_env, __venvhook_entry, __venvhook_name), how to undo that
# (__venvhook_undo), the test that says for how long this holds
# (__venvhook_watch), and in which other directories (core/shell/region.h).
#
# fish itself keeps $status and $pipestatus around an event handler.  What costs
# here is a command substitution or a pipe, also one of builtins, and then each
# call: so there are few of them.

builtin set -g __venvhook_start --start
builtin set -g __venvhook_seen
builtin set -g __venvhook_top

# How a watch compares two files.  Before 3.6 there is no -nt and no -ef: then
# their names are compared, as no age counts, nor where a link leads, and no
# answer holds elsewhere.
builtin set -g __venvhook_newer -nt
builtin set -g __venvhook_same -ef
if not builtin test / -nt /dev/null/none 2>/dev/null
    builtin set -g __venvhook_blind
    builtin set -g __venvhook_newer =
    builtin set -g __venvhook_same !=
end

# The one that printed this; if that has been moved, another one, but of
# absolute directories alone, and not of the env that is on: what is relative
# is the directory at hand.
function __venvhook_program
    builtin set -l program __VENVHOOK__
    if not __venvhook_runs $program
        for other in (builtin string match -- '/*' $PATH)/venvhook ''
            builtin set program $other
            __venvhook_runs $program; and break
        end
    end
    builtin test -n "$program"; or return 127
    command $program $argv
end

function __venvhook_runs
    builtin test -f "$argv" -a -x "$argv" \
        -a "$argv" != "$__venvhook_entry/venvhook"
end

function __venvhook_check
    builtin test "$__venvhook_seen" = "$VENVHOOK_DISABLE"\n"$PWD"\n"$VIRTUAL_ENV"\
\n"$VENVHOOK_SESSION"\n"$PATH"
    or __venvhook_near
    and builtin test $__venvhook_watch
    and builtin set -g __venvhook_for "$PWD"
    or __venvhook_update
end

# Is it the answer for here, too?  From here up to a directory of which it is
# known there may be nothing that the program would have to see.  What is known
# of the way goes into __venvhook_0, and what is new into the others: "a", "/b"
# and so on.  It is looked at from above, as one may be an automounter's.
function __venvhook_near
    builtin test -z "$VENVHOOK_DISABLE" -a -n "$__venvhook_top" -a . -ef "$PWD"
    and not builtin set -q __venvhook_blind
    and builtin string match -qr -- $__venvhook_region $PWD/
    or return
    builtin set -l new $__venvhook_0$__venvhook_1 \
        $__venvhook_0$__venvhook_1$__venvhook_2 \
        $__venvhook_0$__venvhook_1$__venvhook_2$__venvhook_3 \
        $__venvhook_0$__venvhook_1$__venvhook_2$__venvhook_3$__venvhook_4
    for at in $new
        __venvhook_level $at; or return
    end
    builtin test "$__venvhook_with" = \
        "$PATH:$VENVHOOK_SESSION:__VENVHOOK_VARIABLES__"
end

# Remembered first: a run that fails, or that ^C ends, is not tried again
# until something changes.
function __venvhook_update
    builtin test -z "$VENVHOOK_DISABLE"; or return
    builtin test "$PWD" = "$__venvhook_for"
    or builtin set -g __venvhook_now now:
    builtin set -g __venvhook_watch -n x
    builtin set -g __venvhook_top
    __venvhook_remember
    builtin set -l start $__venvhook_start
    builtin set -e __venvhook_start
    __venvhook_ask $start fish
end

# One text, as each call of test costs more than it takes to make this.
function __venvhook_remember
    builtin set -g __venvhook_seen \
        \n"$PWD"\n"$VIRTUAL_ENV"\n"$VENVHOOK_SESSION"\n"$PATH"
    builtin set -g __venvhook_for "$PWD"
end

# All of an answer, or nothing; 3: it is for people.
function __venvhook_ask
    builtin set -q _OLD_VIRTUAL_PATH; and builtin set -g __venvhook_now ''
    builtin set -l lines (__venvhook_program export --hook 1 \
        --notices "$__venvhook_notices" --left "$__venvhook_now$__venvhook_left" \
        $argv </dev/null)
    or begin
        builtin set -l result $status
        builtin test $result -eq 3; or return $result
        builtin printf '%s\n' $lines
        return
    end
    __venvhook_apply $lines
end

function __venvhook_apply
    builtin set -l was "$__venvhook_env"
    builtin set -l on "$VIRTUAL_ENV"
    builtin eval $argv
    if builtin test -n "$on"; and builtin set -q _OLD_VIRTUAL_PATH
        builtin test -n "$__venvhook_env" -o "$on" = "$was"
        and __venvhook_adopt
    end
    __venvhook_define
    builtin test -z "$__venvhook_name" -o -n "$__venvhook_wrapped" \
        -o "$__venvhook_prompt" = no
    or __venvhook_wrap
    __venvhook_remember
    builtin set -g __venvhook_with \
        "$PATH:$VENVHOOK_SESSION:__VENVHOOK_VARIABLES__"
    builtin test "$was" = "$__venvhook_env"; or __venvhook_tell "$was"
    if builtin set -q __venvhook_repeat
        builtin set -e __venvhook_repeat
        __venvhook_update
    end
end

# The env's own activate has been on top of ours, or has switched on what is
# ours now.  Its deactivate takes away what it kept; not what the answer set.
function __venvhook_adopt
    builtin functions -q deactivate; and not __venvhook_ours deactivate
    or return 0
    builtin set -l path $PATH
    builtin set -l env $VIRTUAL_ENV
    builtin set -l prompt $VIRTUAL_ENV_PROMPT
    deactivate >/dev/null 2>&1
    builtin set -gx PATH $path
    builtin set -g __venvhook_settled -
    builtin set -q env[1]; or return 0
    builtin set -gx VIRTUAL_ENV "$env"
    builtin set -gx VIRTUAL_ENV_PROMPT "$prompt"
    builtin set -q PYTHONHOME; and builtin set -g __venvhook_repeat
end

# Functions of the user's own.
function __venvhook_tell
    builtin test -n "$argv"; and builtin functions -q venvhook_deactivated
    and venvhook_deactivated $argv
    builtin test -n "$__venvhook_env"
    and builtin functions -q venvhook_activated
    and venvhook_activated $__venvhook_env
    builtin true
end

# `deactivate` is ours only while an env of ours is on, or one by hand that was
# inherited without its own; and not where the activate.fish of an env has been
# sourced on top.
function __venvhook_define
    builtin test "$__venvhook_settled" != "$__venvhook_entry"; or return 0
    builtin set -g __venvhook_settled "$__venvhook_entry"
    builtin set -g __venvhook_now now:
    if builtin set -q __venvhook_defined; and __venvhook_ours deactivate
        builtin functions -e deactivate
        __venvhook_rename __venvhook_former deactivate
    end
    builtin set -e __venvhook_defined
    builtin test -n "$__venvhook_entry"; or return 0
    if builtin test -n "$__venvhook_env"; or not builtin functions -q deactivate
        __venvhook_rename deactivate __venvhook_former
        builtin set -g __venvhook_defined
        function deactivate --description venvhook
            if builtin test -n "$__venvhook_entry"
                and builtin functions -q __venvhook_off
                __venvhook_off
            else
                command __VENVHOOK__ deactivate --shell fish | builtin source
            end
        end
    end
end

# What `deactivate` does, without the program.
function __venvhook_off
    builtin set -l was "$__venvhook_env"
    __venvhook_undo
    builtin set -l at (builtin contains -i -- "$__venvhook_entry" $PATH)
    and builtin set -e PATH[$at]
    builtin set -g __venvhook_env ''
    builtin set -g __venvhook_entry ''
    builtin set -g __venvhook_name ''
    __venvhook_define
    __venvhook_tell "$was"
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
# What was there comes first, as it may look at $status.  A final rendering, which
# fish makes of a line that has been entered, has no prefix; nor is there one where
# the activate.fish of an environment draws its own.
function __venvhook_wrap
    builtin functions -e __venvhook_mode_prompt
    if __venvhook_ours fish_mode_prompt
        builtin functions -e fish_mode_prompt
    end
    __venvhook_rename fish_mode_prompt __venvhook_mode_prompt
    builtin set -g __venvhook_wrapped over
    builtin functions -q __venvhook_mode_prompt
    or builtin set -g __venvhook_wrapped alone
    builtin set -g __venvhook_drawn no
    builtin set -q __venvhook_themed; or __venvhook_theme
    function fish_mode_prompt --description venvhook
        builtin test "$__venvhook_wrapped" = over
        and __venvhook_mode_prompt $argv
        builtin set -g __venvhook_drawn "$__venvhook_name"
        builtin test -n "$__venvhook_name" -a "$argv" != --final-rendering -a -z \
            "$__venvhook_themed$VIRTUAL_ENV_DISABLE_PROMPT$_OLD_FISH_PROMPT_OVERRIDE"
        and builtin printf '(%s) ' "$__venvhook_name"
    end
end

# Does the prompt show environments by itself?
function __venvhook_theme
    builtin set -g __venvhook_themed ''
    builtin string match -iqr '__VENVHOOK_THEMES__' \
        (builtin functions fish_prompt fish_right_prompt 2>/dev/null)
    and builtin set -g __venvhook_themed yes
end

# At a prompt whose name is another one than was drawn, as it has changed, or as
# another fish_mode_prompt has taken the place of ours.
function __venvhook_dress
    builtin set -g __venvhook_now ''
    if builtin test "$__venvhook_name" = "$__venvhook_drawn"
        return
    else if builtin test "$__venvhook_prompt" = no
        builtin set -g __venvhook_name ''
    else if builtin test -n "$__venvhook_name"
        __venvhook_theme
        __venvhook_ours fish_mode_prompt; or __venvhook_wrap
    else
        builtin set -g __venvhook_wrapped ''
        __venvhook_ours fish_mode_prompt; or return 0
        builtin functions -e fish_mode_prompt
        __venvhook_rename __venvhook_mode_prompt fish_mode_prompt
    end
end

# What people call does what it stands for where the functions above are missing:
# some tools copy a shell's functions without names that begin so, or without
# variables.
function venvhook --description 'Python environments that follow you'
    if not builtin functions -q __venvhook_program
        or not builtin set -q __venvhook_seen
        command __VENVHOOK__ $argv
        return
    end
    if builtin test "$argv" = deactivate; and __venvhook_ours deactivate
        __venvhook_off
        return
    end
    if builtin contains -- "$argv[1]" activate deactivate
        __venvhook_ask fish -- $argv
    else
        builtin set -lx VENVHOOK_HOOK 'fish 1 __VENVHOOK_VERSION__'
        if builtin test "$argv[1]" = doctor
            __venvhook_program doctor --facts fish | builtin source |
                __venvhook_program $argv --seen
        else
            __venvhook_program $argv
        end
    end
    builtin set -l result $status
    if builtin set -q __venvhook_go
        builtin cd -- $__venvhook_go
        builtin set -e __venvhook_go
    end
    builtin test $result -ne 127
    or builtin echo 'venvhook: the program is not there any more' >&2
    return $result
end

if builtin status is-interactive
    # It comes last, behind what may put back a PATH that was before: at the first
    # prompt all others are there.
    function __venvhook_listen
        builtin functions -e __venvhook_on_prompt
        function __venvhook_on_prompt --on-event fish_prompt
            builtin set -q __venvhook_start; and __venvhook_listen
            __venvhook_check
            builtin test "$__venvhook_now$__venvhook_name" = "$__venvhook_drawn"
            or __venvhook_dress
            builtin set -g __venvhook_drawn ''
        end
    end
    __venvhook_listen

    # So that `cd project; python x.py` works.  Not before the first prompt,
    # while config.fish is read; nor in (cd ...), which moves the shell and
    # back again; nor while PATH is a local variable, as what is set there
    # would end up in the global one.
    builtin functions -e __venvhook_on_pwd
    if builtin test "$__venvhook_cd" != no
        function __venvhook_on_pwd --on-variable PWD
            builtin set -q __venvhook_start
            or not builtin set -q __venvhook_seen
            or builtin status is-command-substitution
            or builtin set -lq PATH
            or __venvhook_check
        end
    end
end
