# What nushell alone has: a hook in a file, data instead of statements, PATH as
# a list.

load ../hook

@test "setup writes the file that nushell reads by itself, and a newer program says that it is old" {
    "$VENVHOOK" setup --yes nu
    hook=$XDG_CONFIG_HOME/nushell/autoload/venvhook.nu
    assert_exists "$hook"
    in_it --no-hook <<END
cd proj; \$env.VIRTUAL_ENV
deactivate
END
    assert_answer 0 ''
    assert_answer 1 "$HOME/proj/.venv"
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
    sed -i 's/^const __venvhook_version = .*/const __venvhook_version = "0.0.9"/' \
        "$hook"
    in_it --no-hook <<END
cd proj
$(child)
END
    assert_contains "$(answer 0)" 'set up by version 0.0.9'
    assert_contains "$(answer 0)" "'venvhook setup nu'"
    assert_answer 1 ''
    assert_prompt 1 '(proj) => '
    assert_contains "$(answer 2)" 0.0.9
}

@test "hostile names of directories come and go, and the environment is as before" {
    local name n=0

    mkdir h
    while IFS= read -r -d '' name; do
        iconv -f utf-8 -t utf-8 <<<"$name" >/dev/null 2>&1 || continue
        # Its own cd takes "..." for two levels up, and takes out controls.
        [[ $name != ... && $name != *[:[:cntrl:]]* ]] || continue
        project "h/$name"
        n=$((n + 1))
    done < <(hostile_names)
    [ "$n" -gt 40 ]
    "$VENVHOOK" allow --tree h
    "$(base_python)" -c 'import json, os; json.dump(
        [os.path.abspath("h/" + n) for n in sorted(os.listdir("h"))],
        open("names.json", "w"))'
    in_it --env $'ODD=\x01\x7f"\'\\ \xc3\xa9\xf0\x9f\x9a\x92' \
        --env "PATH=:$PATH::/with space:/x\"y'z\$(id):~/t:/usr/bin:" <<'END'
let old = $env.PATH
sh -c 'env -0 | sort -z >~/before'
cd ~/proj
sh -c 'printf %s "$PATH" >~/inside'
cd ~
sh -c 'env -0 | sort -z >~/after'
let names = open names.json; $names | length
for name in $names { cd $name; if [$env.VIRTUAL_ENV? $env.PATH.0] != [$"($env.PWD)/.venv" $"($env.PWD)/.venv/bin"] { print $name } }
for name in $names { cd $name; deactivate; if $env.PATH != $old or $env.VIRTUAL_ENV? != null { print $name } }
cd ~; $env.PATH == $old
END
    assert_answer 7 "$n"
    assert_answer 8 ''
    assert_answer 9 ''
    assert_answer 10 true
    assert_not_pwned
    # nushell itself keeps the last directory and how long a line took.
    diff -a <(tr '\0' '\n' <before | grep -av -e ^OLDPWD= -e ^CMD_DURATION) \
        <(tr '\0' '\n' <after | grep -av -e ^OLDPWD= -e ^CMD_DURATION)
    assert_equal "$(cat inside)" \
        "$HOME/proj/.venv/bin:$(tr '\0' '\n' <before | sed -n 's/^PATH=//p')"
}

@test "what is no UTF-8 is refused in a sentence, by the program too" {
    project $'p\xff'
    "$VENVHOOK" allow $'p\xff' >/dev/null
    cd $'p\xff'
    run --separate-stderr "$VENVHOOK" export nu --hook 1
    assert_success
    assert_contains "$stderr" 'UTF-8'
    assert_contains "$output" '"set":{}'
    cd ..
    PATH=$'/\xff:'$PATH run --separate-stderr "$VENVHOOK" export nu --hook 1 \
        --start
    cd proj
    PATH=$'/\xff:'$PATH run --separate-stderr "$VENVHOOK" export nu --hook 1
    assert_contains "$stderr" 'UTF-8'
    refute_contains "$output" '.venv/bin:'
}

@test "closures of the user's own are told, and children inherit no state but the session" {
    rc_before '$env.venvhook_activated = {|path| $env.LAST = $"on ($path)" }
$env.venvhook_deactivated = {|path| $env.LAST = $"off ($path)" }'
    in_it <<END
cd proj; \$env.LAST
deactivate; \$env.LAST
cd ..; cd proj
cd ..; \$env.LAST
cd proj
$(by_sh 'env | grep -i "^[a-z_]*venvhook[a-z_]*=" | grep -v ^VENVHOOK=')
END
    assert_answer 1 "on $HOME/proj/.venv"
    assert_answer 2 "off $HOME/proj/.venv"
    assert_answer 4 "off $HOME/proj/.venv"
    assert_equal "$(answer 6 | sed 's/=.*//')" VENVHOOK_SESSION
}

