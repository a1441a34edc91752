#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2154
# What prune deletes, and above all what it leaves alone.

load lib/common
load lib/making

setup() {
    making_setup
    export WORKON_HOME=$HOME/envs
    # what is missing below an empty directory may be on a volume
    mkdir -p "$HOME/src/there"
    # one that was removed from beside others: not one of another machine
    gone=$HOME/src/$(python_version "$python")/bin/python3
    cd "$HOME"
}

teardown() {
    umount "$HOME/envs/mounted/lib/data" "$HOME/envs/volume" 2>/dev/null || :
}

# named NAME [PROJECT]: an env in WORKON_HOME, with the project it is for
named() {
    fake_env "envs/$1"
    [ -z "${2-}" ] || echo "$2" >"envs/$1/.project"
}

# broken ENV: its Python is gone
broken() {
    fake_env "$1" "$python"
    ln -sfn "$gone" "$1/bin/python3"
}

# allowed DIR: an env there that is known by a record
allowed() {
    fake_env "$1/.venv"
    "$VENVHOOK" allow "$1" 2>/dev/null
}

# hash_of PATH: what poetry, pipenv and hatch put into a name
hash_of() {
    "$python" -I -c 'import base64, hashlib, os, sys
print(base64.urlsafe_b64encode(hashlib.sha256(
    os.fsencode(sys.argv[1])).digest())[:8].decode())' "$1"
}

# in_mounts SCRIPT ARG...: a shell with mounts of its own
in_mounts() {
    need root unshare
    unshare -m true 2>/dev/null || not_here 'mounts of its own' || return
    run unshare -m sh -euc "$1" sh "${@:2}"
}

assert_line_like() {
    grep -q -- "^$1" <<<"$output" || fail "no line like $1:
$output"
}

prune() {
    run --separate-stderr "$VENVHOOK" prune "$@"
}

# pruned ARG...: with --yes, all goes well
pruned() {
    prune --yes "$@"
    assert_success
    assert_equal "$stderr" ''
}

# stays ENV TEXT: --dry-run says that it stays, with that text
stays() {
    prune --dry-run "${@:3}"
    assert_success
    sed -n '/^stays/,$p' <<<"$output" >"$tmp/stays"
    grep -F "$1 " "$tmp/stays" | grep -F "$2" || fail "$1 $2:
$output"
}

# --- orphaned

@test "prune: a named env whose project is gone is deleted, those of others are not" {
    named old "$HOME/src/old"
    named here "$HOME/src/there"
    named none
    pruned
    assert_contains 'deleted 1 environment ('
    assert_equal "$(ls envs)" "here
none"
}

@test "prune: what .project says is not believed if it is no line, or leads back" {
    local gone=$HOME/src/old

    named old "$gone"
    named lines "$HOME/src/there
$gone"
    named acts "$gone"$'\e[31m'
    named back "$gone/../there"
    fake_env envs/nul
    printf '%s\0' "$gone" >envs/nul/.project
    pruned
    assert_contains 'deleted 1 environment ('
    assert_equal "$(ls envs)" "acts
back
lines
nul"
}

@test "prune: a project that may be on a volume is not gone" {
    mkdir mnt
    named empty "$HOME/mnt/p"
    named mnt /mnt/usb-stick/p
    named link "$HOME/src/link"
    ln -s nowhere src/link
    stays '~/envs/empty' 'perhaps a volume is not mounted'
    stays '~/envs/mnt' 'perhaps a volume is not mounted'
    stays '~/envs/link' 'a link is there'
    pruned
    assert_equal "$(ls envs)" "empty
link
mnt"
    # with something beside it, it was deleted
    touch mnt/other
    pruned
    assert_equal "$(ls envs)" "link
mnt"
}

@test "prune: what a manager keeps goes only if it was for that project, by its own rule" {
    local poetry=$XDG_CACHE_HOME/pypoetry/virtualenvs pipfile dir

    mkdir src/gone src/other
    dir=$HOME/src/gone
    printf '[tool.poetry]\nname = "demo"\n' | tee src/gone/pyproject.toml \
        >src/other/pyproject.toml
    fake_env "$poetry/demo-$(hash_of "$dir")-py3.11"
    fake_env "$poetry/demo-$(hash_of "$HOME/src/other")-py3.11"
    fake_env "$poetry/demo-12345678-py3.11"
    "$VENVHOOK" allow src/gone 2>/dev/null
    "$VENVHOOK" allow src/other 2>/dev/null
    pipfile=gone-$(hash_of "$dir/Pipfile")
    unset WORKON_HOME
    mkdir -p "$XDG_DATA_HOME/virtualenvs"
    for name in "$pipfile" gone-12345678; do
        fake_env "$XDG_DATA_HOME/virtualenvs/$name"
        printf %s "$dir" >"$XDG_DATA_HOME/virtualenvs/$name/.project"
    done
    rm -r src/gone
    stays gone-12345678 'not certain that it was for that one'
    pruned
    run ls "$poetry"
    assert_equal "${#lines[@]}" 2
    refute_exists "$poetry/demo-$(hash_of "$dir")-py3.11"
    assert_equal "$(ls "$XDG_DATA_HOME/virtualenvs")" gone-12345678
    refute_contains "$("$VENVHOOK" allow --list)" "$dir"
    assert_contains "$("$VENVHOOK" allow --list)" "$HOME/src/other"
}

