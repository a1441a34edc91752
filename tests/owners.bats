# Who else could change it: the way to a thing, link by link, for two real
# users and root, and whom the rule spares.

load lib/common
load lib/verdict

setup() {
    common_setup
    need root setpriv unshare
    records=$XDG_STATE_HOME/venvhook
}

# in_etc WORD...: with $tmp/etc for /etc.
in_etc() {
    # shellcheck disable=SC2016
    unshare -m -- sh -c 'mount --bind "$0" /etc && exec "$@"' \
        "$tmp/etc" "$@"
}

# A copy of /etc for in_etc, which venvhook goes through from here on.
own_etc() {
    [ -e "$tmp/etc" ] || cp -a /etc "$tmp/etc" 2>/dev/null || :
    mkdir -p "$tmp/etc/venvhook"
    unshare -m -- mount --bind "$tmp/etc" /etc ||
        not_here 'nothing can be mounted'
    venvhook() {
        if [ -n "${actor-}" ]; then
            user_set "$actor" || return
            in_etc env "${user_environ[@]}" "${user_words[@]}" \
                env PWD="$PWD" "$tmp/shared/venvhook" "$@"
        else
            in_etc "$VENVHOOK" "$@"
        fi
    }
}

# account NAME UID GID: with a home of its own, and a group of that name.
account() {
    echo "$1:x:$2:$3::$(user_home "$2"):/bin/sh" >>"$tmp/etc/passwd"
    echo "$1:x:$3:" >>"$tmp/etc/group"
}

# --- the way of the python

@test "a python through another user's directory is refused, though the link and the end are mine" {
    mkdir "$tmp/way"
    project p
    cd p
    python=$(readlink -f .venv/bin/python)
    ln -s "$python" "$tmp/way/python"
    ln -sfn "$tmp/way/python" .venv/bin/python
    "$VENVHOOK" allow
    turns_on "$HOME/p/.venv" allowed
    chown 1234 "$tmp/way"
    refuses others-own "$tmp/way belongs to user 1234"
    refute_contains "$(tail -n 1 "$tmp/notice")" 'not before'
    # who had it on by a version that did not look there is told that this is
    # new, and where to read more
    first_form
    refuses others-own "$tmp/way belongs to user 1234"
    assert_contains "$(tail -n 1 "$tmp/notice")" 'which it was not before'
    assert_contains "$(tail -n 1 "$tmp/notice")" "'venvhook doctor' tells more"
    "$VENVHOOK" revoke
    refuses others-own "$tmp/way belongs to user 1234"
    refute_contains "$(tail -n 1 "$tmp/notice")" 'not before'
    chown 0 "$tmp/way"
    "$VENVHOOK" allow
    chmod 777 "$tmp/way"
    refuses others-write "$tmp/way can be written by everybody"
    # what others cannot take away is enough on the way
    chmod 1777 "$tmp/way"
    turns_on "$HOME/p/.venv" allowed
}

@test "a python through a link of a link is followed to its end" {
    mkdir -p "$tmp/one" "$tmp/two"
    project p
    cd p
    ln -s "$(readlink -f .venv/bin/python)" "$tmp/two/python"
    ln -s ../two "$tmp/one/dir"
    ln -sfn "$tmp/one/dir/python" .venv/bin/python
    "$VENVHOOK" allow
    turns_on "$HOME/p/.venv" allowed
    chown 1234 "$tmp/two"
    refuses others-own "$tmp/two belongs to user 1234"
    chown 0 "$tmp/two"
    chown -h 1234 "$tmp/one/dir"
    refuses others-own "$tmp/one/dir belongs to user 1234"
    # back over a directory that could be made a link
    chown -h 0 "$tmp/one/dir"
    mkdir "$tmp/one/x"
    ln -sfn "$tmp/one/x/../dir/python" .venv/bin/python
    turns_on "$HOME/p/.venv" allowed
    chown 1234 "$tmp/one/x"
    refuses others-own "$tmp/one/x belongs to user 1234"
}

