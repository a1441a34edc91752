# Which directory the shell is in, however it came there, and what changes
# there without a cd.

load hook

@test "entering switches on, leaving switches off, and a child without the hook inherits nothing of it" {
    mkdir proj/sub
    in_it <<END
cd proj/sub
$(get VIRTUAL_ENV)
$(get VIRTUAL_ENV_PROMPT)
$(where python)
cd $HOME
$(get VIRTUAL_ENV)
$(get VIRTUAL_ENV_PROMPT)
$(errors)
cd proj
$(by_sh 'env | grep -e __venvhook -e ^PROMPT_COMMAND= -e "^PROMPT=.*proj" -e ^PS1 -e BASH_FUNC || :')
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 "$HOME/proj/.venv"
    assert_answer 3 proj
    assert_answer 4 "$HOME/proj/.venv/bin/python"
    assert_prompt 5 '=> '
    assert_answer 6 none
    assert_answer 7 none
    assert_answer 8 0
    assert_prompt 9 '(proj) => '
    assert_answer 10 ''
}

@test "cd project and python on one line run the project's, and a command that was run before is looked up again" {
    printf '#!/bin/sh\necho outer\n' >"$tmp/bin/tool"
    printf '#!/bin/sh\necho inner\n' >proj/.venv/bin/tool
    chmod +x "$tmp/bin/tool" proj/.venv/bin/tool
    in_it <<END
tool
$(also 'cd proj' tool)
$(also 'cd ..' tool)
$(also 'cd proj' "python -c 'import sys; print(sys.prefix)'")
cd ..; $(where python)
cd proj; $(where python)
$(also 'cd ..' "$(get VIRTUAL_ENV)")
pushd proj; $(get VIRTUAL_ENV)
popd; $(get VIRTUAL_ENV)
END
    assert_answer 1 outer
    assert_answer 2 inner
    assert_answer 3 outer
    assert_answer 4 "$HOME/proj/.venv"
    refute_contains "$(answer 5)" proj
    assert_answer 6 "$HOME/proj/.venv/bin/python"
    assert_answer 7 none
    can pushd
    assert_equal "$(answer 8 | tail -n 1)" "$HOME/proj/.venv"
    assert_equal "$(answer 9 | tail -n 1)" none
}

@test "one cd runs the program once, and the prompt behind it not at all" {
    counted
    in_it <<END

cd proj


cd ..
cd .

$(there_and_back proj)

END
    # the start, and each of the ways there and back, by cd and by pushd
    assert_runs $((3 + 2 * out_runs))
}

@test "a neighbour whose name begins the same is another directory" {
    mkdir proj2
    project proj3
    "$VENVHOOK" allow proj3
    # A character that nobody sees, and some comparisons do not.
    export HIDDEN=$HOME/proj$'\xe2\x80\x8b'
    mkdir "$HIDDEN"
    in_it <<END
cd proj
cd ../proj2
cd ../proj
$(cd_to HIDDEN)
cd ../proj
cd ../proj3
$(get VIRTUAL_ENV)
$(get PATH)
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_prompt 3 '(proj) => '
    assert_prompt 4 '=> '
    assert_prompt 5 '(proj) => '
    assert_prompt 6 '(proj3) => '
    assert_answer 7 "$HOME/proj3/.venv"
    assert_contains "$(answer 8)" "$HOME/proj3/.venv/bin:"
    refute_contains "$(answer 8)" "$HOME/proj/"
}

@test "a directory renamed or deleted below the shell is no error at each prompt, and an env that is still there stays on" {
    can deleted
    mkdir proj/sub
    "$VENVHOOK" allow --tree .
    in_it <<END
cd proj/sub
$(by_sh 'rmdir ../sub')

cd $HOME/proj
$(by_sh 'mv ../proj ../moved')

$(by_sh "rm -r $HOME/moved")


cd $HOME
$(errors)
END
    for step in 2 3 5 6 7 8 9; do
        assert_answer $step ''
    done
    assert_prompt 3 '(proj) => '
    assert_prompt 4 '(proj) => '
    assert_prompt 5 "$renamed"
    assert_prompt 7 '=> '
    assert_prompt 10 '=> '
    assert_answer 11 0
}

@test "without HOME there is no error" {
    can homeless
    in_it --cwd "$HOME/proj" --unset HOME <<END

$(errors)
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_answer 2 0
    in_it <<END
$(drop HOME)

cd proj
cd ..
END
    assert_answer 2 ''
    assert_answer 3 ''
    assert_answer 4 ''
}

