# What tcsh alone has: aliases for everything.

load ../hook

@test "any other shell says in one sentence that the line is tcsh's, and goes on" {
    "$VENVHOOK" init tcsh >"$tmp/hook"
    for each in bash zsh dash; do
        need "$each"
        run "$each" -c "eval \"\`cat '$tmp/hook'\`\"; echo on"
        assert_output "venvhook: this is the line of tcsh; 'venvhook help' shows that of this shell"$'\non'
    done
    # What is short in the source is written out.
    refute_contains "$(cat "$tmp/hook")" '@key'
}

@test "an older tcsh is told which one it takes, and is left alone" {
    for old in 6.21.00 6.23.00 6.9.00; do
        rc_clear
        rc_before "set tcsh = $old"
        in_it --cwd "$HOME/proj" <<<"$(get VIRTUAL_ENV)"
        assert_answer 0 "venvhook: tcsh $old: too old, it takes 6.23.01"
        assert_answer 1 none
    done
    for new in 6.23.01 6.24.16 6.30.00 7.00.00; do
        rc_clear
        rc_before "set tcsh = $new"
        in_it --cwd "$HOME/proj" <<<''
        assert_answer 0 ''
        assert_prompt 0 '(proj) => '
    done
}

@test "aliases precmd and cwdcmd of the user run as before" {
    rc_before "alias precmd 'echo at prompt'"
    rc_before "alias cwdcmd 'echo moved to \$cwd:t'"
    in_it <<'END'
cd proj
cd ..
END
    assert_answer 1 $'moved to proj\nat prompt'
    assert_prompt 1 '(proj) => '
    assert_answer 2 $'moved to home\nat prompt'
}

@test "a precmd that came behind our line is found at the first change of directory" {
    rc_after "alias precmd 'echo mine'"
    in_it <<'END'
cd proj

cd ..
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 mine
    assert_prompt 3 '=> '
}

@test "a prompt that begins with a letter keeps it behind the name" {
    rc_after "set prompt = 'tcsh$mark=> '"
    in_it <<'END'
cd proj
cd ..
END
    assert_prompt 1 '(proj) tcsh=> '
    assert_prompt 2 'tcsh=> '
}

@test "with the precmd of starship, before our line or after it, the name is its alone" {
    for place in rc_before rc_after; do
        rc_clear
        $place "set USER_PRECMD = \"\`alias precmd\`\"
set STARSHIP_PRECMD = 'set p = \`printenv VIRTUAL_ENV\`; set prompt = \"<\$p:t>$mark=> \"'
alias precmd \"\$STARSHIP_PRECMD;\$USER_PRECMD\""
        in_it <<'END'
cd proj

cd ..
END
        assert_prompt 2 '<.venv>=> '
        assert_prompt 3 '<>=> '
    done
}

@test "aliases of the user are told which env went off and on" {
    project other
    "$VENVHOOK" allow other
    rc_after "alias venvhook_activated 'echo on \"\\!:1\"'"
    rc_after "alias venvhook_deactivated 'echo off \"\\!:1\"'"
    in_it <<'END'
cd proj
cd ../other
deactivate
END
    assert_answer 1 "on $HOME/proj/.venv"
    assert_answer 2 "off $HOME/proj/.venv
on $HOME/other/.venv"
    assert_answer 3 "off $HOME/other/.venv"
}

@test "what venvhook prints can be piped and redirected" {
    in_it <<'END'
venvhook version | sed 's/^/piped /'
venvhook version > ~/version
cat ~/version
venvhook status nowhere |& sed 's/^/piped /'
venvhook bogus >& /dev/null
echo $status
venvhook activate nowhere
echo $status
END
    assert_contains "$(answer 1)" 'piped venvhook '
    assert_answer 3 "$(answer 1 | sed 's/^piped //')"
    assert_contains "$(answer 4)" 'piped venvhook:'
    assert_answer 5 ''
    assert_answer 6 2
    assert_answer 8 1
}

@test "histchars, backslash_quote and noclobber change nothing" {
    odd="odd!name'\"^%\\dir"
    project "$odd"
    "$VENVHOOK" allow "$odd"
    export ODD=$HOME/$odd
    rc_after 'set histchars = "%^"; set backslash_quote; set noclobber'
    in_it <<END
$(cd_to ODD)
$(get VIRTUAL_ENV)
cd ..
$(get VIRTUAL_ENV)
END
    assert_answer 2 "$ODD/.venv"
    assert_answer 4 none
}

@test "backslash_quote in front of our line changes nothing" {
    rc_before 'set backslash_quote; set noclobber'
    in_it <<END
cd proj
$(get VIRTUAL_ENV)
cd ..
venvhook version
END
    assert_answer 0 ''
    assert_prompt 1 '(proj) => '
    assert_answer 2 "$HOME/proj/.venv"
    assert_prompt 3 '=> '
    assert_contains "$(answer 4)" 'venvhook '
}

# Its script has rules for these, as the shell can be told of words alone.
@test "TAB puts in a directory or a file behind each option that takes one" {
    local i

    touch reqs.txt
    "$VENVHOOK" help --table | awk -F '\t' '
        $1 !~ / --/ { next }
        $2 == "DIR" { print $1, "pr"; print $1 "=pr" }
        $2 == "FILE" || $2 == "SPEC" { print $1, "re"; print $1 "=re" }
    ' >typed
    printf '%s\n' 'create -p re' 'create -r re' >>typed
    sed -e 's/pr$/proj\//; s/re$/reqs.txt/' typed >wanted
    [ "$(wc -l <wanted)" -gt 9 ]
    rc_after 'eval "`$VENVHOOK:q completions tcsh`"'
    sed 's/.*/@key venvhook &\\t\n@key \\x01echo \\r\n@prompt/' typed >scenario
    in_it <scenario
    for ((i = 1; i <= $(wc -l <wanted); i++)); do
        assert_answer "$i" "venvhook $(sed -n "${i}p" wanted)"
    done
}

@test "a cwdcmd that came behind our line is found at the first prompt" {
    rc_after "alias cwdcmd 'echo moved to \$cwd:t'"
    in_it <<'END'
cd proj; which python
cd ..; printenv VIRTUAL_ENV
END
    assert_answer 1 "moved to proj
$HOME/proj/.venv/bin/python"
    assert_answer 2 'moved to home'
}
