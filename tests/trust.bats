# Trust as an attack: whatever others own, can write, plant, forge or swap is
# not activated, has its sentence in `status`, and reaches no terminal raw.

load lib/common
load lib/verdict

setup() {
    common_setup
    records=$XDG_STATE_HOME/venvhook
}

# ~/p with an env that is allowed; go there.
allowed_project() {
    project p
    cd p || return
    "$VENVHOOK" allow >"$tmp/out"
    turns_on "$HOME/p/.venv" allowed
}

@test "an env that nobody allowed is not activated, and what to do is said" {
    project p
    cd p
    refuses no-grant 'you have not allowed it'
    assert_contains "$(cat "$tmp/notice")" "run 'venvhook allow'"
    refute_exists "$records"
}

# --- owners and modes

@test "what belongs to another user is named, whichever part it is" {
    need root
    allowed_project
    for part in '' /.venv /.venv/bin /.venv/pyvenv.cfg; do
        chown 1234 "$HOME/p$part"
        refuses others-own "$HOME/p$part belongs to user 1234"
        chown 0 "$HOME/p$part"
    done
    turns_on "$HOME/p/.venv"
}

@test "a python that belongs to another user is refused, a link to it, too" {
    need root
    allowed_project
    cp "$(base_python)" "$tmp/python"
    chown 1234 "$tmp/python"
    ln -sf "$tmp/python" .venv/bin/python
    refuses others-own "$tmp/python belongs to user 1234"
    rm .venv/bin/python
    cp -p "$tmp/python" .venv/bin/python
    chown 1234 .venv/bin/python
    refuses others-own "$HOME/p/.venv/bin/python belongs to user 1234"
}

@test "an env made by another user is refused to me, to root and to a third" {
    need root setpriv
    python=$(others_python) || not_here 'no Python for all users'
    mkdir "$tmp/theirs"
    fake_env "$tmp/theirs/.venv" "$python"
    chown -R 1234:1234 "$tmp/theirs"
    cd "$tmp/theirs"
    refuses others-own 'belongs to user 1234'
    acts 1235
    refuses others-own 'belongs to user 1234'
    acts 1234
    refuses no-grant
    venvhook allow
    turns_on "$tmp/theirs/.venv" allowed
    acts
    refuses others-own 'belongs to user 1234'
}

@test "an env of root is as good as one's own" {
    need root setpriv
    python=$(others_python) || not_here 'no Python for all users'
    mkdir "$tmp/opt"
    fake_env "$tmp/opt/.venv" "$python"
    cd "$tmp/opt"
    acts 1234
    refuses no-grant
    venvhook allow
    turns_on "$tmp/opt/.venv" allowed
}

@test "what everybody can write is named, whichever part it is" {
    allowed_project
    for part in '' /.venv /.venv/bin /.venv/pyvenv.cfg; do
        chmod o+w "$HOME/p$part"
        refuses others-write "$HOME/p$part can be written by everybody"
        assert_contains "$(cat "$tmp/notice")" chmod
        chmod o-w "$HOME/p$part"
    done
    turns_on "$HOME/p/.venv"
}

@test "a python that everybody can write is refused" {
    allowed_project
    cp "$(base_python)" "$tmp/python"
    chmod 777 "$tmp/python"
    ln -sf "$tmp/python" .venv/bin/python
    refuses others-write "$tmp/python can be written by everybody"
}

@test "a directory above the project that everybody can write is named" {
    project a/b/p
    cd a/b/p
    "$VENVHOOK" allow
    chmod 777 "$HOME/a"
    refuses others-write "$HOME/a can be written by everybody"
    chmod 1777 "$HOME/a"
    turns_on "$HOME/a/b/p/.venv"
}

@test "an env planted in a directory like /tmp is found and refused" {
    need root
    mkdir -m 1777 shared
    mkdir shared/mine
    fake_env shared/.venv
    chown -R -h 1234 shared/.venv
    cd shared/mine
    refuses others-write "$HOME/shared can be written by everybody"
    chown -R -h 0 ../.venv
    refuses others-write "$HOME/shared can be written by everybody"
    "$VENVHOOK" allow --tree "$HOME"
    refuses others-write "$HOME/shared can be written by everybody"
    project p
    cd p
    turns_on "$HOME/shared/mine/p/.venv" tree
}

@test "six hundred directories above are not too many to be looked at" {
    deep=$HOME/open$(printf '/d%.0s' {1..600})
    mkdir -p "$deep"
    fake_env "$deep/.venv"
    cd "$deep"
    "$VENVHOOK" allow
    turns_on "$deep/.venv"
    chmod 777 "$HOME/open"
    refuses others-write "$HOME/open can be written by everybody"
}

