# The line in the rc file: told, put there, used and taken out again.

load hook

# With the program on PATH, as it is once it is installed.
setup() {
    hook_setup
    ln -s "$VENVHOOK" "$tmp/bin/venvhook"
}

@test "setup puts the line of the shell that calls it into its rc file once, after asking, and status tells to where there is no hook" {
    in_it --no-hook <<'END'
venvhook status
venvhook init
@send venvhook setup
@wait [y/N]
y
venvhook setup
venvhook setup --undo --yes
@send venvhook setup
@wait [y/N]
n
END
    assert_contains "$(answer 1)" "run 'venvhook setup'"
    assert_contains "$(answer 2)" "$shell"
    refute_contains "$(answer 2 | tr -d ' \n')" 'is:venvhook:run'
    line=$("$VENVHOOK" setup --print "$shell")
    assert_contains "$(answer 3)" 'added to '
    assert_contains "$(answer 4)" 'already, in line '
    assert_contains "$(answer 5)" 'taken out of '
    assert_contains "$(answer 6)" 'left as it was'
    assert_equal "$(find "$HOME" "$tmp/xdg" "$tmp/rc" -type f ! -empty \
        -exec grep -lF -e "$line" {} +)" ''
    in_it <<'END'
venvhook status
END
    refute_contains "$(answer 1)" setup
    run "$VENVHOOK" status
    refute_contains setup
}

@test "the line that setup wrote works in a new shell" {
    can rc_line
    run "$VENVHOOK" setup --yes "$shell"
    assert_success
    file=$(sed 's/^venvhook: added to \(.*\); new shells .*/\1/' <<<"$output")
    assert_equal "$(sed 1d "$file")" "$("$VENVHOOK" setup --print "$shell")"
    rc_after "$(cat "$file")"
    in_it --no-hook <<<'cd proj'
    assert_prompt 1 '(proj) => '
}

@test "a line that names a program which is not on PATH works, whatever that is called, and is there once" {
    can rc_line
    rm "$tmp/bin/venvhook"
    mkdir "$in_line"
    VENVHOOK=$HOME/$in_line/venvhook
    cp "$top_builddir/venvhook" "$VENVHOOK"
    run "$VENVHOOK" setup --yes "$shell"
    assert_success
    file=$(sed 's/^venvhook: added to \(.*\); new shells .*/\1/' <<<"$output")
    run "$VENVHOOK" setup --yes "$shell"
    assert_contains "$output" 'already, in line 2'
    line=$(cat "$file")
    "$VENVHOOK" setup --undo --yes "$shell"
    assert_equal "$(cat "$file")" ''
    rc_after "$line"
    in_it --no-hook <<<'cd proj'
    assert_prompt 1 '(proj) => '
}

@test "TAB puts in commands, keys, options, environments and directories" {
    can completion
    fake_env .virtualenvs/web
    rc_after "$(rc_completions)"
    in_it --term "$edit_term" <<'END'
@key venvhook help vers\t
@key \r
@prompt
@key venvhook config link\t
@key \r
@prompt
@key venvhook config --js\t
@key \r
@prompt
@key venvhook activate we\t
@key \r
@prompt
deactivate
@key venvhook status pr\t
@key \r
@prompt
END
    assert_contains "$(answer 1)" 'usage: venvhook version'
    assert_answer 2 copy
    assert_contains "$(answer 3)" '"link-mode"'
    assert_prompt 4 '(web) => '
    assert_contains "$(answer 6)" "$HOME/proj/.venv"
}
