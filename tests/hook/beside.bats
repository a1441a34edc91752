# Beside tools that change PATH and VIRTUAL_ENV by directory, too: what they put
# back when one leaves leaves nothing of ours behind.

load hook

# To the project and back, by a line each and by one; PATH is shown each time.
visits() {
    cat <<END
cd proj
$(get PATH)
cd ..
$(get PATH)
cd proj; cd ..; cd away
$(get PATH)
END
}

@test "beside direnv, in either order, no visit leaves anything on PATH" {
    can direnv
    need direnv
    mkdir -p proj/scripts other none
    echo 'PATH_add scripts' >proj/.envrc
    echo 'export VIRTUAL_ENV=$PWD/e; PATH_add e/bin' >other/.envrc
    project none
    "$VENVHOOK" allow none
    echo 'unset VIRTUAL_ENV' >none/.envrc
    for place in rc_before rc_after; do
        rc_clear
        $place "$(direnv_line)"
        rc_before "$(put DIRENV_LOG_FORMAT '')"
        in_it --timeout 30 <<END
direnv allow proj; direnv allow other; direnv allow none
$(visits)
$(plain_cd ../proj)
$(plain_cd ..)

$(get PATH)
cd proj
cd ../other
$(get PATH)
cd ../none
cd ../away

$(ask)
END
        assert_prompt 2 '(proj) => '
        assert_contains "$(answer 3)" "$HOME/proj/.venv/bin"
        assert_contains "$(answer 3)" "$HOME/proj/scripts"
        assert_answer 5 "$PATH"
        assert_answer 7 "$PATH"
        assert_answer 11 "$PATH"
        assert_answer 14 "$HOME/other/e/bin:$PATH"
        nothing_left 18
    done
}

@test "beside direnv, a PATH of before that comes back where one has not moved has no env on it that is off" {
    can direnv
    direnv_scripts
    for place in rc_before rc_after; do
        rc_clear
        $place "$(direnv_line)"
        in_it --timeout 30 --env DIRENV_LOG_FORMAT= <<END
cd proj
deactivate
cd .
$(by_sh 'mv .envrc kept')

$(get PATH)
$(by_sh 'mv kept .envrc')

$(get PATH)
cd ../away
$(ask)
END
        assert_answer 6 "$PATH"
        assert_answer 9 "$HOME/proj/scripts:$PATH"
        nothing_left 11
    done
}

@test "beside direnv, nothing stays of an env that was on by name when one came, and went before one left" {
    can direnv
    direnv_scripts
    project other
    "$VENVHOOK" allow other
    rc_after "$(direnv_line)"
    in_it --timeout 30 --env DIRENV_LOG_FORMAT= <<END
venvhook activate other/.venv
cd proj
deactivate
cd ../away

$(ask)
END
    assert_prompt 2 '(other) => '
    assert_prompt 3 '(proj) => '
    nothing_left 6
}

@test "deactivate holds where direnv puts an older PATH back though one has not left" {
    can direnv
    direnv_scripts
    for place in rc_before rc_after; do
        rc_clear
        $place "$(direnv_line)"
        in_it --timeout 30 --env DIRENV_LOG_FORMAT= <<END
cd proj
deactivate
$(by_sh 'mv .envrc .kept')

$(ask)
$(by_sh 'mv .kept .envrc')
cd ../away

$(ask)
END
        nothing_left 5
        nothing_left 11
    done
}

@test "beside a direnv that sources the env's own activate, or names the env, no name of it stays" {
    can direnv
    need direnv
    real_env
    project other
    "$VENVHOOK" allow other
    echo 'source .venv/bin/activate' >proj/.envrc
    echo 'export VIRTUAL_ENV_PROMPT=foo' >other/.envrc
    rc_before "$(direnv_line)"
    in_it --timeout 30 --env DIRENV_LOG_FORMAT= <<END
direnv allow proj; direnv allow other
cd proj
cd ../away
$(ask)
$(get VIRTUAL_ENV_PROMPT)
cd ../other
cd ../proj
cd ../away

$(get VIRTUAL_ENV_PROMPT)
END
    assert_prompt 2 '(proj) => '
    nothing_left 4
    assert_answer 7 none
    assert_prompt 8 '(other) => '
    assert_prompt 9 '(proj) => '
    assert_answer 12 none
}

# beside_name PLACE: what is typed, where direnv's line is there and sets a name
# alone.
beside_name() {
    echo 'export VIRTUAL_ENV_PROMPT=foo' >proj/.envrc
    direnv allow proj
    rc_clear
    $1 "$(direnv_line)"
    in_it --timeout 30 --env DIRENV_LOG_FORMAT=
}

