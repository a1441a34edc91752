# Grants hold for the directory they were given for, as inode and birth or the
# handle tell it, and for what is made anew in its project; never for what
# came with a tree.

load lib/common
load lib/verdict

setup() {
    common_setup
    records=$XDG_STATE_HOME/venvhook
}

# fits DIR: is there a birth, or a handle, to tell its directories apart by?
need_identity() {
    mkdir "$tmp/probe"
    "$VENVHOOK" allow --tree "$tmp/probe"
    ! grep -q ' i[0-9]* ' "$records/grants" || not_here 'only inodes here'
    "$VENVHOOK" revoke "$tmp/probe"
}

allowed_project() {
    project p
    cd p || return
    "$VENVHOOK" allow >"$tmp/out"
    turns_on "$HOME/p/.venv" allowed
}

# --- an inode that is given again

@test "identity: a project made in the place of an allowed one is refused" {
    need_identity
    allowed_project
    cd ..
    rm -rf p
    project p
    cd p
    refuses replaced 'is not the directory that you allowed'
    # the control: it is the user's to allow
    "$VENVHOOK" allow
    turns_on "$HOME/p/.venv" allowed
}

@test "identity: a record of another birth is of another directory, one of another device is not" {
    need_identity
    allowed_project
    cp "$records/grants" "$tmp/grants"
    # the inode alone does not make it the same
    sed -E -i 's/^(allow [bh][0-9]+\.)./\19/' "$records/grants"
    cmp -s "$records/grants" "$tmp/grants" && fail 'nothing was changed'
    sed -E -i 's/^(allow [^ ]* )[bh][^ ]*/\1i1/' "$records/grants"
    refuses replaced
    cp "$tmp/grants" "$records/grants"
    turns_on "$HOME/p/.venv" allowed
}

@test "identity: a clone in the place of a project is refused, whatever its inodes are" {
    need git
    need_identity
    allowed_project
    cd ..
    rm -rf p
    git init -q "$tmp/theirs"
    fake_env "$tmp/theirs/.venv"
    printf '#!/bin/sh\n' >"$tmp/theirs/.venv/bin/ls"
    (cd "$tmp/theirs" && git add -f . &&
        git -c user.name=x -c user.email=x@y commit -q -m x)
    git clone -q "$tmp/theirs" p
    cd p
    refuses tracked 'git tracks '
}

# --- made anew

@test "made anew: whoever makes it, in an allowed project it asks nobody" {
    python=$(base_python)
    allowed_project
    rm -rf .venv
    "$python" -m venv --without-pip .venv
    turns_on "$HOME/p/.venv" remade
    rm -rf .venv
    "$python" -m venv --without-pip .venv
    turns_on "$HOME/p/.venv" remade
    rm -rf .venv
    # the control: an env of another name was never allowed
    fake_env venv
    refuses no-grant
}

@test "made anew: after create, and after recreate, it asks nobody either" {
    mkdir p
    cd p
    "$VENVHOOK" create --without-pip .venv
    turns_on "$HOME/p/.venv" made
    rm -rf .venv
    fake_env .venv
    turns_on "$HOME/p/.venv" remade
    "$VENVHOOK" recreate
    turns_on "$HOME/p/.venv"
}

@test "made anew: in a repository that tracks it, or that cannot be asked, it asks" {
    need git
    project p
    cd p
    git init -q .
    "$VENVHOOK" allow
    rm -rf .venv
    fake_env .venv
    turns_on "$HOME/p/.venv" remade
    git add -f .venv/bin/activate
    refuses tracked 'git tracks bin/activate in it'
    git rm -r -q --cached .venv
    turns_on "$HOME/p/.venv" remade
    printf garbage >.git/index
    refuses vcs-unknown 'may have come with its tree'
    # the control: what was allowed itself is on as long as nothing is tracked
    "$VENVHOOK" allow
    turns_on "$HOME/p/.venv" allowed
}

