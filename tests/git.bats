# What the git repository around an env tracks, read off indexes that the real
# git wrote.  An env below an allowed tree is on if git does not track it; so
# the answers are read off the rule that decided.

load lib/common
load lib/repository

setup() {
    common_setup
    need git
    repositories
}

# A repository with an env and some files around it.
repository() {
    git init -q "${@:2}" "$1"
    fake_env "$1/.venv"
    mkdir -p "$1/src/deep" "$1/.venv-old"
    touch "$1/.gitignore" "$1/.venv.txt" "$1/.venv-old/x" "$1/src/a" \
        "$1/src/deep/b" "$1/z"
    cd "$1" || return
    git add .gitignore .venv.txt .venv-old src z
}

repository_named() {
    "$VENVHOOK" status | grep '^because.*repository '
}

@test "git: outside of any repository nothing is tracked" {
    fake_env p/.venv
    cd p
    assert_rule tree
}

# In whatever shell it is typed: what holds text there differs.
@test "git: the command that untracks an env runs nothing that its name says" {
    local name shell

    for name in 'a $(touch ran)' 'a`touch ran`' 'a"$(touch ran)' \
        "a'\\\$(touch ran)" "'\$(touch ran)'" $'a\u2019$(touch ran)#' \
        $'a\u201d;touch ran;\u201d'; do
        rm -rf p
        git init -q p
        fake_env "p/$name"
        echo "$name" >p/.venv
        git -C p add .venv -f "$name"
        run --separate-stderr "$VENVHOOK" allow p
        assert_failure 1
        sed -n "s/^venvhook: .*'\(git rm .*\)' ends.*/\1/p" <<<"$stderr" \
            >p/typed.ps1
        [ -s p/typed.ps1 ]
        for shell in bash zsh fish tcsh elvish "${PWSH:-pwsh}"; do
            command -v "$shell" >/dev/null || continue
            (cd p && "$shell" ./typed.ps1) >"$tmp/out" 2>&1 || true
            refute_exists p/ran
            echo "$shell" >>"$tmp/tried"
        done
    done
    assert_exists "$tmp/tried"
}

@test "git: the command that untracks an env does so" {
    git init -q p
    cd p
    fake_env 'my $env'
    echo 'my $env' >.venv
    git add .venv -f 'my $env'
    run --separate-stderr "$VENVHOOK" allow
    assert_failure 1
    eval "$(sed -n "s/^venvhook: .*'\(git rm .*\)' ends.*/\1/p" \
        <<<"$stderr")" >"$tmp/out"
    assert_equal "$(git ls-files)" .venv
}

@test "git: an env that git does not know is not tracked" {
    repository p
    assert_rule tree
    git commit -q -m x
    assert_rule tree
}

@test "git: an env that was added is tracked, and the repository is named" {
    repository p
    git add -f .venv
    assert_rule tracked
    assert_contains "$(repository_named)" "$HOME/p"
    git commit -q -m x
    assert_rule tracked
}

@test "git: one file of the env is enough" {
    repository p
    git add -f .venv/bin/activate
    assert_rule tracked
    git rm -q -f --cached .venv/bin/activate
    assert_rule tree
}

@test "git: a file the user means to add is enough" {
    repository p
    git add -f -N .venv/pyvenv.cfg
    assert_rule tracked
}

@test "git: an env removed from the index is free again" {
    repository p
    git add -f .venv
    git commit -q -m x
    assert_rule tracked
    git rm -q -r --cached .venv
    git commit -q -m y
    assert_rule tree
}

@test "git: every version of the index is read" {
    repository p
    for version in 2 3 4; do
        git update-index --index-version "$version"
        assert_rule tree
        git add -f .venv
        assert_rule tracked
        git rm -q -r --cached .venv
    done
    # git writes version 3 only where it has to
    git update-index --index-version 3
    git add -f -N .venv/bin
    assert_equal "$(head -c 8 .git/index | od -An -tu1 | tr -s ' ')" \
        ' 68 73 82 67 0 0 0 3'
    assert_rule tracked
}

@test "git: version 4 with many files and long names is read" {
    repository p
    for i in $(seq 300); do
        mkdir -p "dir$((i % 7))/$(printf '%0120d' "$((i % 3))")"
        : >"dir$((i % 7))/$(printf '%0120d' "$((i % 3))")/$i"
    done
    git add 'dir*'
    git update-index --index-version 4
    assert_rule tree
    git add -f .venv/bin/python
    assert_rule tracked
}

