#!/usr/bin/env bats
# shellcheck disable=SC2016
# The policy `create`: what happens on cd in a project without an environment.

load lib/common
load lib/policy

setup() {
    common_setup
    policy_setup
}

@test "policy: never is the default, and says nothing" {
    settings 'pip = no'
    in_dir "$home/work/p" export --hook 1 bash
    assert_success
    assert_equal "$stderr" ''
    refute_exists "$home/work/p/.venv"
}

@test "policy: hint names the command, once in a shell, and makes nothing" {
    settings 'create = hint'
    user mkdir work/p/sub
    in_dir "$home/work/p/sub" export --hook 1 bash
    assert_contains "$stderr" "run 'venvhook create' to make one"
    refute_exists "$home/work/p/.venv"
    told=$(sed -n "s/^__venvhook_notices='\(.*\)'$/\1/p" <<<"$output")
    [ -n "$told" ]
    in_dir "$home/work/p" export --hook 1 --notices "$told" bash
    assert_equal "$stderr" ''
}

@test "policy: auto without allow --create makes nothing, and says why" {
    in_dir "$home/work/p" export --hook 1 bash
    assert_success
    assert_contains "$stderr" 'allow --create'
    refute_exists "$home/work/p/.venv"
}

@test "policy: auto makes and activates in one step, from any depth" {
    allowed
    user mkdir work/p/sub
    in_dir "$home/work/p/sub" export --hook 1 bash
    assert_success
    assert_contains "VIRTUAL_ENV='$home/work/p/.venv'"
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
    run as_user "$U" "$home/work/p/.venv/bin/python" -c \
        'import sys; print(sys.prefix)'
    assert_output "$home/work/p/.venv"
    in_dir "$home/work/p" status --json
    assert_contains '"rule": "made"'
}

@test "policy: only a hook has an environment made, not export or status" {
    allowed
    in_dir "$home/work/p" export bash
    in_dir "$home/work/p" export json
    in_dir "$home/work/p" status
    assert_contains 'an environment is to be made here'
    refute_exists "$home/work/p/.venv"
}

@test "policy: a directory without a marker is no project, nor is home" {
    user rm "$home/work/p/pyproject.toml"
    user touch "$home/pyproject.toml"
    in_dir "$home/work/p" allow --create
    in_dir "$home" allow --create
    in_dir "$home/work/p" export --hook 1 bash
    assert_success
    refute_exists "$home/work/p/.venv"
    in_dir "$home" export --hook 1 bash
    refute_exists "$home/.venv"
}

@test "policy: create = auto in a section holds for that tree alone" {
    settings 'pip = no' '[~/work]' 'create = auto'
    project_in other
    allowed work/p other
    in_dir "$home/other" export --hook 1 bash
    refute_exists "$home/other/.venv"
    in_dir "$home/work/p" export --hook 1 bash
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
}

@test "policy: allow --create --tree holds for every project below" {
    in_dir "$home/work" allow --create --tree
    assert_success
    in_dir "$home/work/p" export --hook 1 bash
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
}

@test "policy: a deny wins over allow --create" {
    allowed
    in_dir "$home/work/p" deny
    assert_success
    in_dir "$home/work/p" export --hook 1 bash
    assert_success
    refute_exists "$home/work/p/.venv"
}

@test "policy: nothing is made where others can write" {
    allowed
    chmod o+w "$home/work/p"
    in_dir "$home/work/p" export --hook 1 bash
    assert_success
    assert_contains "$stderr" 'can be written by everybody'
    refute_exists "$home/work/p/.venv"
}

@test "policy: nothing is made over what is there" {
    allowed
    user mkdir "$home/work/p/.venv"
    in_dir "$home/work/p" export --hook 1 bash
    assert_equal "$stderr" ''
    assert_equal "$(ls -A "$home/work/p/.venv")" ''
    user mkdir "$home/work/p/.venv/bin"
    in_dir "$home/work/p" export --hook 1 bash
    assert_contains "$stderr" 'no pyvenv.cfg'
    assert_equal "$(ls -A "$home/work/p/.venv")" bin
}

