# Completion of venvhook for fish.  tests/completions.bats holds the lists to
# the table of commands.

function __venvhook_no_command
    set -l words (commandline -opc)
    test (count $words) -eq 1
end

function __venvhook_command
    set -l words (commandline -opc)
    test (count $words) -gt 1; and contains -- $words[2] $argv
end

function __venvhook_envs
    set -l home $WORKON_HOME
    test -n "$home"; or set home ~/.virtualenvs
    for cfg in $home/*/pyvenv.cfg
        # fish would take what is behind a tab for help.
        string match -qr '[\n\t]' -- $cfg; and continue
        string replace -r '.*/([^/]+)/pyvenv\.cfg$' '$1' -- $cfg
    end
end

# Names with a newline come in parts, which are no directories.
function __venvhook_directories
    for line in (__fish_complete_directories)
        set -l dir (string split -m 1 \t -- $line)[1]
        string match -q '~*' -- $dir; or test -d $dir; and echo $line
    end
end

complete -c venvhook -f
complete -c venvhook -s h -l help -d 'show help'
complete -c venvhook -n __venvhook_no_command -s V -l version -d 'show the version'

complete -c venvhook -n __venvhook_no_command -a init -d 'print the hook for the rc file of a shell'
complete -c venvhook -n __venvhook_no_command -a export -d 'print what brings a shell to where it should be (SHELL may be json)'
complete -c venvhook -n __venvhook_no_command -a status -d 'show what is active here, or would be, and why'
complete -c venvhook -n __venvhook_no_command -a allow -d 'let the environment of a directory be activated'
complete -c venvhook -n __venvhook_no_command -a deny -d 'never activate the environment of a directory'
complete -c venvhook -n __venvhook_no_command -a revoke -d 'take back what allow or deny said'
complete -c venvhook -n __venvhook_no_command -a create -d 'make an environment, as python -m venv does'
complete -c venvhook -n __venvhook_no_command -a recreate -d 'recreate the environment of a project'
complete -c venvhook -n __venvhook_no_command -a remove -d 'delete the environment of a project, after asking'
complete -c venvhook -n __venvhook_no_command -a activate -d 'switch on the project\'s environment, or the one named'
complete -c venvhook -n __venvhook_no_command -a deactivate -d 'switch it off until you leave the project'
complete -c venvhook -n __venvhook_no_command -a exec -d 'run a command inside the project\'s environment'
complete -c venvhook -n __venvhook_no_command -a config -d 'show the settings in force and where each was set'
complete -c venvhook -n __venvhook_no_command -a completions -d 'print the completion script of a shell'
complete -c venvhook -n __venvhook_no_command -a help -d 'show the commands, or one of them with its options'
complete -c venvhook -n __venvhook_no_command -a version -d 'show the version'

complete -c venvhook -n '__venvhook_command init' -l no-cd -d 'leave cd, pushd and popd alone (bash)'
complete -c venvhook -n '__venvhook_command init' -l no-prompt -d 'leave the prompt alone'
complete -c venvhook -n '__venvhook_command status' -l json -d 'as one JSON object'
complete -c venvhook -n '__venvhook_command allow' -l tree -d 'allow every environment below DIR that git does not track'
complete -c venvhook -n '__venvhook_command allow' -l create -d 'let the policy make an environment in DIR (create = auto)'
complete -c venvhook -n '__venvhook_command allow' -l foreign -d 'even if others own it or can write it: they can then run commands as you'
complete -c venvhook -n '__venvhook_command allow' -l list -d 'show what has been allowed and denied'
complete -c venvhook -n '__venvhook_command deny' -l tree -d 'deny every environment below DIR'
complete -c venvhook -n '__venvhook_command create' -l python -x -d 'the Python to make it from: 3.12, \'>=3.10,<3.13\', a name or a path'
complete -c venvhook -n '__venvhook_command create' -l prompt -x -d 'what the prompt shows for it; \'.\' is the name of the working directory'
complete -c venvhook -n '__venvhook_command create' -l foreign -d 'take that Python even if somebody else could change it, or if it is inside the project'
complete -c venvhook -n '__venvhook_command create' -l system-site-packages -d 'let it see the packages of its Python'
complete -c venvhook -n '__venvhook_command create' -l symlinks -d 'link to its Python (the default)'
complete -c venvhook -n '__venvhook_command create' -l copies -d 'copy its Python'
complete -c venvhook -n '__venvhook_command create' -l clear -d 'delete what is in ENV_DIR first'
complete -c venvhook -n '__venvhook_command create' -l upgrade -d 'adapt it to a Python that was upgraded in place'
complete -c venvhook -n '__venvhook_command create' -l without-pip -d 'do not install pip'
complete -c venvhook -n '__venvhook_command create' -l upgrade-deps -d 'let pip upgrade itself, from the network'
complete -c venvhook -n '__venvhook_command create' -l without-scm-ignore-files -d 'write no .gitignore'
complete -c venvhook -n '__venvhook_command create' -s v -l verbose -d 'tell which Python was chosen, and why'
complete -c venvhook -n '__venvhook_command recreate' -l python -x -d 'the Python to make it from; by default as create chooses, else the same version'
complete -c venvhook -n '__venvhook_command recreate' -l keep-packages -d 'keep what is installed in it'
complete -c venvhook -n '__venvhook_command remove' -s y -l yes -d 'do not ask'
complete -c venvhook -n '__venvhook_command activate' -l shell -x -a 'bash zsh fish pwsh' -d 'print the statements for this shell'
complete -c venvhook -n '__venvhook_command deactivate' -l shell -x -a 'bash zsh fish pwsh' -d 'print the statements for this shell'
complete -c venvhook -n '__venvhook_command exec' -l dir -x -a '(__venvhook_directories)' -d 'take the environment of this directory'
complete -c venvhook -n '__venvhook_command config' -l dir -x -a '(__venvhook_directories)' -d 'those for DIR'
complete -c venvhook -n '__venvhook_command config' -l json -d 'as JSON'

complete -c venvhook -n '__venvhook_command init completions' -a 'bash zsh fish pwsh'
complete -c venvhook -n '__venvhook_command export' -a 'bash zsh fish pwsh json'
complete -c venvhook -n '__venvhook_command status allow deny revoke create recreate remove activate' -a '(__venvhook_directories)'
complete -c venvhook -n '__venvhook_command activate' -a '(__venvhook_envs)' -d environment
complete -c venvhook -n '__venvhook_command exec' -a '(__fish_complete_subcommand)'
complete -c venvhook -n '__venvhook_command config' -a 'names ceiling trust create markers python pip link-mode creator prompt messages owners'
complete -c venvhook -n '__venvhook_command help' -a 'init export status allow deny revoke create recreate remove activate deactivate exec config completions help version'
