# Environments that project managers keep: found where the managers say they
# are, on once they were allowed for that project, and nothing that a tree
# says leads anywhere else.

load lib/common
load lib/verdict

setup() {
    common_setup
    unset WORKON_HOME PYENV_ROOT
    settings=$XDG_CONFIG_HOME/venvhook/config
}

# managers NAME...: those are asked, and no others
managers() {
    mkdir -p "${settings%/*}"
    echo "managers = $*" >"$settings"
}

# hash_of PATH: what poetry, pipenv and hatch tell projects of one name by
hash_of() {
    printf %s "$1" | "$(base_python)" -I -c 'import base64, hashlib, sys
h = hashlib.sha256(sys.stdin.buffer.read()).digest()
print(base64.urlsafe_b64encode(h)[:8].decode())'
}

# poetry_project NAME: ~/NAME, whose env is $env
poetry_project() {
    mkdir -p "$HOME/$1"
    printf '[tool.poetry]\nname = "demo"\n' >"$HOME/$1/pyproject.toml"
    env=$XDG_CACHE_HOME/pypoetry/virtualenvs/demo-$(hash_of "$HOME/$1")-py3.11
    fake_env "$env"
}

# kept: the env that status tells of, which is not activated
kept() {
    finds_nothing
    assert_contains "$("$VENVHOOK" status)" "$1; 'venvhook allow'"
}

allowed() {
    "$VENVHOOK" allow 2>"$tmp/allowed" || fail "$(cat "$tmp/allowed")"
    turns_on "$1" allowed
}

# --- the real ones

@test "managers: the env of Debian's poetry is the one that poetry names" {
    need poetry
    mkdir p
    printf '%s\n' '[tool.poetry]' 'name = "My.Proj"' 'version = "0"' \
        'description = ""' 'authors = []' '[tool.poetry.dependencies]' \
        'python = "*"' >p/pyproject.toml
    cd p
    poetry env use /usr/bin/python3 >"$tmp/made" 2>&1 || fail "$(cat "$tmp/made")"
    env=$(poetry env info -p)
    kept "$env"
    allowed "$env"
    # envs.toml has said which; alone it is the one all the same
    rm "${env%/*}/envs.toml"
    turns_on "$env"
    cp -R "$env" "${env%-py*}-py3.7"
    finds_nothing
    assert_contains "$("$VENVHOOK" status)" 'poetry env use says which'
}

@test "managers: the env of Debian's pipenv is the one that pipenv names" {
    need pipenv
    mkdir p
    cd p
    printf '[packages]\n' >Pipfile
    pipenv --python /usr/bin/python3 >"$tmp/made" 2>&1 || fail "$(cat "$tmp/made")"
    env=$(pipenv --venv)
    kept "$env"
    allowed "$env"
    mkdir -p sub/sub
    cd sub/sub
    turns_on "$(pipenv --venv)"
    # A file .venv names one in its own place, or says nothing.
    cd "$HOME/p"
    : >.venv
    turns_on "$(pipenv --venv)"
    echo named >.venv
    fake_env "${env%/*}/named"
    fake_env "$HOME/.virtualenvs/named"
    assert_equal "$(pipenv --venv)" "${env%/*}/named"
    allowed "${env%/*}/named"
    # Where pipenv has nothing to say it means what it says to all.
    rm Pipfile
    allowed "$HOME/.virtualenvs/named"
}

@test "managers: the project of Debian's virtualenvwrapper has its env" {
    wrapper=/usr/share/virtualenvwrapper/virtualenvwrapper.sh
    [ -f "$wrapper" ] || not_here virtualenvwrapper
    mkdir p
    bash -c ". $wrapper && mkvirtualenv --without-pip -a p -p /usr/bin/python3 e" \
        >"$tmp/made" 2>&1 || :
    env=$HOME/.virtualenvs/e
    assert_equal "$(cat "$env/.project")" "$HOME/p"
    cd p
    finds_nothing
    managers virtualenvwrapper
    refuses no-grant
    allowed "$env"
    cp -R "$env" "${env}2"
    finds_nothing
    assert_contains "$("$VENVHOOK" status)" 'several environments name it'
}

# --- the others, laid out by hand

