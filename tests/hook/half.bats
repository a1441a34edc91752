# Never half on: whoever switched an env on, and whatever puts an old PATH back,
# leaving leaves nothing behind.

load hook

@test "an env that its own activate put on top of ours is ours, its deactivate holds until one leaves, and nothing of it stays" {
    can activate
    real_env
    in_it --term "$hand_term" <<END
cd proj
$(activate .venv)
$(get VIRTUAL_ENV)
cd /
$(ask)
cd $HOME
cd proj; $(activate .venv); cd /
$(ask)
cd $HOME/proj
cd /
cd $HOME
cd proj
$(activate .venv); deactivate

$(ask)
cd .venv
cd $HOME
cd proj
$(activate .venv)
deactivate
$(ask)
cd ..
cd proj
cd ..; $(activate proj/.venv)
$(get VIRTUAL_ENV)
END
    assert_prompt 2 "$on_top"
    assert_answer 3 "$HOME/proj/.venv"
    assert_prompt 3 '(proj) => '
    nothing_left 5
    # without a prompt in between
    nothing_left 10
    assert_prompt 13 '(proj) => '
    assert_prompt 14 '=> '
    assert_prompt 16 '(proj) => '
    assert_prompt 18 '=> '
    nothing_left 19
    assert_prompt 22 '=> '
    assert_prompt 24 '(proj) => '
    nothing_left 27
    # by hand, though one has just left it
    assert_answer 33 "$HOME/proj/.venv"
}

@test "where ours was taken off, an env that its own activate switches on in a line that leaves is there, name and all" {
    can activate
    real_env
    in_it --term "$hand_term" <<END
cd proj
deactivate
$(activate .venv); cd ../away
$(get VIRTUAL_ENV)
deactivate
$(ask)
cd ../proj
END
    assert_contains "$(prompt_of 3)" '(.venv) '
    assert_answer 4 "$HOME/proj/.venv"
    assert_prompt 5 '=> '
    nothing_left 6
    assert_prompt 9 '(proj) => '
}

@test "an env switched on and off by hand in the line that came to its project leaves no deactivate, then or later" {
    can activate posix
    real_env
    in_it --term "$hand_term" --cwd "$HOME/away" <<END
cd ../proj; $(activate "$HOME/proj/.venv"); deactivate
cd ../away
$(ask)
cd ../proj
cd ../away
$(ask)
END
    assert_prompt 1 '=> '
    nothing_left 3
    assert_prompt 6 '(proj) => '
    nothing_left 8
    # one of before Python 3.11 leaves VIRTUAL_ENV_PROMPT alone
    sed -i 's/unset VIRTUAL_ENV_PROMPT/:/' "$HOME/proj/.venv/bin/activate"
    in_it --term "$hand_term" --cwd "$HOME/away" <<END
cd ../proj; $(activate "$HOME/proj/.venv"); deactivate
cd ../away
$(ask)
END
    assert_prompt 1 '=> '
    nothing_left 3
}

@test "of an env whose deactivate somebody has wrapped, as virtualenvwrapper does, nothing stays" {
    can posix
    real_env
    rc_before "on() { $(activate "$HOME/proj/.venv")
        eval \"virtualenv_\$($(text_of deactivate))\"
        deactivate() { virtualenv_deactivate; unset -f deactivate; }; }"
    in_it --term "$hand_term" <<END
on
cd proj
deactivate
on
cd ..
$(ask)
on
deactivate
$(ask)
END
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
    nothing_left 6
    nothing_left 11
}

@test "what nodeenv has kept of PATH, while it was on top of ours, brings nothing of ours back" {
    can posix
    rc_before 'on() { _OLD_NODE_VIRTUAL_PATH=$PATH; PATH=~/node/bin:$PATH; }
deactivate_node() { PATH=$_OLD_NODE_VIRTUAL_PATH; unset _OLD_NODE_VIRTUAL_PATH; }'
    in_it <<END
cd proj
on
cd ../away
deactivate_node
$(ask)
cd ../proj
on
deactivate
deactivate_node
$(ask)
on
venvhook activate
deactivate_node
$(get PATH)
END
    assert_prompt 2 '(proj) => '
    nothing_left 5
    assert_prompt 8 '(proj) => '
    nothing_left 12
    # in the project ours is on behind it
    assert_contains "$(answer 18)" "$HOME/proj/.venv/bin:"
}

