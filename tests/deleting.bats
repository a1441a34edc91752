#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2154
# What create, recreate and remove delete, and what they never do.  What may
# be deleted after a run that was killed is known from the state directory
# alone.

load lib/common
load lib/making

setup() {
    making_setup
}

teardown() {
    umount "$tmp/p/.venv/lib/data" "$tmp/p/.venv" 2>/dev/null || :
}

state() {
    (cd "$XDG_STATE_HOME/venvhook" && echo *)
}

# Nothing of an interrupted run is left, here nor in the state.
tidy() {
    assert_equal "$(find "$tmp/p" -name '*venvhook-*')" ''
    case $(state) in *making*) fail "left: $(state)" ;; esac
}

# --- names and marks in the tree

@test "deleting: a tracked .venvhook-new does not have create delete a project" {
    mkdir -p docs .git src
    touch .venvhook-new docs/.venvhook-new docs/text src/code
    before=$(find . | sort)
    create .
    refused 'not empty'
    create docs
    refused 'not empty'
    create --clear docs
    refused 'is not an environment'
    assert_equal "$(find . | sort)" "$before"
}

@test "deleting: of a directory that is named its own env is meant, not one above it" {
    create .venv
    mkdir -p src/deep other
    for dir in src src/deep .venv/bin "$PWD/src"; do
        for words in 'recreate --yes' 'remove --yes'; do
            # shellcheck disable=SC2086 # words
            run --separate-stderr "$VENVHOOK" $words "$dir"
            assert_failure 1
            assert_contains "$stderr" "has no environment of its own; the one above it is $PWD/.venv"
            assert_contains "$stderr" "'venvhook ${words% *} $PWD/.venv' means"
        done
    done
    assert_exists .venv/pyvenv.cfg
    # the control: what it is called, and nothing but where one is
    for dir in . .venv src/.. "$PWD/.venv/"; do
        create .venv
        run "$VENVHOOK" remove --yes "$dir"
        assert_success
        refute_exists .venv
    done
    create .venv
    cd src/deep
    run "$VENVHOOK" remove --yes
    assert_success
    refute_exists ../../.venv
}

@test "deleting: a project that tracks a pyvenv.cfg at its top is not deleted as an env" {
    for mark in .git .hg CVS pyproject.toml; do
        fake_env p
        mkdir "p/$mark" p/src
        echo precious >p/src/a
        for words in 'create --clear' recreate 'remove --yes'; do
            # shellcheck disable=SC2086 # words
            run "$VENVHOOK" $words p
            assert_failure
            assert_contains "is a project as well as an environment"
            assert_contains "it holds $mark"
            assert_equal "$(cat p/src/a)" precious
            assert_exists p/pyvenv.cfg
            assert_exists p/bin/python
        done
        rm -r "p/$mark"
        # without the mark it is one, and this is what was asked for
        "$VENVHOOK" remove --yes p
        [ ! -e p ]
    done
}

@test "deleting: what lies beside an env under names like ours is neither deleted nor put in its place" {
    local name

    create .venv
    for name in .venv.venvhook-old .venv.venvhook-0123456789abcdef \
        .venv/.venvhook-0123456789abcdef-old .venv/bin/.venvhook-tmp \
        .venv/.venvhook-cfg; do
        mkdir "$name"
        touch "$name/precious"
    done
    create --prompt new .venv
    assert_success
    assert_equal "$(find . -name precious | wc -l)" 5
    run --separate-stderr "$VENVHOOK" recreate --keep-packages
    assert_success
    assert_equal "$(find . -name precious | wc -l)" 5
    run --separate-stderr "$VENVHOOK" remove --yes
    assert_success
    assert_exists .venv.venvhook-old/precious
    assert_exists .venv.venvhook-0123456789abcdef/precious
    run --separate-stderr "$VENVHOOK" recreate
    refused 'no environment'
    refute_exists .venv
}

# --- runs that were killed

# killed CALL N ARG...: venvhook, killed at call N of that name
killed() {
    need strace
    run strace -qq -o /dev/null -e "inject=$1:signal=KILL:when=$2" \
        "$VENVHOOK" "${@:3}"
    assert_failure 137
}

