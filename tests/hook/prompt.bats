# The name of the env in front of the prompt: there, once, gone again, and not
# where it is not wanted.

load hook

@test "no name is shown with --no-prompt or VIRTUAL_ENV_DISABLE_PROMPT" {
    in_it --env VIRTUAL_ENV_DISABLE_PROMPT=1 <<<'cd proj'
    assert_prompt 1 '=> '
    can no_name
    in_it --init --no-prompt <<END
cd proj
$(get VIRTUAL_ENV)
END
    assert_prompt 1 '=> '
    assert_answer 2 "$HOME/proj/.venv"
}

@test "a name that is in a prompt of one's own stays there with VIRTUAL_ENV_DISABLE_PROMPT" {
    can posix
    rc_before "PS1='(proj) => '"
    in_it --env VIRTUAL_ENV_DISABLE_PROMPT=1 --cwd "$HOME/proj" <<<"$(get VIRTUAL_ENV)"
    assert_prompt 0 '(proj) => '
    assert_answer 1 "$HOME/proj/.venv"
    assert_prompt 1 '(proj) => '
}

@test "a prompt that shows environments itself is left to it" {
    rc_before "$(prompt_own)"
    in_it <<END
cd proj
cd ..
END
    assert_prompt 0 '=> '
    assert_prompt 1 '<.venv>=> '
    assert_prompt 2 '=> '
}

@test "a prompt that shows environments by a function of one's own is left to it, and one by any other is not" {
    can posix
    for text in '$(shown x)=> ' '`shown`=> ' '$(other)=> '; do
        [ "$shell$text" != 'yash`shown`=> ' ] || continue
        rc_clear
        [ "$shell" != zsh ] || rc_before 'setopt prompt_subst'
        rc_before 'other() { :; }
shown() { echo "${VIRTUAL_ENV:+<${VIRTUAL_ENV##*/}>}"; }'
        rc_before "PS1='$text'"
        in_it <<END
cd proj

cd ..
END
        case $text in
        *shown*) expected='<.venv>=> ' ;;
        *) expected='(proj) => ' ;;
        esac
        assert_prompt 1 "$expected"
        assert_prompt 2 "$expected"
        assert_prompt 3 '=> '
    done
}

@test "a prompt that is made at a prompt, and shows environments, is left to it" {
    mkdir proj/sub
    for place in rc_before rc_after; do
        rc_clear
        $place "$(theme "${made%% *}")"
        in_it <<END

cd proj

cd sub
cd ../..
END
        for step in 2 3 4; do
            assert_prompt "$step" '<.venv>=> '
        done
        assert_prompt 5 '<>=> '
    done
}

@test "no name is shown where a theme that shows environments is loaded" {
    can themes
    for theme in $themes; do
        rc_clear
        rc_after "$(define "$theme")"
        in_it <<<'cd proj'
        assert_prompt 1 '=> '
    done
}

@test "a prompt made anew each time has the name each time" {
    rc_before "$(prompt_anew)"
    in_it <<END
cd proj
$(by_sh 'exit 3')
cd ..
END
    assert_prompt 0 '<0>=> '
    assert_prompt 1 '(proj) <0>=> '
    assert_prompt 2 '(proj) <3>=> '
    assert_contains "$(prompt_of 3)" ">=> "
    refute_contains "$(prompt_of 3)" proj
}

@test "a prompt made anew each time has the name again behind a while with VENVHOOK_DISABLE" {
    rc_before "$(prompt_anew)"
    in_it <<END
cd proj
$(put VENVHOOK_DISABLE 1)
$(drop VENVHOOK_DISABLE)
$(by_sh 'exit 3')
END
    assert_prompt 1 '(proj) <0>=> '
    assert_prompt 4 '(proj) <3>=> '
}

@test "on a dumb terminal no escape is printed, on another the name is right" {
    in_it <<END
cd proj
cd ..
END
    assert_no_escapes
    in_it --term xterm <<END
cd proj
cd ..
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

@test "of a prompt edited meanwhile only the name goes" {
    can posix
    in_it <<'END'
cd proj
PS1="[x] $PS1"
PS1="[y] ${PS1/=>/==>}"
cd ..
echo "<$PS1>"
END
    assert_prompt 2 '[x] (proj) => '
    assert_prompt 3 '[y] [x] (proj) ==> '
    assert_prompt 4 '[y] [x] ==> '
    assert_answer 5 "<[y] [x] $kept_in_prompt==> >"
}

@test "a function with a prompt of its own that goes to another project leaves one name" {
    can posix
    project other
    "$VENVHOOK" allow other >/dev/null
    rc_after 'function leap { typeset PS1="-> "; cd "$1"; }'
    in_it <<END
cd proj
leap ../other
leap $HOME
leap proj
cd ..
echo "<\$PS1>"
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '(other) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '(proj) => '
    assert_prompt 5 '=> '
    assert_answer 6 "<$kept_in_prompt=> >"
}

@test "an inherited prompt has the name once, and loses it on leaving" {
    can posix inherited_prompt
    rc_before 'PS1=$OUTER'
    in_it --env 'OUTER=(proj) => ' --cwd "$HOME/proj" <<<'cd ..'
    assert_prompt 0 '(proj) => '
    assert_prompt 1 '=> '
}

@test "a name that was in the prompt as an activate kept it does not come back with that" {
    can posix activate
    make_env hand
    [ "$shell" != bash ] || rc_before 'shopt -u promptvars'
    in_it --term "$hand_term" <<END
cd proj
PS1="[x] \$PS1"
$(activate "$HOME/hand")
cd ..
deactivate

END
    assert_prompt 2 '[x] (proj) => '
    assert_prompt 4 '(hand) [x] => '
    assert_prompt 5 '[x] => '
    assert_prompt 6 '[x] => '
}

@test "the user's own words are not taken for the name" {
    can posix
    rc_before 'PS1="(proj) => "'
    in_it <<'END'
cd proj
cd ..
END
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '(proj) => '
}

@test "a prompt that is readonly stays as it is, without a word, and its env is on" {
    can posix
    for place in rc_before rc_after; do
        rc_clear
        $place 'readonly PS1'
        in_it <<END
cd proj
$(get VIRTUAL_ENV)
cd ..
$(get VIRTUAL_ENV)
END
        assert_answer 1 ''
        assert_prompt 1 '=> '
        assert_answer 2 "$HOME/proj/.venv"
        assert_answer 4 none
    done
}

@test "who keeps the prompt while ours is in it, and puts it back when that is off, brings no name back" {
    can posix
    in_it <<'END'
cd proj
kept=$PS1; PS1="[e] $PS1"
cd ..
PS1=$kept
cd proj
cd ..
PS1='(proj) > => '

END
    assert_contains "$(prompt_of 2)" '(proj) '
    assert_prompt 4 '=> '
    assert_prompt 5 '(proj) => '
    assert_prompt 6 '=> '
    # words of one's own
    assert_prompt 8 '(proj) > => '
}