@test "home of pyvenv.cfg in another user's directory is refused" {
    mkdir -p "$tmp/base/bin"
    project p
    cd p
    sed -i "s,^home = .*,home = $tmp/base/bin," .venv/pyvenv.cfg
    "$VENVHOOK" allow
    turns_on "$HOME/p/.venv" allowed
    chown 1234 "$tmp/base"
    refuses others-own "$tmp/base belongs to user 1234"
    chown 0 "$tmp/base"
    chmod 777 "$tmp/base/bin"
    refuses others-write "$tmp/base/bin can be written by everybody"
    # a base of root's that its group may write is as root wanted it
    chgrp 50 "$tmp/base/bin"
    chmod 2775 "$tmp/base/bin"
    turns_on "$HOME/p/.venv" allowed
}

@test "lib, or what is in it on the way to the packages, that others can write is refused" {
    project p
    cd p
    "$VENVHOOK" allow
    site=$(cd .venv && echo lib/python3*/site-packages)
    for part in lib "${site%/*}" "$site"; do
        chmod o+w ".venv/$part"
        refuses others-write "$HOME/p/.venv/$part can be written by everybody"
        chmod o-w ".venv/$part"
        chown 1234 ".venv/$part"
        refuses others-own "$HOME/p/.venv/$part belongs to user 1234"
        chown 0 ".venv/$part"
    done
    turns_on "$HOME/p/.venv" allowed
    rm -r .venv/lib
    mkdir -p "$tmp/elsewhere"
    ln -s "$tmp/elsewhere" .venv/lib
    turns_on "$HOME/p/.venv" allowed
    chown 1234 "$tmp/elsewhere"
    refuses others-own "$tmp/elsewhere belongs to user 1234"
}

@test "a file in bin that others can write is told by allow and status, and not looked for at a cd" {
    project p
    cd p
    echo '#!/bin/sh' >.venv/bin/tool
    chmod 777 .venv/bin/tool
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    assert_contains "$stderr" "$HOME/p/.venv/bin/tool can be written by everybody"
    refute_exists "$records/grants"
    chmod 755 .venv/bin/tool
    "$VENVHOOK" allow
    chmod 777 .venv/bin/tool
    run --separate-stderr "$VENVHOOK" export json
    assert_contains '"VIRTUAL_ENV"'
    need strace
    strace -o "$tmp/calls" "$VENVHOOK" export json >"$tmp/out"
    refute_contains "$(cat "$tmp/calls")" bin/tool
    run "$VENVHOOK" status
    assert_contains "$HOME/p/.venv/bin/tool can be written by everybody"
    chmod 755 .venv/bin/tool
    chown 1234 .venv/bin/tool
    run "$VENVHOOK" status
    assert_contains "$HOME/p/.venv/bin/tool belongs to user 1234"
    chown 0 .venv/bin/tool
    run "$VENVHOOK" status
    refute_contains .venv/bin/tool
}

@test "allow --foreign goes past all of it, the base included" {
    mkdir "$tmp/way"
    project p
    cd p
    ln -s "$(readlink -f .venv/bin/python)" "$tmp/way/python"
    ln -sfn "$tmp/way/python" .venv/bin/python
    chown 1234 "$tmp/way"
    chmod 777 .venv/lib .venv/bin/activate
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    "$VENVHOOK" allow --foreign
    turns_on "$HOME/p/.venv" foreign
}

# --- whom the rule spares

@test "an env in /tmp is activated, and its sticky bit is what makes the difference" {
    mkdir -m 1777 "$tmp/like-tmp"
    open_to_users
    theirs "$tmp/like-tmp/p" 1234
    chmod 777 "$tmp/like-tmp"
    refuses others-write "$tmp/like-tmp can be written by everybody"
    chmod 1777 "$tmp/like-tmp"
    # its owner can take away what others have there
    chown 1235 "$tmp/like-tmp"
    refuses others-own "$tmp/like-tmp belongs to user 1235"
    chown 1234 "$tmp/like-tmp"
    turns_on "$tmp/like-tmp/p/.venv" allowed
}