@test "managers: an env of uv, pyenv, hatch and pdm is on once it is allowed" {
    mkdir u y h d
    printf '[project]\nname = "u"\n' >u/pyproject.toml
    fake_env "$HOME/u/envs/x"
    cd u
    finds_nothing
    export UV_PROJECT_ENVIRONMENT=envs/x
    allowed "$HOME/u/envs/x"
    unset UV_PROJECT_ENVIRONMENT
    finds_nothing

    cd ../y
    echo foo >.python-version
    fake_env "$HOME/.pyenv/versions/3.11.7/envs/foo"
    ln -s "$HOME/.pyenv/versions/3.11.7/envs/foo" "$HOME/.pyenv/versions/foo"
    kept "$HOME/.pyenv/versions/foo"
    allowed "$HOME/.pyenv/versions/3.11.7/envs/foo"
    # A version is none, and nothing is said of that.
    echo 3.11.7 >.python-version
    mkdir "$HOME/.pyenv/versions/3.11.7/bin"
    finds_nothing

    managers hatch pdm
    cd ../h
    printf '[tool.hatch]\n[project]\nname = "h"\n' >pyproject.toml
    env=$XDG_DATA_HOME/hatch/env/virtual/h/$(hash_of "$HOME/h")/h
    fake_env "$env"
    refuses no-grant
    allowed "$env"

    cd ../d
    fake_env "$HOME/elsewhere"
    echo "$HOME/elsewhere/bin/python" >.pdm-python
    refuses no-grant
    allowed "$HOME/elsewhere"
}

# conda_env DIR: what `conda create --prefix DIR python` leaves, as far as it counts
conda_env() {
    mkdir -p "$1/bin" "$1/conda-meta" "$1/lib"
    : >"$1/conda-meta/history"
    cp /bin/true "$1/bin/python3.12"
    ln -s python3.12 "$1/bin/python"
}

@test "managers: an env of pixi and conda is told by conda-meta, and has the variables of conda" {
    managers pixi conda
    mkdir -p x/src c n
    echo '[workspace]' >x/pixi.toml
    conda_env "$HOME/x/.pixi/envs/default"
    cd x/src
    refuses no-grant
    allowed "$HOME/x/.pixi/envs/default"
    run --separate-stderr "$VENVHOOK" export json
    assert_equal "$(value CONDA_PREFIX)" "$HOME/x/.pixi/envs/default"
    assert_equal "$(value CONDA_DEFAULT_ENV)" default
    assert_equal "$(value VIRTUAL_ENV_PROMPT)" x
    assert_contains "$("$VENVHOOK" status)" 'its activate.d is not sourced'

    cd ../../n
    printf 'name: foo  # of mine\n' >environment.yml
    conda_env "$HOME/miniconda3/envs/foo"
    allowed "$HOME/miniconda3/envs/foo"
    # Base is on all the time with many; another one the user has chosen.
    export CONDA_SHLVL=1 CONDA_PREFIX=/opt/conda CONDA_DEFAULT_ENV=base
    turns_on "$HOME/miniconda3/envs/foo"
    CONDA_PREFIX=$HOME/miniconda3/envs/bar CONDA_DEFAULT_ENV=bar
    finds_nothing
    assert_contains "$("$VENVHOOK" status)" "'conda deactivate'"
    unset CONDA_SHLVL CONDA_PREFIX CONDA_DEFAULT_ENV

    cd ../c
    conda_env "$HOME/c/.conda"
    allowed "$HOME/c/.conda"
    # By its name as well, and none is one without its mark.
    mv .conda .venv
    mkdir "$HOME/c/env"
    refuses no-grant
    allowed "$HOME/c/.venv"
    rmdir -p .venv/conda-meta 2>/dev/null || rm -r .venv/conda-meta
    refuses no-cfg
}

@test "managers: nobody else may write an env of conda, and version control has not brought it" {
    need root git
    managers conda
    git init -q p
    conda_env "$HOME/p/.conda"
    cd p
    allowed "$HOME/p/.conda"
    for part in .conda .conda/bin .conda/conda-meta; do
        chmod o+w "$part"
        refuses others-write "$HOME/p/$part can be written"
        chmod o-w "$part"
    done
    git add .conda/conda-meta
    refuses tracked
}

# --- what is said, and when

