# venvhook in tcsh, from 6.23.01 on.  `venvhook init tcsh` prints this text, as
# one word on one line: so an alias may go over several here, and each statement
# ends in a semicolon.  A @ before a name stands for __venvhook_ there.
# doc/HOOK.md tells what the program expects.
#
# There are no functions, so all is aliases, and an alias in the command of an
# `if` is run by `eval` alone.  Of a variable that is not set not even a mention
# is allowed, also where an `if` passes it by: so the names of aliases are made
# of what is set, @draw0 or @draw1.

set @program = __VENVHOOK__ @start = --start @seen @notices @left @now @env
    @entry @prefix @chained @drawn @set @ours = 0 @cds = 2 @n = ( 2 3 3 );

# What an answer is for, as a text to evaluate, by which of three variables are
# set, and what goes around that.  Without a PATH nothing of ours is on.  With
# backslash_quote a \$ means another thing within quotes, so that is ${@d}.
set @h111 = '"${cwd:q}:${PATH:q}:${VIRTUAL_ENV:q}:${VENVHOOK_SESSION:q}"'
    @h110 = '"${cwd:q}:${PATH:q}:${VIRTUAL_ENV:q}"' @is = ' != "${@seen:q}" )'
    @h101 = '"${cwd:q}:${PATH:q}::${VENVHOOK_SESSION:q}"' @rest @d = '$'
    @h100 = '"${cwd:q}:${PATH:q}"' @h000 = '"${cwd:q}"'
    @begin = '( "$@prefix" != "" && "${prompt:q}" != "${@drawn:q}" ) ||';
alias @form 'alias @k\!:1 "set @seen = ${@h\!:1} @head = ${@d}@h\!:1"":q"';
alias @k001 @k000; alias @k010 @k000; alias @k011 @k000;
alias @read 'set @set = "$?PATH$?VIRTUAL_ENV$?VENVHOOK_SESSION"; eval "@k$@set";
    alias @watch "@ status = ( $@head:q$@rest:q";
    alias @holds "@ status = ( $@begin:q $@head:q$@rest:q"';

# At every prompt.  An `eval` takes tcsh longer than all else here, as it opens
# and closes nine files for it, three for each command; but without one no name
# that is not set may be mentioned.  First that what is set is what was, then,
# by @holds, which is of the answer, that all else is.  Behind precmd and cwdcmd
# tcsh has $status as before.
alias @bits '@ status = ( "$?PATH$?VIRTUAL_ENV$?VENVHOOK_SESSION" != "$@set" )';
alias @ready '@ status = ( "$?VENVHOOK_DISABLE$?prompt$@cds$@now$@start" !=
    011 || "$?PATH$?VIRTUAL_ENV$?VENVHOOK_SESSION" != "$@set" ) && @holds';
alias @alone '@ready || eval "@check; set @now @start @cds = 1"';
alias @around 'set @was = $status; @ready || @check; set status = $@was;
    @theirs; @alone';
alias @check 'eval "@look$?VENVHOOK_DISABLE; @draw$?prompt"'; alias @no :;
alias @look0 '@bits && @watch || eval @update'; alias @undefine0 :;
alias @look1 'if ( "${VENVHOOK_DISABLE:q}" == "" ) eval @look0';
alias @moved 'if ( $@cds == 2 ) eval "@take precmd prompt"; set @now = now: @cds
    = $@n[$@cds]; @ status = ( "$@start" != "" ) && @check; @user_moved';

# Remembers first: what fails, or is interrupted, is not tried again.
alias @update 'if ( "$@start" != "" ) eval "@take cwdcmd moved";
    set @rest = "$@is"; @read; @find; @ask';
alias @run '$@found:q export --hook 1 $@start "--left=${@now}${@left:q}"
    "--notices=$@notices" tcsh $@more:q < /dev/null';
alias @ask 'if ( $?_OLD_VIRTUAL_PATH ) set @now;
    set @answer = ( "`alias deactivate; alias @no; @run`" );
    set @result = $status; if ( "$@answer[1]:q" != : ) eval @read_former;
    if ( $@result == 0 ) eval "$@answer[$@from-]:q"; @read; set @now = now:';