# base_in DIR: a python there, led to by the env of the project here.
base_in() {
    mkdir -p "$1/bin"
    ln -sfn "$python" "$1/bin/python3"
    chmod 755 "$1" "$1/bin"
    ln -sfn "$1/bin/python3" .venv/bin/python3
    sed -i "s,^home = .*,home = $1/bin," .venv/pyvenv.cfg
}

@test "the bases of Debian, Nix and Homebrew are good: root's group writes, or one that can be root" {
    own_etc
    account me 1234 1234
    echo 'admin:x:80:root' >>"$tmp/etc/group"
    theirs "$tmp/p" 1234:1234
    base_in "$tmp/local"
    while read -r mode owner group want; do
        chown "$owner:$group" "$tmp/local" "$tmp/local/bin"
        chmod "$mode" "$tmp/local" "$tmp/local/bin"
        echo "$mode $owner:$group: $want"
        if [ "$want" = good ]; then
            turns_on "$tmp/p/.venv" allowed
        else
            refuses others-write "$tmp/local can be written by"
        fi
    done <<'END'
2775 0 50 good
1775 0 30000 good
0775 1234 80 good
0775 1234 50 bad
0777 0 50 bad
END
    # such a group may write in no project
    chown 0:50 "$tmp/local" "$tmp/local/bin"
    chmod 2775 "$tmp/local" "$tmp/local/bin"
    turns_on "$tmp/p/.venv" allowed
    # nor in what a project is in, though a base is there, too
    mkdir "$tmp/both"
    mv "$tmp/p" "$tmp/local" "$tmp/both"
    cd "$tmp/both/p"
    base_in "$tmp/both/local"
    venvhook allow
    turns_on "$tmp/both/p/.venv" allowed
    chgrp 50 "$tmp/both"
    chmod 2775 "$tmp/both"
    refuses others-write "$tmp/both can be written by its group (50)"
    mv "$tmp/both/p" "$tmp/both/local" "$tmp"
    cd "$tmp/p"
    base_in "$tmp/local"
    # nor to a Python that is the env's own
    rm .venv/bin/python
    cp "$python" .venv/bin/python
    chown 0:50 .venv/bin/python
    chmod 755 .venv/bin/python
    turns_on "$tmp/p/.venv" allowed
    chmod 775 .venv/bin/python
    refuses others-write "$tmp/p/.venv/bin/python can be written by its group"
    chmod 755 .venv/bin/python
    chgrp 50 "$tmp/p"
    chmod 2775 "$tmp/p"
    refuses others-write "$tmp/p can be written by its group (50)"
}

@test "umask 002 and a group that is the user's alone: all of it may be written by it" {
    own_etc
    account me 1234 1234
    theirs "$tmp/p" 1234:1234
    chmod -R g+w "$tmp/p"
    turns_on "$tmp/p/.venv" allowed
    # and a home of mode 2770
    home=$(user_home 1234)
    chmod 2770 "$home"
    fake_env "$home/q/.venv" "$python"
    chown -R -h 1234:1234 "$home/q"
    chmod -R g+w "$home/q"
    cd "$home/q"
    venvhook allow
    turns_on "$home/q/.venv" allowed
}

# listed UID PATH...: an access control list of each lets that user write.
listed() {
    "$(base_python)" -I -c 'import os, struct, sys
everyone = 0xffffffff
entries = [(1, 7, everyone), (2, 7, int(sys.argv[1])), (4, 5, everyone),
    (16, 7, everyone), (32, 5, everyone)]
for path in sys.argv[2:]:
    os.setxattr(path, "system.posix_acl_access", struct.pack("<I", 2) +
        b"".join(struct.pack("<HHI", *entry) for entry in entries))' "$@"
}