@test "made anew: what was allowed as foreign is allowed for that one alone" {
    allowed_project
    "$VENVHOOK" allow --foreign
    turns_on "$HOME/p/.venv" foreign
    rm -rf .venv
    fake_env .venv
    refuses replaced
}

# --- brought

@test "brought: a pull that adds to an env we made switches it off at the next prompt" {
    need git bash
    git init -q p
    cd p
    "$VENVHOOK" create --without-pip .venv
    "$VENVHOOK" export --hook 1 bash >"$tmp/on"
    grep -q "activate\|VIRTUAL_ENV" "$tmp/on"
    watch=$(sed -n '/__venvhook_watch/,$p' "$tmp/on")
    assert_contains "$watch" "$PWD/.venv/bin"
    printf '#!/bin/sh\n' >.venv/bin/ls
    git add -f .venv/bin/ls
    refuses tracked 'git tracks bin/ls in it'
    # the control: what git does not track is the user's
    git rm -q --cached .venv/bin/ls
    turns_on "$HOME/p/.venv" made
}

@test "brought: allow names what is tracked and how that ends, and writes no record" {
    need git
    git init -q p
    cd p
    fake_env .venv
    git add -f .venv/bin/activate
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    assert_output ''
    assert_contains "$stderr" 'git tracks bin/activate in it'
    assert_contains "$stderr" "'git rm -r --cached .venv'"
    assert_contains "$stderr" "'venvhook allow --foreign'"
    refute_exists "$records"
    refuses tracked 'git tracks bin/activate in it'
    git rm -r -q --cached .venv
    "$VENVHOOK" allow
    turns_on "$HOME/p/.venv" allowed
}

@test "brought: neither trust = owner nor activate by name goes past it, allow --foreign does" {
    need git
    git init -q p
    cd p
    fake_env .venv
    git add -f .venv/bin/activate
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'trust = owner' >"$XDG_CONFIG_HOME/venvhook/config"
    refuses tracked
    run --separate-stderr "$VENVHOOK" activate --shell bash .venv
    assert_failure 1
    assert_contains "$stderr" 'git tracks bin/activate in it'
    "$VENVHOOK" allow --foreign
    turns_on "$HOME/p/.venv" foreign
    "$VENVHOOK" revoke
    # nobody can tell: that is enough for one's own policy
    printf garbage >.git/index
    turns_on "$HOME/p/.venv" owner
}

@test "foreign: allow --foreign --tree holds below that very directory, and a deny wins" {
    need git
    need_identity
    git init -q theirs
    fake_env theirs/.venv
    cd theirs
    git add -f .
    "$VENVHOOK" allow --tree .
    refuses tracked
    "$VENVHOOK" allow --foreign --tree .
    turns_on "$HOME/theirs/.venv" foreign
    assert_contains "$("$VENVHOOK" allow --list)" allow-foreign-tree
    "$VENVHOOK" deny
    refuses denied
    "$VENVHOOK" revoke .venv
    "$VENVHOOK" revoke
    "$VENVHOOK" allow --foreign --tree .
    cd ..
    mv theirs "$tmp/first"
    cp -R "$tmp/first" theirs
    cd theirs
    refuses tracked
    "$VENVHOOK" revoke
    refuses tracked
}

# --- advice

@test "advice: no notice of an env that was never allowed names recreate" {
    project p
    cd p
    rm .venv/bin/python
    refuses no-python 'has no bin/python'
    assert_contains "$(cat "$tmp/notice")" 'venvhook allow'
    refute_contains "$(cat "$tmp/notice")" recreate
    refute_contains "$(cat "$tmp/status")" recreate
    # the control: one that was allowed
    rm -rf .venv
    fake_env .venv
    "$VENVHOOK" allow
    rm .venv/bin/python
    refuses no-python
    assert_contains "$(cat "$tmp/notice")" 'venvhook recreate'
}

# --- the records of the first form

