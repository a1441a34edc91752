# What fish alone has: functions for a prompt, events, scopes of variables.

load ../hook

setup() {
    hook_setup
    export P=$tmp/p T=$tmp
    project "$P"
    "$VENVHOOK" allow "$P"
    mkdir "$tmp/q"
}

@test "status and pipestatus reach the prompt and the next line" {
    rc_before 'function fish_prompt
        echo "[$status|$pipestatus] => "
    end'
    in_it <<'END'
cd $P
false | true | sh -c "exit 3"
touch $P/.venv/pyvenv.cfg; sh -c "exit 4"
echo $status
cd $T; sh -c "exit 5" | false
cd $P; echo $status; cd $T/nonexistent
END
    assert_prompt 1 '(p) [0|0] => '
    assert_prompt 2 '(p) [3|1 0 3] => '
    assert_prompt 3 '(p) [4|4] => '
    assert_answer 4 4
    assert_prompt 5 '[1|5 1] => '
    assert_equal "$(answer 6 | head -n 1)" 0
    assert_prompt 6 '(p) [1|1] => '
}

@test "a user's functions named like builtins are not called" {
    rc_after 'function shadow
        for f in cat contains echo functions join sed source true
            functions -e $f
            builtin eval "function $f; builtin echo WRONG $f; end"
        end
        function fish_prompt; builtin echo -n "=> "; end
    end'
    in_it <<'END'
shadow
builtin cd $P
deactivate
venvhook activate
builtin cd $T
echo
END
    assert_prompt 2 '(p) => '
    assert_prompt 3 '=> '
    assert_prompt 4 '(p) => '
    assert_prompt 5 '=> '
    assert_answer 5 ''
    assert_answer 6 'WRONG echo'
}

@test "with fish_trace the prompt is no louder" {
    in_it <<'END'
cd $P
set -g fish_trace 1

true
END
    refute_contains "$(raw_of 3)" venvhook
    refute_contains "$(raw_of 4)" venvhook
}

@test "cd from a key binding switches at once, at each visit" {
    rc_after 'bind \cg "cd \$P; commandline -f repaint"'
    in_it <<'END'
@key \x07
@sleep 0.3
echo $VIRTUAL_ENV
cd $T
@key \x07
@sleep 0.3
true
function fish_mode_prompt; end; cd $T
@key \x07
@sleep 0.3
true
END
    assert_contains "$(answer 1)" "$P/.venv"
    drawn_twice 1
    drawn_twice 3
    drawn_twice 5
}

@test "a theme that takes the place of the prompt in a project, or outside, and the mode prompt with it, has the name its alone" {
    rc_after 'function plain; function fish_prompt; printf "=> "; end; end
    function theme
        function fish_prompt
            printf "<%s>=> " (basename "$VIRTUAL_ENV")
        end
        functions -e fish_mode_prompt
    end'
    in_it <<'END'
cd $P
theme

cd $T; plain
cd $P
cd $T; theme
cd $P
plain; cd $T
cd $P
END
    assert_prompt 1 '(p) => '
    assert_prompt 2 '<.venv>=> '
    assert_prompt 3 '<.venv>=> '
    assert_prompt 5 '(p) => '
    assert_prompt 7 '<.venv>=> '
    assert_prompt 9 '(p) => '
}

# The prompt is drawn anew by the key, and once more behind the line.
drawn_twice() {
    [ "$(raw_of "$1" | grep -ao '(p) => ' | grep -c .)" -ge 2 ] ||
        fail "step $1: $(raw_of "$1")"
}

@test "cd in a command substitution waits for the prompt" {
    counted
    in_it <<'END'
true
echo (cd $P; set -q VIRTUAL_ENV; or echo off)
command -s python
cd $T; : > $T/runs
set x (cd $P; cd $T); cat $T/runs
END
    assert_answer 2 off
    assert_prompt 2 '(p) => '
    assert_answer 3 "$P/.venv/bin/python"
    assert_answer 5 ''
}

