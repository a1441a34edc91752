# Completion of venvhook for tcsh: what there is to offer, the program says; for
# directories, files and commands there are rules here.
set __venvhook_completer = __VENVHOOK__;
complete venvhook 'c/--dir=/d/' 'c/--scan=/d/' 'c/--python=/f/'
    'c/--requirements=/f/' 'n/--{dir,scan}/d/'
    'n/-{-python,p,-requirements,r}/f/'
    'C@-*@`$__venvhook_completer:q complete --line "$COMMAND_LINE:q"`@'
    'n/exec/c/' 'n/status/d/' 'n/allow/d/' 'n/deny/d/' 'n/revoke/d/'
    'n/create/d/' 'n/recreate/d/' 'n/remove/d/'
    'p@*@`$__venvhook_completer:q complete --line "$COMMAND_LINE:q"`@';