@test "prune: whose env it is neither a file .project says in any place, nor a record alone" {
    allowed src/p
    echo "$HOME/src/old" >src/p/.venv/.project
    fake_env shared
    mkdir src/user
    ln -s "$HOME/shared" src/user/.venv
    "$VENVHOOK" allow src/user 2>/dev/null
    rm -r src/user
    stays '~/src/p/.venv' 'not certain'
    stays '~/shared' 'not certain'
    pruned
    assert_exists src/p/.venv/pyvenv.cfg
    assert_exists shared/pyvenv.cfg
}

# --- broken

@test "prune: an env whose Python is gone is deleted, one without a record or a store is not even seen" {
    broken envs/bad
    named good
    allowed src/good
    allowed src/bad
    allowed src/bare
    broken src/unknown/.venv
    ln -sfn "$gone" src/bad/.venv/bin/python3
    rm src/bare/.venv/pyvenv.cfg
    pruned
    assert_contains 'deleted 3 environments'
    assert_equal "$(ls envs)" good
    assert_equal "$(ls -d src/*/.venv)" "src/good/.venv
src/unknown/.venv"
    assert_equal "$("$VENVHOOK" allow --list | grep -c .)" 1
}

@test "prune: a Python that may be on a volume, or cannot be told, is not gone" {
    mkdir mnt
    broken envs/mounted
    ln -sfn "${gone/src/mnt}" envs/mounted/bin/python3
    broken envs/container
    ln -sfn /container/bin/python3.9 envs/container/bin/python3
    fake_env envs/closed
    touch src/python
    ln -sfn "$HOME/src/python" envs/closed/bin/python3
    stays '~/envs/mounted' 'perhaps a volume'
    stays '~/envs/container' 'another machine or a container'
    refute_contains envs/closed
    pruned
    assert_equal "$(ls envs)" "closed
container
mounted"
}

@test "prune: a broken env that a manager keeps is left to it, with its own command" {
    local poetry=$XDG_CACHE_HOME/pypoetry/virtualenvs

    broken "$poetry/demo-12345678-py3.11"
    stays demo-12345678-py3.11 "poetry keeps it: 'poetry env remove"
    pruned
    assert_exists "$poetry/demo-12345678-py3.11/pyvenv.cfg"
}

@test "prune: another directory in the place of the recorded one is not deleted" {
    allowed src/p
    mv src/p/.venv src/moved
    broken src/p/.venv
    stays '~/src/p/.venv' 'another directory than'
    pruned
    assert_exists src/p/.venv/pyvenv.cfg
    # the very one is
    rm -r src/p/.venv
    mv src/moved src/p/.venv
    ln -sfn "$gone" src/p/.venv/bin/python3
    pruned
    refute_exists src/p/.venv
}

# --- unused

@test "prune: --unused DAYS deletes what was not used for so long, and nothing else" {
    named old
    named new
    broken envs/bad
    touch -a -d '31 days ago' envs/old/pyvenv.cfg
    touch -a -d '29 days ago' envs/new/pyvenv.cfg
    pruned
    assert_equal "$(ls envs)" "new
old"
    broken envs/bad
    prune --dry-run --unused 30
    assert_contains 'not used for 31 days'
    pruned --unused 30
    assert_equal "$(ls envs)" "bad
new"
    for days in 0 -1 x 1.5 99999999 ''; do
        run "$VENVHOOK" prune --yes "--unused=$days"
        assert_failure 2
    done
    assert_exists envs/new
}

@test "prune: where reading changes no date nothing is unused" {
    mkdir envs
    fake_env one
    in_mounts 'for how in relatime noatime; do
            mount -t tmpfs -o "$how,mode=755" tmpfs envs
            cp -RP one envs
            touch -a -d "99 days ago" envs/one/pyvenv.cfg
            "$VENVHOOK" prune --dry-run --unused 30
            "$VENVHOOK" prune --yes --unused 30
            ls envs
        done'
    assert_success
    assert_line_like '~/envs/one .* not used for 99 days'
    assert_line_like '~/envs/one .* does not tell when it was used'
    assert_equal "${lines[-1]}" one
    assert_equal "$(grep -cx one <<<"$output")" 1
}