@test "deleting: what a killed create left the next one takes away" {
    killed symlinkat 1 create --python "$python" --without-pip .venv
    assert_exists .venv
    refute_exists .venv/pyvenv.cfg
    create .venv
    assert_success
    assert_exists .venv/pyvenv.cfg
    tidy
}

@test "deleting: what somebody put where a create was killed is not taken away with it" {
    killed symlinkat 1 create --python "$python" --without-pip .venv
    touch .venv/precious
    create .venv
    refused 'it holds precious'
    assert_exists .venv/precious
    rm .venv/precious
    create .venv
    assert_success
    tidy
}

@test "deleting: a directory that took the place of what a killed create left is not taken for it" {
    killed symlinkat 1 create --python "$python" --without-pip .venv
    rm -rf .venv
    mkdir -p keep .venv/bin .venv/lib
    touch .venv/lib/precious
    create .venv
    refused 'not empty'
    assert_exists .venv/lib/precious
}

@test "deleting: a recreate that is killed at any rename has lost nothing, and the next one goes on" {
    local n

    for n in 1 2 3 4 5 6 7 8; do
        rm -rf .venv
        create .venv
        touch .venv/precious
        run strace -qq -o /dev/null -e "inject=renameat:signal=KILL:when=$n" \
            "$VENVHOOK" recreate --python "$python" --keep-packages
        [ -n "$(find .venv -name precious)" ]
        run --separate-stderr "$VENVHOOK" recreate --python "$python" \
            --keep-packages
        assert_success
        assert_exists .venv/precious
        assert_exists .venv/pyvenv.cfg
        tidy
    done
}

@test "deleting: what a killed remove left the next run of a command deletes" {
    create .venv
    killed unlinkat 3 remove --yes
    refute_exists .venv
    assert_equal "$(echo .venv.venvhook-*/)" "$(ls -d .venv.venvhook-*)/"
    create other
    assert_success
    run --separate-stderr "$VENVHOOK" recreate other
    assert_success
    tidy
}

@test "deleting: a create where a remove is still deleting waits for it, and neither fails" {
    need strace
    create .venv
    mkdir .venv/lib/{1..200}
    touch .venv/lib/{1..200}/file
    strace -qq -o /dev/null -e inject=unlinkat:delay_enter=3000 \
        "$VENVHOOK" remove --yes >"$tmp/out" 2>"$tmp/err" 3>&- &
    eventually [ ! -e .venv ]
    create .venv
    assert_success
    assert_equal "$stderr" ''
    wait $! || fail "$(cat "$tmp/err")"
    assert_exists .venv/pyvenv.cfg
    tidy
}

@test "deleting: a directory that took the place of what a killed remove left is not taken for it" {
    create .venv
    killed unlinkat 3 remove --yes
    left=$(echo .venv.venvhook-*)
    mv "$left" away
    mkdir "$left"
    : >"$left/precious"
    create other
    assert_success
    assert_exists "$left/precious"
    assert_exists away
    # nor does it hold up another run
    run --separate-stderr "$VENVHOOK" remove --yes other
    assert_success
    assert_exists "$left/precious"
}

@test "deleting: a directory that took the place of what a killed recreate put aside is not taken for it" {
    create .venv
    killed renameat 3 recreate --yes
    aside=$(echo .venv/.venvhook-*-old)
    assert_exists "$aside"
    mv "$aside" away
    mkdir "$aside"
    : >"$aside/precious"
    run --separate-stderr "$VENVHOOK" create .venv
    assert_exists "$aside/precious"
    assert_exists away
}

# --- mounts

# in_mounts SCRIPT: a shell with mounts of its own
in_mounts() {
    need root unshare
    unshare -m true 2>/dev/null || not_here 'mounts of its own' || return
    PYTHON=$python run --separate-stderr unshare -m sh -euc "$1"
}

@test "deleting: a bind mount in an env is not emptied, and all is as it was before" {
    create .venv
    mkdir precious
    touch precious/file
    in_mounts 'mkdir .venv/lib/data
        mount --bind precious .venv/lib/data
        "$VENVHOOK" remove --yes && exit 3
        "$VENVHOOK" recreate && exit 4
        "$VENVHOOK" create --python "$PYTHON" --clear .venv && exit 5
        [ -e .venv/lib/data/file ] && [ -e .venv/pyvenv.cfg ]
        [ -e .venv/bin/activate ]'
    assert_success
    assert_contains "$stderr" "$PWD/.venv/lib/data: something is mounted there"
    assert_exists precious/file
    tidy
    run --separate-stderr "$VENVHOOK" remove --yes
    assert_success
}