@test "an env that the rc file switched on in front of our line is ours in its project, and its deactivate leaves the hook as it is" {
    can activate
    real_env
    rc_before "$(activate "$HOME/proj/.venv")"
    in_it --term "$hand_term" --cwd "$HOME/proj" <<END

cd /
$(ask)
END
    assert_prompt 1 '(proj) => '
    nothing_left 3
    in_it --term "$hand_term" --cwd "$HOME/away" <<END
deactivate
cd ../proj
cd /
$(ask)
END
    assert_prompt 1 '=> '
    assert_prompt 2 '(proj) => '
    nothing_left 4
}

@test "PYTHONHOME, which its own activate put away, is back afterwards" {
    can activate
    real_env
    in_it --term "$hand_term" --cwd "$HOME/proj" --env PYTHONHOME=/odd <<END
deactivate
$(activate .venv)
$(get PYTHONHOME)
cd /
$(get PYTHONHOME)
END
    assert_answer 3 none
    assert_answer 5 /odd
}

@test "a terminal that an editor starts with the project's env is ours in that project" {
    real_env
    in_it "${on[@]}" --cwd "$HOME/proj" <<END
$(get VIRTUAL_ENV)
cd /
$(ask)
cd $HOME/proj
END
    assert_prompt 0 '(proj) => '
    assert_answer 1 "$HOME/proj/.venv"
    nothing_left 3
    assert_prompt 6 '(proj) => '
    in_it "${on[@]}" --cwd "$HOME/away" <<END
$(get VIRTUAL_ENV)
cd ../proj
cd ..
$(ask)
END
    assert_answer 1 "$HOME/proj/.venv"
    assert_prompt 2 '(proj) => '
    nothing_left 4
}

@test "an env that is on by another path than one came by is ours, and one that is there no more keeps none off" {
    ln -s "$HOME" "$tmp/link"
    in_it <<END
$(put VIRTUAL_ENV "$tmp/link/proj/.venv")
$(prepend "$tmp/link/proj/.venv/bin")
cd proj
$(get VIRTUAL_ENV)
cd /
$(ask)
$(put VIRTUAL_ENV "$HOME/proj/.venv/")
$(prepend "$HOME/proj/.venv/bin/")
cd $HOME/proj
cd /
$(ask)
$(put VIRTUAL_ENV "$HOME/gone/.venv")
$(prepend "$HOME/gone/.venv/bin")
cd $HOME/proj
$(get VIRTUAL_ENV)
cd /
$(ask)
END
    assert_prompt 3 '(proj) => '
    assert_answer 4 "$HOME/proj/.venv"
    nothing_left 6
    assert_prompt 11 '(proj) => '
    nothing_left 13
    assert_prompt 18 '(proj) => '
    assert_answer 19 "$HOME/proj/.venv"
    nothing_left 21
}

@test "an env that is on by hand and is deleted at the prompt stands in the way of the project's no longer" {
    project other
    in_it <<END
$(put VIRTUAL_ENV "$HOME/other/.venv")
cd proj
$(get VIRTUAL_ENV)
$(by_sh 'rm -r ~/other')
$(get VIRTUAL_ENV)
END
    assert_answer 3 "$HOME/other/.venv"
    assert_answer 5 "$HOME/proj/.venv"
}

@test "what its own activate kept goes with an env by another path, and with one that is there no more" {
    can activate
    ln -s "$HOME" "$tmp/link"
    rm -rf proj/.venv
    make_env "$tmp/link/proj/.venv"
    mkdir gone
    make_env gone/.venv
    "$VENVHOOK" allow proj
    in_it --term "$hand_term" <<END
cd proj
$(activate "$tmp/link/proj/.venv")
cd /
$(ask)
$(activate "$HOME/gone/.venv"); rm -r $HOME/gone
cd $HOME/proj
deactivate
deactivate
cd /
$(ask)
END
    nothing_left 4
    assert_prompt 8 '(proj) => '
    assert_prompt 9 '=> '
    nothing_left 12
}