@test "an access control list lets others in, whosever the group is" {
    own_etc
    account me 1234 1234
    theirs "$tmp/p" 1234:1234
    chmod -R g+w "$tmp/p"
    turns_on "$tmp/p/.venv" allowed
    for part in '' /.venv /.venv/bin /.venv/pyvenv.cfg; do
        listed 1235 "$tmp/p$part" || not_here 'no access control lists'
        refuses others-write "$tmp/p$part can be written by others, as its"
        # it counts as far as the bits of the group let it
        chmod g-w "$tmp/p$part"
        turns_on "$tmp/p/.venv" allowed
    done
    # in a base root chose what it says
    base_in "$tmp/local"
    chown 0:50 "$tmp/local" "$tmp/local/bin"
    listed 1235 "$tmp/local" "$tmp/local/bin"
    turns_on "$tmp/p/.venv" allowed
    chown 1234:1234 "$tmp/local"
    refuses others-write "$tmp/local can be written by others, as its"
}

# answered ERROR: the question for a list is answered so from here on.
answered() {
    error=$1
    venvhook() {
        user_set "$actor" || return
        in_etc env "${user_environ[@]}" strace -f -o "$tmp/calls" \
            -e inject=lgetxattr:error="$error" "${user_words[@]}" \
            env PWD="$PWD" "$tmp/shared/venvhook" "$@"
    }
}

@test "where nobody tells whether there is an access control list, the group is not one's own" {
    need strace
    own_etc
    account me 1234 1234
    theirs "$tmp/p" 1234:1234
    chmod g+w "$tmp/p"
    for error in EPERM ENOSYS EACCES ENODATA EOPNOTSUPP; do
        answered "$error"
        case $error in
        ENODATA | EOPNOTSUPP) turns_on "$tmp/p/.venv" allowed ;;
        *) refuses others-write "$tmp/p can be written by its group (1234), \
and whether by others, too, cannot be told: its access control list" ;;
        esac
        grep -q "lgetxattr(.*$error" "$tmp/calls"
    done
}

@test "a second line of the group file with the same number lets others in" {
    own_etc
    account me 1234 1234
    theirs "$tmp/p" 1234:1234
    chmod g+w "$tmp/p"
    turns_on "$tmp/p/.venv" allowed
    cp "$tmp/etc/group" "$tmp/group"
    for line in 'team:x:1234:you' 'me:x:1234:you' 'team:x:1234:'; do
        echo "$line" | cat "$tmp/group" - >"$tmp/etc/group"
        refuses others-write "$tmp/p can be written by its group (1234)"
        echo "$line" | cat - "$tmp/group" >"$tmp/etc/group"
        refuses others-write "$tmp/p can be written by its group (1234)"
    done
    echo 'me:x:1234:me' | cat "$tmp/group" - >"$tmp/etc/group"
    turns_on "$tmp/p/.venv" allowed
}

@test "a user whom the files of accounts do not know is served like any other" {
    own_etc
    run grep -E '^[^:]*:[^:]*:(4711|4712):' "$tmp/etc/passwd" "$tmp/etc/group"
    assert_equal "$status" 1
    theirs "$tmp/p" 4711:4712
    chmod g+w "$tmp/p/.venv"
    refuses others-write "$tmp/p/.venv can be written by its group (4712)"
}

@test "a home's own group and what is above a home do not matter to what is below it" {
    own_etc
    mkdir -p "$tmp/homes"
    open_to_users
    theirs "$(user_home 1234)/p" 1234
    home=$(user_home 1234)
    chmod 777 "$home"
    turns_on "$home/p/.venv" allowed
    # not where HOME is somebody else's
    chown 1235 "$home"
    chown -R 1234 "$home/.local"
    run --separate-stderr venvhook export json
    assert_output '{}'
}

@test "root in a container, where all is root's, is served like any user" {
    project p
    cd p
    chmod -R g+w .
    "$VENVHOOK" allow
    # nobody is in root's group but root, by the files of a container
    own_etc
    sed -i '/^[^:]*:[^:]*:[^:]*:0:/{/^root:/!d}' "$tmp/etc/passwd"
    sed -i 's/^root:x:0:.*/root:x:0:/' "$tmp/etc/group"
    turns_on "$HOME/p/.venv" allowed
    echo 'operator:x:11:0::/root:/bin/sh' >>"$tmp/etc/passwd"
    refuses others-write "can be written by its group (0)"
}