# --- what is never touched

@test "prune: neither what is active here, nor what was denied" {
    broken envs/active
    broken envs/denied
    "$VENVHOOK" deny envs/denied 2>/dev/null
    export VIRTUAL_ENV=$HOME/envs/active
    stays '~/envs/active' 'it is active here'
    stays '~/envs/denied' 'you denied it'
    pruned
    assert_equal "$(ls envs)" "active
denied"
    unset VIRTUAL_ENV
    pruned
    assert_equal "$(ls envs)" denied
}

@test "prune: neither what holds files of no env, nor a project, nor another env" {
    broken envs/files
    mkdir envs/files/notes
    broken envs/project
    touch envs/project/pyproject.toml
    broken envs/outer
    allowed envs/outer/lib/p
    stays '~/envs/files' 'it holds notes'
    stays '~/envs/project' 'it holds pyproject.toml'
    stays '~/envs/outer' "it holds $HOME/envs/outer/lib/p/.venv"
    ln -s envs/files here
    cd here
    stays '~/envs/files' "it holds $HOME/envs/files"
    cd "$HOME"
    pruned
    assert_equal "$(ls envs)" "files
outer
project"
}

@test "prune: a link is not followed, to an env or to a project" {
    broken src/elsewhere
    ln -s "$HOME/src/elsewhere" envs_link
    mkdir envs
    ln -s "$HOME/src/elsewhere" envs/link
    stays '~/src/elsewhere' 'another directory than'
    pruned
    assert_exists src/elsewhere/pyvenv.cfg
    [ -L envs/link ]
}

@test "prune: a mount, and what has a mount in it, stays" {
    broken envs/mounted
    broken envs/plain
    mkdir -p envs/mounted/lib/data envs/volume
    mount -t tmpfs tmpfs envs/mounted/lib/data || not_here 'right to mount'
    mount -t tmpfs -o mode=755 tmpfs envs/volume
    broken envs/volume
    touch envs/mounted/lib/data/precious
    stays '~/envs/mounted' 'something is mounted there'
    stays '~/envs/volume' 'it is a mount'
    pruned
    assert_equal "$(ls envs)" "mounted
volume"
    assert_exists envs/mounted/lib/data/precious
    assert_exists envs/volume/bin/activate
}

@test "prune: what others own or can write stays" {
    need root
    broken envs/theirs
    broken envs/open
    broken envs/mine
    chown -R 1234 envs/theirs
    chmod o+w envs/open
    stays '~/envs/theirs' 'belongs to somebody else'
    stays '~/envs/open' 'can be written by everybody'
    pruned
    assert_equal "$(ls envs)" "open
theirs"
}

@test "prune: what a killed recreate has put aside is not deleted" {
    need strace
    "$VENVHOOK" create --python "$python" --without-pip src/there/.venv \
        2>/dev/null
    run strace -qq -o /dev/null -e inject=symlinkat:signal=KILL:when=4 \
        "$VENVHOOK" recreate src/there
    assert_failure 137
    before=$(find src/there | sort)
    stays '~/src/there/.venv' 'what was begun there is not finished'
    pruned
    assert_equal "$(find src/there | sort)" "$before"
    run "$VENVHOOK" recreate src/there
    assert_success
}

# --- asking

@test "prune: --dry-run deletes nothing and drops no record" {
    named old "$HOME/src/old"
    broken envs/bad
    allowed src/gone
    rm -r src/gone
    before=$(find . | sort)
    state=$(cat "$XDG_STATE_HOME/venvhook/grants")
    prune --dry-run
    assert_success
    assert_equal "$stderr" ''
    assert_line_like '~/envs/bad .* KB .* is broken'
    assert_line_like '~/envs/old .* KB .* its project .* is gone'
    assert_contains 'to be deleted: 2 environments ('
    assert_contains ' and 1 record of what is gone'
    assert_equal "$(find . | sort)" "$before"
    assert_equal "$(cat "$XDG_STATE_HOME/venvhook/grants")" "$state"
    run "$VENVHOOK" prune --dry-run --yes
    assert_failure 2
    "$VENVHOOK" prune --yes
    prune --dry-run
    assert_output 'venvhook: nothing is to be deleted'
}

@test "prune: with nobody to ask it refuses, unless there are only records to drop" {
    named old "$HOME/src/old"
    allowed src/gone
    rm -r src/gone
    prune </dev/null
    assert_failure 1
    assert_equal "$output" ''
    assert_contains "$stderr" 'nobody to ask; --yes answers'
    assert_exists envs/old
    assert_equal "$("$VENVHOOK" allow --list)" ''
    assert_contains "$(cat "$XDG_STATE_HOME/venvhook/grants")" src/gone
    rm -r envs/old
    prune </dev/null
    assert_success
    assert_output 'venvhook: deleted 1 record of what is gone'
    refute_contains "$(cat "$XDG_STATE_HOME/venvhook/grants")" src/gone
    prune </dev/null
    assert_success
    assert_output 'venvhook: nothing is to be deleted'
}

