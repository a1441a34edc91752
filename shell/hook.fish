# The hook of fish, from 3.1 on.  `venvhook init fish` prints it behind two
# assignments, __venvhook_cd and __venvhook_prompt, with the path of the
# program in the places that name it.
#
# At each prompt, and when the directory changes, one test compares what the
# last answer rested on.  Only if something differs does the program run, and
# what it prints is evaluated: the changes, what is on now (__venvhook_on: the
# env, its entry of PATH, its name, and what undoes that), the test that says
# for how long this holds (__venvhook_holds), and in which other directories
# (core/shell/region.h).
#
# fish itself keeps $status and $pipestatus around an event handler.  What costs
# here is a command substitution or a pipe of builtins, then each call, each
# expansion, and each word, of a path by its length.  A function that calls
# another or has a block is counted through from the start of this script each
# time: what is called often stands in front.

# From the first prompt on.  It comes last, behind what may put back a PATH that
# was before: at the first prompt all others are there.
#
# cd is heard of so that `cd project; python x.py` works.  Nothing is asked in
# (cd ...), which moves the shell and back again; nor while PATH is a local
# variable, as what is set there would end up in the global one; nor in a
# function of the user's that is called, which might leave and come back without
# end: __venvhook_telling is a local there, exported so that it is seen.  What it
# does first is __venvhook_near, less a test and a call, at each cd.
function __venvhook_listen
    builtin set -e __venvhook_unsure __venvhook_telling
    builtin set -g __venvhook_idle "$_"
    function __venvhook_on_prompt --on-event fish_prompt
        __venvhook_holds -o "$PWD|$__venvhook_now$__venvhook_on[3]" != \
            "$__venvhook_for|$__venvhook_drawn"
        and if builtin set -q __venvhook_1[1]
            __venvhook_levels
        end
        or __venvhook_look
        builtin set -g __venvhook_drawn
    end
    builtin test "$__venvhook_cd" != no; or return 0
    function __venvhook_on_pwd --on-variable PWD
        builtin string match -qr -- $__venvhook_pattern $PWD/
        and __venvhook_levels
        and __venvhook_holds
        and builtin set -g __venvhook_for $PWD
        and return
        builtin status is-command-substitution
        or builtin set -lq PATH
        or builtin set -q __venvhook_telling
        and builtin set -g __venvhook_for
        and return
        builtin set -q __venvhook_on[5]
        and __venvhook_leave
        or __venvhook_update
    end
end

# A run that fails, or that ^C ends, is not tried again until something changes.
function __venvhook_update
    builtin test "$VENVHOOK_DISABLE$__venvhook_ready" = yes; or return
    builtin test "$PWD" = "$__venvhook_for"
    or builtin set -g __venvhook_now now:
    function __venvhook_holds
        __venvhook_failed
    end
    __venvhook_ask $argv fish; or __venvhook_failed
end

# All of an answer, which ends so, or nothing.  This has it sooner than a
# substitution would.
function __venvhook_ask
    builtin set -q _OLD_VIRTUAL_PATH
    and builtin set -l __venvhook_kept "--kept=$_OLD_VIRTUAL_PYTHONHOME"
    builtin test -z "$__venvhook_on[2]"; or builtin functions -q deactivate
    or builtin set -g __venvhook_now
    builtin test -x "$__venvhook_at" \
        -a "$__venvhook_at" != "$__venvhook_on[2]/venvhook"
    or __venvhook_find
    or return
    command $__venvhook_at export --hook 1 "--notices=$__venvhook_notices" \
        "--left=$__venvhook_now$__venvhook_left" "--tests=$__venvhook_tests" \
        "--path=$PATH" $__venvhook_kept $argv </dev/null |
        builtin string match -qr '(?s)^(?<__venvhook_answer>.+)#$'
    or return $pipestatus[1]
    builtin eval $__venvhook_answer
    builtin true
end