@test "an env on a volume of its own is looked at like any other" {
    python=$(others_python) || not_here 'no Python for all users'
    mkdir -p p/.venv volume
    fake_env volume "$python"
    cat >"$tmp/steps" <<'END'
set -e
mount --bind "$HOME/volume" "$HOME/p/.venv"
cd "$HOME/p"
"$VENVHOOK" allow
"$VENVHOOK" export json
chmod o+w .venv/bin
"$VENVHOOK" export json
END
    run --separate-stderr unshare -m -- sh "$tmp/steps"
    assert_success
    assert_equal "$(grep -c '"VIRTUAL_ENV": ' <<<"$output")" 1
    assert_contains "$stderr" "$HOME/p/.venv/bin can be written by everybody"
}

# --- owners = of the system's settings

@test "owners of the system's settings adds accounts, for users and not for root" {
    own_etc
    echo 'sw:x:70:70::/:/bin/sh' >>"$tmp/etc/passwd"
    theirs "$tmp/p" 1234
    base_in "$tmp/sw"
    chown -R 70 "$tmp/sw"
    refuses others-own "$tmp/sw belongs to user 70"
    for name in sw 70 'nobody-of-that-name sw'; do
        echo "owners = $name" >"$tmp/etc/venvhook/config"
        turns_on "$tmp/p/.venv" allowed
    done
    # what everybody could have said is not believed
    chmod 666 "$tmp/etc/venvhook/config"
    refuses settings "it can be written by everybody"
    chmod 644 "$tmp/etc/venvhook/config"
    turns_on "$tmp/p/.venv" allowed
    chmod 777 "$tmp/sw"
    refuses others-write "$tmp/sw can be written by everybody"
    chmod 755 "$tmp/sw"
    chown 1235 "$tmp/sw"
    refuses others-own "$tmp/sw belongs to user 1235"

    acts
    project "$HOME/q"
    cd "$HOME/q"
    chown 70 .venv/bin
    refuses others-own "$HOME/q/.venv/bin belongs to user 70"
}

@test "owners in a user's file is an error, told with its line" {
    own_etc
    theirs "$tmp/p" 1234
    config=$(user_home 1234)/.config/venvhook
    mkdir -p "$config"
    printf 'trust = ask\nowners = root\n' >"$config/config"
    chown -R 1234 "$config"
    refuses settings "owners is for the system's file of settings alone"
    assert_contains "$(cat "$tmp/notice")" "$config/config:2: "
}

# --- HOME, state, settings, cache

# roots_home: a /etc/passwd in which root's home is $tmp/root.
roots_home() {
    own_etc
    mkdir -p "$tmp/root"
    chmod 700 "$tmp/root"
    sed -i "s,^root:.*,root:x:0:0:root:$tmp/root:/bin/sh," "$tmp/etc/passwd"
}

@test "root with a user's HOME uses the home of the password file, and leaves nothing in the user's" {
    roots_home
    home=$(user_home 1234)
    acts 1234
    venvhook version >"$tmp/out"
    acts
    project p
    cd p
    mkdir -p "$home/.config/venvhook"
    echo 'trust = owner' >"$home/.config/venvhook/config"
    chown -R 1234 "$home/.config"
    find "$home" | sort >"$tmp/before"
    HOME=$home
    unset XDG_STATE_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME
    refuses no-grant
    venvhook allow
    turns_on "$PWD/.venv" allowed
    assert_exists "$tmp/root/.local/state/venvhook/grants"
    venvhook create --without-pip "$tmp/new"
    run venvhook status
    assert_contains 'not used: belongs to somebody else'
    assert_contains "$tmp/root/.config/venvhook/config"
    find "$home" | sort | diff "$tmp/before" -
    assert_equal "$(find "$home" -user root)" ''
}

