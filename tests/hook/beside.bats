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
