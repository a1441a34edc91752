# An env that came with its tree is not the user's: what version control says
# of it, where it cannot tell, and whom that must not refuse.  Real checkouts,
# below a tree that is allowed.  What an index of git holds is in git.bats.

load lib/common
load lib/repository

setup() {
    common_setup
    need git
    repositories
}

# upstream DIR: a repository of git that has an env in it
upstream() {
    git init -q "$1"
    fake_env "$1/.venv"
    (cd "$1" && : >a && git add -f . && git commit -q -m x)
}

# --- git: what came with a clone, or may have

@test "brought: a repository that is an env is refused, cloned by its name or into a project" {
    git init -q up
    fake_env "$HOME/up"
    (cd up && git add -f . && git commit -q -m x)
    mkdir p
    git clone -q up p/venv
    cd p
    assert_rule tracked
    cd "$HOME"
    git init -q q
    git clone -q up q/.venv
    cd q
    assert_rule tracked
    # beside it, one's own
    rm -rf .venv
    fake_env .venv
    assert_rule tree
    # of an env that is a repository without a file in it nothing came
    git init -q .venv
    assert_rule tree
}

@test "brought: a checkout that failed at its end and wrote no index is no evidence" {
    upstream up
    cd up
    blob=$(printf '%5000s' '' | tr ' ' x | git hash-object -w --stdin)
    git update-index --add --cacheinfo "120000,$blob,z"
    git commit -q -m z
    cd "$HOME"
    run git clone -q up p
    assert_failure
    assert_exists p/.venv/bin/python
    refute_exists p/.git/index
    cd p
    assert_rule vcs-unknown 'has no index'
    # made whole it says more
    git rm -q --cached -r . 2>/dev/null || git read-tree HEAD
    git read-tree HEAD
    assert_rule tracked
}

@test "brought: a clone that still goes on is no evidence" {
    upstream up
    (cd up && echo 'z filter=wait' >.gitattributes && : >z &&
        git add .gitattributes z && git commit -q -m z)
    git config --global filter.wait.smudge \
        "cat; for i in \$(seq 100); do [ -e '$HOME/go' ] || sleep 0.1; done"
    git clone -q up p 2>/dev/null 3>&- &
    clone=$!
    eventually [ -e p/.gitattributes ]
    eventually [ -e p/.venv/pyvenv.cfg ]
    cd p
    refute_exists .git/index
    assert_rule vcs-unknown 'has no index'
    : >"$HOME/go"
    wait "$clone"
    assert_rule tracked
}

@test "brought: a .git with nothing but a HEAD is no evidence" {
    fake_env p/.venv
    mkdir p/.git
    echo 'ref: refs/heads/main' >p/.git/HEAD
    cd p
    assert_rule vcs-unknown
    mkdir .git/objects
    assert_rule tree
    # with a commit, or with an object, it is not fresh
    mkdir -p .git/refs/heads
    echo 0123456789012345678901234567890123456789 >.git/refs/heads/main
    assert_rule vcs-unknown
    rm .git/refs/heads/main
    echo '0123456789012345678901234567890123456789 refs/heads/main' \
        >.git/packed-refs
    assert_rule vcs-unknown
    rm .git/packed-refs
    for object in ab pack/tmp_pack_1 info/alternates; do
        mkdir -p ".git/objects/$object"
        assert_rule vcs-unknown
        rm -r ".git/objects/${object%%/*}"
    done
    echo 0123456789012345678901234567890123456789 >.git/HEAD
    assert_rule vcs-unknown
}

@test "brought: an index.lock counts where the env has changed since" {
    git init -q p
    fake_env p/.venv
    cd p
    : >a
    git add a
    touch .git/index.lock
    touch -d '1 hour ago' .venv .venv/bin .venv/pyvenv.cfg
    assert_rule tree
    for changed in .venv .venv/bin .venv/pyvenv.cfg; do
        touch -d '1 minute' "$changed"
        assert_rule vcs-unknown 'index.lock'
        touch -d '1 hour ago' "$changed"
        assert_rule tree
    done
}

