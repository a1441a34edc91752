# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# What every file of tests/hook begins with.  A test runs in $shell, which is
# bash unless HOOK_SHELL names another; `tests/hook/run SHELL` runs them all.
# Lines of a scenario that differ from shell to shell are words of
# tests/lib/dialect.bash: $(get VIRTUAL_ENV).
#
#   in_it [OPTION]...   in_shell "$shell"
#   can WORD...         skips the test in a shell whose row says that it lacks
#                       WORD, with the reason there
#   counted [TEXT]      the program is $tmp/counted, a script that writes each
#                       run into $tmp/runs, then does TEXT (default: the real
#                       program)
#   assert_runs N       it ran so often
#   all_as_before PATH NAME   a shell with that PATH goes into the project $ODD
#                       and out again: the environment, with the variable NAME
#                       in it, is then what it was
#
#   real_env            the env of ~/proj is a real one; $on are options of in_it
#                       for a shell that somebody starts with that on
#   virtualenv_env      it is one that virtualenv has made
#   ask                 lines that ask what is on; nothing_left N: from step N
#                       on, where they were typed, that is nothing
#
# There is ~/proj with an env that may be activated, and ~/away without one.

# shellcheck source=tests/lib/common.bash
source "${BASH_SOURCE[0]%/*}/../lib/common.bash"

shell=${HOOK_SHELL:-bash}
case $BATS_TEST_FILENAME in
*/own/*.bats) shell=${BATS_TEST_FILENAME##*/} && shell=${shell%.bats} ;;
esac
BATS_TEST_NAME_PREFIX="$shell: "

setup() {
    hook_setup
}

hook_setup() {
    common_setup
    need "$shell"
    dialect "$shell"
    project proj
    mkdir away
    "$VENVHOOK" allow proj
}

in_it() {
    in_shell "$shell" "$@"
}

can() {
    local word why

    for word; do
        why=$(sed -n "s/^$word: //p" <<<"$lacks")
        [ -z "$why" ] || skip "$why"
    done
}

counted() {
    : >"$tmp/runs"
    printf '%s\n' '#!/bin/sh' "echo \"\$*\" >>'$tmp/runs'" \
        "${1-exec '$VENVHOOK' \"\$@\"}" >"$tmp/counted"
    chmod +x "$tmp/counted"
    edit_hook "s,$VENVHOOK,$tmp/counted,"
}

all_as_before() {
    local file

    project "$ODD"
    "$VENVHOOK" allow "$ODD"
    in_it --env "PATH=$1" <<END
$(by_sh 'env -0 | sort -z >~/before')
$(cd_to ODD)
$(by_sh 'env -0 | sort -z >~/inside')
cd $HOME
$(by_sh 'env -0 | sort -z >~/after')
END
    tr '\0' '\n' <inside >inside.all
    assert_contains "$(cat inside.all)" "VIRTUAL_ENV=$ODD/.venv"$'\n'
    for file in before after; do
        grep -azEv '^(_|PWD|OLDPWD|SHLVL)=' "$file" >"$file.all"
    done
    grep -azq "^$2=" before.all
    cmp before.all after.all
}

assert_runs() {
    assert_equal "$(grep -c . "$tmp/runs")" "$1"
}

real_env() {
    rm -rf proj/.venv
    make_env proj/.venv
    "$VENVHOOK" allow proj >/dev/null
    on=(--env "VIRTUAL_ENV=$HOME/proj/.venv"
        --env "PATH=$HOME/proj/.venv/bin:$PATH" --term "$hand_term")
}

# In the project direnv has a directory of its own on PATH, too.
direnv_scripts() {
    need direnv
    mkdir proj/scripts
    echo 'PATH_add scripts' >proj/.envrc
    direnv allow proj
}

virtualenv_env() {
    need virtualenv
    rm -r proj/.venv
    virtualenv -q --no-pip --no-setuptools --no-wheel proj/.venv
    "$VENVHOOK" allow proj
}

ask() {
    get VIRTUAL_ENV
    get PATH
    defined deactivate
}

nothing_left() {
    assert_answer "$1" none
    assert_equal "$(answer $(($1 + 1)) | sed "s,^$own_path,,")" "$PATH"
    assert_answer $(($1 + 2)) none
    assert_prompt $(($1 + 2)) '=> '
}