# The name of an account whose group is its own alone, by the system's files.
lonely_account() {
    awk -F : 'FILENAME == "/etc/group" {
            name[$3] = $1
            members[$3] = $4
            next
        }
        { logins[$4] = logins[$4] " " $1; uid[$1] = $3; gid[$1] = $4 }
        END {
            for (g in logins) {
                login = substr(logins[g], 2)
                if (login in uid && uid[login] > 0 && name[g] == login &&
                    members[g] == "" && uid[login] == g)
                    print uid[login]
            }
        }' /etc/group /etc/passwd | sort -n | head -n 1
}

@test "a group that is the user's alone may write, one of others may not" {
    need root setpriv
    python=$(others_python) || not_here 'no Python for all users'
    uid=$(lonely_account)
    [ -n "$uid" ] || not_here 'no account with a group of its own'
    mkdir "$tmp/p"
    fake_env "$tmp/p/.venv" "$python"
    chown -R -h "$uid:$uid" "$tmp/p"
    chmod -R g+w "$tmp/p"
    cd "$tmp/p"
    acts "$uid"
    venvhook allow
    turns_on "$tmp/p/.venv" allowed
    for group in 5 1234 65534; do
        chgrp "$group" "$tmp/p"
        refuses others-write "$tmp/p can be written by its group"
    done
    # a group that this shell has been given is not the user's own
    run --separate-stderr env HOME="$(user_home "$uid")" XDG_STATE_HOME= \
        setpriv --reuid="$uid" --regid=65534 --clear-groups -- \
        "$tmp/shared/venvhook" status --json
    assert_equal "$(value rule)" others-write
}

@test "the group of a user without an account is not the user's alone" {
    need root setpriv
    theirs "$tmp/p" 1234:1234
    chmod g+w .venv
    refuses others-write "$tmp/p/.venv can be written by its group"
}

# --- links

@test "a link .venv is followed once: what it says later changes nothing" {
    project one
    fake_env real
    fake_env evil
    mkdir p
    ln -s ../real p/.venv
    cd p
    refuses no-grant
    "$VENVHOOK" allow
    turns_on "$HOME/real" allowed
    ln -sfn ../evil .venv
    refuses no-grant
}

@test "a link swapped all the time never leads to what was not allowed" {
    fake_env real
    fake_env evil
    mkdir p
    cd p
    ln -s ../real .venv
    "$VENVHOOK" allow
    while :; do
        ln -s ../evil next && mv -T next .venv
        ln -s ../real next && mv -T next .venv
    done 2>"$tmp/err" 3>&- &
    swapper=$!
    for _ in $(seq 200); do
        "$VENVHOOK" export json 2>>"$tmp/refused" || :
    done >"$tmp/all"
    kill "$swapper"
    wait "$swapper" || :
    grep -q "\"VIRTUAL_ENV\": \"$HOME/real\"" "$tmp/all"
    grep -q 'not allowed it' "$tmp/refused"
    ! grep evil "$tmp/all"
}

@test "a link .venv of another user is refused, to an allowed env too" {
    need root
    fake_env real
    "$VENVHOOK" allow real
    mkdir p
    ln -s ../real p/.venv
    cd p
    turns_on "$HOME/real"
    chown -h 1234 .venv
    refuses others-own "$HOME/p/.venv belongs to user 1234"
}

@test "a directory of another mount namespace is not taken for the one that is called so here" {
    need root unshare
    project p
    cp -a p q
    cd p
    "$VENVHOOK" allow
    unshare -m -- sh -c 'mount --bind "$1/q" "$1/p" && : >"$1/go" &&
        exec sleep 60' sh "$HOME" 3>&- &
    other=$!
    for _ in $(seq 100); do
        [ ! -e "$HOME/go" ] || break
        kill -0 "$other" || not_here 'nothing can be mounted'
        sleep 0.1
    done
    cd "/proc/$other/root$HOME/p"
    [ "$(stat -c %i .)" = "$(stat -c %i "$HOME/q")" ]
    refuses lost
    kill "$other"
    # where the link to the root of a process leads to our own, it is the same
    cd "/proc/self/root$HOME/p"
    turns_on "$PWD/.venv" allowed
}

@test "a directory spelled by another user's link is refused" {
    need root
    allowed_project
    ln -s "$HOME/p" "$HOME/mine"
    cd "$HOME/mine"
    turns_on "$HOME/mine/.venv" allowed
    chown -h 1234 "$HOME/mine"
    refuses others-own "$HOME/mine belongs to user 1234"
}

@test "a link that stands where others can write is refused" {
    allowed_project
    mkdir -m 777 "$HOME/open"
    ln -s "$HOME/p" "$HOME/open/link"
    cd "$HOME/open/link"
    refuses others-write "$HOME/open can be written by everybody"
    chmod 755 "$HOME/open"
    turns_on "$HOME/open/link/.venv"
}