@test "managers: what one keeps is told by status alone, and passed, until somebody says which are asked" {
    poetry_project p/in
    project p
    cd p/in
    "$VENVHOOK" allow "$HOME/p"
    turns_on "$HOME/p/.venv"
    assert_contains "$("$VENVHOOK" status)" "$env; 'venvhook allow'"
    allowed "$env"
    run -0 "$VENVHOOK" allow --list
    assert_contains "$env  (kept by poetry for $HOME/p/in)"
    run -0 "$VENVHOOK" status
    assert_contains 'kept by      poetry'
    "$VENVHOOK" revoke
    turns_on "$HOME/p/.venv"
    managers poetry
    refuses no-grant
    echo 'managers =' >"$settings"
    turns_on "$HOME/p/.venv"
    echo 'managers = poetry rye' >"$settings"
    run -1 --separate-stderr "$VENVHOOK" config
    assert_contains "$stderr" 'no manager is called rye'
}

@test "managers: deny holds for one project, and exec is as cd" {
    poetry_project p
    cd p
    run -1 --separate-stderr "$VENVHOOK" exec true
    assert_contains "$stderr" 'kept by poetry'
    assert_contains "$stderr" "run 'venvhook allow'"
    run -1 --separate-stderr "$VENVHOOK" exec --dir "$HOME/p" true
    assert_contains "$stderr" "run 'venvhook allow $HOME/p'"
    "$VENVHOOK" allow
    assert_equal "$("$VENVHOOK" exec sh -c 'echo "$VIRTUAL_ENV"')" "$env"
    "$VENVHOOK" deny
    refuses denied
    "$VENVHOOK" allow
    turns_on "$env"
}

@test "managers: remove and recreate leave to a manager what it keeps" {
    poetry_project p
    cd p
    for command in 'remove --yes' recreate; do
        # shellcheck disable=SC2086
        run -1 --separate-stderr "$VENVHOOK" $command
        assert_contains "$stderr" 'is kept by poetry'
        assert_contains "$stderr" "'poetry env remove --all' deletes it"
    done
    assert_exists "$env/pyvenv.cfg"
    # Its own is not.
    fake_env "$HOME/p/.venv"
    "$VENVHOOK" remove --yes
    refute_exists "$HOME/p/.venv"
}

@test "managers: with create = hint no env is missed that a manager keeps" {
    poetry_project p
    mkdir -p "${settings%/*}"
    echo 'create = hint' >"$settings"
    cd p
    finds_nothing
    rm -r "$env"
    run --separate-stderr "$VENVHOOK" export json
    assert_contains "$stderr" 'a project without an environment'
}

# --- where create makes one

# uv_workspace DIR: a root with members packages/*, but not packages/old
uv_workspace() {
    local dir

    mkdir -p "$1"/packages/{a/src,a/ex,old} "$1"/{examples/x,docs}
    printf '[tool.uv.workspace]\nmembers = ["./packages/*"]\nexclude = ["packages/old"]\n[project]\nrequires-python = ">=3.6"\n' \
        >"$1/pyproject.toml"
    for dir in packages/a packages/a/ex packages/old examples/x; do
        printf '[project]\nname = "x"\nrequires-python = ">=3.7"\n' \
            >"$1/$dir/pyproject.toml"
    done
}

# would_make ENV PROJECT: what create says here, by the Python of PROJECT
would_make() {
    run "$VENVHOOK" status --json
    assert_contains "\"create_env\": \"$1\""
    assert_contains " of $2/pyproject.toml\""
}

@test "managers: in a workspace of uv create makes the env where uv would, by the Python of its root" {
    w=$HOME/w
    uv_workspace "$w"
    while IFS='|' read -r dir root; do
        cd "$w/$dir"
        root=$w${root:+/$root}
        would_make "$root/.venv" "$root"
        UV_PROJECT_ENVIRONMENT=my//env would_make "$root/my/env" "$root"
        UV_PROJECT_ENVIRONMENT=/opt/env would_make /opt/env "$root"
    done <<'END'
.|
packages/a|
packages/a/src|
docs|
packages/old|packages/old
examples/x|examples/x
packages/a/ex|packages/a/ex
END
    cd "$w/packages/a/src"
    "$VENVHOOK" create --without-pip
    turns_on "$w/.venv" made
    UV_PROJECT_ENVIRONMENT=$HOME/e "$VENVHOOK" create --without-pip
    export UV_PROJECT_ENVIRONMENT=$HOME/e
    turns_on "$HOME/e" made
    "$VENVHOOK" recreate
    turns_on "$HOME/e" made
    unset UV_PROJECT_ENVIRONMENT
    cd ../../old
    would_make "$w/packages/old/.venv" "$w/packages/old"
    # what is named, what uv does not manage, and where uv is off
    cd ../a
    "$VENVHOOK" create --without-pip named
    assert_exists "$w/packages/a/named/pyvenv.cfg"
    managers poetry
    would_make "$w/packages/a/.venv" "$w/packages/a"
    rm "$settings"
    echo '[tool.uv]
managed = false' >>pyproject.toml
    would_make "$w/packages/a/.venv" "$w/packages/a"
}