@test "deleting: a bind mount in an env is not emptied where the kernel has no statx" {
    need strace
    create .venv
    mkdir precious
    touch precious/file
    in_mounts 'mkdir .venv/lib/data
        mount --bind precious .venv/lib/data
        strace -qq -o /dev/null -e inject=statx:error=ENOSYS \
            "$VENVHOOK" remove --yes && exit 3
        [ -e .venv/lib/data/file ] && [ -e .venv/pyvenv.cfg ]'
    assert_success
    assert_contains "$stderr" 'something is mounted there'
}

@test "deleting: a file that is a mount is seen as well" {
    create .venv
    touch precious .venv/bin/mounted
    in_mounts 'mount --bind precious .venv/bin/mounted
        "$VENVHOOK" remove --yes && exit 3
        [ -e .venv/pyvenv.cfg ] && [ -e .venv/bin/activate ]'
    assert_success
    assert_contains "$stderr" '.venv/bin/mounted: something is mounted there'
}

@test "deleting: what an image brought, which overlayfs cannot rename, is removed where it is, and not recreated" {
    create .venv
    cp -a .venv "$tmp/whole"
    export tmp
    in_mounts 'mkdir "$tmp/layers"
        mount -t tmpfs -o mode=755 tmpfs "$tmp/layers" || exit 77
        cd "$tmp/layers"
        mkdir upper work lower
        mv "$tmp/p" lower/p
        mkdir "$tmp/p"
        mount -t overlay -o lowerdir=lower/p,upperdir=upper,workdir=work \
            overlay "$tmp/p" || exit 77
        cd "$tmp/p"
        "$PYTHON" -c "import os; os.rename(\".venv/lib\", \"x\")" 2>/dev/null &&
            exit 77
        "$VENVHOOK" allow >&2
        "$VENVHOOK" recreate --yes && exit 3
        "$VENVHOOK" create --python "$PYTHON" --clear .venv && exit 4
        diff -r --no-dereference .venv "$tmp/whole" || exit 5
        "$VENVHOOK" remove --yes >&2 || exit 6
        [ ! -e .venv ] || exit 7
        "$VENVHOOK" create --python "$PYTHON" --without-pip
        [ -e .venv/pyvenv.cfg ]'
    [ "$status" != 77 ] || not_here 'an overlayfs without redirect_dir'
    assert_success
    assert_contains "$stderr" "$tmp/p/.venv: came with an image, and overlayfs can"
    assert_contains "$stderr" "'venvhook remove' deletes it"
    refute_contains "$stderr" 'mounted'
}

@test "deleting: an env that is a volume is made in place, recreated in place, and emptied by remove" {
    mkdir .venv
    in_mounts 'mount -t tmpfs -o mode=755 tmpfs .venv
        mkdir .venv/lost+found
        "$VENVHOOK" create --python "$PYTHON" --without-pip .venv
        [ -e .venv/pyvenv.cfg ]
        touch .venv/mine
        "$VENVHOOK" recreate --keep-packages >/dev/null
        [ -e .venv/mine ] && [ -e .venv/pyvenv.cfg ]
        "$VENVHOOK" recreate </dev/null && exit 4
        [ -e .venv/mine ]
        "$VENVHOOK" recreate --yes >/dev/null
        [ ! -e .venv/mine ] && [ -e .venv/pyvenv.cfg ]
        "$VENVHOOK" remove </dev/null && exit 3
        "$VENVHOOK" remove --yes >/dev/null
        [ "$(ls -A .venv)" = lost+found ]'
    assert_success
}

@test "deleting: the question about a volume says that it cannot be undone" {
    need bash
    in_mounts 'true' || return
    mkdir .venv
    mount -t tmpfs -o mode=755 tmpfs .venv || not_here 'right to mount'
    create .venv
    in_shell bash --no-hook --cwd "$PWD" <<'INPUT'
@send "$VENVHOOK" remove
@wait [y/N]
n
INPUT
    assert_contains "$(answer 1)" 'cannot be undone'
    assert_exists .venv/pyvenv.cfg
}

# --- the question