@test "a link behind a link is looked at as well" {
    need root
    allowed_project
    mkdir "$HOME/d"
    ln -s "$HOME/p" "$HOME/d/second"
    ln -s d/second "$HOME/first"
    cd "$HOME/first"
    turns_on "$HOME/first/.venv"
    chown -h 1234 "$HOME/d/second"
    refuses others-own "$HOME/d/second belongs to user 1234"
    chown -h 0 "$HOME/d/second"
    chmod 777 "$HOME/d"
    refuses others-write "$HOME/d can be written by everybody"
}

@test "a python reached by another user's link is refused" {
    need root
    allowed_project
    python=$(readlink -f .venv/bin/python)
    ln -s "$python" "$tmp/between"
    ln -sf "$tmp/between" .venv/bin/python
    turns_on "$HOME/p/.venv"
    chown -h 1234 "$tmp/between"
    refuses others-own "$tmp/between belongs to user 1234"
}

@test "a redirect file of another user is refused, and one all can write" {
    need root
    fake_env real
    "$VENVHOOK" allow real
    mkdir p
    echo ../real >p/.venv
    cd p
    turns_on "$HOME/real"
    chmod 666 .venv
    refuses others-write "$HOME/p/.venv can be written by everybody"
    chmod 644 .venv
    chown 1234 .venv
    refuses others-own "$HOME/p/.venv belongs to user 1234"
}

@test "a redirect file through another user's link is refused" {
    need root
    fake_env real
    "$VENVHOOK" allow real
    mkdir p
    ln -s real way
    echo ../way >p/.venv
    cd p
    turns_on "$HOME/way"
    chown -h 1234 "$HOME/way"
    refuses others-own "$HOME/way belongs to user 1234"
}

# --- grants

@test "an env recreated in its project asks nobody, in another project it asks" {
    allowed_project
    mv .venv "$tmp/old"
    fake_env .venv
    turns_on "$HOME/p/.venv" remade
    rm -r .venv
    mv "$tmp/old" .venv
    turns_on "$HOME/p/.venv" allowed
    cd ..
    mv p "$tmp/p"
    project p
    cd p
    refuses replaced 'is not the directory that you allowed'
    "$VENVHOOK" allow
    turns_on "$HOME/p/.venv" allowed
}

@test "a copy of an allowed env, and the same one elsewhere, are not allowed" {
    allowed_project
    cp -a "$HOME/p" "$HOME/q"
    cd "$HOME/q"
    refuses no-grant
}

@test "deny wins over a grant of any kind, without a word at the prompt" {
    allowed_project
    "$VENVHOOK" deny
    refuses denied 'you denied'
    "$VENVHOOK" allow --tree "$HOME"
    refuses denied
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'trust = owner' >"$XDG_CONFIG_HOME/venvhook/config"
    refuses denied
    "$VENVHOOK" allow
    turns_on "$HOME/p/.venv" allowed
    "$VENVHOOK" deny
    "$VENVHOOK" allow --foreign
    turns_on "$HOME/p/.venv" foreign
}

@test "trust = owner asks nothing, but owners and denials still hold" {
    project p
    cd p
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'trust = owner' >"$XDG_CONFIG_HOME/venvhook/config"
    turns_on "$HOME/p/.venv" owner
    chmod o+w .venv/bin
    refuses others-write
    chmod o-w .venv/bin
    "$VENVHOOK" deny --tree "$HOME"
    refuses denied
}

@test "a denied tree stays denied, and allow says how to take it back" {
    allowed_project
    "$VENVHOOK" deny --tree "$HOME"
    refuses denied "you denied $HOME"
    cp "$records/grants" "$tmp/before"
    for how in '' --foreign --create "--tree $HOME/p"; do
        # shellcheck disable=SC2086
        run --separate-stderr "$VENVHOOK" allow $how
        assert_failure 1
        assert_output ''
        assert_contains "$stderr" "is below $HOME, which you denied as a tree"
        assert_contains "$stderr" "'venvhook revoke $HOME'"
    done
    cmp "$records/grants" "$tmp/before"
    "$VENVHOOK" revoke "$HOME"
    turns_on "$HOME/p/.venv" allowed
    "$VENVHOOK" deny --tree "$HOME"
    "$VENVHOOK" allow --tree "$HOME"
    turns_on "$HOME/p/.venv"
}

@test "a denied project stays denied by whatever name one comes to it" {
    mkdir p
    "$VENVHOOK" deny p
    project p
    ln -s p link
    ln -s "$HOME" house
    "$VENVHOOK" allow --tree "$HOME"
    for dir in p link house/p; do
        cd "$HOME/$dir"
        refuses denied "you denied $HOME/p"
    done
    # an env elsewhere that the denied project leads to
    fake_env "$HOME/env"
    rm -r "$HOME/p/.venv"
    echo "$HOME/env" >"$HOME/p/.venv"
    refuses denied "you denied $HOME/p"
    cd "$HOME/link"
    "$VENVHOOK" allow
    turns_on "$HOME/env" allowed
}