@test "beside direnv, a name of an env that has left does not come back" {
    can direnv
    need direnv
    for place in rc_before rc_after; do
        beside_name $place <<END
cd proj
cd ../away

$(get VIRTUAL_ENV_PROMPT)
cd ../proj; cd ../away

$(get VIRTUAL_ENV_PROMPT)
END
        assert_prompt 1 '(proj) => '
        assert_answer 4 none
        assert_answer 7 none
    done
}

@test "beside direnv, a name of an env that has left does not stay over another that is on" {
    can direnv name_over
    need direnv
    project other
    "$VENVHOOK" allow other
    for place in rc_before rc_after; do
        beside_name $place <<END
cd proj
cd ../other

$(get VIRTUAL_ENV_PROMPT)
cd ../away
$(get VIRTUAL_ENV_PROMPT)
END
        assert_prompt 2 '(other) => '
        assert_answer 4 other
        assert_answer 6 none
    done
}

@test "beside mise, in either order, no visit leaves anything on PATH, and no env that has left comes back" {
    can mise
    need mise
    project other
    "$VENVHOOK" allow other
    mkdir proj/scripts
    printf '[env]\n_.path = ["scripts"]\n' >proj/mise.toml
    printf '[env]\n_.python.venv = ".venv"\n' >other/mise.toml
    mise trust -q proj/mise.toml
    mise trust -q other/mise.toml
    for place in rc_before rc_after; do
        rc_clear
        $place "$(mise_line)"
        in_it --timeout 60 <<END
$(get PATH)
$(visits)
cd ../proj
cd ../other
$(get VIRTUAL_ENV)
cd ../away
$(get PATH)
$(get VIRTUAL_ENV)
END
        assert_prompt 2 '(proj) => '
        assert_contains ":$(answer 3):" ":$HOME/proj/.venv/bin:"
        assert_contains ":$(answer 3):" ":$HOME/proj/scripts:"
        assert_answer 5 "$(answer 1)"
        assert_answer 7 "$(answer 1)"
        assert_answer 10 "$HOME/other/.venv"
        assert_answer 12 "$(answer 1)"
        assert_answer 13 none
    done
}

# From a project that a tool switches on to one of ours, by cd and by what no
# hook sees: what the tool takes away as it leaves is not our env.
straight_over() {
    local place

    for place in rc_before rc_after; do
        rc_clear
        $place "$1"
        rc_before "$(put DIRENV_LOG_FORMAT '')"
        rc_before "$(leap)"
        in_it --timeout 60 <<END
cd $HOME/other
cd $HOME/proj
$(get VIRTUAL_ENV)
cd $HOME/other
z $HOME/proj

$(get VIRTUAL_ENV)
deactivate
$(get VIRTUAL_ENV)
cd $HOME/away
$(get VIRTUAL_ENV)
cd $HOME/other
$(plain_cd "$HOME/proj")

$(get VIRTUAL_ENV)
END
        assert_prompt 2 '(proj) => '
        assert_answer 3 "$HOME/proj/.venv"
        assert_prompt 6 '(proj) => '
        assert_answer 7 "$HOME/proj/.venv"
        assert_answer 9 none
        assert_answer 11 none
        assert_prompt 14 '(proj) => '
        assert_answer 15 "$HOME/proj/.venv"
    done
}

@test "straight from a project of direnv into one of ours, that is on" {
    can direnv
    need direnv
    mkdir other
    echo 'export VIRTUAL_ENV=$PWD/e; PATH_add e/bin' >other/.envrc
    direnv allow other
    straight_over "$(direnv_line)"
}

@test "straight from a project of mise into one of ours, that is on" {
    can mise
    need mise
    project other
    "$VENVHOOK" allow other
    printf '[env]\n_.python.venv = ".venv"\n' >other/mise.toml
    mise trust -q other/mise.toml
    straight_over "$(mise_line)"
}

@test "with direnv and mise both behind our line no visit leaves anything on PATH" {
    can direnv mise
    need direnv mise
    mkdir proj/scripts proj/tools
    echo 'PATH_add scripts' >proj/.envrc
    printf '[env]\n_.path = ["tools"]\n' >proj/mise.toml
    direnv allow proj
    mise trust -q proj/mise.toml
    rc_after "$(direnv_line)"
    rc_after "$(mise_line)"
    in_it --timeout 60 --cwd "$HOME/away" --env DIRENV_LOG_FORMAT= <<END

$(get PATH)
cd ../proj
cd ../away

cd ../proj
$(get PATH)
cd ../away
$(get PATH)
END
    assert_contains ":$(answer 7):" ":$HOME/proj/.venv/bin:"
    assert_answer 9 "$(answer 2)"
}

