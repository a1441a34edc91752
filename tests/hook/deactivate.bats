# Switching on and off by hand: deactivate, venvhook activate and deactivate,
# and an env that was switched on without us.

load hook

@test "deactivate is there while ours is on, in child shells too, and then is what it was" {
    can kept_deactivate
    rc_before "$(define deactivate)"
    in_it --timeout 30 <<END
$(text_of deactivate)
cd proj
$(child)
$(where python)
deactivate
$(get VIRTUAL_ENV)

exit
deactivate
deactivate
$(text_of deactivate)
$(get VIRTUAL_ENV)
cd ..
cd proj
$(errors)
END
    assert_contains "$(answer 1)" mine
    assert_prompt 3 '(proj) => '
    assert_contains "$(answer 4)" "$HOME/proj/.venv/bin/python"
    assert_prompt 5 '=> '
    assert_answer 6 none
    assert_prompt 7 '=> '
    assert_prompt 8 '(proj) => '
    assert_answer 9 ''
    assert_prompt 9 '=> '
    assert_answer 10 mine
    assert_answer 11 "$(answer 1)"
    assert_answer 12 none
    assert_prompt 14 '(proj) => '
    assert_answer 15 0
}

@test "a child shell inherits the env and can leave it alone; deactivate holds in the project and its child shells, until venvhook activate or leaving" {
    mkdir proj/sub
    in_it --timeout 30 <<END
cd proj
$(child)
$(defined deactivate)
cd $HOME
cd proj
deactivate
exit
$(get VIRTUAL_ENV)
$(also deactivate 'echo done')
$(defined deactivate)
cd sub
$(child)
exit
venvhook activate
$(last_status)
deactivate
cd $HOME/proj/.venv
cd $HOME
cd proj
venvhook deactivate
$(get VIRTUAL_ENV)
END
    assert_prompt 2 '(proj) => '
    assert_answer 3 yes
    assert_prompt 4 '=> '
    assert_prompt 5 '(proj) => '
    assert_prompt 6 '=> '
    assert_prompt 7 '(proj) => '
    assert_answer 8 "$HOME/proj/.venv"
    assert_answer 9 'done'
    assert_prompt 9 '=> '
    assert_answer 10 none
    assert_prompt 11 '=> '
    assert_prompt 12 '=> '
    assert_prompt 14 '(proj) => '
    assert_answer 15 0
    assert_prompt 16 '=> '
    assert_prompt 17 '=> '
    assert_prompt 19 '(proj) => '
    assert_prompt 20 '=> '
    assert_answer 21 none
}

@test "an env by hand that was inherited without its deactivate has one, and a deactivate that is there stays" {
    fake_env hand
    hand=(--env "VIRTUAL_ENV=$HOME/hand" --env VIRTUAL_ENV_PROMPT=hand
        --env "PATH=$HOME/hand/bin:$PATH:/x")
    for off in deactivate 'venvhook deactivate'; do
        in_it "${hand[@]}" <<END
$(get VIRTUAL_ENV)
$off
$(get VIRTUAL_ENV)
$(get VIRTUAL_ENV_PROMPT)
$(get PATH)
$(defined deactivate)
cd proj
END
        assert_prompt 0 "$theirs"
        assert_answer 1 "$HOME/hand"
        assert_answer 2 ''
        assert_answer 3 none
        assert_answer 4 none
        # Some shells put their own directory in front.
        assert_equal "$(answer 5 | sed "s,^$own_path,,")" "$PATH:/x"
        assert_answer 6 none
        assert_prompt 7 '(proj) => '
    done
    can kept_deactivate
    rc_before "$(define deactivate)"
    in_it "${hand[@]}" <<END
deactivate
venvhook deactivate
$(get VIRTUAL_ENV)
END
    assert_answer 1 mine
    refute_contains "$(answer 2)" mine
    assert_answer 3 "$HOME/hand"
}