@test "an allowed tree ends at its own name" {
    project a/b/p
    project a/bc/p
    project a/b
    "$VENVHOOK" allow --tree a/b
    cd a/b/p
    turns_on "$HOME/a/b/p/.venv" tree
    cd ..
    turns_on "$HOME/a/b/.venv" tree
    cd ../bc/p
    refuses no-grant
    "$VENVHOOK" allow --tree ..
    turns_on "$HOME/a/bc/p/.venv" tree
    "$VENVHOOK" revoke ..
    refuses no-grant
}

@test "a link in an allowed tree does not allow what it leads to" {
    mkdir tree
    fake_env outside
    "$VENVHOOK" allow --tree tree
    mkdir tree/p
    ln -s "$HOME/outside" tree/p/.venv
    cd tree/p
    refuses no-grant
    rm .venv
    echo "$HOME/outside" >.venv
    refuses no-grant
    ln -s "$HOME/outside" "$HOME/tree/env"
    echo ../env >.venv
    refuses no-grant
}

@test "an env that a repository brought is refused in an allowed tree" {
    need git
    git init -q p
    fake_env p/.venv
    "$VENVHOOK" allow --tree "$HOME"
    cd p
    turns_on "$HOME/p/.venv" tree
    git add -f .venv/pyvenv.cfg
    refuses tracked "git tracks pyvenv.cfg in it"
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    assert_contains "$stderr" 'git tracks pyvenv.cfg in it'
    assert_contains "$stderr" "'git rm -r --cached .venv'"
    assert_contains "$stderr" "'venvhook allow --foreign'"
    "$VENVHOOK" allow --foreign
    turns_on "$HOME/p/.venv" foreign
    "$VENVHOOK" revoke
    printf garbage >.git/index
    refuses vcs-unknown "the git repository $HOME/p has an index that cannot be read"
}

@test "a tracked link and a tracked file are refused in an allowed tree" {
    need git
    fake_env env
    "$VENVHOOK" allow --tree "$HOME"
    git init -q p
    cd p
    ln -s ../env .venv
    turns_on "$HOME/env" tree
    git add -f .venv
    refuses tracked "git tracks .venv, which leads to it"
    git rm -q --cached .venv
    rm .venv
    echo ../env >.venv
    turns_on "$HOME/env" tree
    git add -f .venv
    refuses tracked "git tracks .venv, which leads to it"
}

@test "--foreign allows what others own, and only that" {
    need root
    project p
    chown -R -h 1234 p
    cd p
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    assert_contains "$stderr" 'belongs to user 1234'
    assert_contains "$stderr" 'venvhook allow --foreign'
    refute_exists "$records"
    run --separate-stderr "$VENVHOOK" allow --foreign
    assert_equal "$stderr" "venvhook: $PWD/.venv: whoever owns it or can\
 write it can now run commands as you"
    turns_on "$HOME/p/.venv" foreign
    assert_contains "$("$VENVHOOK" allow --list)" allow-foreign
    chmod 777 .venv
    turns_on "$HOME/p/.venv" foreign
    mv .venv/pyvenv.cfg "$tmp"
    refuses no-cfg
}

@test "a broken env is not allowed, by no option, and no record is made" {
    project p
    cd p
    try() {
        for how in '' --foreign; do
            # shellcheck disable=SC2086
            run --separate-stderr "$VENVHOOK" allow $how
            assert_failure 1
            assert_output ''
            assert_contains "$stderr" "$1"
        done
        refute_exists "$records"
    }
    rm .venv/bin/python
    try 'has no bin/python'
    ln -s "$tmp/gone" .venv/bin/python
    try "its Python, $tmp/gone, is not on this machine"
    rm .venv/pyvenv.cfg
    try 'has no pyvenv.cfg'
    rm -r .venv
    ln -s gone .venv
    try 'which is not there'
    rm .venv
    mkfifo .venv
    try 'neither a directory nor a file'
    rm .venv
    try 'no environment here or above'
}

@test "revoke takes back what was said, of what is gone as well" {
    allowed_project
    "$VENVHOOK" revoke
    refuses no-grant
    run --separate-stderr "$VENVHOOK" revoke
    assert_failure 1
    assert_contains "$stderr" 'there is no record of it'
    "$VENVHOOK" allow
    "$VENVHOOK" revoke .venv
    refuses no-grant
    "$VENVHOOK" allow
    cd ..
    rm -r p
    "$VENVHOOK" revoke p/.venv
    assert_equal "$("$VENVHOOK" allow --list)" ''
    "$VENVHOOK" deny --tree "$HOME"
    "$VENVHOOK" revoke "$HOME"
    assert_equal "$("$VENVHOOK" allow --list)" ''
}