@test "first form: its records hold, and each is written anew when its env is met" {
    allowed_project
    cd ..
    project q
    "$VENVHOOK" allow q
    mkdir t
    "$VENVHOOK" allow --tree t
    "$VENVHOOK" deny d 2>/dev/null || mkdir d && "$VENVHOOK" deny d
    list=$("$VENVHOOK" allow --list)
    first_form
    assert_equal "$("$VENVHOOK" allow --list)" "$list"
    grep -q '^venvhook grants 1 ' "$records/grants"
    cd p
    "$VENVHOOK" export json >"$tmp/out"
    grep -q '^venvhook grants 2 ' "$records/grants"
    grep -qE "^allow [bhi][^ ]* [bhi][^ ]* $PWD/.venv $PWD\$" \
        "$records/grants"
    grep -qE "^allow o[^ ]* - $HOME/q/.venv -\$" "$records/grants"
    assert_equal "$("$VENVHOOK" allow --list | sort)" "$(sort <<<"$list")"
    turns_on "$HOME/p/.venv" allowed
    rm -rf .venv
    fake_env .venv
    turns_on "$HOME/p/.venv" remade
    cd ../q
    turns_on "$HOME/q/.venv" allowed
}

@test "first form: another device asks nobody, an env younger than the file asks" {
    need_identity
    allowed_project
    first_form
    sed -i 's/^allow 1 /allow 77 /' "$records/grants"
    turns_on "$HOME/p/.venv" allowed
    first_form
    touch -d '2001-01-01' "$records/grants"
    "$VENVHOOK" status --json >"$tmp/out"
    # only where a birth is known, not where the handle is all there is
    "$VENVHOOK" revoke
    "$VENVHOOK" allow
    grep -q '^allow b' "$records/grants" || not_here 'no births here'
    first_form
    touch -d '2001-01-01' "$records/grants"
    refuses replaced
}