@test "an env switched on by hand meanwhile is left alone, inside a project and out" {
    can activate
    make_env hand
    project other
    "$VENVHOOK" allow other
    in_it --term "$hand_term" <<END
cd proj
$(activate "$HOME/hand")
$(get VIRTUAL_ENV)
cd ..
$(activate "$HOME/hand")
cd proj
$(get VIRTUAL_ENV)
deactivate

$(get VIRTUAL_ENV)
cd ../other
$(activate "$HOME/hand")
cd ..
deactivate
$(get VIRTUAL_ENV)
$(get PATH)
$(defined deactivate)
cd proj
END
    assert_prompt 2 "$by_hand"
    assert_answer 3 "$HOME/hand"
    assert_prompt 4 "$by_hand"
    assert_prompt 6 "$by_hand"
    assert_answer 7 "$HOME/hand"
    assert_prompt 9 '(proj) => '
    assert_answer 10 "$HOME/proj/.venv"
    assert_prompt 13 "$by_hand"
    assert_prompt 14 '=> '
    assert_answer 15 none
    assert_equal "$(answer 16 | sed "s,^$own_path,,")" "$PATH"
    assert_answer 17 none
    assert_prompt 18 '(proj) => '
}

@test "venvhook activate and deactivate act on the shell, all else is the program" {
    can status
    make_env other
    in_it <<END
venvhook activate other
$(get VIRTUAL_ENV)
venvhook deactivate
$(last_status)
$(get VIRTUAL_ENV)
venvhook activate nowhere
$(last_status)
venvhook activate --help
$(last_status)
venvhook version
$(last_status)
venvhook no-such-command
$(last_status)
venvhook deactivate
$(last_status)
venvhook activate -- other
venvhook deactivate now
$(last_status)
END
    assert_prompt 1 '(other) => '
    assert_answer 2 "$HOME/other"
    assert_prompt 3 '=> '
    assert_answer 4 0
    assert_answer 5 none
    assert_contains "$(answer 6)" 'venvhook: '
    assert_prompt 6 '=> '
    assert_answer 7 1
    assert_contains "$(answer 8)" 'usage: venvhook activate'
    assert_answer 9 0
    assert_contains "$(answer 10)" venvhook
    assert_answer 11 0
    assert_answer 13 2
    assert_answer 14 'venvhook: deactivate: no environment is active'
    assert_answer 15 1
    assert_prompt 16 '(other) => '
    assert_contains "$(answer 17)" 'now: unexpected argument'
    assert_answer 18 2
    assert_prompt 18 '(other) => '
}

@test "venvhook activate takes a name in WORKON_HOME, else a path, and holds everywhere until deactivate; with --shell it changes nothing" {
    make_env other
    fake_env .virtualenvs/web
    fake_env work/web
    fake_env away/web
    in_it <<END
venvhook activate --shell fish other
$(last_status)
venvhook activate other --shell=zsh
$(last_status)
$(get VIRTUAL_ENV)
cd away
venvhook activate web
$(get VIRTUAL_ENV)
$(put WORKON_HOME "$HOME/work")
venvhook activate web
$(get VIRTUAL_ENV)
venvhook activate ./web
$(get VIRTUAL_ENV)
cd $HOME/proj
$(get VIRTUAL_ENV)
deactivate
$(get VIRTUAL_ENV)

cd ..
$(get VIRTUAL_ENV)
$(get PATH)
END
    assert_contains "$(answer 1 | head -n 1)" 'set -gx VIRTUAL_ENV'
    assert_answer 2 0
    assert_contains "$(answer 3)" "export VIRTUAL_ENV='$HOME/other'"
    assert_answer 4 0
    assert_prompt 4 '=> '
    assert_answer 5 none
    assert_answer 8 "$HOME/.virtualenvs/web"
    assert_answer 11 "$HOME/work/web"
    assert_prompt 12 '(web) => '
    assert_answer 13 "$HOME/away/web"
    assert_answer 15 "$HOME/away/web"
    assert_prompt 16 '(proj) => '
    assert_answer 17 "$HOME/proj/.venv"
    assert_answer 20 none
    assert_equal "$(answer 21 | sed "s,^$own_path,,")" "$PATH"
}

@test "a deactivate that is defined over ours is another's, and stays when one leaves" {
    can kept_deactivate
    in_it --cwd "$HOME/proj" <<END

$(define deactivate)
cd /
deactivate
$(get VIRTUAL_ENV)
cd $HOME/proj
deactivate
deactivate
cd /
deactivate
END
    assert_prompt 3 '=> '
    assert_answer 4 mine
    assert_answer 5 none
    assert_prompt 6 '(proj) => '
    assert_prompt 7 '=> '
    for step in 8 10; do
        assert_answer $step mine
    done
}