@test "allow names what it allowed; --list shows all of it" {
    project p
    run "$VENVHOOK" allow p
    assert_success
    assert_output "venvhook: allowed $HOME/p/.venv"
    run "$VENVHOOK" deny --tree "$HOME/q"
    assert_failure 1
    mkdir q
    "$VENVHOOK" deny --tree q
    run "$VENVHOOK" allow --list
    # each path begins in the same column
    assert_output "allow      $HOME/p/.venv
deny-tree  $HOME/q"
    "$VENVHOOK" revoke q
    rm -r p/.venv
    run "$VENVHOOK" allow --list
    assert_output "allow  $HOME/p/.venv  (not there)"
    # without its project it holds for nothing any more
    rm -r p
    run "$VENVHOOK" allow --list
    assert_output ''
}

# --- sessions

forge() {
    VENVHOOK_SESSION=$1 VIRTUAL_ENV=${2-} "$VENVHOOK" export json
}

@test "a forged session activates nothing" {
    project p
    fake_env bare
    cd p
    me=$(id -u)
    for mode in on off; do
        run --separate-stderr env \
            VENVHOOK_SESSION="1:$mode:$me:=$HOME/p:=$HOME/p/.venv:-:-:-:=more" \
            "$VENVHOOK" export json
        assert_success
        refute_contains "$output" '"VIRTUAL_ENV"'
        refute_contains "$output" "$HOME/p/.venv/bin"
        assert_contains "$stderr" 'not allowed it'
    done
    # it is taken for ours, and so it goes off
    run --separate-stderr env PATH="$HOME/p/.venv/bin:$PATH" \
        VIRTUAL_ENV="$HOME/p/.venv" \
        VENVHOOK_SESSION="1:on:$me:=$HOME/p:=$HOME/p/.venv:-:-:-:=more" \
        "$VENVHOOK" export json
    assert_equal "$(value VIRTUAL_ENV)" null
    assert_equal "$(value PATH)" "$PATH"
    assert_equal "$(value VENVHOOK_SESSION)" null
}

@test "a session by name does not excuse who owns the env, nor a denial" {
    need root
    project p
    chown -R -h 1234 p
    session="1:hand:0:=:=$HOME/p/.venv:-:-:-:=more"
    run --separate-stderr env VIRTUAL_ENV="$HOME/p/.venv" \
        VENVHOOK_SESSION="$session" "$VENVHOOK" export json
    assert_equal "$(value VIRTUAL_ENV)" null
    assert_contains "$stderr" 'belongs to user 1234'
    chown -R -h 0 p
    "$VENVHOOK" deny p
    run --separate-stderr env VIRTUAL_ENV="$HOME/p/.venv" \
        VENVHOOK_SESSION="$session" "$VENVHOOK" export json
    assert_equal "$(value VIRTUAL_ENV)" null
}

@test "text that is no session is dropped, and the env of here is taken over" {
    allowed_project
    for text in '' garbage '1' '2:on:0:=/:=/:-:-:-:-' '1:on:0:=/p:=/e' \
        "$(printf '%070000d' 0)" "1:on:$(id -u):=/p:=p:-:-:-:-" \
        $'1:on:0:=/p:=/\e:-:-:-:-' "1:on:$(id -u):=/p:=/e:=/x:-:-:-"; do
        run --separate-stderr env VENVHOOK_SESSION="$text" \
            "$VENVHOOK" export json
        assert_success
        assert_equal "$(value VIRTUAL_ENV)" "$HOME/p/.venv"
        run --separate-stderr env VENVHOOK_SESSION="$text" \
            VIRTUAL_ENV="$HOME/p/.venv" "$VENVHOOK" export json
        assert_equal "$(value VIRTUAL_ENV)" ''
        assert_equal "$(value PATH)" "$HOME/p/.venv/bin:$PATH"
        assert_equal "$stderr" ''
    done
}

@test "another user's session only says what has to go from PATH" {
    need root setpriv
    theirs "$tmp/theirs" 1234:1234
    PYTHONHOME=/evil VIRTUAL_ENV_PROMPT=evil \
        run --separate-stderr venvhook export json
    session=$(value VENVHOOK_SESSION)
    assert_contains "$session" 1:on:1234:
    acts
    # as `sudo -E` and `su` hand it on, in the project and elsewhere
    for dir in "$tmp/theirs" "$HOME"; do
        cd "$dir"
        VIRTUAL_ENV=$tmp/theirs/.venv VIRTUAL_ENV_PROMPT=theirs \
            VENVHOOK_SESSION=$session PATH=$tmp/theirs/.venv/bin:$PATH \
            run --separate-stderr "$VENVHOOK" export json
        assert_success
        assert_equal "$(value VIRTUAL_ENV)" null
        assert_equal "$(value VIRTUAL_ENV_PROMPT)" null
        assert_equal "$(value PATH)" "$PATH"
        assert_equal "$(value PYTHONHOME)" ''
        assert_equal "$(value VENVHOOK_SESSION)" null
        refute_contains evil
    done
}