@test "a user with a HOME of somebody else's has none, and is told" {
    own_etc
    theirs "$tmp/p" 1234
    user_set 1234
    run --separate-stderr in_etc env "${user_environ[@]}" \
        "${user_words[@]}" env HOME="$(user_home 1235)" \
        "$tmp/shared/venvhook" allow
    mkdir -p "$(user_home 1235)"
    chown 1235 "$(user_home 1235)"
    run --separate-stderr in_etc env "${user_environ[@]}" \
        "${user_words[@]}" env HOME="$(user_home 1235)" XDG_STATE_HOME= \
        "$tmp/shared/venvhook" allow
    assert_failure 1
    assert_equal "$stderr" 'venvhook: HOME: belongs to somebody else'
    # root's is nobody's but root's
    run --separate-stderr in_etc env "${user_environ[@]}" \
        "${user_words[@]}" env HOME=/ XDG_STATE_HOME= \
        "$tmp/shared/venvhook" export json
    assert_success
    assert_output '{}'
}

@test "grants behind another user's link, or in a directory that all can write, are not believed" {
    project p
    cd p
    "$VENVHOOK" allow
    mkdir "$tmp/clone"
    mv "$XDG_STATE_HOME" "$tmp/clone/state"
    ln -s "$tmp/clone/state" "$tmp/way"
    export XDG_STATE_HOME=$tmp/way
    turns_on "$HOME/p/.venv" allowed
    chown -h 1234 "$tmp/way"
    refuses records "$tmp/way belongs to user 1234"
    for command in allow deny revoke; do
        run --separate-stderr "$VENVHOOK" $command
        assert_failure 1
        assert_contains "$stderr" "$tmp/way belongs to user 1234"
    done
    # That cannot be remembered, but it is made.
    run --separate-stderr "$VENVHOOK" create --without-pip new
    assert_success
    assert_contains "$stderr" "$tmp/way belongs to user 1234"
    chown -h 0 "$tmp/way"
    chmod 777 "$tmp/clone"
    refuses records "$tmp/clone can be written by everybody"
    chmod 755 "$tmp/clone"
    turns_on "$HOME/p/.venv" allowed
}

@test "nothing is made in a state or cache directory that others could have led us to" {
    mkdir "$tmp/evil"
    chown 1234 "$tmp/evil"
    project p
    cd p
    export XDG_STATE_HOME=$tmp/evil/state XDG_CACHE_HOME=$tmp/evil/cache
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    assert_contains "$stderr" "$tmp/evil belongs to user 1234"
    export XDG_STATE_HOME=$tmp/xdg/state
    "$VENVHOOK" create --without-pip "$tmp/new"
    assert_equal "$(ls "$tmp/evil")" ''
    # pip would be installed into that cache, and run from it
    run --separate-stderr "$VENVHOOK" create "$tmp/piped"
    assert_equal "$(ls "$tmp/evil")" ''
}

@test "settings on a way that others could have laid are refused" {
    mkdir -p "$tmp/a/b/venvhook"
    echo 'trust = owner' >"$tmp/a/b/venvhook/config"
    export XDG_CONFIG_HOME=$tmp/a/b
    project p
    cd p
    turns_on "$HOME/p/.venv" owner
    chown 1234 "$tmp/a"
    refuses settings "$tmp/a belongs to user 1234"
    chown 0 "$tmp/a"
    ln -s "$tmp/a/b" "$tmp/c"
    chown -h 1234 "$tmp/c"
    export XDG_CONFIG_HOME=$tmp/c
    refuses settings "$tmp/c belongs to user 1234"
}

@test "create --clear, recreate and remove by root leave another user's env alone" {
    theirs "$(user_home 1234)/p" 1234
    acts
    for command in 'create --clear .venv' recreate 'remove --yes'; do
        find . | sort >"$tmp/before"
        # shellcheck disable=SC2086
        run --separate-stderr "$VENVHOOK" $command
        assert_failure 1
        assert_contains "$stderr" 'belongs to'
        find . | sort | diff "$tmp/before" -
    done
    acts 1234
    venvhook remove --yes
    refute_exists .venv
}