# The one that printed this; if it has moved, one in an absolute directory, but
# not in the env that is on.  Where none is, a question at the prompt is silent.
set @search = 'set -f; IFS=:; for at in $PATH; do at=$at/venvhook;
    case $at in "$1") ;; /*) [ -x "$at" ] && shift && exec "$at" "$@" ;; esac;
    done; case "$*:" in *:export:*:tcsh:) ;; *)
    echo "venvhook: $0: not there any more" >&2 ;; esac; exit 127';
alias @find 'set @found = "${@program:q}" @from = 2 @other = () @more = ();
    if ( ( -f "${@found:q}" && -x "${@found:q}" ) == 0 ) set @found =
        ( /bin/sh -c "$@search:q" "${@program:q}" "${@entry:q}/venvhook" )';

# `deactivate`: the answer has it defined, and taken back.  It works without the
# program, unless PATH is another than at the prompt.  What it was is in front
# of the answer, and a ":" between, as a question for that alone takes a fork.
# One that was defined over ours stays.
alias @read_former 'set @from = 3; if ( "$@answer[1]:q" != @off ) eval @count';
alias @count 'set @other = ( "`alias deactivate`" ); @ @from = $#@other + 2';
alias @define0 'set @former = "$@other:q"; if ( $?_OLD_VIRTUAL_PATH == 0 && (
    "${@env:q}" != "" || "$@former:q" == "" ) ) eval "set @ours = 1 @other;
    @define1"'; alias @off '@look0; eval @undo; set @result = 0; :';
alias @define1 'if ( $?_OLD_VIRTUAL_PATH == 0 && "$@other:q" == "" ) alias
    deactivate @off'; alias @undefine1 'set @ours = 0; unalias deactivate;
    if ( "$@other:q" != "" ) set @former = "$@other:q";
    if ( "${@former:q}" != "" ) alias deactivate "${@former:q}"';

# The name of a variable, which a prompt shows as it is, and which stays there.
alias @draw1 'if ( "$@prompt$@prefix" =~ yes?* && ( $?STARSHIP_PRECMD ||
    "${prompt:q}" =~ *@prefix* || "$prompt:q$@chained:q" =~ *VIRTUAL_ENV* ) == 0
    ) set prompt = "%${@d}{@prefix}${prompt:q}"; set @drawn = "${prompt:q}"';

# Of the words, `activate` and `deactivate` are for the program to read, and its
# answer is evaluated.  All else is the program, and that the last command, as a
# pipe behind an alias is of that alone.  Behind an answer that has its status.
alias @call 'set @all = ( \!*:x ) @do = @ask; @find; set @words = (
    /usr/bin/env "VENVHOOK_HOOK=tcsh 1 __VENVHOOK_VERSION__" $@found:q );
    if ( "$@all$@ours" == deactivate1 ) set @do = @off;
    if ( "$@all " =~ {de,}activate\ * ) eval @act; $@words:q \!*';
alias @act 'eval "set @more = ( -- $@all:q )"; eval $@do;
    set @words = ( /bin/sh -c "exit $@result" )'; alias @draw0 :;

# What was there runs between our two parts: it makes its prompt of the new
# state, and we put the name into it.  Once, and not in scripts, which read
# ~/.tcshrc too.  At a second cd without a prompt precmd may be another one, and
# cwdcmd at the first prompt.
alias @take 'set @text = "`alias \!:1`"; if ( "${@cd}\!:2" != nomoved &&
    ( "${@text:q}" =~ *__venvhook_\!:2* ) == 0 ) eval __venvhook_chain_\!:2';
alias @chain_prompt 'set @chained = "${@text:q}"; alias @theirs "${@text:q}";
    alias @prompt @around; if ( "${@text:q}" == "" ) alias @prompt @alone;
    alias precmd @prompt';
alias @chain_moved 'alias @user_moved "${@text:q}";
    if ( "${@text:q}" == "" ) alias @user_moved :; alias cwdcmd @moved';
alias @install '@form 111; @form 110; @form 101; @form 100; @form 000;
    @take precmd prompt; @take cwdcmd moved; alias venvhook @call;
    if ( "`alias venvhook_activated`" == "" ) alias venvhook_activated :;
    if ( "`alias venvhook_deactivated`" == "" ) alias venvhook_deactivated :';

# 6.24.07 is 6124107.
if ( $?tcsh == 0 ) set tcsh = 0; if ( $?prompt && $tcsh:as/./1/ < 6123101 ) sh
    -c "echo venvhook: tcsh ${tcsh}: too old, it takes 6.23.01 >&2";
if ( $?prompt && $tcsh:as/./1/ >= 6123101 ) eval @install;