@test "another user's deactivate does not hold for me" {
    allowed_project
    other=$(($(id -u) + 1))
    VENVHOOK_SESSION="1:off:$other:=$HOME/p:=$HOME/p/.venv:-:-:-:-" \
        run --separate-stderr "$VENVHOOK" export json
    assert_equal "$(value VIRTUAL_ENV)" "$HOME/p/.venv"
}

# --- names

@test "no name of a directory acts on the terminal, wherever it is told" {
    while IFS= read -r -d '' name; do
        # cannot stand on PATH, so it is refused for that
        [[ $name != *:* ]] || continue
        cd "$HOME"
        rm -rf "$XDG_STATE_HOME" "$HOME/n"
        mkdir n
        project "n/$name"
        cd "n/$name"
        refuses no-grant
        "$VENVHOOK" allow >"$tmp/1" 2>"$tmp/2"
        "$VENVHOOK" allow --list >"$tmp/3"
        "$VENVHOOK" status >"$tmp/4"
        "$VENVHOOK" status --json >"$tmp/5"
        run --separate-stderr "$VENVHOOK" status --json
        assert_equal "$(value verdict)" activated
        "$VENVHOOK" export json >"$tmp/6" 2>"$tmp/7"
        chmod o+w .venv
        "$VENVHOOK" export json >"$tmp/8" 2>"$tmp/9"
        "$VENVHOOK" revoke >"$tmp/10" 2>"$tmp/11"
        "$VENVHOOK" revoke >"$tmp/12" 2>"$tmp/13" || :
        harmless "$tmp"/[1-9] "$tmp"/1[0-3]
    done < <(hostile_names)
    assert_not_pwned
}

@test "no text of a file acts on the terminal" {
    project p
    cd p
    printf 'prompt = %b\n' '\033]0;pwned\007\0302\0233x\0342\0200\0256\0377' \
        >>.venv/pyvenv.cfg
    printf 'home = /%b\n' '\033[31m' | cat - .venv/pyvenv.cfg >cfg
    cp cfg .venv/pyvenv.cfg
    rm cfg .venv/bin/python
    cp "$(base_python)" .venv/bin/python
    refuses python-absent 'its Python, in /?[31m, is not on'
    rm .venv/bin/python
    ln -s $'/gone\e[31m\n' .venv/bin/python
    refuses python-absent 'its Python, /gone?[31m?, is not on'
    rm -r .venv
    ln -s $'/gone\e[31m\xff' .venv
    refuses lost 'leads to /gone?[31m?, which is not there'
    rm .venv
    printf '/gone\342\200\256txt\n' >.venv
    refuses lost 'leads to /gone?txt, which is not there'
}

@test "no word of the command line acts on the terminal" {
    word=$'\e]0;pwned\a\xc2\x9b\xe2\x80\xae\xff'
    for command in "$word" "--$word" "allow $word" "deny $word" \
        "revoke $word" "status $word" "export $word" "init $word" \
        "allow --$word" "completions $word" "config $word" "help $word" \
        "activate --shell bash $word"; do
        # shellcheck disable=SC2086
        "$VENVHOOK" $command >"$tmp/out" 2>"$tmp/err" && fail "$command"
        [ -s "$tmp/err" ]
        [ ! -s "$tmp/out" ]
        harmless "$tmp/err"
    done
}

