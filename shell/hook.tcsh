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
    @entry @prefix @chained @drawn @ours = 0 @cds = 2 @n = ( 2 3 3 );

# What an answer is for.  Without a PATH nothing of ours is on.
alias @key111 'set @key =
    "${cwd:q}:${PATH:q}:${VIRTUAL_ENV:q}:${VENVHOOK_SESSION:q}"';
alias @key110 'set @key = "${cwd:q}:${PATH:q}:${VIRTUAL_ENV:q}"';
alias @key101 'set @key = "${cwd:q}:${PATH:q}::${VENVHOOK_SESSION:q}"';
alias @key100 'set @key = "${cwd:q}:${PATH:q}"';
alias @key000 'set @key = "${cwd:q}"'; alias @draw0 :; alias @undefine0 :;
alias @key001 @key000; alias @key010 @key000; alias @key011 @key000;
alias @read 'eval "@key$?PATH$?VIRTUAL_ENV$?VENVHOOK_SESSION"';

# At every prompt, by one `eval` of few commands, which cost more than all else
# here: for each tcsh opens and closes three files.  @watch is of the answer and
# updates by itself.  Behind precmd and cwdcmd tcsh has $status as before.
alias @check 'eval "@key$?PATH$?VIRTUAL_ENV$?VENVHOOK_SESSION;
    @look$?VENVHOOK_DISABLE; @draw$?prompt"';
alias @look0 @watch; alias @watch @same; alias @no :;
alias @look1 'if ( "${VENVHOOK_DISABLE:q}" == "" ) eval @watch';
alias @same 'if ( "${@key:q}" != "${@seen:q}" ) eval @update';
alias @alone '@check; set @now @start @cds = 1';
alias @around 'set @was = $status; @check; set status = $@was; @theirs; @alone';
alias @moved 'if ( $@cds == 2 ) eval @again; set @now = now: @cds = $@n[$@cds];
    if ( "$@start" == "" ) eval @check; @user_moved';

# Remembers first: what fails, or is interrupted, is not tried again.
alias @update 'alias @watch @same; set @seen = "${@key:q}"; @find; @ask';
alias @run '$@found:q export --hook 1 $@start "--left=${@now}${@left:q}"
    "--notices=$@notices" tcsh $@more:q < /dev/null';
alias @ask 'if ( $?_OLD_VIRTUAL_PATH ) set @now;
    set @answer = ( "`alias deactivate; alias @no; @run`" );
    set @result = $status; if ( "$@answer[1]:q" != : ) eval @read_former;
    if ( $@result == 0 ) eval "$@answer[$@from-]:q";
    @read; set @seen = "${@key:q}" @now = now:';

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
alias @read_former 'set @from = 3; if ( "$@answer[1]:q" != @off ) eval @count';
alias @count 'set @other = ( "`alias deactivate`" ); @ @from = $#@other + 2';
alias @define0 'set @former = "$@other:q"; if ( $?_OLD_VIRTUAL_PATH == 0 && (
    "${@env:q}" != "" || "$@former:q" == "" ) ) eval "set @ours = 1; @define1"';
alias @define1 'if ( $?_OLD_VIRTUAL_PATH == 0 ) alias deactivate @off';
alias @undefine1 'set @ours = 0; unalias deactivate;
    if ( "${@former:q}" != "" ) alias deactivate "${@former:q}"';
alias @off '@read; @look0; eval @undo; set @result = 0; :';

# The name of a variable, which a prompt shows as it is, and which stays there.
alias @draw1 'if ( "${@prefix:q}" != "" && "${prompt:q}" != "${@drawn:q}" )
    eval @dress';
alias @dress 'if ( "$@prompt" == yes && $?STARSHIP_PRECMD == 0 && (
    "${prompt:q}" =~ *@prefix* || "$prompt:q$@chained:q" =~ *VIRTUAL_ENV* ) == 0 )
    set prompt = "%"\$"{@prefix}${prompt:q}"; set @drawn = "${prompt:q}"';

# Of the words, `activate` and `deactivate` are for the program to read, and its
# answer is evaluated; all else is the program, which may be in a pipe.
alias @command 'set @line = ( \!*:x ) @own;
    if ( "$@line " =~ {de,}activate\ * ) set @own = @act;
    if ( "$@line" == deactivate && $@ours ) set @own = deactivate;
    @find; if ( "$@own" == "" ) /usr/bin/env
        "VENVHOOK_HOOK=tcsh 1 __VENVHOOK_VERSION__" $@found:q \!*;
    set @result = $status; if ( "$@own" != "" ) eval $@own;
    set status = $@result';
alias @act 'eval "set @more = ( -- $@line:q )"; @ask';

# What was there runs between our two parts: it makes its prompt of the new
# state, and we put the name into it.  Once, and not in scripts, which read
# ~/.tcshrc too.  At a second cd without a prompt precmd may be another one.
alias @again 'set @text = "`alias precmd`";
    if ( ( "${@text:q}" =~ *@prompt* ) == 0 ) eval @chain';
alias @chain 'set @chained = "${@text:q}"; alias @theirs "${@text:q}";
    alias @prompt @around; if ( "${@text:q}" == "" ) alias @prompt @alone;
    alias precmd @prompt';
alias @chain_moved 'alias @user_moved "${@text:q}";
    if ( "${@text:q}" == "" ) alias @user_moved :; alias cwdcmd @moved';
alias @install 'alias venvhook @command; @again; set @text = "`alias cwdcmd`";
    if ( ( "${@text:q}" =~ *@moved* ) == 0 && "$@cd" != no ) eval @chain_moved;
    if ( "`alias venvhook_activated`" == "" ) alias venvhook_activated :;
    if ( "`alias venvhook_deactivated`" == "" ) alias venvhook_deactivated :';

# 6.24.07 is 6124107.
if ( $?tcsh == 0 ) set tcsh = 0;
if ( $?prompt && $tcsh:as/./1/ < 6123101 )
    sh -c "echo venvhook: tcsh ${tcsh}: too old, it takes 6.23.01 >&2";
if ( $?prompt && $tcsh:as/./1/ >= 6123101 ) eval @install;