# What is on, or is called, is another than before.
#
# `deactivate` is ours only while an env of ours is on, or one by hand that was
# inherited without its own; and not where the activate.fish of an env has been
# sourced on top.  It goes by itself: it is told of __venvhook_settled only as
# long as it is ours.
function __venvhook_settle
    builtin set -g __venvhook_settled $__venvhook_on
    builtin set -g __venvhook_now now:
    builtin test -n "$__venvhook_on[2]"; and __venvhook_define
    builtin set -q __venvhook_wrapped[1]; or __venvhook_wrap
end

function __venvhook_define
    if builtin functions -q deactivate
        builtin test -n "$__venvhook_on[1]"; or return
        __venvhook_rename deactivate __venvhook_former
    end
    function deactivate --on-variable __venvhook_settled --description venvhook
        if builtin test "$argv[3]" = __venvhook_settled
            builtin functions -e deactivate
            __venvhook_rename __venvhook_former deactivate
        else if builtin test -n "$__venvhook_on[2]"
            and builtin functions -q __venvhook_off
            __venvhook_off
        else
            command __VENVHOOK__ deactivate --shell fish | builtin source
        end
    end
end

# Behind each answer: what it rests on besides files, and what follows it.
function __venvhook_rests
    builtin set -g __venvhook_1
    builtin set -g __venvhook_for $PWD
    builtin set -g __venvhook_seen \
        "$PATH|$VIRTUAL_ENV|$VENVHOOK_SESSION|$VIRTUAL_ENV_PROMPT|"
    builtin test "$__venvhook_settled" = "$__venvhook_on"
    or __venvhook_settle
end

# The end of one where nothing is on: __venvhook_leave goes back to it.
function __venvhook_plain
    __venvhook_rests
    builtin functions -e __venvhook_back
    builtin functions -c __venvhook_holds __venvhook_back
    builtin set -g __venvhook_before "$PATH|$__venvhook_tests" $__venvhook_pattern
end

# Out of a project to where the answer before it holds.  If all else is as the
# answer for the project left it, this is what the program would say.
function __venvhook_leave
    builtin test "$__venvhook_on[2]:$__venvhook_before[1]" = \
        "$PATH|$__venvhook_tests"
    and builtin string match -qr -- $__venvhook_before[2] $PWD/
    and __venvhook_levels
    and __venvhook_back
    or return
    builtin set -g __venvhook_left $__venvhook_on[5]
    builtin set -g __venvhook_pattern $__venvhook_before[2]
    builtin functions -e __venvhook_holds
    builtin functions -c __venvhook_back __venvhook_holds
    __venvhook_off left
end

# What `deactivate` does, without the program; on leaving with more to do, before
# the user is told.
function __venvhook_off
    builtin set -l was $__venvhook_on
    builtin set -l at 1
    builtin test "$PATH[1]" = "$was[2]"
    or builtin set at (builtin contains -i -- "$was[2]" $PATH)
    and builtin set -e PATH[$at]
    builtin set -g __venvhook_on '' '' ''
    builtin eval $was[4]
    if builtin set -q argv[1]
        builtin set -e VENVHOOK_SESSION __venvhook_unsure
        builtin set -g __venvhook_for $PWD
        builtin set -g __venvhook_seen \
            "$PATH|$VIRTUAL_ENV|$VENVHOOK_SESSION|$VIRTUAL_ENV_PROMPT|"
    end
    __venvhook_settle
    builtin test -n "$was[1]"
    and builtin functions -q venvhook_deactivated
    and builtin set -lx __venvhook_telling yes
    and venvhook_deactivated $was[1]
    builtin true
end

