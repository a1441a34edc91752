# venvhook in tcsh, from 6.23.01 on.  `venvhook init tcsh` prints this text, as
# one word on one line: so an alias may go over several here, and each statement
# ends in a semicolon.  doc/HOOK.md tells what the program expects.
#
# There are no functions, so all is aliases, and an alias in the command of an
# `if` is run by `eval` alone.  Of a variable that is not set not even a mention
# is allowed, also where an `if` passes it by.

set __venvhook_program = __VENVHOOK__;
set __venvhook_seen; set __venvhook_start = --start; set __venvhook_notices;
set __venvhook_left; set __venvhook_now; set __venvhook_env;
set __venvhook_entry; set __venvhook_name; set __venvhook_settled;
set __venvhook_without; set __venvhook_ours; set __venvhook_prompted;
set __venvhook_chained;
if ( $?__venvhook_prefix == 0 ) set __venvhook_prefix;
if ( $?__venvhook_plain == 0 ) set __venvhook_plain;

# What the last answer was for.  An `eval` costs more than all else here, so the
# names of what it runs are made of what is set.
alias __venvhook_path0 'set __venvhook_path';
alias __venvhook_path1 'set __venvhook_path = "${PATH:q}"';
alias __venvhook_on0 'set __venvhook_on';
alias __venvhook_on1 'set __venvhook_on = "${VIRTUAL_ENV:q}"';
alias __venvhook_session0 'set __venvhook_session';
alias __venvhook_session1 'set __venvhook_session = "${VENVHOOK_SESSION:q}"';
alias __venvhook_make_key 'set __venvhook_key =
    "${cwd:q}:${__venvhook_path:q}:${__venvhook_on:q}:${__venvhook_session:q}"';
alias __venvhook_look_at 'set __venvhook_path = unread;
    eval "__venvhook_path$?PATH; __venvhook_on$?VIRTUAL_ENV; __venvhook_session$?VENVHOOK_SESSION";
    __venvhook_make_key';
alias __venvhook_remember '__venvhook_look_at;
    if ( "${__venvhook_path:q}" != unread )
        set __venvhook_seen = "${__venvhook_key:q}"';

# At every prompt.  __venvhook_watch is of the answer, and updates by itself.
alias __venvhook_check 'eval "__venvhook_path$?PATH; __venvhook_on$?VIRTUAL_ENV; __venvhook_session$?VENVHOOK_SESSION; __venvhook_look$?VENVHOOK_DISABLE; __venvhook_draw$?prompt"';
alias __venvhook_look0 '__venvhook_make_key; __venvhook_watch;
    if ( "${__venvhook_key:q}" != "${__venvhook_seen:q}" )
        eval __venvhook_update';
alias __venvhook_look1
    'if ( "${VENVHOOK_DISABLE:q}" == "" ) eval __venvhook_look0';
alias __venvhook_prompt 'set __venvhook_status = $status;
    set __venvhook_prompted = yes; __venvhook_check;
    set status = $__venvhook_status; __venvhook_users; set __venvhook_now;
    set status = $__venvhook_status';
alias __venvhook_moved 'set __venvhook_status = $status;
    set __venvhook_now = now:;
    if ( "$__venvhook_prompted" == "" ) eval __venvhook_again;
    set __venvhook_prompted;
    if ( "$__venvhook_start" == "" ) eval __venvhook_check;
    set status = $__venvhook_status; __venvhook_user_moved';

# Remembers first: what fails, or is interrupted, is not tried again.
alias __venvhook_update 'alias __venvhook_watch :; __venvhook_remember;
    set __venvhook_more = (); __venvhook_find;
    if ( "${__venvhook_found:q}" != "" ) eval __venvhook_ask;
    set __venvhook_start';
alias __venvhook_run '$__venvhook_found:q export --hook 1 $__venvhook_start
    "--notices=$__venvhook_notices" "--left=${__venvhook_now}${__venvhook_left:q}"
    tcsh $__venvhook_more:q < /dev/null';
alias __venvhook_ask 'if ( $?_OLD_VIRTUAL_PATH ) set __venvhook_now;
    set __venvhook_was = "${__venvhook_env:q}";
    set __venvhook_on_was = "${__venvhook_on:q}";
    set __venvhook_answer = ( "`__venvhook_run`" );
    set __venvhook_result = $status;
    if ( $__venvhook_result == 0 ) eval "$__venvhook_answer:q";
    if ( $__venvhook_result == 3 ) eval __venvhook_show;
    if ( $?_OLD_VIRTUAL_PATH ) eval __venvhook_adopt;
    __venvhook_settle; __venvhook_remember; __venvhook_tell;
    set status = $__venvhook_result';
alias __venvhook_show 'printf "%s\n" $__venvhook_answer:q;
    set __venvhook_result = 0';

# The one that printed this; if it has moved, one in an absolute directory, but
# not in the env that is on.
alias __venvhook_find 'set __venvhook_found = "${__venvhook_program:q}";
    if ( ( -f "${__venvhook_found:q}" && -x "${__venvhook_found:q}" ) == 0 )
        eval __venvhook_search';