@test "an env that nobody allowed, and the shell that a manager made for its env, are left alone" {
    real_env
    for name in POETRY_ACTIVE PIPENV_ACTIVE HATCH_ENV_ACTIVE PIXI_IN_SHELL; do
        in_it "${on[@]}" --env "$name=1" --cwd "$HOME/proj" <<END
cd /
$(get VIRTUAL_ENV)
END
        assert_prompt 0 "$theirs_unnamed"
        assert_answer 2 "$HOME/proj/.venv"
    done
    "$VENVHOOK" deny proj
    in_it "${on[@]}" --cwd "$HOME/proj" <<END
cd /
$(get VIRTUAL_ENV)
END
    assert_answer 2 "$HOME/proj/.venv"
}

@test "what PATH held of the env before we entered is there afterwards, and no more" {
    can activate
    real_env
    entry=$HOME/proj/.venv/bin
    in_it --term "$hand_term" --env "PATH=/x:$entry:$PATH:$entry" <<END
cd proj
$(activate .venv)
cd /
$(get PATH)
END
    assert_equal "$(answer 4 | sed "s,^$own_path,,")" "/x:$entry:$PATH:$entry"
}

@test "a PATH of one's own is left alone, also one that holds an env of before, wherever it is typed" {
    mkdir src
    in_it <<END
cd proj
cd ..
$(prepend "$HOME/proj/.venv/bin")
cd away
$(get PATH)
$(put PATH "$PATH")
cd ../proj
cd ..
cd src
$(prepend "$HOME/proj/.venv/bin")
cd ../away
$(get PATH)
END
    for step in 5 12; do
        assert_equal "$(answer $step | sed "s,:$own_path,:,")" \
            "$HOME/proj/.venv/bin:$PATH"
    done
}

@test "a VIRTUAL_ENV that one types stays as one moves on, with PATH or alone, also of an env that has been on" {
    mkdir src
    in_it <<END
cd proj
cd ..
$(put VIRTUAL_ENV "$HOME/proj/.venv")
cd away
$(get VIRTUAL_ENV)
$(drop VIRTUAL_ENV)
cd ../proj
cd ../src
$(prepend "$HOME/proj/.venv/bin"); $(put VIRTUAL_ENV "$HOME/proj/.venv")
cd /
$(get VIRTUAL_ENV)
$(get PATH)
END
    assert_answer 5 "$HOME/proj/.venv"
    assert_answer 11 "$HOME/proj/.venv"
    assert_equal "$(answer 12 | sed "s,:$own_path,:,")" \
        "$HOME/proj/.venv/bin:$PATH"
}

@test "a function with a PATH of its own that leaves the project leaves no env behind" {
    can posix
    rc_before 'g() { local PATH=/usr/bin:/bin; cd /; }'
    rc_before 'h() { local VIRTUAL_ENV PATH=/usr/bin:/bin; cd ~/proj; cd /; }'
    rc_before 'function i { typeset VIRTUAL_ENV; cd /; }'
    in_it <<END
cd proj
g
$(ask)
cd $HOME/proj
h
$(ask)
cd $HOME/proj
i
$(ask)
END
    nothing_left 3
    # The function has brought VIRTUAL_ENV back, too.
    nothing_left 8
    nothing_left 13
}

@test "deactivate in a function with a PATH of its own leaves nothing on PATH, and venvhook activate there brings one entry" {
    [ "$shell" = fish ] || can posix
    rc_after "$(with_own_path f deactivate)"
    rc_after "$(with_own_path g 'venvhook activate')"
    in_it <<END
cd proj
f
$(ask)
g
$(get PATH)
cd ..
$(ask)
END
    nothing_left 3
    assert_prompt 6 '(proj) => '
    assert_equal "$(answer 7)" "$HOME/proj/.venv/bin:$PATH"
    nothing_left 9
}

@test "a function with a PATH of its own that enters the project has all that it put there, and the shell what it had" {
    can posix
    rc_before 'function g { typeset PATH=/usr/bin:/bin; cd ~/proj
        echo "$PATH"; cd ~; echo "$PATH"; }'
    in_it <<END