@test "completions that change directory do not run the program" {
    rc_after 'complete -c foo -f -a "(cd \$P; echo word; cd \$T)"'
    counted
    in_it --cwd "$tmp" <<'END'
echo start
@key foo \t
@sleep 0.3
@key \x15
echo end
END
    assert_contains "$(raw_of 2)" word
    assert_runs 1
}

@test "cd -, prevd, popd and CDPATH are followed" {
    rc_after 'set -g CDPATH $T'
    in_it --cwd "$tmp/q" <<'END'
cd p
cd -
nextd
prevd
pushd $P
popd
END
    assert_prompt 1 '(p) => '
    assert_prompt 2 '=> '
    assert_prompt 3 '(p) => '
    assert_prompt 4 '=> '
    assert_prompt 5 '(p) => '
    assert_prompt 6 '=> '
}

@test "a local PATH does not leak into the global one" {
    in_it <<'END'
function f; set -lx PATH /local/only $PATH; cd $P; end
f; string match /local/only $PATH; command -s python
command -s python; string match /local/only $PATH
END
    assert_equal "$(answer 3)" "$P/.venv/bin/python"
    refute_contains "$(answer 2)" /local/only
}

@test "universal variables stay untouched" {
    in_it <<'END'
cd $P; cd $T; cd $P; deactivate
set -U | string match -r '.*(venv|VIRTUAL|PATH).*'
END
    assert_answer 2 ''
}

@test "PYTHONHOME is cleared and comes back" {
    in_it --env PYTHONHOME=/some/where <<'END'
cd $P; set -q PYTHONHOME; or echo cleared
cd $T; set -S PYTHONHOME | head -n 1; echo $PYTHONHOME
cd $P; deactivate; echo $PYTHONHOME
END
    assert_answer 1 cleared
    assert_contains "$(answer 2)" exported
    assert_contains "$(answer 2)" /some/where
    assert_answer 3 /some/where
}

@test "a child shell inherits the env, and its own deactivate" {
    in_it <<'END'
cd $P
fish
command -s python; functions -q deactivate; and echo ours
cd $T
cd $P
deactivate
fish
exit
cd .; exit
echo $VIRTUAL_ENV
END
    assert_prompt 2 '(p) => '
    assert_answer 3 "$P/.venv/bin/python
ours"
    assert_prompt 4 '=> '
    assert_prompt 5 '(p) => '
    assert_prompt 6 '=> '
    # deactivate holds in a child of the child.
    assert_prompt 7 '=> '
    # The parent was never switched off.
    assert_prompt 9 '(p) => '
    assert_answer 10 "$P/.venv"
}

@test "fish_prompt is never touched, whoever changes it" {
    rc_before 'functions fish_prompt >$T/before'
    in_it <<'END'
cd $P
functions fish_prompt | diff $T/before -; and echo same
function fish_prompt; echo 'new => '; end
function fish_mode_prompt; echo -n '[M]'; end

cd $T
functions fish_mode_prompt | string match -v '#*'
END
    assert_answer 2 same
    assert_prompt 3 '(p) new => '
    assert_prompt 5 '[M](p) new => '
    assert_prompt 6 '[M]new => '
    refute_contains "$(answer 7)" venvhook
}

@test "the name is there once, whatever fish_config chooses" {
    rc_after 'function choose
        fish_config prompt choose $argv
        function fish_right_prompt; end
        functions -c fish_prompt theme_prompt
        function fish_prompt; theme_prompt; printf "=> "; end
    end'
    for theme in arrow astronaut default informative terlar; do
        in_it --term xterm <<END
cd \$P
choose $theme
cd \$T; cd \$P
END
        assert_equal "$theme: $({ answer 3; prompt_of 3; } |
            grep -o '(p)')" "$theme: (p)"
    done
}

@test "where there is no fish_mode_prompt there is none afterwards" {
    rc_before 'functions -e fish_mode_prompt'
    in_it <<'END'
cd $P
cd $T
functions -q fish_mode_prompt; or echo none
END
    assert_prompt 1 '(p) => '
    assert_answer 3 none
}