# conda_does FILE LEVEL PREFIX PATH [PREFIX_1]: into the file, what conda sets
# where that is on, at this level; "" is none.
conda_does() {
    {
        put CONDA_SHLVL "$2"
        put PATH "$4"
        if [ -n "$3" ]; then
            put CONDA_PREFIX "$3"
            put CONDA_DEFAULT_ENV "${3##*/}"
            put CONDA_PROMPT_MODIFIER "($3) "
        else
            drop CONDA_PREFIX
        fi
        [ -z "${5-}" ] || put CONDA_PREFIX_1 "$5"
    } >"$tmp/$1"
}

# ~/proj has an env of conda, $ours, and the base of conda, $base, is on in
# front of $PATH; $conda are options for that.
conda_setup() {
    base=$HOME/base ours=$HOME/proj/.conda
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'managers = conda' >"$XDG_CONFIG_HOME/venvhook/config"
    mv proj/.venv "$ours"
    rm "$ours/pyvenv.cfg"
    mkdir "$ours/conda-meta"
    : >proj/environment.yml
    "$VENVHOOK" allow proj
    conda=(--env CONDA_SHLVL=1 --env "CONDA_PREFIX=$base"
        --env CONDA_DEFAULT_ENV=base --env 'CONDA_PROMPT_MODIFIER=(base) '
        --env "PATH=$base/bin:$PATH")
}

# path_is STEP PATH
path_is() {
    assert_equal "$(answer "$1" | sed "s,^$own_path,,")" "$2"
}

@test "of an env of conda under another that conda puts there, nothing comes back when that goes" {
    conda_setup
    conda_does foo 2 "$HOME/foo" "$HOME/foo/bin:$base/bin:$PATH" "$ours"
    conda_does base 1 "$base" "$base/bin:$PATH"
    conda_does nested 2 "$base" "$base/bin:$base/bin:$PATH" "$ours"
    in_it "${conda[@]}" <<END
cd proj
$(read_file "$tmp/foo")
$(get CONDA_PREFIX_1)
$(get PATH)
cd ..
$(get CONDA_PREFIX)
$(get PATH)
$(read_file "$tmp/base")
cd proj
$(read_file "$tmp/foo"); cd ..
$(get CONDA_PREFIX_1)
$(get PATH)
$(read_file "$tmp/base")
cd proj
$(read_file "$tmp/nested")
cd ..
$(get CONDA_PREFIX)
$(get CONDA_SHLVL)
$(get PATH)
END
    assert_prompt 1 '(proj) => '
    assert_answer 3 "$base"
    path_is 4 "$HOME/foo/bin:$PATH"
    assert_answer 6 "$HOME/foo"
    path_is 7 "$HOME/foo/bin:$PATH"
    assert_answer 11 "$base"
    path_is 12 "$HOME/foo/bin:$PATH"
    # a shell in which conda has put base on once more
    assert_prompt 15 '(proj) => '
    assert_answer 17 "$base"
    assert_answer 18 1
    path_is 19 "$base/bin:$PATH"
}

@test "what conda takes off or puts on by itself in the project of an env of conda is as it leaves it" {
    conda_setup
    conda_does none 0 '' "$base/bin:$PATH"
    conda_does ours 1 "$ours" "$ours/bin:$ours/bin:$PATH"
    in_it "${conda[@]}" <<END
cd proj
$(read_file "$tmp/none")
$(get PATH)
cd ..
$(get CONDA_PREFIX)
$(get PATH)
cd proj
$(read_file "$tmp/ours")
$(get PATH)
cd ..
$(get CONDA_PREFIX)
$(get PATH)
END
    assert_prompt 2 '(proj) => '
    path_is 3 "$ours/bin:$PATH"
    assert_answer 5 none
    path_is 6 "$PATH"
    assert_prompt 7 '(proj) => '
    path_is 9 "$ours/bin:$PATH"
    assert_answer 11 "$ours"
    path_is 12 "$ours/bin:$PATH"
}

@test "the name that conda shows of an env of ours, behind its install, is gone with that" {
    can posix
    conda_setup
    conda_does again 1 "$ours" "$ours/bin:$base/bin:$PATH"
    echo "PS1=\"($ours) \${PS1%'(base) '*}\${PS1##*'(base) '}\"" >>"$tmp/again"
    in_it "${conda[@]}" <<END
PS1="(base) \$PS1"
cd proj
$(read_file "$tmp/again")
cd ..
$(get CONDA_PROMPT_MODIFIER)
cd proj
$(read_file "$tmp/again"); deactivate
END
    assert_contains "$(prompt_of 3)" "($ours) "
    assert_prompt 4 '(base) => '
    assert_contains "$(answer 5)" '(base)'
    assert_prompt 7 '(base) => '
}