@test "a name in the prompt of an env is harmless in the hook's prompt" {
    allowed_project
    printf 'prompt = %b\n' '$(touch pwned)`id`%n!\\\\u\033[1m' \
        >>.venv/pyvenv.cfg
    run "$VENVHOOK" export --hook 1 bash
    assert_success
    name=$(grep '^__venvhook_name=' <<<"$output")
    assert_contains "$name" touch
    case $name in *[\\\$\`%!]* | *$'\e'*) fail "in a prompt: $name" ;; esac
}

# --- the records

# Records that are not to be believed: the rule, and who says so.
disbelieved() {
    refuses records "$1"
    run --separate-stderr "$VENVHOOK" status --json
    assert_contains "$(value records_error)" "$1"
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    assert_output ''
    assert_contains "$stderr" "$1"
    run --separate-stderr "$VENVHOOK" allow --list
    assert_failure 1
    assert_output ''
}

@test "records are mode 600 in a directory of mode 700, whatever the umask" {
    project p
    umask 000
    "$VENVHOOK" allow p
    assert_equal "$(stat -c %a "$records")" 700
    assert_equal "$(stat -c %a "$records/grants")" 600
    assert_equal "$(stat -c %a "$records"/generation.*)" 600
    umask 077
    "$VENVHOOK" revoke p
    assert_equal "$(stat -c %a "$records/grants")" 600
}

@test "records that others can write are not believed" {
    allowed_project
    for what in grants .; do
        mode=$(stat -c %a "$records/$what")
        for open in o+w g+w; do
            chmod "$open" "$records/$what"
            disbelieved 'not believed'
            chmod "$mode" "$records/$what"
        done
    done
    turns_on "$HOME/p/.venv"
}

@test "records of another user are not believed, by root neither" {
    need root setpriv
    allowed_project
    chown 1234 "$records/grants"
    disbelieved 'not believed'
    chown 0 "$records/grants"
    chown 1234 "$records"
    disbelieved 'not believed: it belongs to another user'
    chown 0 "$records"
    turns_on "$HOME/p/.venv"
}

@test "records of root are not believed by a user" {
    need root setpriv
    theirs "$tmp/p" 1234:1234
    chown root "$(user_home 1234)/.local/state/venvhook"
    chmod 755 "$(user_home 1234)/.local/state/venvhook"
    refuses records 'belongs to another user'
}

@test "records that are no records are not believed, nor written over" {
    allowed_project
    good=$(cat "$records/grants")
    while IFS= read -r -d '' text; do
        printf '%s' "$text" >"$records/grants"
        disbelieved 'not a file of grants'
        printf '%s' "$text" | cmp - "$records/grants"
    done < <(printf '%s\0' '' garbage 'venvhook grants 2 1' \
        'venvhook grants 1' "$good"$'\nallow x' "$good"$'\n\n' \
        $'venvhook grants 1 1\nallow 1 2 relative' \
        $'venvhook grants 1 1\nallow-all 1 2 /')
    head -c 100 /dev/urandom >"$records/grants"
    disbelieved 'not a file of grants'
    truncate -s 100M "$records/grants"
    disbelieved 'too large'
}

@test "records that are a link, a FIFO or a directory are not believed" {
    allowed_project
    mv "$records/grants" "$tmp/grants"
    ln -s "$tmp/grants" "$records/grants"
    disbelieved 'not a regular file'
    rm "$records/grants"
    mkfifo "$records/grants"
    disbelieved 'not a regular file'
    rm "$records/grants"
    mkdir "$records/grants"
    disbelieved 'not a regular file'
    rmdir "$records/grants"
    mv "$tmp/grants" "$records/grants"
    mv "$records" "$tmp/records"
    ln -s "$tmp/records" "$records"
    disbelieved 'not believed: it is not a directory'
    rm "$records"
    : >"$records"
    disbelieved 'not believed: it is not a directory'
}

@test "records that cannot be read are not believed" {
    need root setpriv
    theirs "$tmp/p" 1234:1234
    chmod 000 "$(user_home 1234)/.local/state/venvhook/grants"
    refuses records 'permission denied'
    chmod 000 "$(user_home 1234)/.local/state/venvhook"
    refuses records 'permission denied'
}

@test "records in the project, or named by a relative path, are not read" {
    allowed_project
    cp -a "$XDG_STATE_HOME" "$HOME/p/state"
    "$VENVHOOK" revoke
    XDG_STATE_HOME=state refuses no-grant
    XDG_STATE_HOME=./state refuses no-grant
    cp -a state/venvhook "$HOME/p/.venvhook"
    refuses no-grant
}

@test "without a home nothing is allowed, and nothing is written, and it is HOME that is named" {
    project p
    cd p
    run --separate-stderr env -u HOME -u XDG_STATE_HOME -u XDG_CONFIG_HOME \
        "$VENVHOOK" export json
    assert_success
    assert_output '{}'
    assert_contains "$stderr" 'not allowed it'
    assert_contains "$stderr" 'HOME is not used: not set'
    refute_contains "$stderr" "run 'venvhook allow'"
    for command in status doctor; do
        run env -u HOME -u XDG_STATE_HOME "$VENVHOOK" "$command"
        assert_contains "$output" 'not used: not set'
    done
    run --separate-stderr env HOME=. XDG_STATE_HOME= "$VENVHOOK" export json
    assert_contains "$stderr" 'HOME is not used: not an absolute path'
    # a place that is named is one
    run --separate-stderr env -u HOME "$VENVHOOK" export json
    assert_contains "$stderr" "run 'venvhook allow'"
    run --separate-stderr env -u HOME -u XDG_STATE_HOME "$VENVHOOK" allow
    assert_failure 1
    assert_contains "$stderr" 'HOME: not set'
}

@test "twenty that allow at once lose nothing" {
    for i in $(seq 20); do
        project "p$i"
    done
    for i in $(seq 20); do
        (cd "p$i" && exec "$VENVHOOK" allow) >>"$tmp/out" &
        pids="${pids-} $!"
    done
    # alone it would wait for the clock of bats as well
    # shellcheck disable=SC2086
    wait $pids
    assert_equal "$("$VENVHOOK" allow --list | grep -c '^allow')" 20
    assert_equal "$(find "$records" -name 'generation.*' | wc -l)" 1
    assert_equal "$(find "$records" -name 'grants*' | wc -l)" 1
    for i in $(seq 20); do
        cd "$HOME/p$i"
        turns_on "$HOME/p$i/.venv" allowed
    done
}

@test "killed at any call that writes, allow leaves the old or the new" {
    need strace
    project old
    project new
    "$VENVHOOK" allow old
    cp -a "$records" "$tmp/records"
    old=$("$VENVHOOK" allow --list)
    killed=0
    for call in openat open unlinkat unlink write fsync close renameat \
        rename fcntl mkdir utimensat; do
        for n in $(seq 30); do
            rm -rf "$records"
            cp -a "$tmp/records" "$records"
            strace -o "$tmp/trace" \
                -e inject="$call":signal=KILL:when="$n" \
                "$VENVHOOK" allow new >"$tmp/out" 2>&1 && break
            grep -q 'killed by SIGKILL' "$tmp/trace" || break
            killed=$((killed + 1))
            list=$("$VENVHOOK" allow --list)
            [ "$list" = "$old" ] || assert_equal "$list" "$old
allow  $HOME/new/.venv"
            # at most one generation is trusted, the one that is named
            named=$(awk 'NR == 1 { n = $4 } END { print n + NR - 1 }' \
                "$records/grants")
            for file in "$records"/generation.*; do
                [ ! -e "$file" ] || [ "${file##*.}" -ge "$named" ] ||
                    fail "an old generation: $file"
            done
            "$VENVHOOK" allow new
            assert_equal "$("$VENVHOOK" allow --list)" "$old
allow  $HOME/new/.venv"
        done
    done
    [ "$killed" -ge 10 ] || fail "killed only $killed times"
}

@test "killed at any call that writes, create adds its record or leaves the old, and allow's were synced" {
    need strace
    "$VENVHOOK" create --without-pip first
    strace -o "$tmp/trace" "$VENVHOOK" allow --tree .
    assert_equal "$(grep -c '^fsync' "$tmp/trace")" 1
    old=$("$VENVHOOK" allow --list)
    strace -o "$tmp/trace" "$VENVHOOK" create --without-pip second
    run grep -E '^f(data)?sync|grants\.' "$tmp/trace"
    assert_output ''
    killed=0
    for call in write renameat utimensat fcntl; do
        for n in $(seq 40); do
            "$VENVHOOK" allow --list >"$tmp/before"
            strace -o "$tmp/trace" \
                -e inject="$call":signal=KILL:when="$n" \
                "$VENVHOOK" create --without-pip "$call$n" 2>"$tmp/err" &&
                break
            grep -q 'killed by SIGKILL' "$tmp/trace"
            killed=$((killed + 1))
            "$VENVHOOK" allow --list >"$tmp/after"
            cmp "$tmp/before" "$tmp/after" ||
                assert_equal "$(comm -3 <(sort "$tmp/before") \
                    <(sort "$tmp/after"))" "$(printf '\t%s' \
                    "made"$'\t'"$HOME/$call$n")"
        done
    done
    [ "$killed" -ge 8 ] || fail "killed only $killed times"
    assert_contains "$("$VENVHOOK" allow --list)" "$old"
}

@test "a record of create that was cut short is none, and the next one takes its place" {
    "$VENVHOOK" create --without-pip one
    "$VENVHOOK" allow --tree .
    list=$("$VENVHOOK" allow --list)
    printf 'made 1 2 /nowhe' >>"$records/grants"
    assert_equal "$("$VENVHOOK" allow --list)" "$list"
    "$VENVHOOK" create --without-pip two
    assert_equal "$("$VENVHOOK" allow --list | wc -l)" \
        "$(($(wc -l <<<"$list") + 1))"
    assert_equal "$(grep -c nowhe "$records/grants")" 0

    mkdir p
    "$VENVHOOK" create --without-pip p/.venv
    cd p
    turns_on "$HOME/p/.venv"
}

@test "where the disk is full the old records stay" {
    allowed_project
    project "$HOME/q"
    before=$(cat "$records/grants")
    need strace
    for call in write fsync rename renameat; do
        strace -o "$tmp/trace" -e inject="$call":error=ENOSPC:when=1 \
            "$VENVHOOK" allow "$HOME/q" >"$tmp/out" 2>"$tmp/err" || :
        [ "$(cat "$records/grants")" = "$before" ] || continue
        refuted=yes
        cd "$HOME/p"
        turns_on "$HOME/p/.venv"
        assert_equal "$(find "$records" -name 'grants*' | wc -l)" 1
        assert_equal "$(find "$records" -name 'generation.*' | wc -l)" 1
    done
    [ "${refuted-}" = yes ]
}