@test "vi mode shows its mode and the name" {
    rc_before 'fish_vi_key_bindings; function fish_mode_prompt
        echo -n "[$fish_bind_mode] "; end'
    in_it <<'END'
cd $P
END
    assert_prompt 1 '[insert] (p) => '
}

@test "no name is shown where it is not wanted" {
    in_it --init --no-prompt <<'END'
cd $P
echo $VIRTUAL_ENV
END
    assert_prompt 1 '=> '
    assert_answer 2 "$P/.venv"
    in_it --env VIRTUAL_ENV_DISABLE_PROMPT=1 <<<'cd $P'
    assert_prompt 1 '=> '
    in_it <<'END'
cd $P
set -g VIRTUAL_ENV_DISABLE_PROMPT 1
set -e VIRTUAL_ENV_DISABLE_PROMPT
END
    assert_prompt 2 '=> '
    assert_prompt 3 '(p) => '
}

@test "in private mode the hook works" {
    in_it -- --private <<<'cd $P'
    assert_prompt 1 '(p) => '
}

@test "fish finds no fault with the script, as it is and as it is printed" {
    need fish
    fish --no-execute "$top_srcdir/shell/hook.fish"
    "$VENVHOOK" init fish >"$tmp/hook.fish"
    run fish --no-execute "$tmp/hook.fish"
    assert_success
    assert_output ''
}

@test "the script tells by variables how two files are compared, which fish cannot before 3.6" {
    "$VENVHOOK" init fish >"$tmp/hook.fish"
    run grep -e ' -ef' -e ' -nt' "$tmp/hook.fish"
    assert_output 'builtin set -g __venvhook_newer -nt
builtin set -g __venvhook_same -ef
if not builtin test / -nt /dev/null/none 2>/dev/null'
}

@test "words, input and status pass through the function as they are" {
    counted '[ "$1" != export ] || exit 1; printf "<%s>" "$@"; echo
        [ "$1" != read ] || cat; exit 5; :'
    in_it <<'END'
venvhook 'a  b' "it's" --x=1 -- '' '$x' '*'; echo $status
printf 'one\ntwo\n' | venvhook read
END
    assert_answer 1 "<a  b><it's><--x=1><--><><\$x><*>
5"
    assert_answer 2 '<read>
one
two'
}

@test "what fish tells its mode prompt reaches the user's, and a final rendering has no name" {
    rc_before 'function fish_mode_prompt; builtin echo -n "[$argv]"; end
    function drawn --on-event fish_prompt
        fish_mode_prompt; builtin echo
        fish_mode_prompt --final-rendering; builtin echo
    end'
    in_it <<'END'
cd proj
END
    assert_answer 1 $'[](proj) \n[--final-rendering]'
}

@test "a line that a command reads has its own prompt in front, and no name" {
    in_it <<'END'
cd $P
@send read -P 'q> ' line
@wait q>
@key hi\r
@prompt
echo $line
cd sub
END
    assert_prompt 1 '(p) => '
    [[ $(answer 2) == *'q> hi'* && $(answer 2) != *'(p) q>'* ]]
    assert_prompt 2 '(p) => '
    assert_answer 3 hi
}

@test "the user's mode prompt sees the status of the command and of its pipe" {
    rc_before 'function fish_mode_prompt
    builtin echo -n "[$status $pipestatus]"
end'
    in_it <<'END'
cd proj
sh -c 'exit 3'
false | sh -c 'exit 4'
END
    assert_prompt 2 '[3 3](proj) => '
    assert_prompt 3 '[4 1 4](proj) => '
}

# At the first prompt it puts its own mode prompt around a copy of the one there.
wrapping_editor='function editor --on-event fish_prompt
    functions -e editor
    functions -c fish_mode_prompt editors_mode_prompt
    function fish_mode_prompt; builtin printf "<"; editors_mode_prompt; end
end'

@test "an editor that wraps a copy of our mode prompt gets one name, and makes no loop" {
    project other
    "$VENVHOOK" allow other
    rc_after "$wrapping_editor"
    in_it --cwd "$HOME/proj" <<'END'

cd ~
cd ~/proj
cd ~/other
cd ~
END
    assert_prompt 1 '<(proj) => '
    assert_prompt 2 '<=> '
    assert_prompt 3 '<(proj) => '
    assert_prompt 4 '<(other) => '
    assert_prompt 5 '<=> '
    assert_answer 4 ''
}