@test "prune: a record stays while its project is there, may be on a volume, or if it denies" {
    allowed src/kept
    touch src/kept/file
    rm -r src/kept/.venv
    mkdir mnt
    mkdir mnt/p
    allowed mnt/p
    rm -r mnt/p
    mkdir src/denied
    "$VENVHOOK" deny src/denied 2>/dev/null
    rmdir src/denied
    list=$("$VENVHOOK" allow --list)
    assert_equal "$(grep -c . <<<"$list")" 3
    pruned
    assert_output 'venvhook: nothing is to be deleted'
    assert_equal "$("$VENVHOOK" allow --list)" "$list"
}

@test "prune: if one cannot be deleted that is said, the others are, and its record stays" {
    need root setpriv
    as_user 1234 true
    home=$(user_home 1234)
    for dir in src/stuck .virtualenvs/bad src/other; do
        mkdir -p "$home/$dir"
    done
    fake_env "$home/src/stuck/.venv" /usr/bin/python3
    fake_env "$home/src/other/.venv" /usr/bin/python3
    fake_env "$home/.virtualenvs/bad" /usr/bin/python3
    chown -R 1234:1234 "$home/src" "$home/.virtualenvs"
    as_user 1234 sh -euc 'cd "$HOME"
        "$VENVHOOK" allow src/stuck
        "$VENVHOOK" allow src/other
        rm src/*/.venv/bin/python .virtualenvs/bad/bin/python
        chmod a-w src/stuck' >/dev/null 2>&1
    run --separate-stderr as_user 1234 sh -c 'cd "$HOME"; unset WORKON_HOME
        "$VENVHOOK" prune --yes'
    assert_equal "$status:$output" 1:
    assert_contains "$stderr" '/src/stuck/.venv: permission denied'
    assert_exists "$home/src/stuck/.venv/pyvenv.cfg"
    refute_exists "$home/src/other/.venv"
    refute_exists "$home/.virtualenvs/bad"
    run as_user 1234 sh -c 'cd "$HOME" && "$VENVHOOK" allow --list'
    assert_output "allow  $home/src/stuck/.venv"
}

@test "prune: it waits for whoever makes an env anew, tells which one it looks at, and looks again" {
    need bash flock
    broken envs/bad
    named good
    cat >lock <<'END'
rm -f go locked
flock envs/bad sh -c "touch locked
    while [ ! -e go ]; do sleep 0.05; done; $1" &
while [ ! -e locked ]; do sleep 0.05; done
END
    in_shell bash --no-hook --cwd "$HOME" <<'INPUT'
sh lock true
@send "$VENVHOOK" prune
@wait venvhook: looking at environments: 1 of 2 ...
@touch go
@wait [y/N]
n
sh lock 'ln -sfn /bin/sh envs/bad/bin/python3'
@send "$VENVHOOK" prune
@wait venvhook: looking at environments: 1 of 2 ...
@touch go
@prompt
INPUT
    refute_contains "$(answer 2)" 'looking at'
    assert_contains "$(answer 2)" 'delete 1 environment ('
    assert_contains "$(cat "$steps"/*.out)" 'nothing is to be deleted'
    assert_exists envs/bad
}

@test "prune: it shows what is to go and asks once; each is looked at again after the answer" {
    need bash
    broken envs/bad
    broken envs/mended
    broken envs/swapped
    named old "$HOME/src/old"
    cat >meanwhile <<'END'
while [ ! -e go ]; do sleep 0.05; done
ln -sfn /bin/sh envs/mended/bin/python3
cp -RP envs/swapped other
mv envs/swapped moved
mv other envs/swapped
echo changed
END
    in_shell bash --no-hook --cwd "$HOME" <<'INPUT'
@send "$VENVHOOK" prune
@wait [y/N]
n
INPUT
    assert_contains "$(answer 1)" '4 environments ('
    assert_contains "$(answer 1)" 'not deleted'
    assert_equal "$(ls envs)" "bad
mended
old
swapped"
    in_shell bash --no-hook --cwd "$HOME" <<'INPUT'
@send sh meanwhile & "$VENVHOOK" prune; echo status=$?
@wait [y/N]
@touch go
@wait changed
y
INPUT
    assert_contains "$(answer 1)" '~/envs/bad '
    assert_contains "$(answer 1)" 'mended: not deleted: it has changed'
    assert_contains "$(answer 1)" 'swapped: not deleted: it has changed'
    assert_contains "$(answer 1)" status=1
    assert_equal "$(ls envs)" "mended
swapped"
}