@test "git: an index of SHA-256 is read" {
    git init -q --object-format=sha256 try 2>/dev/null ||
        not_here 'git without SHA-256'
    repository p --object-format=sha256
    git commit -q -m x
    assert_rule tree
    git add -f .venv
    assert_rule tracked
    git update-index --index-version 4
    assert_rule tracked
}

@test "git: a repository without commits or index tracks nothing" {
    git init -q p
    fake_env p/.venv
    cd p
    refute_exists .git/index
    assert_rule tree
}

@test "git: an index that is empty tracks nothing" {
    repository p
    git rm -q -r --cached .
    assert_exists .git/index
    assert_rule tree
}

@test "git: extensions of the index do no harm" {
    repository p
    git add -f .venv/bin/activate
    git commit -q -m x
    git update-index --untracked-cache 2>/dev/null || :
    git config core.fsmonitor false
    git config index.threads 4
    git status >"$tmp/out"
    assert_rule tracked
    git rm -q -r --cached .venv
    git commit -q -m y
    git status >"$tmp/out"
    assert_rule tree
}

@test "git: files in conflict are tracked" {
    repository p
    git commit -q -m x
    git checkout -q -b other
    echo other >.venv/bin/both
    git add -f .venv/bin/both
    git commit -q -m other
    git checkout -q main
    echo main >.venv/bin/both
    git add -f .venv/bin/both
    git commit -q -m main
    git merge -q other >"$tmp/out" 2>&1 && fail 'no conflict'
    assert_contains "$(git ls-files -u)" .venv/bin/both
    assert_rule tracked
}

@test "git: a directory left out of a sparse index is not relied on" {
    repository p
    mkdir -p lib/.venv
    touch lib/.venv/x lib/y
    git add -f lib
    git commit -q -m x
    git sparse-checkout set --cone --sparse-index src 2>/dev/null ||
        not_here 'git without sparse indexes'
    git ls-files --sparse | grep -qx lib/ || not_here 'no sparse index'
    assert_rule tree
    fake_env lib/.venv
    fake_env src/.venv
    cd lib
    assert_rule vcs-unknown
    cd ../src
    assert_rule tree
}

@test "git: a damaged index is not relied on" {
    repository p
    printf 'DIRC' >.git/index
    assert_rule vcs-unknown
    : >.git/index
    assert_rule vcs-unknown
    rm .git/index
    mkdir .git/index
    assert_rule vcs-unknown
    rmdir .git/index
    mkfifo .git/index
    run timeout 5 "$VENVHOOK" status --json
    assert_success
    assert_contains '"rule": "vcs-unknown"'
}

@test "git: an index that may not be read is not relied on" {
    need root setpriv
    [ -x /usr/bin/python3 ] || not_here 'no Python for everybody'
    home=$(user_home 4711)
    # shellcheck disable=SC2016
    as_user 4711 sh -c \
        'cd "$HOME" && git init -q p && cd p && : >x && git add x'
    fake_env "$home/p/.venv" /usr/bin/python3
    chown -R 4711:4711 "$home/p"
    chmod 000 "$home/p/.git/index"
    # shellcheck disable=SC2016
    run --separate-stderr as_user 4711 sh -c \
        '"$VENVHOOK" allow --tree "$HOME" >&2
        cd "$HOME/p" && "$VENVHOOK" status --json'
    assert_success
    assert_contains '"rule": "vcs-unknown"'
}

# --- names that look alike, and places further down

@test "git: names that only begin alike are others" {
    repository p
    touch .venv2
    git add .venv2
    assert_contains "$(git ls-files)" .venv-old/x
    assert_rule tree
}

@test "git: an env in a directory below is asked for by its whole path" {
    repository p
    fake_env src/deep/.venv
    cd src/deep
    assert_rule tree
    (cd "$HOME/p" && git add -f .venv)
    assert_rule tree
    git add -f .venv/pyvenv.cfg
    assert_rule tracked
}

@test "git: of two repositories, one in the other, the inner one counts" {
    repository outer
    repository inner
    assert_rule tree
    git add -f .venv
    assert_rule tracked
    assert_contains "$(repository_named)" "$HOME/outer/inner"
}

