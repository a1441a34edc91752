# What PowerShell alone needs another way.

load ../hook
load ../../lib/policy

setup() {
    common_setup
    need "$shell"
    dialect "$shell"
    policy_setup
}

@test "text that is typed while an env is made is left for the shell" {
    # Its line editor drops an Enter that was typed before it read, whatever
    # ran; the text it takes.
    slow_creator "$tmp/bin"
    settings 'create = auto' 'creator = virtualenv'
    allowed
    in_it --user "$U" --cwd "$home" --term xterm <<END
@send cd work/p
@wait making
@key echo typed''first
@touch $home/go
@wait (p) => echo typed''first
@key \\r
@wait typedfirst
@prompt
END
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
    assert_equal "$(cat "$home/read")" ''
}
