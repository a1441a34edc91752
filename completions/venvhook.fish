# Completion of venvhook for fish: what there is to offer, the program says.

# Not one of the directory at hand, which a relative word of PATH may lead to.
function __venvhook_offers
    functions -q venvhook
    or string match -q '/*' -- (command -s venvhook)
    or return
    venvhook complete -- $argv </dev/null 2>/dev/null
end

# Names with a newline come in parts, which are no directories.
function __venvhook_directories
    set -l before (string match -r '^--[^=]*=' -- $argv)
    for line in (__fish_complete_directories (string replace -- "$before" '' $argv))
        set -l dir (string split -m 1 \t -- $line)[1]
        string match -q '~*' -- $dir; or test -d $dir; and echo "$before$line"
    end
end

function __venvhook_complete
    set -l typed (commandline -opc)
    set -l token (commandline -ct)
    for line in (__venvhook_offers $typed[2..-1] $token)
        switch $line
            case \tdirectories
                __venvhook_directories $token
            case \tfiles
                __fish_complete_path $token
            case \tcommand\*
                set -l first (math 1 + (string replace -r '\D+' '' -- $line))
                set -l words (string escape -- $typed[$first..-1]) $token
                complete -C "$words"
            case '*'
                echo $line
        end
    end
end

complete -c venvhook -f -a '(__venvhook_complete)'