@test "a grant that is given or taken back, and an env that comes, goes, breaks or is replaced, is noticed at the next prompt" {
    project new
    mkdir new/sub
    in_it --cwd "$HOME/new/sub" <<END

$(by_sh '"$VENVHOOK" allow .. >/dev/null')
$(by_sh '"$VENVHOOK" deny .. >/dev/null')
$(by_sh '"$VENVHOOK" allow .. >/dev/null')
cd $HOME/proj
$(by_sh 'mv .venv .kept')

$(by_sh 'mv .kept .venv')
$(by_sh 'mv .venv/bin/python .venv/bin/nothon')
$(by_sh 'mv .venv/bin/nothon .venv/bin/python')
$(by_sh 'mv .venv venv')
$(by_sh 'mv venv .venv; mkdir sub')
cd sub
END
    assert_contains "$(answer 0)" 'venvhook allow'
    assert_answer 1 ''
    assert_prompt 1 '=> '
    assert_prompt 2 '(new) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '(new) => '
    assert_prompt 5 '(proj) => '
    assert_prompt 6 '=> '
    assert_answer 6 ''
    assert_prompt 7 '=> '
    assert_prompt 8 '(proj) => '
    assert_prompt 9 '=> '
    assert_contains "$(answer 9)" venvhook:
    assert_prompt 10 '(proj) => '
    assert_prompt 11 '=> '
    assert_prompt 12 '(proj) => '
    assert_prompt 13 '(proj) => '
}

@test "a link .venv that leads elsewhere is noticed, and one in the place of an env" {
    fake_env one
    fake_env two
    mkdir link
    ln -s ../one link/.venv
    ln -s link way
    "$VENVHOOK" allow one
    "$VENVHOOK" allow two
    counted
    in_it <<END
cd link


$(by_sh 'ln -sfn ../two .venv')
cd $HOME/way
$(by_sh 'ln -sfn proj ~/way')
cd $HOME/proj
$(by_sh 'mv .venv kept; ln -s ../one .venv')
$(by_sh 'rm .venv; mv kept .venv')
END
    assert_prompt 3 '(one) => '
    assert_prompt 4 '(two) => '
    assert_prompt 6 "$by_link"
    assert_prompt 7 '(proj) => '
    assert_prompt 8 '(one) => '
    assert_prompt 9 '(proj) => '
    can links
    assert_runs "$link_runs"
}

# What a shell cannot name it cannot look at, but the env has another name.
@test "an env behind a link to a name that is no UTF-8 is on, and nothing is said of that" {
    mkdir $'bad\xff'
    fake_env $'bad\xff/.venv'
    ln -s $'bad\xff' way
    "$VENVHOOK" allow --tree "$HOME"
    in_it <<END
cd way
$(by_sh 'echo "${VIRTUAL_ENV##*/}"')
$(by_sh :)
cd $HOME/proj
$(by_sh :)
cd $HOME/away
$(by_sh 'echo "${VIRTUAL_ENV-none}"')
END
    assert_answer 1 ''
    [[ $(prompt_of 1) == *') => ' ]]
    assert_answer 2 .venv
    assert_answer 3 ''
    assert_answer 4 ''
    assert_prompt 4 '(proj) => '
    assert_answer 5 ''
    assert_answer 6 ''
    assert_prompt 6 '=> '
    assert_answer 7 none
}

@test "a file .venv, and an env that it names, may come later, and a pyvenv.cfg written twice in a second is read twice" {
    can fine_dates
    mkdir file
    echo ../late >file/.venv
    "$VENVHOOK" allow --tree . >/dev/null
    in_it <<END
cd file
$(by_sh 'cp -R ../proj/.venv ../late')
$(by_sh 'echo ../other >.venv')
$(by_sh 'cp -R ../proj/.venv ../other')
cd ../proj
$(by_sh 'echo prompt = one >>.venv/pyvenv.cfg')
$(by_sh 'sed -i s/one/two/ .venv/pyvenv.cfg')
$(by_sh 'sed s/two/six/ .venv/pyvenv.cfg >new; mv new .venv/pyvenv.cfg')
$(by_sh 'rm .venv/pyvenv.cfg')
END
    assert_prompt 1 '=> '
    assert_prompt 2 '(late) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '(other) => '
    assert_prompt 5 '(proj) => '
    assert_prompt 6 '(one) => '
    assert_prompt 7 '(two) => '
    assert_prompt 8 '(six) => '
    # and its end is the env's
    assert_prompt 9 '=> '
}

@test "an env that is moved to the place of a file .venv is noticed, however old it is" {
    mkdir p
    echo "$HOME/proj/.venv" >p/.venv
    project other
    find other -exec touch -h -d 2020-01-01 {} +
    in_it --cwd "$HOME/p" <<END
$(get VIRTUAL_ENV)
$(by_sh 'rm .venv; mv ../other/.venv .venv')
$(get VIRTUAL_ENV)
END
    assert_answer 1 "$HOME/proj/.venv"
    assert_contains "$(answer 2)" "$HOME/p/.venv: not activated"
    assert_answer 3 none
}

@test "where a file takes the place of a directory that was no env nothing is said" {
    mkdir -p plain/venv
    in_it --cwd "$HOME/plain" <<END
$(by_sh 'rmdir venv; : >venv')
$(get VIRTUAL_ENV)
END
    assert_answer 1 ''
    assert_answer 2 none
}