# fish draws fish_mode_prompt in front of fish_prompt.  It is that one we wrap,
# so fish_prompt stays the user's own, with its $status, whatever they make it.
# What was there comes first, as it may look at $status.  An editor may have
# made a copy of ours: that draws what it was put around, and the name only until
# there is another one of ours.
# A final rendering, which fish makes of a line that has been entered, has no
# prefix, nor has a line that a command reads: $_ is that, else fish.  Nor is there
# one where the activate.fish of an environment draws its own.
function __venvhook_wrap
    builtin test -n "$__venvhook_on[3]" -a "$__venvhook_prompt" != no; or return
    __venvhook_ours fish_mode_prompt
    and builtin functions -e fish_mode_prompt
    builtin set -l under "__venvhook_mode_prompt$__venvhook_nth"
    __venvhook_rename fish_mode_prompt $under
    builtin functions -q $under; or builtin set under set -q -- $under
    builtin set -g __venvhook_wrapped $under
    builtin set -q __venvhook_themed; or __venvhook_theme
    function fish_mode_prompt --inherit-variable under --description venvhook
        $under $argv
        builtin test "$under" = "$__venvhook_wrapped"; or return
        builtin set -g __venvhook_drawn "$__venvhook_on[3]"
        builtin test -n "$__venvhook_on[3]" -a "$_$argv$__venvhook_themed\
$VIRTUAL_ENV_DISABLE_PROMPT$_OLD_FISH_PROMPT_OVERRIDE" = "$__venvhook_idle"
        and builtin printf '(%s) ' "$__venvhook_on[3]"
    end
end

# Is it the answer for here, too?  It may have been given for here; else there may
# be nothing from here up to a directory that is known which the program would
# have to see.  What is known of the way goes into __venvhook_0, what of that is
# not known of all ways into __venvhook_way, and of what is new the first into
# __venvhook_1, "a", and the others into __venvhook_2 to 4, "/b".
function __venvhook_near
    builtin test "$PWD" = "$__venvhook_for"
    or builtin string match -qr -- $__venvhook_pattern $PWD/
    and __venvhook_levels
    and __venvhook_holds -o ! . $__venvhook_same "$PWD"
    and builtin set -g __venvhook_for $PWD
end

# At the prompt all that was local is gone.  Behind a cd the shell is where PWD
# says; here the directory may have been moved since.
function __venvhook_look
    builtin set -e __venvhook_unsure
    and builtin set -g __venvhook_seen
    and builtin set -g __venvhook_before
    __venvhook_near; or __venvhook_update
    builtin test "$__venvhook_now$__venvhook_on[3]" = "$__venvhook_drawn"
    or __venvhook_dress
end

# Remembered, as if it were the answer that all is well.
function __venvhook_failed
    builtin set -g __venvhook_pattern '(?!)'
    __venvhook_rests
    function __venvhook_holds
        not builtin test "$PATH|$VIRTUAL_ENV|$VENVHOOK_SESSION|\
$VIRTUAL_ENV_PROMPT|$VENVHOOK_DISABLE$__venvhook_unsure" != "$__venvhook_seen" $argv
    end
    builtin false
end

# The program is the one that printed this; if that has been moved, another one,
# but of absolute directories alone, and not of the env that is on: what is
# relative is the directory at hand.
function __venvhook_find
    for program in __VENVHOOK__ (builtin string match -- '/*' $PATH)/venvhook
        builtin test -f $program -a -x $program \
            -a $program != "$__venvhook_on[2]/venvhook"
        and builtin set -g __venvhook_at $program
        and return
    end
    return 127
end

function __venvhook_program
    __venvhook_find; and command $__venvhook_at $argv
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

# Does the prompt show environments by itself, or what it calls, as an editor may
# have wrapped a copy of it?  Looked up once for each text; version control, which
# calls much, is left out, and what a copy of ours asks; and so is what starts
# programs when fish loads it.  In a comment fish says where it has each one from.
function __venvhook_theme
    builtin set -l text (__venvhook_texts fish_prompt fish_right_prompt)
    builtin test "$text" = "$__venvhook_themes"; and return
    builtin set -g __venvhook_themes "$text"
    builtin set -g __venvhook_themed yes
    builtin set -l begins '(?:^|[;|&(])\s*(?:(?:and|or|not|!|if|else|while)\s+)*\K'
    for depth in 1 2 3
        builtin string match -iqr \
            '^(?!\s*#).*(?!VIRTUAL_ENV_DISABLE_PROMPT)(?:__VENVHOOK_THEMES__)' -- $text
        and return
        builtin set text (__venvhook_texts (builtin string match -ar -- \
            $begins'(?!fish_(?:vcs|git|hg|svn)|(?:diff|[ef]?grep|ls)\b)[\w.:-]+' $text))
    end
    builtin set -g __venvhook_themed ''