alias __venvhook_search 'set __venvhook_found =
        "`__venvhook_search_without; unalias venvhook; unhash; which venvhook`";
    if ( ( "${__venvhook_found:q}" =~ /* ) == 0 ) set __venvhook_found';
alias __venvhook_search_without 'if ( "${__venvhook_entry:q}" != "" )
        setenv PATH "${__venvhook_without:q}"';

# The activate.csh of the env itself has been sourced on top of ours, or before.
alias __venvhook_adopt 'if ( "${__venvhook_on_was:q}" != "" &&
        ( "${__venvhook_on_was:q}" == "${__venvhook_was:q}" ||
        "${__venvhook_env:q}" != "" ) )
        eval __venvhook_take';
alias __venvhook_take 'unset _OLD_VIRTUAL_PATH; unalias deactivate;
    set __venvhook_settled = -; set __venvhook_ours;
    if ( $?_OLD_VIRTUAL_PROMPT ) eval __venvhook_prompt_back';
alias __venvhook_prompt_back 'set prompt = "${_OLD_VIRTUAL_PROMPT:q}";
    unset _OLD_VIRTUAL_PROMPT';

# Aliases of the user.
alias __venvhook_tell 'if ( "${__venvhook_was:q}" != "${__venvhook_env:q}" )
        eval __venvhook_tell_both';
alias __venvhook_tell_both '
    if ( "${__venvhook_was:q}" != "" )
        eval "which venvhook_deactivated > /dev/null && eval __venvhook_tell_off";
    if ( "${__venvhook_env:q}" != "" )
        eval "which venvhook_activated > /dev/null && eval __venvhook_tell_on"';
alias __venvhook_tell_off 'venvhook_deactivated "${__venvhook_was:q}"';
alias __venvhook_tell_on 'venvhook_activated "${__venvhook_env:q}"';

# Prompt and `deactivate` follow what is on.
alias __venvhook_settle '
    if ( "${__venvhook_entry:q}:${__venvhook_name:q}" != "${__venvhook_settled:q}" )
        eval __venvhook_settle_new';
alias __venvhook_settle_new 'set __venvhook_now = now:;
    set __venvhook_settled = "${__venvhook_entry:q}:${__venvhook_name:q}";
    set __venvhook_prefix;
    if ( "${__venvhook_name:q}" != "" && "$__venvhook_prompt" != no &&
        $?prompt ) eval __venvhook_name_it;
    if ( "${__venvhook_prefix:q}" == "" && $?prompt ) eval __venvhook_undraw;
    if ( "${__venvhook_entry:q}" == "" && "$__venvhook_ours" != "" )
        eval __venvhook_undefine;
    if ( "${__venvhook_entry:q}" != "" && "$__venvhook_ours" == "" &&
        $?_OLD_VIRTUAL_PATH == 0 ) eval __venvhook_define';
alias __venvhook_name_it 'if ( ( "${prompt:q}${__venvhook_chained:q}" =~ *VIRTUAL_ENV* ) == 0 )
        set __venvhook_prefix = "(${__venvhook_name:q}) ";
    if ( $?VIRTUAL_ENV_DISABLE_PROMPT ) eval __venvhook_no_name';
alias __venvhook_no_name 'if ( "${VIRTUAL_ENV_DISABLE_PROMPT:q}" != "" )
        set __venvhook_prefix';

# The name of a variable, which a prompt shows as it is.
alias __venvhook_draw0 :;
alias __venvhook_draw1 'if ( "${__venvhook_prefix:q}" != "" &&
        ( "${prompt:q}" =~ *__venvhook_prefix* ) == 0 )
        eval __venvhook_put_in';
alias __venvhook_put_in 'set __venvhook_plain = "${prompt:q}";
    set prompt = "%"\$"__venvhook_prefix${prompt:q}"';
alias __venvhook_undraw 'if ( "${prompt:q}" ==
        "%"\$"__venvhook_prefix${__venvhook_plain:q}" )
        set prompt = "${__venvhook_plain:q}"';

alias __venvhook_define 'set __venvhook_former;
    which deactivate > /dev/null && eval __venvhook_read_former;
    if ( "${__venvhook_env:q}" != "" || "${__venvhook_former:q}" == "" )
        eval __venvhook_define_it';
alias __venvhook_read_former 'set __venvhook_former = "`alias deactivate`"';
alias __venvhook_define_it 'set __venvhook_ours = yes;
    alias deactivate __venvhook_off';
alias __venvhook_undefine 'set __venvhook_ours; unalias deactivate;
    if ( "${__venvhook_former:q}" != "" )
        alias deactivate "${__venvhook_former:q}"';

# Works without the program, unless PATH is another than at the prompt.
alias __venvhook_off 'set __venvhook_own_off = __venvhook_off_ours;
    if ( $?_OLD_VIRTUAL_PATH ) set __venvhook_own_off = deactivate;
    eval $__venvhook_own_off; set __venvhook_result = 0; :';
alias __venvhook_off_ours 'set __venvhook_was = "${__venvhook_env:q}";
    set __venvhook_with = "${__venvhook_path:q}"; __venvhook_look_at;
    if ( "${__venvhook_path:q}" != "${__venvhook_with:q}" )
        eval __venvhook_off_asked;
    if ( "${__venvhook_path:q}" == "${__venvhook_with:q}" )
        setenv PATH "${__venvhook_without:q}";
    eval __venvhook_undo; set __venvhook_env; set __venvhook_entry;
    set __venvhook_name; __venvhook_settle; __venvhook_tell';
alias __venvhook_off_asked '__venvhook_find;
    if ( "${__venvhook_found:q}" != "" )
        eval "`__venvhook_run_off`"';
alias __venvhook_run_off '$__venvhook_found:q deactivate --shell tcsh';

# Of the words, `activate` and `deactivate` are for the program to read, and its
# answer is evaluated; all else is the program, which may be in a pipe.
alias __venvhook_command 'set __venvhook_line = ( \!*:x ); __venvhook_find;
    set __venvhook_own; if ( "${__venvhook_found:q}" == "" )
        set __venvhook_own = __venvhook_gone;
    if ( "$__venvhook_own" == "" && ( "$__venvhook_line " =~ activate\ * ||
        "$__venvhook_line " =~ deactivate\ * ) )
        set __venvhook_own = __venvhook_act;
    if ( "$__venvhook_line" == deactivate && "$__venvhook_ours" != "" )
        set __venvhook_own = __venvhook_off;
    if ( "$__venvhook_own" == "" )
        /usr/bin/env "VENVHOOK_HOOK=tcsh 1 __VENVHOOK_VERSION__" $__venvhook_found:q \!*;
    set __venvhook_result = $status;
    if ( "$__venvhook_own" != "" ) eval $__venvhook_own;
    set status = $__venvhook_result';
set __venvhook_gone_text = 'echo "venvhook: $0: not there any more" >&2';
alias __venvhook_gone 'set __venvhook_result = 127;
    sh -c "$__venvhook_gone_text:q" "${__venvhook_program:q}"';
alias __venvhook_act 'eval "set __venvhook_more = ( -- $__venvhook_line:q )";
    set __venvhook_go; __venvhook_look_at; __venvhook_ask;
    if ( "${__venvhook_go:q}" != "" ) chdir "${__venvhook_go:q}"';

# What was there runs between our two parts: it makes its prompt of the new
# state, and we put the name into it.  Once, and not in scripts, which read
# ~/.tcshrc too.
alias __venvhook_again '
    set __venvhook_text; which precmd > /dev/null && eval __venvhook_read_precmd;
    if ( ( "${__venvhook_text:q}" =~ *__venvhook_prompt* ) == 0 )
        eval __venvhook_chain';
alias __venvhook_install 'alias __venvhook_watch __venvhook_update;
    eval __venvhook_again;
    set __venvhook_text; which cwdcmd > /dev/null && eval __venvhook_read_cwdcmd;
    if ( ( "${__venvhook_text:q}" =~ *__venvhook_moved* ) == 0 &&
        "$__venvhook_cd" != no ) eval __venvhook_chain_moved;
    alias venvhook __venvhook_command';
alias __venvhook_read_precmd 'set __venvhook_text = "`alias precmd`"';
alias __venvhook_read_cwdcmd 'set __venvhook_text = "`alias cwdcmd`"';
alias __venvhook_chain 'set __venvhook_chained = "${__venvhook_text:q}";
    alias __venvhook_users_own "${__venvhook_text:q}";
    alias __venvhook_users "__venvhook_users_own; set __venvhook_status = \$status; __venvhook_check";
    if ( "${__venvhook_text:q}" == "" ) alias __venvhook_users :;
    alias precmd __venvhook_prompt';
alias __venvhook_chain_moved
    'alias __venvhook_user_moved "${__venvhook_text:q}";
    if ( "${__venvhook_text:q}" == "" ) alias __venvhook_user_moved :;
    alias cwdcmd __venvhook_moved';

set __venvhook_new; if ( $?tcsh == 0 ) set tcsh = none;
if ( "$tcsh" =~ 6.23.0[1-9]* || "$tcsh" =~ 6.23.[1-9]* ||
    "$tcsh" =~ 6.2[4-9]* || "$tcsh" =~ 6.[3-9][0-9]* ||
    "$tcsh" =~ 6.[1-9][0-9][0-9]* || "$tcsh" =~ [7-9].* ||
    "$tcsh" =~ [1-9][0-9].* ) set __venvhook_new = yes;
if ( $?prompt && "$__venvhook_new" == "" )
    sh -c "echo venvhook: tcsh ${tcsh}: too old, it takes 6.23.01 >&2";
if ( $?prompt && "$__venvhook_new" != "" ) eval __venvhook_install;