@test "policy: nothing is made at home, where the root of a uv workspace may be" {
    allowed
    printf '%s\n' '[tool.uv.workspace]' 'members = ["work/*"]' |
        user tee "$home/pyproject.toml" >"$tmp/root"
    echo '[project]' | user tee "$home/work/p/pyproject.toml" >"$tmp/member"
    for dir in "$home/work/p" "$home"; do
        in_dir "$dir" allow --create
        in_dir "$dir" export --hook 1 bash
        assert_success
        refute_exists "$home/.venv"
        [ "$dir" = "$home" ] ||
            assert_contains "$stderr" 'is your home directory'
    done
    # the control: a root elsewhere
    user mv "$home/pyproject.toml" "$home/work"
    user sed -i s,work/,, "$home/work/pyproject.toml"
    in_dir "$home/work/p" allow --create
    in_dir "$home/work/p" export --hook 1 bash
    assert_exists "$home/work/.venv/pyvenv.cfg"
}

@test "policy: nothing is made by itself for root" {
    mkdir -p "$HOME/p" "$XDG_CONFIG_HOME/venvhook"
    printf 'create = auto\n' >"$XDG_CONFIG_HOME/venvhook/config"
    touch "$HOME/p/pyproject.toml"
    cd "$HOME/p"
    "$VENVHOOK" allow --create
    run --separate-stderr "$VENVHOOK" export --hook 1 bash
    assert_success
    refute_exists "$HOME/p/.venv"
    run "$VENVHOOK" status
    assert_contains 'for root'
}

# What status says where no environment is: the policy, and the grant for it.
says() {
    in_dir "$home/work/p/sub" status
    assert_success
    assert_line "             create = $1"
    assert_line "grant        $2"
}

@test "policy: status tells the setting, and whether making one here is allowed" {
    user mkdir work/p/sub
    for create in never hint auto; do
        settings "create = $create"
        says "$create" none
    done
    in_dir "$home/work" allow --create --tree
    says auto "create-tree $home/work"
    allowed
    says auto "create $home/work/p"
    settings 'create = never'
    says never "create $home/work/p"
    in_dir "$home/work/p" deny
    says never "deny $home/work/p"
    user mkdir -p "$home/work/p/.venv/bin"
    in_dir "$home/work/p" status
    refute_contains 'create ='
    in_dir "$home/work/p" status --json
    assert_contains '"create": "create = never"'
}

@test "policy: allow, deny and revoke from below mean the project" {
    user mkdir work/p/sub
    in_dir "$home/work/p/sub" allow --create
    assert_output "venvhook: an environment may be made in $home/work/p"
    in_dir "$home/work/p/sub" deny
    assert_output "venvhook: denied $home/work/p"
    in_dir "$home/work/p/sub" revoke
    assert_output "venvhook: revoked what was said of $home/work/p"
    in_dir "$home" allow --create work/p/sub
    in_dir "$home/work/p/sub" export --hook 1 bash
    assert_contains "VIRTUAL_ENV='$home/work/p/.venv'"
}

@test "policy: with no environment there is nothing to activate, whatever the setting" {
    for create in hint auto; do
        settings "create = $create"
        in_dir "$home/work/p" status
        assert_line 'here         nothing to activate'
    done
}

@test "policy: a failure is told once in a shell, not at each cd" {
    settings 'create = auto' 'pip = no' 'python = 3.99'
    allowed
    in_dir "$home/work/p" export --hook 1 bash
    assert_success
    [ -n "$stderr" ]
    told=$(sed -n "s/^__venvhook_notices='\(.*\)'$/\1/p" <<<"$output")
    [ -n "$told" ]
    in_dir "$home/work/p" export --hook 1 --notices "$told" bash
    assert_success
    assert_equal "$stderr" ''
    refute_exists "$home/work/p/.venv"
}

@test "policy: what is typed ahead is left for the shell" {
    allowed
    run as_user "$U" sh -c 'cd "$1" && { "$VENVHOOK" export --hook 1 bash \
        >/dev/null 2>&1; cat; }' sh "$home/work/p" <<<'typed ahead'
    assert_output 'typed ahead'
    assert_exists "$home/work/p/.venv/pyvenv.cfg"
}