@test "deactivate takes our entry out of a PATH that is one text, too" {
    in_it <<END
cd proj
\$env.PATH = (\$env.PATH | str join (char esep)); deactivate; \$env.PATH | length
$(get PATH)
END
    assert_answer 2 "$(tr : '\n' <<<"$PATH" | wc -l)"
    assert_answer 3 "$PATH"
}

@test "where there is no PROMPT_COMMAND, nushell shows its own prompt" {
    in_it <<'END'
cd proj
$env.PROMPT_INDICATOR = "=> "; $env.PROMPT_COMMAND = null
$env.PROMPT_COMMAND = "mine"
END
    assert_prompt 2 '~/proj=> '
    assert_prompt 3 '(proj) mine=> '
}

@test "a cd of the user's own is left alone, and the next prompt follows it" {
    rc_before 'def --env go [...words: string] { cd ($words | str join "/") }
alias cd = go'
    in_it <<END
cd proj .venv; \$env.VIRTUAL_ENV?
cd ..; cd ..
END
    assert_answer 1 ''
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

@test "behind the first prompt nothing of the hook has a condition, which would take as long as the rest of it" {
    rc_before '$env.config.hooks.pre_prompt = [{|| null }]'
    rc_after '$env.config.hooks.pre_prompt ++= [{condition: {|| true } code: {|| null }}]'
    in_it <<'END'
cd proj
$env.config.hooks.pre_prompt | each { ($in | to nuon --serialize) } | where $it =~ __venvhook | length
$env.config.hooks.pre_prompt | each { describe | str substring 0..5 } | str join ' '
END
    assert_prompt 1 '(proj) => '
    assert_answer 2 1
    assert_answer 3 'closur closur record'
}

@test "a date is looked at behind a line, a name also behind an empty one" {
    in_it --cwd "$HOME/proj" < <(cat <<END
sh -c '(sleep 0.3; echo prompt = late >>.venv/pyvenv.cfg) >/dev/null 2>&1 &'
@sleep 0.5

true
sh -c '(sleep 0.3; mv .venv kept) >/dev/null 2>&1 &'
@sleep 0.5

END
    )
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '(late) => '
    assert_prompt 5 '=> '
}

@test "a prompt that wraps ours has the name once, and a theme is left alone" {
    rc_after '$env.config.hooks.pre_prompt = ($env.config.hooks.pre_prompt | append {||
    if $env.ONCE? == null {
        let inner = $env.PROMPT_COMMAND
        $env.PROMPT_COMMAND = {|| "top " + (do $inner) }
        $env.ONCE = "yes"
    }
})'
    in_it <<<'cd proj'
    assert_prompt 1 '(proj) top => '
    rc_clear
    rc_before '$env.PROMPT_COMMAND = {|| if false { ^starship prompt } else { "=> " } }'
    in_it <<<'cd proj'
    assert_prompt 1 '=> '
}

@test "of the overlay that an env brings, VIRTUAL_ENV, PATH and its name in the prompt are off when one leaves, and behind it all is as before" {
    echo 'export-env {
    $env.VIRTUAL_ENV = $env.HOME + /proj/.venv
    $env.PATH = ($env.PATH | prepend ($env.VIRTUAL_ENV + /bin))
    let virtual_prefix = "(.venv) "
    let old_prompt_command = $env.PROMPT_COMMAND
    $env.PROMPT_COMMAND = {|| $virtual_prefix + (do $old_prompt_command) }
}
export alias deactivate = overlay hide activate' >proj/.venv/bin/activate.nu
    in_it <<END
cd proj
overlay use .venv/bin/activate.nu
cd ..
$(get VIRTUAL_ENV)
$(get PATH)
cd proj
deactivate
cd $HOME
$(get VIRTUAL_ENV)
$(get PATH)
END
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
    assert_answer 4 ''
    assert_answer 5 "$PATH"
    assert_answer 9 none
    assert_answer 10 "$PATH"
    in_it <<END
overlay use proj/.venv/bin/activate.nu
cd proj
cd ..
deactivate
END
    assert_prompt 1 '(.venv) => '
    assert_prompt 2 '(proj) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '=> '
}

@test "a cd that fails says so at what was typed, in the words of nushell" {
    in_it --no-hook <<<'cd nosuch'
    answer 1 >without
    in_it <<'END'
cd nosuch
cd -P /etc/passwd
END
    diff without <(answer 1)
    assert_contains "$(answer 2)" '1 | cd -P /etc/passwd'
    assert_contains "$(answer 2)" '`-- Not a directory'
}

@test "the hook has at most 70 lines" {
    run grep -c -v -E '^[[:space:]]*(#.*)?$' "$top_srcdir/shell/hook.nu"
    [ "$output" -le 70 ]
}
