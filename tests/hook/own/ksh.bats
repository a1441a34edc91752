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