@test "brought: a tracked name is compared without case" {
    git init -q p
    fake_env p/.venv
    fake_env p/sub/.venv
    mkdir -p p/.VENV/bin p/Sub/.venv/bin
    cd p
    : >.VENV/bin/x
    assert_rule tree
    git add -f .VENV
    assert_rule tracked 'git tracks bin/x in it'
    cd sub
    assert_rule tree
    : >../Sub/.venv/bin/x
    git add -f ../Sub
    assert_rule tracked 'git tracks bin/x in it'
    git rm -q -r --cached ../Sub
    assert_rule tree
}

@test "brought: of what is directly in the env, pyvenv.cfg, links and repositories count" {
    git init -q p
    fake_env p/.venv
    cd p
    : >.venv/.gitkeep
    echo '*' >.venv/.gitignore
    git add -f .venv/.gitkeep .venv/.gitignore
    assert_rule tree
    git add -f .venv/pyvenv.cfg
    assert_rule tracked 'git tracks pyvenv.cfg in it'
    git rm -q --cached .venv/pyvenv.cfg
    assert_rule tree
    ln -s ../lib .venv/lib64
    git add -f .venv/lib64
    assert_rule tracked 'git tracks lib64 in it'
}

@test "brought: a repository further out counts by what its index says, and no further" {
    git init -q p
    mkdir -p p/sub
    cd p/sub
    fake_env .venv
    git add -f .venv/bin/activate
    git init -q
    assert_rule tracked 'git tracks bin/activate in it'
    git -C .. rm -q -r --cached sub
    assert_rule tree
    printf garbage >../.git/index
    assert_rule tree
    rm ../.git/index
    assert_rule tree
}

@test "brought: a repository is found whose root is more than a hundred levels above" {
    deep=$(printf 'd/%.0s' {1..300})
    git init -q up
    mkdir -p "up/$deep"
    fake_env "up/$deep.venv"
    git -C up add -f "$deep.venv/bin/activate"
    git -C up commit -q -m x
    git clone -q up p
    cp -P "up/$deep.venv/bin/python"* "p/$deep.venv/bin"
    cp "up/$deep.venv/pyvenv.cfg" "p/$deep.venv"
    # nobody need go down there, where a link in the clone leads to it
    ln -s "$deep" p/near
    for way in "p/$deep" p/near; do
        cd "$HOME/$way"
        assert_rule tracked 'git tracks bin/activate in it'
    done
    git rm -q -r --cached .venv
    assert_rule tree
}

