# shellcheck disable=SC2154
# What create leaves where it is killed, where a call of it fails, where the
# disk is full, and where others make the same at the same time.  What has to
# hold after each disturbed run is said, and looked at, in tests/lib/disturb.

# in memory

load lib/common
load lib/making

setup() {
    common_setup
    python=$(base_python) || skip 'no base Python'
    live_in "$tmp/world"
}

teardown() {
    umount "$world/cache" "$world/p/new" 2>/dev/null || :
    rm -rf "$world" "$world.note"
}

# All that create may touch, and some files that it may not.
live_in() {
    world=$1
    export HOME=$world/home TMPDIR=$world/tmp XDG_CONFIG_HOME=$world/config
    export XDG_CACHE_HOME=$world/cache XDG_STATE_HOME=$world/state
    mkdir -p "$HOME" "$TMPDIR" "$XDG_CONFIG_HOME/venvhook" "$world/p"
    touch "$HOME/mine" "$world/p/mine"
    cd "$world/p" || return
}

# Where a file takes the least time; there may be little room, and no program
# may run.
live_in_memory() {
    local dir

    dir=$(mktemp -d /dev/shm/venvhook.XXXXXX 2>/dev/null) || return 0
    live_in "$dir"
}

need_faults() {
    local status=0

    [ -z "${ASAN_OPTIONS-}" ] || skip 'a sanitizer is at work'
    faults=${top_builddir:-${VENVHOOK%/*}}/tests/lib/faults
    [ -x "$faults" ] || fail "make check builds $faults" || return
    "$faults" KILL 1 /bin/sh -c : 2>"$tmp/why" || status=$?
    [ "$status" -ne 77 ] || not_here "$(cat "$tmp/why")" || return
    assert_equal "$status" 137
}

# disturb [--all] HOW WORD...: `create WORD...` of new/.venv.  Then $calls,
# $failures and $none are its counts, added up.
disturb() {
    local all=() how

    [ "$1" != --all ] || { all=(--all) && shift; }
    how=$1
    shift
    need_faults || return
    PYTHONDONTWRITEBYTECODE=1 "$(base_python)" "$lib/disturb" \
        ${all[@]+"${all[@]}"} "$faults" "$VENVHOOK" "$world" \
        "$world/p/new/.venv" "$how" --python "$python" "$@" >"$tmp/counts"
    sed 's/^/# /' "$tmp/counts" >&3
    read -r calls failures none < <(awk '{ calls += $2; failures += $4
        none += $6 } END { print calls, failures, none }' "$tmp/counts")
}

# --- without pip

known() {
    live_in_memory
    "$VENVHOOK" create --python "$python" --without-pip "$world/first"
}

@test "faults: killed at any system call, create leaves no env or a whole one, and the next run makes it" {
    known
    "$VENVHOOK" allow --tree "$world/p" >/dev/null
    disturb --all KILL --without-pip
    [ "$calls" -gt 100 ]
    [ "$none" -gt 80 ]
}

@test "faults: what cannot be written create says, and leaves nothing or a whole env" {
    known
    disturb ENOSPC,EACCES --without-pip
    [ "$failures" -gt 60 ]
}

# fails_at CALL HOW WORD...: create where the last call like CALL fails so.
fails_at() {
    local n

    need_faults
    need strace
    "$VENVHOOK" create --python "$python" "${@:3}" "$world/known"
    strace -o "$tmp/calls" "$VENVHOOK" create --python "$python" "${@:3}" \
        new/.venv
    cp -a new "$tmp/want"
    rm -rf new
    # execve is not counted
    n=$(($(grep -nE "$1" "$tmp/calls" | tail -n 1 | cut -d : -f 1) - 1))
    run --separate-stderr "$faults" "$2" "$n" "$VENVHOOK" create \
        --python "$python" "${@:3}" new/.venv
}

@test "faults: where the base's scripts cannot be reached or read, its own venv makes the env, with all of them" {
    local call

    for call in '/venv/scripts"' '"common/activate", O_RDONLY'; do
        fails_at "$call" EACCES --without-pip
        assert_success
        assert_silent
        diff -r --no-dereference "$tmp/want" new
        rm -rf "$tmp/want" new
    done
}

@test "faults: an env that was made and could not be recorded is said to be there" {
    fails_at 'readlink' EIO --without-pip
    assert_success
    assert_contains "$stderr" "was made, but that could not be remembered"
    diff -r --no-dereference "$tmp/want" new
}

# An env that is there, with a file of the user, and the words for it.
there() {
    known
    "$VENVHOOK" create --python "$python" --without-pip --prompt old \
        "$world/p/new/.venv"
    touch new/.venv/users
}

@test "faults: made over an env, it is the old one, the new one or none at any time, and what is the user's stays" {
    there
    disturb KILL,ENOSPC --without-pip --prompt new
    [ "$none" -gt 20 ]
    [ "$failures" -gt 20 ]
    assert_exists new/.venv/users
}

@test "faults: with --clear it is the old env, the new one or none at any time, and after a failure one of both" {
    there
    disturb KILL --without-pip --clear
    [ "$none" -gt 30 ]
    disturb ENOSPC,EACCES --without-pip --clear
    [ "$none" -eq 0 ]
    [ "$failures" -gt 100 ]
}

# --- pip, with a seed

# A real seed, but of its files a few of each kind only.
small_seed() {
    local site

    live_in_memory
    seeded
    site=$(site "$seed")
    find "$site" -regextype posix-extended -type f ! -regex \
        '.*/(pip-[^/]*|pip|pip/__pycache__|certifi)/[^/]*' -delete
    find "$site" -mindepth 1 -type d -empty -delete
    find "$site" "$seed/bin" -type f -printf '%s\n' | awk '{ n++; sum += $1 }
        END { printf "files %d\nbytes %d\n", n, sum }' >"$seed/venvhook-seed"
}

@test "faults: while pip is cloned, the env is whole or none at any time, and the seed stays as it is" {
    small_seed
    disturb KILL,ENOSPC,EACCES
    [ "$none" -gt 300 ]
    [ "$failures" -gt 200 ]
}

@test "faults: while pip is linked from the seed, the env is whole or none at any time, and the seed stays as it is" {
    small_seed
    echo 'link-mode = hardlink' >"$XDG_CONFIG_HOME/venvhook/config"
    disturb KILL,EACCES
    [ "$none" -gt 100 ]
    [ "$failures" -gt 50 ]
}

@test "faults: a script of the seed that cannot be read is not left out of the env" {
    small_seed
    fails_at '"pip3", O_RDONLY' EACCES
    assert_failure 1
    assert_contains "$stderr" 'permission denied'
    refute_exists new
}

# --- while the seed is made

# A base like $python, but a script that answers as one and has an ensurepip
# which takes no time: so each call of ours can be disturbed.
quick_base() {
    local lib

    live_in_memory
    moved_base "$tmp/base"
    lib=lib/python$(version_of "$python")/site-packages
    mkdir -p "$tmp/bare/$lib" "$tmp/bare/bin" "$tmp/pip/$lib/pip-1.dist-info" \
        "$tmp/pip/$lib/pip" "$tmp/pip/bin"
    ln -s "$tmp/base/bin/python3" "$tmp/bare/bin/python3"
    echo 'print("pip")' | tee "$tmp/pip/$lib/pip/__main__.py" \
        >"$tmp/pip/$lib/pip/__init__.py"
    echo 'pip/__init__.py,,' >"$tmp/pip/$lib/pip-1.dist-info/RECORD"
    touch "$tmp/pip/bin/pip" "$tmp/pip/bin/pip3"
    chmod 755 "$tmp/pip/bin"/*
    cat >"$tmp/base/bin/python3" <<END
#!/bin/sh
for last; do :; done
case \$* in
*'-m venv'*) exec cp -a '$tmp/bare' "\$last" ;;
*'-m ensurepip'*)
    [ ! -e '$tmp/slow' ] || { : >'$tmp/started' && sleep 1; }
    cp -a '$tmp/pip/.' "\$VIRTUAL_ENV" || exit
    for name in pip pip3; do
        printf '#!%s\nprint("pip")\n' "\$VIRTUAL_ENV/bin/python3" \
            >"\$VIRTUAL_ENV/bin/\$name" || exit
    done
    exit ;;
esac
printf '%s\n' 'executable $tmp/base/bin/python3' 'major 3' \
    'minor $(version_of "$python" | cut -d . -f 2)' \
    'micro $(python_version "$python" | cut -d . -f 3)' 'serial 0' \
    'implementation cpython' 'stdlib $base_lib' 'platlibdir lib' \
    'platform linux' 'abiflags ' 'bits64 1' 'utf8 1' 'framework 0' \
    'quotes 1' 'templates $(cd "$base_lib/venv/scripts" && echo */*)' \
    'level final'
END
    python=$tmp/base/bin/python3
}

@test "faults: while the seed is made, on a machine that knows nothing yet, no half seed is believed and none is left" {
    quick_base
    disturb KILL,INT,ENOSPC,EACCES
    [ "$none" -gt 300 ]
    [ "$failures" -gt 100 ]
}

@test "faults: a seed is the same whatever number the process has that makes it" {
    local seed

    need root
    unshare --pid --fork true || not_here 'right to number processes anew'
    quick_base
    "$VENVHOOK" create --python "$python" "$world/first"
    seed=$(echo "$XDG_CACHE_HOME"/venvhook/seeds/*-*/)
    mv "$seed" "$tmp/seed"
    # From 2 on, where the others have three digits at least.
    unshare --pid --fork "$BASH" -c '"$@"; exit' create "$VENVHOOK" create \
        --python "$python" "$world/second"
    run cmp "$tmp/seed/bin/pip" "$seed/bin/pip"
    assert_failure 1
    cmp "$tmp/seed/venvhook-seed" "$seed/venvhook-seed"
}

@test "faults: a seed without its manifest, the last that is written, is not believed" {
    local seed

    quick_base
    "$VENVHOOK" create --python "$python" "$world/first"
    seed=$(echo "$XDG_CACHE_HOME"/venvhook/seeds/*-*/)
    rm "$seed/venvhook-seed" "$(site "$seed")/pip/__main__.py"
    "$VENVHOOK" create --python "$python" new/.venv
    assert_exists "$(site new/.venv)/pip/__main__.py"
    assert_exists "$seed/venvhook-seed"
}

# FAT takes no mode but the one that the mount gives.
@test "faults: where no mode can be set, and the umask has taken none away, pip is cloned as elsewhere" {
    need strace
    umask 022
    quick_base
    "$VENVHOOK" create --python "$python" "$world/first"
    "$VENVHOOK" create --python "$python" new/.venv
    mv new want
    run --separate-stderr strace -f -o "$tmp/calls" -e inject=fchmod:error=EPERM \
        "$VENVHOOK" create --python "$python" new/.venv
    assert_success
    assert_silent
    diff -r --no-dereference want new
    refute_contains "$(cat "$tmp/calls")" 'execve("'"$python"
}

# The cache as a file system of its own; teardown takes it away.
mount_cache() {
    need root
    mkdir -p "$XDG_CACHE_HOME"
    mount -t tmpfs -o "mode=700,$1" tmpfs "$XDG_CACHE_HOME" ||
        not_here 'right to mount'
}

create_with_pip() {
    run --separate-stderr "$VENVHOOK" create --python "$python" "$@"
}

@test "faults: where the cache cannot be written, pip comes from ensurepip, and the same holds" {
    quick_base
    mount_cache ro
    disturb KILL,ENOSPC
    [ "$none" -gt 100 ]
    [ "$failures" -gt 40 ]
    assert_equal "$(ls -A "$XDG_CACHE_HOME")" ''
}

@test "faults: a disk that is full while ensurepip runs is told, and the next run makes the seed" {
    mount_cache size=6m
    create_with_pip new/.venv
    assert_failure 1
    assert_equal "$output" ''
    assert_contains "$stderr" \
        "in $XDG_CACHE_HOME/venvhook/seeds failed: No space left on device"
    refute_exists new
    assert_equal "$(find "$XDG_CACHE_HOME/venvhook/seeds" -mindepth 1)" \
        "$(echo "$XDG_CACHE_HOME"/venvhook/seeds/*.lock)"
    mount -o remount,size=100m "$XDG_CACHE_HOME"
    create_with_pip new/.venv
    assert_success
    assert_silent
    run new/.venv/bin/pip --version
    assert_success
}

@test "faults: where pip cannot be prepared, or a signal ends that, an env that was to be made over is as it was" {
    mount_cache size=6m
    create_with_pip --without-pip new
    cp -a new "$tmp/was"
    create_with_pip new
    assert_failure 1
    assert_contains "$stderr" 'No space left on device'
    diff -r --no-dereference "$tmp/was" new
    mount -o remount,size=100m "$XDG_CACHE_HOME"
    "$VENVHOOK" create --python "$python" new 2>"$tmp/err" &
    eventually seed_begun
    kill -TERM $!
    wait $! || :
    assert_contains "$(cat "$tmp/err")" 'cancelled'
    diff -r --no-dereference "$tmp/was" new
    # the control
    create_with_pip new
    assert_success
    run new/bin/pip --version
    assert_success
}

@test "faults: a disk that is full while pip is cloned is told, and nothing is left" {
    need root
    seeded
    mkdir new
    mount -t tmpfs -o size=4m tmpfs new || not_here 'right to mount'
    create_with_pip new/.venv
    ls -A new >"$tmp/left"
    umount new
    assert_failure 1
    assert_equal "$output" ''
    assert_contains "$stderr" 'no space left on device'
    assert_equal "$(cat "$tmp/left")" ''
}

# Has the seed its first package?
seed_begun() {
    [ -n "$(find "$XDG_CACHE_HOME" -name '*.dist-info' -print -quit)" ]
}

# One seed, and nothing of its making but the lock.
one_seed() {
    local names

    names=$(cd "$XDG_CACHE_HOME/venvhook/seeds" && LC_ALL=C && echo *)
    [[ $names =~ ^[0-9a-f]+-[0-9a-f]+\ [0-9a-f]+\.lock$ ]] || fail "$names"
}

@test "faults: killed while ensurepip goes on, the next run waits for that and leaves nothing of it" {
    local pid status=0

    quick_base
    : >"$tmp/slow"
    "$VENVHOOK" create --python "$python" new/.venv &
    pid=$!
    eventually [ -e "$tmp/started" ]
    rm "$tmp/slow"
    kill -KILL "$pid"
    wait "$pid" || status=$?
    assert_equal "$status" 137
    create_with_pip new/.venv
    assert_success
    assert_exists new/.venv/bin/pip
    sleep 1.2
    one_seed
}

# under_way: a create that waits for an ensurepip, as process $pid.
under_way() {
    rm -f "$tmp/started"
    : >"$tmp/slow"
    (
        trap '' HUP INT
        exec "$VENVHOOK" create --python "$python" new/.venv 2>"$tmp/err"
    ) &
    pid=$!
    eventually [ -e "$tmp/started" ]
}

@test "faults: a signal that was ignored when create began, as by nohup, cancels nothing" {
    local pid status=0

    quick_base
    under_way
    kill -HUP "$pid"
    kill -INT "$pid"
    wait "$pid"
    assert_exists new/.venv/bin/pip
    # the control
    rm -rf new "$XDG_CACHE_HOME"
    under_way
    kill -TERM "$pid"
    wait "$pid" || status=$?
    assert_equal "$status" 143
    assert_contains "$(cat "$tmp/err")" cancelled
    refute_exists new
}

# --- several at once

# eight DIR...: creates them all at once; none may fail or say anything.
eight() {
    local dir pids=()

    for dir; do
        "$VENVHOOK" create --python "$python" "${words[@]}" "$dir" \
            >>"$tmp/said" 2>&1 &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do
        wait "$pid"
    done
    assert_equal "${#pids[@]}" 8
    assert_equal "$(cat "$tmp/said")" ''
}

# The state has no more than the records of these envs.
recorded() {
    local dir

    for dir; do printf 'made  %s\n' "$world/p/$dir"; done >"$tmp/want"
    "$VENVHOOK" allow --list | sort | diff <(sort "$tmp/want") -
    assert_equal "$(cd "$XDG_STATE_HOME/venvhook" && echo * | tr -d 0-9)" \
        'generation. grants lock'
}

eight_in_one_place() {
    words=("$@")
    "$VENVHOOK" create --python "$python" "${words[@]}" deep/er/e
    mv deep/er/e "$tmp/alone"
    rm -rf deep "$XDG_STATE_HOME"
    eight deep/er/e deep/er/e deep/er/e deep/er/e deep/er/e deep/er/e \
        deep/er/e deep/er/e
    diff -r --no-dereference "$tmp/alone" deep/er/e
    recorded deep/er/e
}

@test "faults: eight at once in one place make one env" {
    eight_in_one_place --without-pip
}

@test "faults: eight at once in one place make one env with pip" {
    seeded
    rm -rf "$XDG_STATE_HOME"
    eight_in_one_place
    one_seed
}

@test "faults: eight at once on a machine that knows nothing yet make one seed, and all have their pip" {
    local n

    words=()
    eight e1 e2 e3 e4 e5 e6 e7 e8
    one_seed
    for n in 1 2 3 4 5 6 7 8; do
        diff -r -x RECORD "$(site "e$n")" \
            "$(site "$XDG_CACHE_HOME"/venvhook/seeds/*-*)"
        [ -x "e$n/bin/pip" ]
        [ -f "e$n/pyvenv.cfg" ]
    done
    recorded e1 e2 e3 e4 e5 e6 e7 e8
    run e8/bin/pip --version
    assert_success
}
