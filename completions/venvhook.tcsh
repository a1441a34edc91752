# Completion of venvhook for tcsh: what there is to offer, the program says; for
# directories, files and commands there are rules here.
set __venvhook_completer = __VENVHOOK__;
complete venvhook 'c/--dir=/d/' 'c/--python=/f/' 'n/--dir/d/' 'n/--python/f/'
    'C@-*@`$__venvhook_completer:q complete --line "$COMMAND_LINE:q"`@'
    'n/exec/c/' 'n/status/d/' 'n/allow/d/' 'n/deny/d/' 'n/revoke/d/'
    'n/create/d/' 'n/recreate/d/' 'n/remove/d/'
    'p@*@`$__venvhook_completer:q complete --line "$COMMAND_LINE:q"`@';