@test "deleting: what has taken its place at the question, or has come into it by then, stays" {
    need bash
    create .venv
    mkdir "$(site .venv)/tiny-1.0.dist-info"
    cp -RP .venv other
    echo mine >other/bin/mine
    cat >meanwhile <<'END'
while [ ! -e go ]; do sleep 0.05; done
mv .venv was
mv other .venv
echo changed
END
    for command in recreate remove; do
        in_shell bash --no-hook --cwd "$PWD" <<INPUT
@send sh meanwhile & "\$VENVHOOK" $command; echo status=\$?
@wait [y/N]
@touch go
@wait changed
y
INPUT
        assert_contains "$(answer 1)" '.venv: has changed meanwhile'
        assert_contains "$(answer 1)" status=1
        assert_equal "$(cat .venv/bin/mine)" mine
        rm go
        mv .venv other
        mv was .venv
    done
    printf '%s\n' 'while [ ! -e go ]; do sleep 0.05; done' \
        'touch .venv/setup.py' 'echo changed' >meanwhile
    in_shell bash --no-hook --cwd "$PWD" <<'INPUT'
@send sh meanwhile & "$VENVHOOK" remove; echo status=$?
@wait [y/N]
@touch go
@wait changed
y
INPUT
    assert_contains "$(answer 1)" 'is a project as well'
    assert_exists .venv/setup.py
}

# --- depth

# deep DIR N: N directories in one another, and a file in the last
deep() {
    "$python" -I - "$1" "$2" <<'CODE'
import os, sys
os.chdir(sys.argv[1])
for i in range(int(sys.argv[2])):
    os.mkdir("d")
    os.chdir("d")
open("file", "w").close()
CODE
}

@test "deleting: 600 and 5000 nested directories go with few descriptors" {
    local n

    for n in 600 5000; do
        create .venv
        deep .venv/lib "$n"
        run --separate-stderr bash -c 'ulimit -n 30; "$VENVHOOK" remove --yes'
        assert_success
        refute_exists .venv
        create .venv
        deep .venv/lib "$n"
        run --separate-stderr bash -c \
            'ulimit -n 30; "$VENVHOOK" recreate --keep-packages'
        assert_success
        assert_exists .venv/lib/d/d/d
        run --separate-stderr bash -c 'ulimit -n 30; "$VENVHOOK" remove --yes'
        assert_success
        tidy
    done
}

# --- what cannot be deleted, or moved

user_env() {
    need root setpriv
    [ -x /usr/bin/python3 ] || skip 'no /usr/bin/python3'
    home=$(user_home 1234)
    as_user 1234 sh -c 'mkdir "$HOME/p" && "$VENVHOOK" create --python \
        /usr/bin/python3 --without-pip "$HOME/p/.venv"'
}

@test "deleting: directories of mode 0555 are kept by recreate --keep-packages and deleted by remove" {
    user_env
    as_user 1234 sh -euc 'cd "$HOME/p" && mkdir -p .venv/share/a .venv/lib/b/c
        touch .venv/share/a/one .venv/lib/b/c/two
        chmod 555 .venv/share .venv/share/a .venv/lib/b
        "$VENVHOOK" recreate --keep-packages >/dev/null
        [ -e .venv/share/a/one ] && [ -e .venv/lib/b/c/two ]
        [ "$(stat -c %a .venv/lib/b)" = 555 ]
        "$VENVHOOK" remove --yes >/dev/null && [ "$(ls -A)" = "" ]'
}

@test "deleting: what somebody else has put into an env is found before anything is touched" {
    user_env
    mkdir -p "$home/p/.venv/lib/theirs/deep"
    before=$(find "$home/p" | sort)
    for words in 'remove --yes' recreate 'recreate --keep-packages' \
        'create --clear --python /usr/bin/python3 .venv'; do
        run as_user 1234 sh -c 'cd "$HOME/p" && "$VENVHOOK" $1' sh "$words"
        assert_failure 1
        assert_contains "$home/p/.venv/lib/theirs: permission denied"
        assert_equal "$(find "$home/p" | sort)" "$before"
    done
}