@test "managers: with create = hint a member of a workspace is told of its root" {
    uv_workspace w
    mkdir -p "${settings%/*}"
    echo 'create = hint' >"$settings"
    cd w/packages/a
    run --separate-stderr "$VENVHOOK" export json
    assert_contains "$stderr" "venvhook: $HOME/w: "
}

@test "managers: what others could have put above a project is no workspace of it, and is told" {
    need root
    uv_workspace w
    cd w/packages/a
    chown 12345 ../../pyproject.toml
    run --separate-stderr "$VENVHOOK" create --without-pip
    assert_failure 1
    assert_contains "$stderr" "venvhook: $HOME/w/pyproject.toml: it belongs to user 12345"
    chown 0 ../../pyproject.toml
    chmod 1777 ../..
    run --separate-stderr "$VENVHOOK" create --without-pip
    assert_failure 1
    assert_contains "$stderr" "venvhook: $HOME/w: "
    chmod 755 ../..
    sed -i 's/"packages.old"/1/' ../../pyproject.toml
    run --separate-stderr "$VENVHOOK" create --without-pip
    assert_failure 1
    assert_contains "$stderr" 'are not understood'
    mv ../../pyproject.toml "$tmp"
    mkfifo ../../pyproject.toml
    run --separate-stderr "$VENVHOOK" create --without-pip
    assert_failure 1
    assert_contains "$stderr" "$HOME/w/pyproject.toml: not a regular file"
    mv "$tmp/pyproject.toml" ../..
    assert_equal "$(find "$HOME" -name pyvenv.cfg)" ''
    "$VENVHOOK" create --without-pip named
    assert_exists named/pyvenv.cfg
    # of one that is not understood itself the Python alone has to be said
    echo '[project' >pyproject.toml
    run --separate-stderr "$VENVHOOK" create --without-pip
    assert_contains "$stderr" 'requires-python cannot be read'
    "$VENVHOOK" create --without-pip --python "$(base_python)"
    assert_exists .venv/pyvenv.cfg
}

# --- a tree that nobody should believe

@test "managers: what was allowed for one project is not on for another that names it" {
    poetry_project p
    mkdir mine q
    cd q
    printf '[tool.poetry]\nname = "demo"\n' >pyproject.toml
    printf '[virtualenvs]\npath = "%s"\n' "$HOME/mine" >poetry.toml
    other=$HOME/mine/demo-$(hash_of "$HOME/q")-py3.11
    mv "$env" "$other"
    ln -s "$other" "$env"
    cd ../p
    allowed "$other"
    cd ../q
    kept "$other"
    managers poetry
    refuses no-grant
    allowed "$other"
    # Each project has a record of its own.
    cd ../p
    turns_on "$other" allowed
    "$VENVHOOK" revoke
    refuses no-grant
    cd ../q
    turns_on "$other" allowed
}

@test "managers: a project that took the place of the one allowed asks again" {
    poetry_project p
    cd p
    allowed "$env"
    cd ..
    mv p old
    cp -R old p
    cd p
    refuses replaced
}