@test "the line of bash or zsh is shown as that, and defines nothing" {
    for other in bash zsh; do
        bare "eval (\$VENVHOOK init $other | string collect)
$(defined venvhook)"
        assert_contains "this is the line of $other; venvhook init tells that"
        assert_equal "${lines[${#lines[@]} - 1]}" none
    done
}

@test "a mode prompt of ours that was saved in a project is not taken for the user's" {
    in_it <<'END'
cd proj
funcsave -q fish_mode_prompt
END
    assert_exists "$XDG_CONFIG_HOME/fish/functions/fish_mode_prompt.fish"
    in_it <<'END'
cd proj
cd ..
END
    assert_answer 1 ''
    assert_prompt 1 '(proj) => '
    assert_prompt 2 '=> '
}

# --- quoting, beside what ../quoting.bats has

# A project that is where the shell begins.
in_p() {
    project "$tmp/p"
    "$VENVHOOK" allow "$tmp/p" >/dev/null
    cd "$tmp/p" || return
}

# PATH passes through the quoter whole, and it may hold any byte.
passes() {
    local quoted=$tmp/quoted got=$tmp/got

    PATH=$1 "$VENVHOOK" export fish >"$quoted"
    fish --no-config --no-execute "$quoted"
    fish --no-config -c 'source $argv[1]
        printf "%s" "$PATH" >$argv[2]' "$quoted" "$got"
    printf '%s' "$tmp/p/.venv/bin:$1" | cmp - "$got" ||
        differ got "$(cat "$got")" want "$1"
}

@test "bytes that are no UTF-8 come back in a C locale and in another" {
    in_p
    for locale in C "$LC_ALL"; do
        LC_ALL=$locale passes $'/\xff/\xc3(/\xed\xa0\x80/\xf5\x80/\xc3\xa9'
    done
}