@test "deleting: root does not empty the env of a user" {
    user_env
    run --separate-stderr "$VENVHOOK" create --python "$python" --clear \
        "$home/p/.venv"
    refused 'belongs to'
    run --separate-stderr "$VENVHOOK" remove --yes "$home/p"
    refused 'belongs to'
    assert_exists "$home/p/.venv/bin/activate"
    run as_user 1234 sh -c 'cd "$HOME/p" && "$VENVHOOK" create --python \
        /usr/bin/python3 --without-pip --clear .venv'
    assert_success
}

@test "deleting: where the disk is full recreate loses nothing, with --keep-packages and without" {
    mkdir .venv
    in_mounts 'mount -t tmpfs -o mode=755,nr_inodes=60 tmpfs .venv
        "$VENVHOOK" create --python "$PYTHON" --without-pip .venv
        for i in $(seq 60); do touch .venv/lib/$i || break; done 2>/dev/null
        rm .venv/lib/1 .venv/lib/2 .venv/lib/3 .venv/lib/4
        find .venv | sort >before
        for keep in "" --keep-packages; do
            "$VENVHOOK" recreate --python "$PYTHON" $keep && exit 3
            find .venv | sort | diff before -
        done'
    assert_success
    assert_contains "$stderr" 'no space left on device'
    assert_contains "$stderr" 'is as it was before'
}

# The records, too, which may be there or not.
@test "deleting: where the disk is full, remove and prune delete what is to go" {
    mkdir full
    in_mounts 'mount -t tmpfs -o mode=755,size=200k,nr_inodes=60 tmpfs full
        cd full
        export XDG_STATE_HOME=$PWD/state
        for how in remove remove\ lost prune; do
            "$VENVHOOK" create --python "$PYTHON" --without-pip .venv
            [ "${how% lost}" != prune ] || ln -sf nowhere .venv/bin/python
            [ "$how" = "${how% lost}" ] || rm -r state
            cat /dev/zero >zero 2>/dev/null || :
            for i in $(seq 60); do touch $i || break; done 2>/dev/null
            "$VENVHOOK" ${how% lost} --yes >&2 || exit 3
            rm zero [0-9]*
            ls -A
        done'
    assert_equal "$status $output" "0 state
state
state"
}

@test "deleting: an env that the disk has no room to rename is deleted where it is" {
    need strace
    create .venv
    # the first is that of the journal
    run --separate-stderr strace -qq -o /dev/null \
        -e inject=renameat:error=ENOSPC:when=2 "$VENVHOOK" remove --yes
    assert_success
    assert_equal "$stderr" ''
    refute_exists .venv
    tidy
}

@test "deleting: what a remove that was killed in place leaves is not switched on, and can be removed" {
    need strace
    mkdir .venv
    in_mounts 'on=0
        for n in $(seq 24); do
            mount -t tmpfs -o mode=755 tmpfs .venv
            "$VENVHOOK" create --python "$PYTHON" --without-pip .venv
            # what is new comes first in a listing of tmpfs
            mv .venv/lib .venv/new
            mv .venv/new .venv/lib
            touch .venv/lib/needed
            strace -qq -o /dev/null -e inject=unlinkat:signal=KILL:when=$n \
                "$VENVHOOK" remove --yes && exit 3
            [ -e .venv/pyvenv.cfg ] || exit 4
            case $("$VENVHOOK" export sh 2>/dev/null) in
            *VIRTUAL_ENV=*)
                on=$((on + 1))
                [ -e .venv/lib/needed ] || exit 5
                ;;
            esac
            "$VENVHOOK" remove --yes >/dev/null
            [ -z "$(ls -A .venv)" ] || exit 6
            umount .venv
        done
        [ "$on" -gt 0 ] && [ "$on" -lt 24 ]'
    assert_success
}

@test "deleting: --clear empties no directory that came with a repository as an env" {
    git init -q p
    mkdir -p p/docs
    touch p/docs/pyvenv.cfg p/docs/tracked
    (cd p && git add . && git -c user.name=x -c user.email=x@y commit -q -m x)
    echo mine >p/docs/mine
    fake_env p/.venv
    cd p
    run --separate-stderr "$VENVHOOK" create --clear --without-pip docs
    assert_equal "$status:$output" 1:
    assert_contains "$stderr" 'came with the repository'
    assert_equal "$(cat docs/mine)" mine
    # one's own beside it is cleared
    run "$VENVHOOK" create --clear --without-pip .venv
    assert_success
    assert_exists .venv/pyvenv.cfg
}