@test "first form: where it cannot be replaced it holds all the same" {
    need root setpriv
    theirs "$tmp/p" 1234:1234
    records=$(user_home 1234)/.local/state/venvhook
    first_form
    chown 1234:1234 "$records"/*
    chmod 500 "$records"
    turns_on "$tmp/p/.venv" allowed
    grep -q '^venvhook grants 1 ' "$records/grants"
    chmod 700 "$records"
    turns_on "$tmp/p/.venv" allowed
    grep -q '^venvhook grants 2 ' "$records/grants"
}

@test "first form: two shells that enter at once lose nothing of it" {
    for i in $(seq 10); do
        project "p$i"
        "$VENVHOOK" allow "p$i"
    done
    list=$("$VENVHOOK" allow --list | sort)
    first_form
    for i in $(seq 10); do
        (cd "p$i" && exec "$VENVHOOK" export json) >/dev/null 2>>"$tmp/err" &
        pids="${pids-} $!"
    done
    # shellcheck disable=SC2086
    wait $pids
    assert_equal "$("$VENVHOOK" allow --list | sort)" "$list"
    for i in $(seq 10); do
        cd "$HOME/p$i"
        turns_on "$HOME/p$i/.venv" allowed
    done
    assert_equal "$(find "$records" -name 'generation.*' | wc -l)" 1
}

# --- file systems

# in_mounts COMMAND...: with mounts of its own, as root
in_mounts() {
    need root unshare
    unshare -m true 2>/dev/null || not_here 'no mount namespaces'
    unshare -m --propagation private -- "$@"
}

@test "mounts: a remount gives another device, and the grant holds; an inode given again is no grant" {
    need mkfs.ext4
    truncate -s 16M "$tmp/disk"
    mkfs.ext4 -q -I 256 "$tmp/disk"
    mkdir "$HOME/mnt"
    fake_env "$tmp/env"
    export VENVHOOK tmp
    run in_mounts bash -ec '
        mount -o loop "$tmp/disk" "$HOME/mnt" || exit 77
        mkdir "$HOME/mnt/p"
        cp -R "$tmp/env" "$HOME/mnt/p/.venv"
        cd "$HOME/mnt/p"
        "$VENVHOOK" allow
        "$VENVHOOK" status --json | grep -q "\"rule\": \"allowed\""
        one=$(stat -c %d .)
        cd /
        umount "$HOME/mnt"
        cp "$tmp/disk" "$tmp/other"
        mkdir "$tmp/there"
        mount -o loop "$tmp/other" "$tmp/there"
        mount -o loop "$tmp/disk" "$HOME/mnt"
        cd "$HOME/mnt/p"
        [ "$one" != "$(stat -c %d .)" ]
        "$VENVHOOK" status --json | grep "\"rule\""
        echo now another
        inode=$(stat -c %i .venv)
        cd ..
        rm -rf p
        mkdir p
        cp -R "$tmp/env" p/.venv
        cd p
        [ "$(stat -c %i .venv)" = "$inode" ]
        "$VENVHOOK" status --json | grep "\"rule\""
    '
    [ "$status" != 77 ] || not_here 'no loop devices'
    assert_success
    assert_contains '"rule": "allowed",
now another
  "rule": "replaced"'
}

@test "mounts: on overlayfs a grant holds after the first write into the env" {
    mkdir -p "$tmp/lower/p" "$tmp/upper" "$tmp/work" "$HOME/root"
    fake_env "$tmp/env"
    export VENVHOOK tmp
    run in_mounts bash -ec '
        mount -t tmpfs tmpfs "$tmp/upper" || exit 77
        mkdir "$tmp/upper/u" "$tmp/upper/w" "$tmp/upper/l"
        mkdir -p "$tmp/upper/l/p"
        cp -R "$tmp/env" "$tmp/upper/l/p/.venv"
        mount -t overlay overlay -o "lowerdir=$tmp/upper/l,upperdir=$tmp/upper/u,workdir=$tmp/upper/w" "$HOME/root" || exit 77
        cd "$HOME/root/p"
        "$VENVHOOK" allow
        "$VENVHOOK" status --json | grep "\"rule\""
        touch .venv/bin/tool .venv/new
        [ -d "$tmp/upper/u/p/.venv" ]
        echo written
        "$VENVHOOK" status --json | grep "\"rule\""
        # the control: what is made anew is another directory
        mv .venv old; cp -R old .venv; rm -rf old
        sed -i "s,allow \(.*\) \([^ ]*\) \(/.*\) .*,allow \1 - \3 -,; s,  , ,g" "$XDG_STATE_HOME/venvhook/grants"
        cut -c 1-60 "$XDG_STATE_HOME/venvhook/grants"
        "$VENVHOOK" status --json | grep "\"rule\""
    '
    [ "$status" != 77 ] || not_here 'no overlayfs'
    assert_success
    assert_equal "$(grep -c '"rule": "allowed"' <<<"$output")" 2
    assert_contains '"rule": "replaced"'
}

@test "mounts: on tmpfs an env made in the place of an allowed one is another" {
    fake_env "$tmp/env"
    export VENVHOOK tmp
    mkdir "$HOME/mnt"
    run in_mounts bash -ec '
        mount -t tmpfs tmpfs "$HOME/mnt" || exit 77
        mkdir "$HOME/mnt/p"
        cp -R "$tmp/env" "$HOME/mnt/p/.venv"
        cd "$HOME/mnt/p"
        "$VENVHOOK" allow
        touch .venv/bin/tool
        "$VENVHOOK" status --json | grep "\"rule\""
        cd ..
        rm -rf p
        mkdir p
        cp -R "$tmp/env" p/.venv
        cd p
        "$VENVHOOK" status --json | grep "\"rule\""
    '
    [ "$status" != 77 ] || not_here 'no tmpfs'
    assert_success
    assert_equal "$(grep '"rule"' <<<"$output" | tr -d ' \n')" \
        '"rule":"allowed","rule":"replaced",'
}