end

# Of more than one at once 3.1 shows only the first, or crashes.
function __venvhook_texts
    for name in $argv
        builtin functions -- $name
    end 2>/dev/null
end

# At a prompt whose name is another one than was drawn, as it has changed, or as
# another fish_mode_prompt has taken the place of ours.
function __venvhook_dress
    builtin set -g __venvhook_now ''
    if builtin test "$__venvhook_on[3]" = "$__venvhook_drawn"
        return
    else if builtin test "$__venvhook_prompt" = no
        builtin set -g __venvhook_on[3] ''
    else if not __venvhook_ours fish_mode_prompt
        builtin set -g __venvhook_nth "x$__venvhook_nth"
        builtin set -g __venvhook_wrapped
        builtin set -e __venvhook_themed
        __venvhook_wrap
    else if builtin test -n "$__venvhook_on[3]"
        __venvhook_theme
    else
        builtin functions -e fish_mode_prompt
        __venvhook_rename "$__venvhook_wrapped" fish_mode_prompt
        builtin set -g __venvhook_wrapped
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
    else if builtin test "$argv" = deactivate; and __venvhook_ours deactivate
        __venvhook_off
        return
    else if builtin contains -- "$argv[1]" activate deactivate
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
    builtin test $result = 0
    and builtin functions -q __venvhook_on_pwd
    and not __venvhook_near
    and __venvhook_on_pwd
    builtin test $result -ne 127
    or builtin echo 'venvhook: the program is not there any more' >&2
    return $result
end

# How a watch compares two files.  Before 3.6 there is no -nt and no -ef: then
# only what they are compared to has to be there, as no age counts, nor where a
# link leads, and no answer holds elsewhere (behind \Q a pattern has no names that
# would be set to nothing).  Before 3.3 a pattern sets none, and "read", which
# does, loses bytes that are no UTF-8.
builtin set -g __venvhook_newer -nt
builtin set -g __venvhook_same -ef
builtin set -g __venvhook_begin ''
if not builtin test / -nt /dev/null/none 2>/dev/null
    builtin set -g __venvhook_newer = '' -o ! -e
    builtin set -g __venvhook_same !=
    builtin set -g __venvhook_begin '(?!)\Q'
end
builtin string match -qr '(?<__venvhook_named>.)' x
if not builtin set -q __venvhook_named
    function __venvhook_take
        builtin read -gz __venvhook_answer
        builtin string match -q '*#' -- (builtin string trim -- $__venvhook_answer)
    end
    builtin functions __venvhook_ask | builtin string replace -r \
        'builtin string match .*' __venvhook_take | builtin source
end
function __venvhook_levels
    builtin true
end
builtin set -g __venvhook_ready yes
builtin set -g __venvhook_at __VENVHOOK__
builtin set -g __venvhook_on '' '' ''
for __venvhook_n in 0 2 3 4 way tests
    builtin set -g __venvhook_$__venvhook_n
end
__venvhook_failed
builtin set -g __venvhook_for

builtin functions -e __venvhook_on_pwd
if builtin status is-interactive
    # What else an answer rests on.  It may be local to a function: so what is
    # asked until the next prompt holds until then.
    function __venvhook_changed __VENVHOOK_VARIABLES__
        builtin set -g __venvhook_unsure yes
    end
    function __venvhook_on_prompt --on-event fish_prompt
        builtin test -z "$VENVHOOK_DISABLE"; or return
        __venvhook_listen
        __venvhook_update --start
        __venvhook_on_prompt
    end
    # Behind -c there is no prompt.
    builtin test -r /proc/self/cmdline
    and builtin string match -qr '\0-(\w*c|-command)' </proc/self/cmdline
    and __venvhook_listen
end
