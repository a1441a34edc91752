# shellcheck shell=bash disable=SC2154
# Repositories and what is decided in them; `load lib/repository` behind
# lib/common.
#
#   repositories        git and hg listen to no settings but their own here,
#                       know who commits, and all below HOME is allowed as a
#                       tree
#   assert_rule RULE [PART]
#                       what decides here, and PART of what is said of it

repositories() {
    export GIT_CONFIG_GLOBAL=$tmp/gitconfig GIT_CONFIG_NOSYSTEM=1
    export HGRCPATH=$tmp/hgrc
    printf '%s\n' '[user]' 'name = n' 'email = n@example.org' \
        '[init]' 'defaultBranch = main' '[advice]' 'defaultBranchName = no' \
        '[protocol "file"]' 'allow = always' >"$GIT_CONFIG_GLOBAL"
    printf '%s\n' '[ui]' 'username = n' >"$HGRCPATH"
    "$VENVHOOK" allow --tree "$HOME" >"$tmp/out"
}

assert_rule() {
    run --separate-stderr "$VENVHOOK" status --json
    assert_success
    assert_contains "\"rule\": \"$1\""
    [ $# -lt 2 ] || assert_contains "$2"
}