@test "the assignments and the watch of the hook carry hostile names too" {
    local name n=0

    in_p
    mkdir "$tmp/h"
    while IFS= read -r -d '' name; do
        [[ $name == *:* ]] || project "$tmp/h/$name"
    done < <(hostile_names)
    "$VENVHOOK" allow --tree "$tmp/h" >/dev/null
    for name in "$tmp"/h/* "$tmp"/h/...; do
        cd -- "$name"
        "$VENVHOOK" export --hook 1 --notices '' fish >"$tmp/quoted"
        fish --no-config -c 'set __venvhook_newer -nt
            function __venvhook_rests
                set -g __venvhook_seen \
                    "$PATH|$VIRTUAL_ENV|$VENVHOOK_SESSION|$VIRTUAL_ENV_PROMPT|"
            end
            source $argv[1]; __venvhook_holds; or echo watch
            printf "%s|" $VIRTUAL_ENV $__venvhook_on[1..2]
            eval $__venvhook_on[4]; set -q VIRTUAL_ENV; and echo undo; true' \
            "$tmp/quoted" >"$tmp/got"
        printf '%s|' "$name/.venv" "$name/.venv" "$name/.venv/bin" |
            cmp - "$tmp/got" || fail "$(printf '%q' "$name")"
        n=$((n + 1))
    done
    [ "$n" -gt 40 ]
    assert_not_pwned
}

@test "a variable that an answer rests on is noticed, also as a function's own is gone" {
    mkdir "$P/a" "$P/b"
    counted
    in_it <<'END'
cd $P
cd $P/a; : >$T/runs; cd $P/b; count <$T/runs
set -gx WORKON_HOME /x; cd $P/a; count <$T/runs
: >$T/runs; cd $P/b; count <$T/runs
function f; set -lx WORKON_HOME /y; cd $P/a; end; f; count <$T/runs
count <$T/runs
cd $P/b; cd $P; count <$T/runs
END
    assert_answer 2 0
    assert_answer 3 1
    assert_answer 4 0
    assert_answer 5 1
    assert_answer 6 2
    assert_answer 7 2
}

# --- out of a project to where the answer before it holds

@test "out of a project to where one came from starts no process, and all is as it was before" {
    rc_after 'function venvhook_deactivated; echo off $argv; end'
    counted
    in_it --cwd "$HOME/away" <<'END'
set -g was "$PATH"
cd ../proj; : >$T/runs; cd ../away; count <$T/runs
set -q VIRTUAL_ENV; or set -q VIRTUAL_ENV_PROMPT; or set -q VENVHOOK_SESSION; or functions -q deactivate; or test "$PATH" = "$was"; and echo same
mkdir ../away/new
cd new; cp -R ../../proj/.venv .; true
cd ../../proj; cd ../away; set -gx PATH ~/proj/.venv/bin $PATH; set -g DIRENV_DIFF x
test "$PATH" = "$was"; and echo same
END
    assert_answer 2 "off $HOME/proj/.venv
0"
    assert_prompt 2 '=> '
    assert_answer 3 same
    assert_contains "$(raw_of 5)" 'venvhook allow'
    assert_answer 7 same
}

@test "where something is not as it was left, the way out of a project is asked about" {
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    counted
    in_it --cwd "$HOME/away" <<'END'
cd ../proj; set -gx PATH $PATH /more; : >$T/runs; cd ../away; count <$T/runs; string match /more $PATH
cd ../proj; deactivate; : >$T/runs; cd ../away; count <$T/runs
cd ../proj; set -gx UV_PROJECT_ENVIRONMENT x; : >$T/runs; cd ../away; count <$T/runs
cd ../proj; sleep 0.01; echo messages = all >$XDG_CONFIG_HOME/venvhook/config; cd ../away
cd ../proj
cd ../away
END
    assert_answer 1 "1
/more"
    assert_answer 2 1
    assert_answer 3 1
    assert_contains "$(answer 4)" deactivated
    assert_contains "$(answer 5)" activated
    assert_contains "$(answer 6)" deactivated
}

@test "what was answered before a variable changed, in a project and over a prompt, is not gone back to" {
    for name in mine yours; do
        mkdir -p "$tmp/$name/venvhook"
        echo 'messages = all' >"$tmp/$name/venvhook/config"
    done
    in_it --cwd "$HOME/away" --env PYTHONHOME=/usr <<'END'
cd ../proj
set -gx XDG_CONFIG_HOME $T/mine
cd ../away
begin; set -lx XDG_CONFIG_HOME $T/none; cd ../proj; cd ../away; cd ../proj; end
cd ../away
set -e XDG_CONFIG_HOME; cd .
set -gx XDG_CONFIG_HOME $T/yours; cd ../proj; cd ../away
END
    assert_contains "$(answer 3)" deactivated
    assert_contains "$(answer 5)" deactivated
    assert_contains "$(answer 7)" deactivated
}

@test "behind a command that changed nothing, nothing is asked, wherever one is" {
    counted
    in_it <<'END'
cd /; : >$T/runs; venvhook version; cat $T/runs
cd ~/proj/; : >$T/runs; venvhook version; cat $T/runs
END
    assert_answer 1 "$("$VENVHOOK" version)
version"
    assert_answer 2 "$("$VENVHOOK" version)
version"
}

# --- PATH, which is a list

@test "edits of PATH while active survive leaving and deactivate, but for copies of our entry" {
    in_shell fish <<'END'
set -g old $PATH
cd $P
set -gx PATH /in/front $PATH /at/end
cd $T; test "$PATH" = "/in/front:$(string join : $old):/at/end"; echo $status
cd $P
set PATH $PATH $P/.venv/bin /more
deactivate; string match "*.venv*" $PATH; string match /more $PATH
set -gx PATH $old; cd $T
cd $P; set -e PATH[1]; cd $T; test "$PATH" = (string join : $old); echo $status
END
    assert_answer 4 0
    assert_answer 7 /more
    assert_answer 9 0
}

@test "an empty PATH is empty again, one that is not set is not set, and no word of it is an option" {
    in_shell fish --env "PATH=-U:$PATH:--help" <<'END'
cd $P; cd $T; string join -- : $PATH
cd $P; deactivate; cd $T; string join -- : $PATH
set -gx PATH; cd $P; echo $PATH; cd $T; count $PATH; set -S PATH
cd $P; deactivate; cd $T; count $PATH
set -e PATH; cd $P; echo $PATH; cd $T; set -q PATH; or echo none
END
    assert_answer 1 "-U:$PATH:--help"
    assert_answer 2 "-U:$PATH:--help"
    assert_equal "$(answer 3 | head -n 2)" "$P/.venv/bin
0"
    assert_contains "$(answer 3)" exported
    assert_answer 4 0
    assert_answer 5 "$P/.venv/bin
none"
}

@test "a theme that shows environments in what its prompt calls, or that an editor has wrapped, is left to it" {
    rc_before 'function shown
        set -q VIRTUAL_ENV; and printf "<%s>" (basename $VIRTUAL_ENV)
    end
    function fish_prompt; if true; shown; end; printf "=> "; end'
    in_it <<'END'
cd $P
cd $T
END
    assert_prompt 1 '<.venv>=> '
    assert_prompt 2 '=> '
    rc_after 'function editor --on-event fish_prompt
        functions -e editor
        functions -c fish_prompt editors_prompt
        function fish_prompt; printf "["; editors_prompt; end
    end'
    in_it <<'END'
cd $P
cd $T
END
    assert_prompt 1 '[<.venv>=> '
    assert_prompt 2 '[=> '
}

@test "a theme that a comment names, or the path of the file that has the prompt, is none" {
    export XDG_CONFIG_HOME=$tmp/dots/virtualenv
    rc_after 'function fish_prompt
        # unlike starship
        printf "=> "
    end'
    in_it <<<'cd $P'
    assert_prompt 1 '(p) => '
}

@test "a prompt that calls a copy of our mode prompt shows the name once at each visit, and the user's mode everywhere" {
    rc_before 'function fish_mode_prompt; builtin echo -n "[M]"; end'
    rc_after 'function terminal --on-event fish_prompt
        functions -e terminal
        functions -c fish_mode_prompt terminals_mode_prompt
        functions -c fish_prompt terminals_prompt
        function fish_mode_prompt; end
        function fish_prompt; terminals_mode_prompt; terminals_prompt; end
    end'
    in_it --cwd "$P" <<'END'

cd $T
cd $P
cd $T
cd $P
cd $T
END
    assert_prompt 1 '[M](p) => '
    assert_prompt 2 '[M]=> '
    assert_prompt 3 '(p) [M]=> '
    assert_prompt 4 '[M]=> '
    assert_prompt 5 '(p) [M]=> '
    assert_prompt 6 '[M]=> '
}

@test "a copy of our mode prompt that an editor puts around it shows the mode and the name once, beside a name that changes" {
    project other
    "$VENVHOOK" allow other
    rc_before 'function fish_mode_prompt; builtin echo -n "[M]"; end'
    rc_after "$wrapping_editor"
    in_it --cwd "$P" <<'END'

cd ~/other
cd $P
cd $T
cd $P
END
    assert_prompt 1 '<[M](p) => '
    assert_prompt 2 '<[M](other) => '
    assert_prompt 3 '<[M](p) => '
    assert_prompt 4 '<[M]=> '
    assert_prompt 5 '<[M](p) => '
}

@test "an env switched on and off in the line that came to its project stays off, also where that leaves VIRTUAL_ENV_PROMPT" {
    real_env
    sed -i '/set -e VIRTUAL_ENV_PROMPT/d' "$HOME/proj/.venv/bin/activate.fish"
    in_it --term "$hand_term" --cwd "$HOME/away" <<END
cd ../proj; $(activate "$HOME/proj/.venv"); deactivate
$(get VIRTUAL_ENV)
cd ../away
cd ../proj
END
    assert_prompt 1 '=> '
    assert_answer 2 none
    assert_prompt 4 '(proj) => '
}