@test "git: a directory .git that is no repository is passed over" {
    repository p
    mkdir -p src/deep/.git
    fake_env src/deep/.venv
    git add -f src/deep/.venv/pyvenv.cfg
    cd src/deep
    assert_rule tracked
    assert_contains "$(repository_named)" "$HOME/p"
}

# --- links

# No file of the env is tracked then, so what the user has said of it counts.
@test "git: a link .venv that git tracks is not one's own, the env it leads to is" {
    repository p
    fake_env "$HOME/envs/e"
    rm -rf .venv
    ln -s "$HOME/envs/e" .venv
    assert_rule tree
    git add -f .venv
    assert_rule tracked
    "$VENVHOOK" allow "$HOME/envs/e"
    assert_rule allowed
}

@test "git: a file .venv that git tracks is not one's own, the env it names is" {
    repository p
    fake_env "$HOME/envs/e"
    rm -rf .venv
    echo "$HOME/envs/e" >.venv
    assert_rule tree
    git add -f .venv
    assert_rule tracked
    "$VENVHOOK" allow "$HOME/envs/e"
    assert_rule allowed
}

@test "git: a link to an env that another repository tracks is tracked" {
    repository other
    git add -f .venv
    cd "$HOME"
    repository p
    rm -rf .venv
    ln -s "$HOME/other/.venv" .venv
    assert_rule tracked
    assert_contains "$(repository_named)" "$HOME/other"
}

# --- .git as a file

@test "git: a linked working tree has an index of its own" {
    repository p
    git commit -q -m x
    git worktree add -q "$HOME/w"
    assert_contains "$(cat "$HOME/w/.git")" 'gitdir: /'
    fake_env "$HOME/w/.venv"
    git add -f .venv
    cd "$HOME/w"
    assert_rule tree
    git add -f .venv
    assert_rule tracked
    assert_contains "$(repository_named)" "$HOME/w"
    cd "$HOME/p"
    git rm -q -r -f --cached .venv
    assert_rule tree
}

@test "git: a submodule has an index of its own" {
    repository lib
    git commit -q -m x
    cd "$HOME"
    repository p
    git -c protocol.file.allow=always submodule --quiet add "$HOME/lib" sub
    assert_contains "$(cat sub/.git)" 'gitdir: ../'
    fake_env sub/.venv
    cd sub
    assert_rule tree
    git add -f .venv
    assert_rule tracked
    assert_contains "$(repository_named)" "$HOME/p/sub"
}

@test "git: an env that is a submodule itself is tracked" {
    repository lib
    git commit -q -m x
    cd "$HOME"
    git init -q p
    cd p
    git -c protocol.file.allow=always submodule --quiet add -f "$HOME/lib" \
        .venv
    fake_env .venv
    assert_rule tracked
}

@test "git: a file .git that names no repository is not relied on" {
    repository p
    mv .git "$HOME/elsewhere"
    for text in '' 'gitdir:' 'gitdir: ' 'gitdir: /nowhere' nonsense; do
        printf '%s\n' "$text" >.git
        assert_rule vcs-unknown
    done
    printf 'gitdir: ../elsewhere\r\n' >.git
    assert_rule tree
    printf 'gitdir: %s' "$HOME/elsewhere" >.git
    assert_rule tree
    rm .git
    ln -s ../elsewhere .git
    assert_rule tree
    rm .git
    mkfifo .git
    run timeout 5 "$VENVHOOK" status --json
    assert_contains '"rule": "vcs-unknown"'
}

# --- what is not listened to

@test "git: GIT_DIR and its like change nothing" {
    repository other
    repository p
    cd "$HOME/other/p"
    git add -f .venv
    export GIT_DIR=$HOME/other/.git GIT_WORK_TREE=$HOME/other
    export GIT_INDEX_FILE=$HOME/other/.git/index GIT_CEILING_DIRECTORIES=$PWD
    assert_rule tracked
}

@test "git: no program is run" {
    need strace
    repository p
    git add -f .venv
    mkdir fake
    printf '#!/bin/sh\necho run >%q\n' "$tmp/pwned" >fake/git
    chmod +x fake/git
    # under a sanitizer its search for leaks would start a thread
    export ASAN_OPTIONS=detect_leaks=0
    PATH=$PWD/fake:$PATH strace -f -qq -e trace=%process -o "$tmp/calls" \
        "$VENVHOOK" export json >"$tmp/out"
    assert_equal "$(grep -c -E 'execve|fork|clone' "$tmp/calls")" 1
    refute_exists "$tmp/pwned"
}