@test "managers: an env that others own, or that came with the tree, is not allowed" {
    need root git
    managers poetry pdm
    poetry_project p
    printf '[virtualenvs]\npath = "%s"\n' "$HOME/theirs" >p/poetry.toml
    mkdir theirs
    mv "$env" theirs
    env=$HOME/theirs/${env##*/}
    chown -R 1234 theirs
    cd p
    refuses others-own
    run -1 "$VENVHOOK" allow
    chown -R 0 "$HOME/theirs"
    allowed "$env"

    git init -q "$HOME/g"
    cd "$HOME/g"
    fake_env "$HOME/g/tools/e"
    echo "$HOME/g/tools/e/bin/python" >.pdm-python
    git add tools
    refuses tracked
    run -1 "$VENVHOOK" allow
    git rm -rq --cached tools
    allowed "$HOME/g/tools/e"
}

@test "managers: no file of a tree blocks, is read without end, or is shown" {
    mkdir -p "$XDG_DATA_HOME/virtualenvs" "$HOME/.pyenv/versions" p
    managers uv poetry pipenv pyenv virtualenvwrapper hatch pdm pixi conda
    export UV_PROJECT_ENVIRONMENT=e
    cd p
    for file in pyproject.toml poetry.toml Pipfile .python-version hatch.toml \
        .pdm-python pixi.toml environment.yml .conda; do
        mkfifo "$file"
    done
    timeout 10 "$VENVHOOK" export json >"$tmp/out"
    assert_equal "$(cat "$tmp/out")" '{}'
    rm -r "$HOME/p"/* .p* .conda
    printf '[tool.poetry]\nname = "demo"\n' >pyproject.toml
    mkfifo poetry.toml
    timeout 10 "$VENVHOOK" status >"$tmp/out"
    head -c 10000000 /dev/zero | tr '\0' '#' >Pipfile
    timeout 10 "$VENVHOOK" status >"$tmp/out"
    assert_contains "$(cat "$tmp/out")" 'Pipfile: too large'
    ln -sf /dev/zero pyproject.toml
    printf '\033]0;pwned\007/x/../\033[31m' >.pdm-python
    printf '\033]0;pwned\007\n' >.python-version
    timeout 10 "$VENVHOOK" export json >"$tmp/out" 2>"$tmp/err"
    timeout 10 "$VENVHOOK" status >"$tmp/status"
    harmless "$tmp/out" "$tmp/err" "$tmp/status"
    assert_equal "$(cat "$tmp/out")" '{}'
}

# --- in a shell

@test "managers: in bash an env of conda goes on, off and over base, and leaves what was" {
    managers conda
    conda_env "$HOME/p/.conda"
    "$VENVHOOK" allow p
    in_shell bash <<'END'
export CONDA_SHLVL=1 CONDA_PREFIX=/opt/conda CONDA_DEFAULT_ENV=base
was=$PATH
cd p
echo "$CONDA_PREFIX $CONDA_DEFAULT_ENV"
deactivate
echo "$CONDA_PREFIX $CONDA_DEFAULT_ENV"
cd; cd p
echo "$CONDA_PREFIX"
cd
echo "$CONDA_PREFIX $CONDA_DEFAULT_ENV $VIRTUAL_ENV"
[ "$PATH" = "$was" ] && echo same
END
    assert_prompt 3 '(p) => '
    assert_answer 4 "$HOME/p/.conda $HOME/p/.conda"
    assert_answer 6 '/opt/conda base'
    assert_answer 8 "$HOME/p/.conda"
    assert_answer 10 '/opt/conda base '
    assert_answer 11 same
}

@test "managers: in bash an env of poetry goes on and off, and what is changed is seen at the prompt" {
    poetry_project p
    mkdir p/sub
    "$VENVHOOK" allow p
    in_shell bash <<END
cd p
echo "\$VIRTUAL_ENV"
mv pyproject.toml x
echo "\$VIRTUAL_ENV"
mv x pyproject.toml
echo "\$VIRTUAL_ENV"
mv '$env' '$tmp/e'
echo "\$VIRTUAL_ENV"
mv '$tmp/e' '$env'
echo "\$VIRTUAL_ENV"
printf '[virtualenvs]\ncreate = false\n' >poetry.toml
echo "\$VIRTUAL_ENV"
rm poetry.toml
echo "\$VIRTUAL_ENV"
cd
echo "\$VIRTUAL_ENV"
cd p
export POETRY_VIRTUALENVS_CREATE=false; cd sub
echo "\$VIRTUAL_ENV"
END
    for step in 2 6 10 14; do
        assert_answer "$step" "$env"
    done
    for step in 4 8 12 16 19; do
        assert_answer "$step" ''
    done
    # Nothing was said of any of it.
    refute_contains venvhook:
}
