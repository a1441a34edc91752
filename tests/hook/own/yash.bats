# What yash alone has to do: its text is of characters, not of bytes.

load ../hook

@test "whatever UTF-8 is in the environment and in the project's name, all is as before afterwards" {
    export ASCII='' ODD=$HOME/$'o\'"$x`y`!h*?[a]{b,c}~#;&|<>()\\%é\u2192\U1f40d \n\t\x01'
    for i in {1..127}; do
        printf -v byte '\\%03o' "$i"
        printf -v byte "$byte"
        ASCII+=$byte
    done
    all_as_before "$PATH:/${ASCII/:/}é" ASCII
}

@test "what is no UTF-8 is refused in a sentence, and nothing changes" {
    in_it --env "PATH=$PATH:/"$'\xff' <<END
cd proj
$(get VIRTUAL_ENV)
END
    assert_contains "$(answer 1)" 'not UTF-8'
    assert_answer 2 none
    assert_prompt 2 '=> '
}

@test "with a readonly PROMPT_COMMAND only cd switches, without a word" {
    rc_before 'readonly PROMPT_COMMAND=:'
    in_it <<END
cd proj
$(get VIRTUAL_ENV)
cd .. && echo "\${VIRTUAL_ENV-none}"
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_answer 2 "$HOME/proj/.venv"
    assert_answer 3 none
}

@test "a YASH_AFTER_CD that is set behind our line does not keep a cd from switching at once" {
    rc_after 'YASH_AFTER_CD=(:)'
    in_it <<END
$(also 'cd proj' "$(get VIRTUAL_ENV)")
$(also 'cd ..' "$(get VIRTUAL_ENV)")
END
    assert_answer 1 "$HOME/proj/.venv"
    assert_answer 2 none
}

@test "where YASH_PS1 is the prompt the name is shown in that, before our line or after it, and in what it becomes" {
    for place in rc_before rc_after; do
        rc_clear
        $place "YASH_PS1='mine => '"
        in_it <<'END'
cd proj
YASH_PS1='new => '
cd ..
cd proj; unset YASH_PS1
END
        assert_prompt 0 'mine => '
        assert_prompt 1 '(proj) mine => '
        assert_prompt 2 '(proj) new => '
        assert_prompt 3 'new => '
        assert_prompt 4 '(proj) => '
    done
}

@test "a deactivate of the user's that is readonly stays, without a word" {
    rc_before 'deactivate() { echo mine; }; readonly -f deactivate'
    in_it <<'END'
cd proj
cd ..
cd proj
deactivate
END
    for n in 0 1 2 3; do
        assert_answer $n ''
    done
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    assert_answer 4 mine
}

@test "in its POSIX mode, which calls no hook and has no [[, nothing is done or said" {
    rc_before 'set -o posixlycorrect'
    in_it <<END
cd proj
$(get VIRTUAL_ENV)
END
    assert_answer 0 ''
    assert_answer 1 ''
    assert_answer 2 none
}