@test "a .venv that leads nowhere, to itself or to another's env is asked about once" {
    mkdir nowhere loop file
    ln -s away nowhere/.venv
    ln -s venv loop/.venv
    ln -s .venv loop/venv
    echo "$HOME/proj/.venv" >file/.venv
    counted
    in_it --cwd "$HOME/nowhere" <<END


cd $HOME/loop


cd $HOME/file


$(errors)
END
    assert_answer 9 0
    assert_runs 3
}

@test "settings that come, change or go are noticed at the next prompt" {
    can fine_dates
    project other
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    export SETTINGS=$XDG_CONFIG_HOME/venvhook/config
    in_it <<END
cd other
$(by_sh 'echo "trust = owner" >"$SETTINGS"')
$(by_sh 'echo "prompt = no" >>"$SETTINGS"')
$(by_sh 'sed -i "s/no$/yes/" "$SETTINGS"')
$(by_sh 'rm "$SETTINGS"')
END
    assert_prompt 1 '=> '
    assert_prompt 2 '(other) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '(other) => '
    assert_prompt 5 '=> '
}

@test "settings that are a link are watched where it leads" {
    can fine_dates
    mkdir -p dots "$XDG_CONFIG_HOME/venvhook"
    echo 'prompt = yes' >dots/config
    ln -s "$HOME/dots/config" "$XDG_CONFIG_HOME/venvhook/config"
    counted
    in_it --cwd "$HOME/proj" <<END


$(by_sh 'echo prompt = no >~/dots/config')
END
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
    assert_runs 2
}

@test "a refusal is said once a directory, in child shells too" {
    project strange
    in_it <<END
cd strange

cd ..
cd strange
$(child)
cd ..
cd strange
exit
END
    assert_contains "$(answer 1)" 'venvhook allow'
    assert_answer 2 ''
    assert_answer 4 ''
    assert_prompt 4 '=> '
}

@test "a directory with a colon in its name is refused in a sentence, once" {
    project 'a:b'
    "$VENVHOOK" allow 'a:b' || :
    export COLON=$HOME/a:b
    in_it <<END
$(cd_to COLON)

$(get VIRTUAL_ENV)
END
    assert_contains "$(answer 1)" venvhook:
    assert_prompt 1 '=> '
    assert_answer 2 ''
    assert_answer 3 none
}

# What waits for one at the prompt: a slow program.
slow() {
    counted "[ -e '$tmp/go' ] || exec '$VENVHOOK' \"\$@\"
echo \"$(by_sh ': >pwned')\"
echo waiting >/dev/tty
exec sleep 60"
}

@test "^C stops the program, evaluates nothing and is final" {
    local init

    for init in '' --no-cd; do
        slow
        rm -f "$tmp/go"
        in_it --init "$init" <<END
@touch $tmp/go
@send cd proj
@wait waiting
$interrupt
@prompt
$(get VIRTUAL_ENV)
$(by_sh 'pwd >~/there')

END
        assert_contains "$output" none
        assert_equal "$(answer -3)" none
        assert_equal "$(cat there)" "$HOME/proj"
        assert_runs 2
        assert_not_pwned
    done
}

@test "an interrupt and a cd behind it, as a file manager sends them, are followed" {
    can signal
    in_it <<END
@key half a line
@signal INT
@prompt
@key  cd proj\r
@prompt
@key and a half
@signal INT
@prompt
 cd $HOME
END
    assert_prompt -2 '(proj) => '
    assert_prompt -1 '=> '
}

@test "what is typed ahead is not read by the program" {
    can null_input
    counted "[ -e '$tmp/go' ] || exec '$VENVHOOK' \"\$@\"
sleep 0.5; cat >'$tmp/read'"
    # The Enter is not typed ahead: PowerShell's line editor drops one that was
    # typed before it read, whatever ran.
    in_it --term xterm <<END
@touch $tmp/go
@send cd proj
@key echo typed-ahead
@wait => echo typed-ahead
@key \\r
@prompt
END
    assert_exists "$tmp/read"
    assert_equal "$(cat "$tmp/read")" ''
    assert_contains "$(grep -v echo <<<"$output")" typed-ahead
}

@test "behind create, allow, revoke and remove the rest of the line runs what is on then" {
    can after_command
    mkdir new
    in_it <<END
cd new
venvhook create --without-pip; $(get VIRTUAL_ENV)
venvhook revoke; $(get VIRTUAL_ENV)
venvhook allow; $(get VIRTUAL_ENV)
venvhook remove -y; $(get VIRTUAL_ENV)
END
    assert_answer 2 "$HOME/new/.venv"
    assert_equal "$(answer 3 | tail -n 1)" none
    assert_equal "$(answer 4 | tail -n 1)" "$HOME/new/.venv"
    assert_equal "$(answer 5 | tail -n 1)" none
}
