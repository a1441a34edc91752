# What ksh93 alone has to do: its prompt has a discipline.

load ../hook

@test "a discipline of the user's own, before our line or after it, makes the prompt, and cd switches at once" {
    for place in rc_before rc_after; do
        rc_clear
        $place "function PS1.get { .sh.value='mine => '; }"
        in_it <<END

$(also 'cd proj' "$(get VIRTUAL_ENV)")
$(also 'cd ..' "$(get VIRTUAL_ENV)")
END
        assert_prompt 0 'mine => '
        assert_prompt 1 'mine => '
        assert_answer 2 "$HOME/proj/.venv"
        assert_prompt 2 'mine => '
        assert_answer 3 none
    done
}

@test "globs are the user's, where an env comes on, behind it, and behind an interrupt" {
    counted "[ -e '$tmp/go' ] || exec '$VENVHOOK' \"\$@\"
echo waiting >/dev/tty
exec sleep 60"
    rc_after 'venvhook_activated() { echo ./.ven*; }
venvhook_deactivated() { echo ./pro*; }'
    in_it <<END
cd proj; echo .ven*
set -f; cd ..; cd proj; echo .ven*
set +f
cd ..
cd proj
@touch $tmp/go
@send cd /
@wait waiting
$interrupt
@prompt
$(by_sh "rm $tmp/go")
cd $HOME/proj; echo .ven*
END
    assert_answer 1 $'./.venv\n.venv'
    assert_answer 2 $'./pro*\n./.ven*\n.ven*'
    assert_answer 4 ./proj
    assert_equal "$(answer -1 | tail -n 1)" .venv
}

@test "a shell that has become a restricted one says nothing, whatever changes" {
    in_it <<END
cd proj
set -r
touch .venv/pyvenv.cfg
VIRTUAL_ENV=x
END
    for step in 2 3 4; do
        assert_answer $step ''
    done
}

@test "globs are the user's where venvhook is called by name, whatever they were at the last cd" {
    rc_after 'venvhook_activated() { echo ./.ven*; }'
    in_it <<END
set -f; cd proj
set +f; venvhook deactivate; venvhook activate
END
    assert_answer 1 './.ven*'
    assert_answer 2 ./.venv
}