g
$(ask)
END
    assert_contains ":$(answer 1)" :/usr/bin:/bin$'\n/usr/bin:/bin'
    nothing_left 2
}

@test "a function with a PATH and a VIRTUAL_ENV of its own that enters the project leaves its env on behind it, and deactivate holds" {
    can posix
    real_env
    rc_before 'g() { local VIRTUAL_ENV PATH=/usr/bin:/bin; cd ~/proj; }'
    rc_before 'h() { PATH=/usr/bin:/bin VIRTUAL_ENV=/none cd "$1"; }'
    [ "$shell" != yash ] || rc_before 'h() { g; }'
    in_it --term "$hand_term" <<END
g
$(get VIRTUAL_ENV)
$(get PATH)
cd ..
h proj
$(get VIRTUAL_ENV)
cd ..
$(ask)
cd proj; $(activate .venv); deactivate

$(ask)
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 "$HOME/proj/.venv"
    assert_equal "$(answer 3)" "$HOME/proj/.venv/bin:$PATH"
    assert_prompt 5 '(proj) => '
    assert_answer 6 "$HOME/proj/.venv"
    nothing_left 8
    assert_prompt 11 '=> '
    nothing_left 13
}

@test "a PATH that is not exported keeps all that it holds" {
    can no_export
    in_it <<END
$(no_export PATH)
cd proj
$(get PATH)
cd ..
$(ask)
cd proj
deactivate
$(ask)
END
    assert_answer 3 "$HOME/proj/.venv/bin:$PATH"
    nothing_left 5
    nothing_left 10
}

@test "of ours under another env nothing is on PATH outside its project, and in it ours is back after that" {
    project other
    in_it <<END
cd proj
$(put VIRTUAL_ENV "$HOME/other/.venv")
$(prepend "$HOME/other/.venv/bin")
cd ../away
$(get PATH)
cd ../proj
deactivate

$(get PATH)
cd ..
$(ask)
END
    assert_equal "$(answer 5 | sed "s,:$own_path,:,")" \
        "$HOME/other/.venv/bin:$PATH"
    assert_prompt 8 '(proj) => '
    assert_contains "$(answer 9)" "$HOME/proj/.venv/bin:"
    refute_contains "$(answer 9)" "$HOME/other/"
    nothing_left 11
}

@test "a shell that is started with another env over ours has no name of ours, nor our entry outside its project" {
    project other
    entries=$HOME/other/.venv/bin:$HOME/proj/.venv/bin
    session=1:on:$(id -u):=$HOME/proj:=$HOME/proj/.venv:-:-:-:=more
    in_it --cwd "$HOME/proj" --env "VENVHOOK_SESSION=$session" \
        --env "VIRTUAL_ENV=$HOME/other/.venv" --env "PATH=$entries:$PATH" \
        --env VIRTUAL_ENV_PROMPT=proj --env HATCH_ENV_ACTIVE=1 <<END
$(get VIRTUAL_ENV_PROMPT)
$(get PATH)
cd ../away
$(get PATH)
deactivate
$(ask)
cd ../proj
$(get VIRTUAL_ENV_PROMPT)
cd ..
$(get VIRTUAL_ENV_PROMPT)
END
    assert_prompt 0 "$theirs_unnamed"
    assert_answer 1 none
    assert_contains "$(answer 2)" "$entries:"
    refute_contains "$(answer 4)" "$HOME/proj/"
    assert_contains "$(answer 4)" "$HOME/other/.venv/bin:"
    nothing_left 6
    assert_prompt 9 '(proj) => '
    assert_answer 10 proj
    assert_answer 12 none
}

@test "an env that is removed is not made again by itself until one leaves" {
    load "$lib/policy"
    policy_setup
    allowed
    in_it --user "$U" --cwd "$home" <<END
cd work/p
venvhook remove -y

$(by_sh 'ls -a')
cd ..
cd p
venvhook remove -y
venvhook create --without-pip
deactivate
END
    assert_prompt 1 '(p) => '
    assert_prompt 2 '=> '
    refute_contains "$(answer 4)" .venv
    assert_prompt 6 '(p) => '
    assert_prompt 7 '=> '
    assert_prompt 8 '(p) => '
    assert_prompt 9 '=> '
}
