# shellcheck disable=SC2016,SC2154
# The envs known on this machine, as list shows them.

load lib/common
load lib/making
load lib/verdict

setup() {
    common_setup
    base=$(base_python) || skip 'no base Python'
    version=$(python_version "$base")
    export WORKON_HOME=$HOME/envs
    make_env p/.venv
    "$VENVHOOK" allow p 2>/dev/null
    make_env envs/one
}

listed() {
    run --separate-stderr "$VENVHOOK" list "$@"
    assert_success
    assert_equal "$stderr" ''
}

@test "list: those with a record and those in WORKON_HOME, each once, with project, Python, use and state" {
    ln -s "$HOME/p/.venv" envs/link
    listed
    assert_equal "$(grep -c . <<<"$output")" 3
    [[ ${lines[1]} == "~/envs/one "*" $version "*KB*today*'ok, not allowed' ]]
    [[ ${lines[2]} == "~/p/.venv "*" $version "*KB*today*' ok' ]]
}

@test "list: --json has a member for each column, and --null the paths alone" {
    listed --json
    assert_equal "$("$base" -c 'import json, sys
for e in json.load(sys.stdin):
    print(e["env"], e["project"], e["project_there"], e["python"],
        e["health"], e["grant"], e["kept_by"], e["size"] > 0, e["used"] > 1e9)' \
        <<<"$output")" "$HOME/envs/one None False $version ok None virtualenvwrapper True True
$HOME/p/.venv $HOME/p True $version ok allow None True True"
    "$VENVHOOK" list --null >null
    printf '%s\0' "$HOME/envs/one" "$HOME/p/.venv" | cmp - null
    run "$VENVHOOK" list --json --null
    assert_failure 2
}

@test "list: what is broken, whose project is gone, is said; a record of what is gone is not listed" {
    mkdir q
    echo "$HOME/q" >envs/one/.project
    rmdir q
    rm p/.venv/bin/python
    make_env r/.venv
    "$VENVHOOK" allow r 2>/dev/null
    rm -r r
    listed
    [[ ${lines[1]} == *'its project is gone'* ]]
    [[ ${lines[2]} == '~/p/.venv '*'is broken'* ]]
    refute_contains /r/.venv
}

@test "list: --scan finds those below a directory, follows no link, and leaves out our own seeds" {
    make_env "deep/a b/c/env"
    make_env deep/.venv
    mkdir -p deep/denied deep/node_modules/x "$XDG_CACHE_HOME"
    make_env deep/node_modules/x/.venv
    ln -s "$HOME/p" deep/link
    listed --scan deep
    assert_equal "$(grep -c . <<<"$output")" 3
    assert_contains '~/deep/.venv '
    assert_contains '~/deep/a b/c/env '
    run --separate-stderr "$VENVHOOK" list --scan nowhere
    assert_failure 1
    assert_equal "$output" ''
    python=$base
    seeded
    "$VENVHOOK" create --python "$base" p/made 2>/dev/null
    listed --scan "$tmp"
    refute_contains seeds
    assert_contains '~/p/made '
}

@test "list: looking at an env is not using it" {
    case $(findmnt -n -o OPTIONS -T . 2>/dev/null) in
    *noatime*) skip 'reading changes no date here' ;;
    esac
    touch -a -d '9 days ago' p/.venv/pyvenv.cfg
    "$VENVHOOK" list >/dev/null
    (cd p && "$VENVHOOK" export json >/dev/null)
    listed
    [[ ${lines[2]} == *'9 days'* ]]
    # the file system may be one that keeps no dates of reading
    p/.venv/bin/python -c pass
    listed
    [[ ${lines[2]} == *'today'* || ${lines[2]} == *'9 days'* ]]
}

@test "list: colour is for a terminal alone, and not with NO_COLOR" {
    rm p/.venv/bin/python
    listed
    refute_contains $'\e'
    run script -qec "'$VENVHOOK' list" /dev/null
    assert_contains $'\e[31m'
    NO_COLOR=1 run script -qec "'$VENVHOOK' list" /dev/null
    refute_contains $'\e[31m'
}

@test "list: names that would act on a terminal do not" {
    make_env "envs/"$'x\e[31m\ny'
    printf 'home = /usr/bin\nversion = 3.9\e[2J\n' >envs/one/pyvenv.cfg
    "$VENVHOOK" list >out
    harmless out
}

@test "list: nothing known is no output and no failure" {
    HOME=$tmp/empty WORKON_HOME=/nowhere XDG_STATE_HOME='' XDG_CACHE_HOME='' \
        XDG_DATA_HOME='' listed
    assert_output ''
}

# kept ENV...: the JSON's kept_by of each
kept() {
    "$VENVHOOK" list --json | "$base" -c 'import json, os, sys
for e in json.load(sys.stdin):
    print(os.path.relpath(e["env"], os.environ["HOME"]), e["kept_by"])'
}

@test "list: who keeps an env is told, by its store, by the hash in its name, by a record" {
    local hash

    hash=$("$base" -c 'import base64, hashlib, sys
print(base64.urlsafe_b64encode(hashlib.sha256(
    sys.argv[1].encode()).digest())[:8].decode())' "$HOME/p/Pipfile")
    # pipenv and virtualenvwrapper share WORKON_HOME
    fake_env "envs/p-$hash"
    printf %s "$HOME/p" >"envs/p-$hash/.project"
    fake_env envs/other-12345678
    printf %s "$HOME/p" >envs/other-12345678/.project
    export XDG_DATA_HOME=$HOME/data XDG_CACHE_HOME=$HOME/cache
    fake_env cache/pypoetry/virtualenvs/demo-12345678-py3.11
    fake_env data/hatch/env/virtual/demo/12345678/demo
    fake_env data/pdm/venvs/demo-12345678-3.11
    fake_env .pyenv/versions/3.9.1/envs/demo
    mkdir -p .pyenv/versions/3.9.1/lib
    ln -s 3.9.1/envs/demo .pyenv/versions/demo
    "$VENVHOOK" create --python "$base" --without-pip envs/made 2>/dev/null
    assert_equal "$(kept)" ".pyenv/versions/3.9.1/envs/demo pyenv
cache/pypoetry/virtualenvs/demo-12345678-py3.11 poetry
data/hatch/env/virtual/demo/12345678/demo hatch
data/pdm/venvs/demo-12345678-3.11 pdm
envs/made venvhook
envs/one virtualenvwrapper
envs/other-12345678 virtualenvwrapper
envs/p-$hash pipenv
p/.venv None"
    listed
    [[ ${lines[0]} == environment*'kept by'*state ]]
    assert_contains ' you '
    refute_contains 'versions/demo'
}

@test "list: columns stand below each other, whatever script a name is in" {
    fake_env envs/ÄÖÜ
    listed
    assert_equal "$("$base" -c 'import sys
lines = sys.stdin.read().splitlines()
print(len({l.index("ok" if " ok" in l else "state") for l in lines}))' <<<"$output")" 1
}
