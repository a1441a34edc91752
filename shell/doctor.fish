# What this fish can say of itself, for `venvhook doctor`; core/doctor/seen.h.

builtin functions -q __venvhook_on_prompt
and builtin printf 'prompt=%s\0' __venvhook_on_prompt
builtin printf 'function=%s\0' (builtin functions -an)
for each in deactivate python python3 pip pip3
    builtin functions -q $each; or builtin continue
    builtin set -l about (builtin functions -Dv $each)
    if builtin string match -q 'alias *' -- "$about[5]"
        builtin printf 'alias %s=%s\0' $each \
            (builtin string replace -r '^alias [^ =]*[ =]' '' -- "$about[5]")
    else
        builtin printf 'body %s=%s\0' $each \
            (builtin functions $each | builtin string join ' ')
    end
end
# Its path stands in the function, as this shell quotes it.
builtin set -l made_by (builtin functions venvhook |
    builtin string match -r 'command (.*) \$argv$')
builtin set -q made_by[2]
and builtin eval "builtin printf 'program=%s\\0' $made_by[2]"
builtin set -q _OLD_VIRTUAL_PATH
and builtin printf 'variable=%s\0' _OLD_VIRTUAL_PATH
builtin true