@test "brought: what cannot be asked is told as deep as a path can be" {
    local n=$(((3900 - ${#HOME}) / 2))

    deep=$(printf 'd/%.0s' $(seq "$n"))
    mkdir -p "p/$deep.svn"
    fake_env "p/$deep.venv"
    cd "p/$deep"
    assert_rule vcs-unknown 'which cannot be asked what it tracks'
    # the control
    rmdir .svn
    assert_rule tree
}

# --- git: who must not be refused

@test "brought: a project in a fresh git init is one's own, with uv's files and in a linked tree, too" {
    git init -q p
    fake_env p/.venv
    cd p
    : >pyproject.toml
    echo 3.12 >.python-version
    echo .venv >.gitignore
    mkdir src
    : >src/a
    refute_exists .git/index
    assert_rule tree
    git pack-refs --all
    assert_rule tree
    git add .
    assert_rule tree
    git commit -q -m x
    assert_rule tree
}

@test "brought: a working tree of a bare repository beside it is one's own" {
    upstream up
    mkdir p
    git clone -q --bare up p/.bare
    echo 'gitdir: ./.bare' >p/.git
    git -C p worktree add -q main2 main
    cd p/main2
    assert_rule tracked
    git rm -q -r --cached .venv
    assert_rule tree
    git commit -q -m y
    assert_rule tree
}

# bare_layout DIR: a bare repository that DIR/.git leads to, a working tree of it,
# and an env beside both
bare_layout() {
    mkdir "$1"
    git clone -q --bare up "$1/.bare"
    echo 'gitdir: ./.bare' >"$1/.git"
    git -C "$1" worktree add -q main2 main
    fake_env "$1/.venv"
}

@test "brought: beside a bare repository with its working trees one's own env is, made anew as well" {
    upstream up
    bare_layout p
    cd p
    assert_rule tree
    # this moves core.bare into another file
    git -C main2 sparse-checkout init
    assert_exists .bare/config.worktree
    assert_rule tree
    rm .bare/config.worktree
    assert_rule vcs-unknown 'has no index'
    cd "$HOME"
    mkdir q
    git clone -q --bare up q/.git
    git -C q worktree add -q main2 main
    fake_env q/.venv
    "$VENVHOOK" revoke "$HOME" >"$tmp/out"
    cd q
    assert_rule no-grant
    "$VENVHOOK" allow
    rm -r .venv
    fake_env .venv
    assert_rule remade
}

@test "brought: a repository that is not bare to git, or may have checked out what is there, is no evidence" {
    upstream up
    bare_layout p
    cd p
    cp .bare/config "$tmp/config"
    # one of the working trees, without its index
    fake_env main2/sub/.venv
    (cd main2/sub && assert_rule tree)
    rm .bare/worktrees/main2/index
    (cd main2/sub && assert_rule vcs-unknown 'has no index')
    : >.bare/index.lock
    assert_rule vcs-unknown
    rm .bare/index.lock
    assert_rule tree
    mv .bare/worktrees "$tmp"
    assert_rule vcs-unknown
    mv "$tmp/worktrees" .bare
    for name in HEAD refs objects; do
        mv ".bare/$name" "$tmp"
        assert_rule vcs-unknown
        mv "$tmp/$name" .bare
    done
    git -C .bare config core.worktree ..
    assert_rule vcs-unknown
    cp "$tmp/config" .bare
    git --work-tree=. --git-dir=.bare checkout -q -f main -- .
    assert_rule tracked
    rm .bare/index
    rm -r .bare/config
    assert_rule vcs-unknown
}

# What git says of it, and what we say: never more than git.
@test "brought: whether a repository is bare is read from its config as git reads it" {
    local text said version agreed=0

    upstream up
    bare_layout p
    cd p
    for version in 0 1 2 0x none; do
        for text in '[core]\nbare = true' '[Core]\n\tBARE=true # yes' \
            '[core]\nbare = true\nbare = false' '[core]\nbare = false' \
            '[core]\nbare = true\nbare = false # no' '[core]\nbare' \
            '[core]\nbare = true\n[other]\nbare = false' \
            '[core "x"]\nbare = true' '[other]\n[core] bare = true' \
            '[core]\neditor = vi \\\nbare = true' '[core]\n; x = \\\nbare = true' \
            '[core]\nbare = true\n[core]\nbare = no' '[core]\nbare = "false' \
            '[core]\nbare = true\n[extensions]\nworktreeConfig = true' \
            '[core]\nbare = true\n[extensions]\nworktreeConfig = yes' \
            '[core]\nbare = true\n[extensions]\nworktreeConfig = false' \
            '[include]\npath = other\n[core]\nbare = false' '[core]bare = true' \
            '[core]\r\nbare = true\r' '[core]\nbare = true\n[core' \
            '[core]\nbare = true\n[include]\npath = not' \
            '[core]\nbare = true\n[IncludeIf "gitdir:/"]\npath = not' \
            '[core]\nbare = true\nworktree = ..' '[core]\n#\\\nbare = true'; do
            printf "[core]\nrepositoryformatversion = $version\n$text\n" |
                sed '/ = none$/d' >.bare/config
            printf '[core]\nbare = true\n' >.bare/other
            printf '[core]\nbare = false\n' >.bare/not
            printf '[core]\nbare = false\n' >.bare/config.worktree
            said=$(git rev-parse --is-bare-repository 2>&1) || said=none
            run --separate-stderr "$VENVHOOK" status --json
            case $output in
            *'"rule": "tree"'*)
                [ "$said" = true ] || fail "git says $said of $text"
                agreed=$((agreed + 1))
                ;;
            *'"rule": "vcs-unknown"'*) ;;
            *) fail "$text: $output" ;;
            esac
        done
    done
    [ "$agreed" -ge 5 ]
}

@test "brought: jj beside git is asked through git, jj alone cannot be asked" {
    git init -q p
    fake_env p/.venv
    mkdir p/.jj
    cd p
    : >a
    git add a
    assert_rule tree
    git add -f .venv
    assert_rule tracked
    rm -rf .git
    assert_rule vcs-unknown Jujutsu
}

@test "brought: an editable install with its repository inside the env is one's own" {
    git init -q p
    fake_env p/.venv
    cd p
    : >a
    git add a
    upstream "$HOME/lib"
    git clone -q "$HOME/lib" .venv/src/lib
    assert_rule tree
}

@test "brought: a home that is a repository refuses what it tracks and nothing else" {
    git init -q "$HOME"
    : >"$HOME/.profile"
    git -C "$HOME" add .profile
    fake_env p/.venv
    cd p
    assert_rule tree
    git add -f .venv/bin
    assert_rule tracked
    git rm -q -r --cached .venv
    git init -q
    assert_rule tree
}

@test "brought: variables of git, as yadm and editors set them, change nothing" {
    git init -q --bare yadm.git
    fake_env p/.venv
    cd p
    GIT_DIR=$HOME/yadm.git GIT_WORK_TREE=$HOME git add -f .venv
    export GIT_DIR=$HOME/yadm.git GIT_WORK_TREE=$HOME
    assert_rule tree
    env -u GIT_DIR -u GIT_WORK_TREE git init -q
    assert_rule tree
    env -u GIT_DIR -u GIT_WORK_TREE git add -f .venv
    assert_rule tracked
}

@test "brought: a split index refuses what its shared part names and nothing else" {
    git init -q p
    fake_env p/.venv
    cd p
    : >a
    git add a
    git update-index --split-index
    assert_exists "$(echo .git/sharedindex.*)"
    assert_rule tree
    : >b
    git add b
    assert_rule tree
    git add -f .venv/bin
    assert_rule tracked
    git update-index --no-split-index
    git update-index --split-index
    assert_rule tracked
    # which of its entries are left is not read
    git -c splitIndex.maxPercentChange=100 rm -q -r --cached .venv
    assert_rule vcs-unknown split
    git update-index --no-split-index
    assert_rule tree
    git update-index --split-index
    rm .git/sharedindex.*
    assert_rule vcs-unknown split
}

# --- mercurial

# Each form that hg writes: what it is asked with, and 1 or 2.
hg_forms() {
    echo 'format.use-dirstate-v2=no'
    hg --config format.use-dirstate-v2=yes \
        --config storage.dirstate-v2.slow-path=allow init "$tmp/try" \
        2>/dev/null && grep -q dirstate-v2 "$tmp/try/.hg/requires" &&
        echo 'format.use-dirstate-v2=yes'
    rm -rf "$tmp/try"
}

@test "brought: what a mercurial checkout brought is refused, one's own is not" {
    need hg
    printf '%s\n' '[storage]' 'dirstate-v2.slow-path = allow' >>"$HGRCPATH"
    [ -n "$(hg_forms)" ]
    for form in $(hg_forms); do
        rm -rf up p
        hg --config "$form" init up
        fake_env up/.venv
        (cd up && mkdir -p a/b z && : >a/b/c && : >z/y && hg add -q &&
            hg commit -q -m x)
        hg --config "$form" clone -q up p
        cd p
        assert_rule tracked 'hg tracks bin/'
        hg forget -q .venv
        assert_rule tree
        hg commit -q -m y
        assert_rule tree
        hg add -q .venv/pyvenv.cfg
        assert_rule tracked 'hg tracks pyvenv.cfg in it'
        hg forget -q .venv
        : >.venv/.hgkeep
        hg add -q .venv/.hgkeep
        assert_rule tree
        fake_env z/.venv
        fake_env a/b/.venv
        cd z
        assert_rule tree
        cd ../a/b
        assert_rule tree
        hg add -q .venv/bin
        assert_rule tracked
        cd "$HOME"
    done
}

@test "brought: a mercurial repository is asked as deep as its paths go" {
    need hg
    printf '%s\n' '[storage]' 'dirstate-v2.slow-path = allow' >>"$HGRCPATH"
    deep=$(printf 'd/%.0s' {1..200})
    [ -n "$(hg_forms)" ]
    for form in $(hg_forms); do
        rm -rf p
        hg --config "$form" init p
        mkdir -p "p/$deep"
        fake_env "p/$deep.venv"
        hg -R p add -q "p/$deep.venv/bin/activate"
        cd "p/$deep"
        assert_rule tracked 'hg tracks bin/activate in it'
        cd "$HOME"
    done
}

@test "brought: a mercurial repository without a commit has brought nothing, one without a dirstate may have" {
    need hg
    hg init p
    fake_env p/.venv
    cd p
    assert_rule tree
    : >a
    hg add -q a
    assert_rule tree
    hg commit -q -m x
    assert_rule tree
    mv .hg/dirstate .hg/away
    assert_rule vcs-unknown 'has no dirstate'
    printf 'garbage' >.hg/dirstate
    assert_rule vcs-unknown 'cannot be read'
    mv .hg/away .hg/dirstate
    ln -s host:1 .hg/wlock
    touch .venv/bin
    assert_rule vcs-unknown 'being written to'
    touch -d '1 hour ago' .venv .venv/bin .venv/pyvenv.cfg
    assert_rule tree
}

# --- the others

@test "brought: what a Subversion checkout brought is refused" {
    need svn svnadmin
    svnadmin create repo
    mkdir up
    fake_env up/.venv
    svn -q import -m x up "file://$HOME/repo/trunk"
    svn -q checkout "file://$HOME/repo/trunk" p
    assert_exists p/.venv/bin/python
    cd p
    assert_rule vcs-unknown Subversion
    "$VENVHOOK" allow
    assert_rule allowed
}

@test "brought: a repository with its index that a checkout of another system brought is no evidence" {
    for mark in .svn _FOSSIL_ .fslckout _darcs CVS/Entries; do
        rm -rf "$HOME/p"
        git init -q "$HOME/p/sub"
        fake_env "$HOME/p/sub/.venv"
        cd "$HOME/p/sub"
        : >a
        git add a
        assert_rule tree
        mkdir -p "$HOME/p/$mark"
        assert_rule vcs-unknown 'cannot be asked what it tracks'
        cd "$HOME"
    done
    rm -rf p/CVS
    # mercurial tracks a .git, too; those that have one beside theirs do not
    mkdir -p p/.hg/store
    echo garbage >p/.hg/dirstate
    cd p/sub
    assert_rule vcs-unknown 'has a dirstate that cannot be read'
    rm -r ../.hg
    for mark in .jj .bzr .sl .pijul _MTN; do
        mkdir "../$mark"
        assert_rule tree
    done
}

@test "brought: a bin that a submodule left behind, or a subrepo brought, is not one's own" {
    git init -q tools
    (cd tools && echo x >./ls && git add . && git commit -q -m x)
    git init -q up
    (cd up && git submodule -q add "$HOME/tools" .venv/bin &&
        git commit -q -m x)
    git clone -q --recursive up p
    (cd up && git rm -qf .venv/bin && git commit -q -m y)
    (cd p && git pull -q)
    assert_exists p/.venv/bin/ls
    mv p/.venv/bin/.git p/.venv/bin/ls .
    # made on top, as python -m venv does; a .git alone makes the difference
    fake_env p/.venv
    cd p
    assert_rule tree
    mv ../.git ../ls .venv/bin
    assert_rule vcs-unknown 'its bin is a repository of its own'
    rm .venv/bin/.git
    mkdir .venv/bin/.hg
    assert_rule vcs-unknown 'its bin is a repository of its own'
    rmdir .venv/bin/.hg
    assert_rule tree
    # a .pth there runs with the next python
    for part in .venv/lib .venv/lib/python* .venv/lib/python*/site-packages; do
        mkdir "$part/.git"
        assert_rule vcs-unknown "its ${part#.venv/} is a repository of its own"
        rmdir "$part/.git"
    done
    # an editable install has its checkout below src
    mkdir -p .venv/src/pkg/.git
    assert_rule tree
}

@test "brought: below what another version control leaves, nobody can tell" {
    for mark in .svn .jj .bzr _FOSSIL_ .fslckout _darcs CVS/Entries .sl \
        .pijul _MTN; do
        rm -rf "$HOME/p"
        fake_env "$HOME/p/.venv"
        cd "$HOME/p"
        assert_rule tree
        mkdir -p "$mark"
        assert_rule vcs-unknown 'cannot be asked what it tracks'
        cd "$HOME"
    done
    # directories of such names are in any project
    mkdir -p p/CVS p/fossil
    cd p
    rm -rf _MTN
    assert_rule tree
}
