#!/usr/bin/env bats
# The hook in a real fish.
load lib/common

setup() {
    common_setup
    export P=$tmp/p T=$tmp
    granted "$P"
    mkdir "$tmp/q"
}

# A project whose env may be activated.
granted() {
    project "$@"
    "$VENVHOOK" allow "$1" >/dev/null
}

# in_shell, with each run of the program written down in $tmp/runs, which the
# program PROGRAM does (default: the real one).
in_counted_fish() {
    printf '%s\n' '#!/bin/sh' 'echo "$*" >>"$T/runs"' \
        "${program:-exec \"\$VENVHOOK\"} \"\$@\"" >"$tmp/counted"
    chmod +x "$tmp/counted"
    : >"$tmp/runs"
    rc_after '"$VENVHOOK" init fish | string replace -a -- $VENVHOOK \
        $T/counted | source'
    in_shell fish --no-hook "$@"
}

runs() {
    wc -l <"$tmp/runs" | tr -d ' '
}

@test "entering switches on, leaving switches off" {
    mkdir "$P/sub"
    in_shell fish <<'END'
cd $P/sub
echo $VIRTUAL_ENV $VIRTUAL_ENV_PROMPT; command -s python
cd $T
set -q VIRTUAL_ENV; or set -q VIRTUAL_ENV_PROMPT; or echo gone
END
    assert_prompt 1 '(p) => '
    assert_answer 2 "$P/.venv p
$P/.venv/bin/python"
    assert_prompt 3 '=> '
    assert_answer 4 gone
}

@test "cd project; python on one line runs the env's python" {
    in_shell fish <<'END'
cd $P; command -s python; cd ..; command -s python
cd $P && command -s python
begin; cd $P; and command -s python; cd ..; end
END
    assert_equal "$(answer 1 | head -n 1)" "$P/.venv/bin/python"
    refute_contains "$(answer 1 | tail -n +2)" "$P"
    assert_answer 2 "$P/.venv/bin/python"
    assert_answer 3 "$P/.venv/bin/python"
}

@test "status and pipestatus reach the prompt and the next line" {
    rc_before 'function fish_prompt
        echo "[$status|$pipestatus] => "
    end'
    in_shell fish <<'END'
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

@test "^C ends a slow run, and it is not run again" {
    program='[ -e "$T/go" ] || exit 0; echo "echo sourced"; sleep 9; exit 0'
    in_counted_fish <<'END'
touch $T/go
@send cd $P
@sleep 0.4
@key \x03
@prompt
echo here
echo there
END
    assert_equal "$(runs)" 2
    refute_contains "$output" sourced
    assert_contains "$output" there
}

@test "a program that fails changes nothing and is run once a directory" {
    program='echo "set -g leaked yes"; exit 1'
    in_counted_fish <<'END'
true
true
cd $P
true
true
set -q leaked; or echo clean
END
    assert_answer 6 clean
    assert_equal "$(runs)" 2
}

@test "another version's program says so once and changes nothing" {
    rc_after '"$VENVHOOK" init fish |
        string replace -- "--hook 1" "--hook 0" | source'
    in_shell fish --no-hook <<'END'
cd $P
true
set -q VIRTUAL_ENV; or echo off
END
    assert_contains "$(answer 1)" 'another version'
    assert_answer 2 ''
    assert_answer 3 off
}

@test "sourced again and again it stays one hook" {
    rc_after '"$VENVHOOK" init fish | source'
    in_counted_fish <<'END'
$VENVHOOK init fish | string replace -a -- $VENVHOOK $T/counted | source
: > $T/runs; cd $P
functions --handlers | string match -r '.*venvhook.*'
source $RC
cd $T; cd $P
functions --handlers | string match -r '.*venvhook.*'
deactivate
functions fish_mode_prompt | grep -c venvhook
END
    assert_equal "$(answer 3 | grep -c venvhook)" 2
    assert_prompt 5 '(p) => '
    assert_answer 6 "$(answer 3)"
    assert_prompt 7 '=> '
    assert_answer 8 0
}

@test "one change of directory is one run of the program" {
    in_counted_fish <<'END'
true
cd $P
true
pushd $T; popd
true
END
    # The start, cd, pushd and popd.
    assert_equal "$(runs)" 4
}

@test "with the program moved, the one on PATH is run" {
    cp "$VENVHOOK" "$tmp/moving"
    rc_after '$T/moving init fish | source; mv $T/moving $T/bin/venvhook'
    in_shell fish --no-hook <<'END'
cd $P
END
    assert_prompt 1 '(p) => '
}

@test "with the program gone the hook is silent and deactivate works" {
    cp "$VENVHOOK" "$tmp/moving"
    rc_after '$T/moving init fish | source'
    in_shell fish --no-hook <<'END'
cd $P
rm $T/moving
cd $T
cd $P
echo $VIRTUAL_ENV
deactivate
set -q VIRTUAL_ENV; or echo off; string match -q "*.venv*" $PATH; or echo clean
venvhook status; echo $status
venvhook activate; echo $status
END
    assert_answer 3 ''
    assert_answer 4 ''
    assert_answer 5 "$P/.venv"
    assert_prompt 6 '=> '
    assert_answer 7 'off
clean'
    assert_answer 8 'venvhook: the program is not there any more
127'
    assert_equal "$(answer 9)" "$(answer 8)"
}

@test "the rest of config.fish is read after the hook line" {
    rc_after 'set -g after_hook yes'
    in_shell fish <<'END'
echo $after_hook
END
    assert_answer 1 yes
    run fish -c 'echo $after_hook; functions --handlers; cd $P; echo $PATH'
    assert_line yes
    refute_contains venvhook
    refute_contains "$P/.venv"
}

@test "a shell that is not interactive is left alone" {
    in_shell fish <<<true
    run fish -c 'cd $P; set -q VIRTUAL_ENV; or echo off'
    assert_output off
    run fish <<<'cd $P; set -q VIRTUAL_ENV; or echo off'
    assert_output off
}

@test "start is silent, and a cd in config.fish waits" {
    rc_after 'cd $P; set -q VIRTUAL_ENV; or set -g waited yes'
    in_shell fish <<'END'
echo $waited
END
    assert_answer 0 ''
    assert_prompt 0 '(p) => '
    assert_answer 1 yes
}

@test "a shell started inside a project has its env on" {
    in_shell fish --cwd "$P" <<'END'
command -s python
END
    assert_answer 0 ''
    assert_prompt 0 '(p) => '
    assert_answer 1 "$P/.venv/bin/python"
}

@test "a user's functions named like builtins are not called" {
    rc_after 'function shadow
        for f in cat contains echo functions join sed source true
            functions -e $f
            builtin eval "function $f; builtin echo WRONG $f; end"
        end
        function fish_prompt; builtin echo -n "=> "; end
    end'
    in_shell fish <<'END'
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
    in_shell fish <<'END'
cd $P
set -g fish_trace 1

true
END
    refute_contains "$(raw_of 3)" venvhook
    refute_contains "$(raw_of 4)" venvhook
}

@test "cd from a key binding switches at once" {
    rc_after 'bind \cg "cd \$P; commandline -f repaint"'
    in_shell fish <<'END'
@key \x07
@sleep 0.3
echo $VIRTUAL_ENV
END
    assert_contains "$(raw_of 1)" '(p) => '
    assert_contains "$(answer 1)" "$P/.venv"
}

@test "cd in a command substitution waits for the prompt" {
    in_counted_fish <<'END'
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
    in_counted_fish --cwd "$tmp" <<'END'
echo start
@key foo \t
@sleep 0.3
@key \x15
echo end
END
    assert_contains "$(raw_of 2)" word
    assert_equal "$(runs)" 1
}

@test "cd -, prevd, popd and CDPATH are followed" {
    rc_after 'set -g CDPATH $T'
    in_shell fish --cwd "$tmp/q" <<'END'
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

@test "a directory that is renamed or removed while in it is no error" {
    in_shell fish --cwd "$tmp" <<'END'
cd $P
mv $P $T/r

mkdir $T/d; cd $T/d; rmdir $T/d


cd $T
END
    assert_answer 3 ''
    assert_answer 5 ''
    assert_answer 6 ''
    assert_prompt 7 '=> '
}

@test "without HOME there is no error at the prompt" {
    in_shell fish <<'END'
set -e HOME

cd $P
cd $T
END
    assert_answer 2 ''
    assert_answer 3 ''
    assert_answer 4 ''
}

@test "an env made, broken, removed, replaced is noticed at the prompt" {
    "$VENVHOOK" allow --tree "$tmp/q" >/dev/null
    mkdir "$tmp/away"
    fake_env "$tmp/away/.venv"
    in_shell fish --cwd "$tmp/q" <<'END'
mv $T/away/.venv .
mv .venv/bin/python .venv/bin/nothon
mv .venv/bin/nothon .venv/bin/python
mv .venv $T/away
mv $T/away/.venv venv
END
    assert_prompt 0 '=> '
    assert_prompt 1 '(q) => '
    assert_prompt 2 '=> '
    assert_contains "$(answer 2)" venvhook:
    assert_prompt 3 '(q) => '
    assert_prompt 4 '=> '
    assert_prompt 5 '(q) => '
}

@test "a pyvenv.cfg that is written or removed is noticed" {
    in_shell fish --cwd "$P" <<'END'
echo 'prompt = other' >> .venv/pyvenv.cfg
echo 'prompt = third' >> .venv/pyvenv.cfg
rm .venv/pyvenv.cfg
END
    assert_prompt 0 '(p) => '
    assert_prompt 1 '(other) => '
    assert_prompt 2 '(third) => '
    assert_prompt 3 '=> '
}

@test "a .venv that leads nowhere, or to itself, is asked about once" {
    mkdir "$tmp/r"
    ln -s nowhere "$tmp/q/.venv"
    ln -s venv "$tmp/r/.venv"
    ln -s .venv "$tmp/r/venv"
    in_counted_fish --cwd "$tmp/q" <<'END'


cd $T/r


END
    assert_equal "$(runs)" 2
}

@test "a link .venv that leads elsewhere, or comes in the place of an env, is noticed" {
    fake_env "$tmp/one"
    fake_env "$tmp/two"
    mkdir "$tmp/link"
    ln -s ../one "$tmp/link/.venv"
    ln -s link "$tmp/way"
    "$VENVHOOK" allow "$tmp/one" >/dev/null
    "$VENVHOOK" allow "$tmp/two" >/dev/null
    in_counted_fish --cwd "$tmp/link" <<'END'


ln -sfn ../two .venv
cd $T/way
ln -sfn p $T/way
cd $T/p
sh -c 'mv .venv kept; ln -s ../one .venv'
sh -c 'rm .venv; mv kept .venv'
END
    assert_prompt 2 '(one) => '
    assert_prompt 3 '(two) => '
    assert_prompt 5 '(two) => '
    assert_prompt 6 '(p) => '
    assert_prompt 7 '(one) => '
    assert_prompt 8 '(p) => '
    assert_equal "$(runs)" 7
}

@test "a file .venv, and an env that it names, may come later" {
    echo ../late >"$tmp/q/.venv"
    "$VENVHOOK" allow --tree "$tmp" >/dev/null
    in_shell fish --cwd "$tmp/q" <<'END'
cp -R ../p/.venv ../late
sh -c 'echo ../other >.venv'
cp -R ../p/.venv ../other
END
    assert_prompt 0 '=> '
    assert_prompt 1 '(late) => '
    assert_prompt 2 '=> '
    assert_prompt 3 '(other) => '
}

@test "settings that come, change or go are noticed at the prompt" {
    project "$tmp/other"
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    export C=$XDG_CONFIG_HOME/venvhook/config
    in_shell fish --cwd "$tmp/other" <<'END'
sh -c 'echo "trust = owner" >"$C"'
sh -c 'echo "prompt = no" >>"$C"'
sh -c 'sed -i "s/no$/yes/" "$C"'
sh -c 'rm "$C"'
END
    assert_prompt 0 '=> '
    assert_prompt 1 '(other) => '
    assert_prompt 2 '=> '
    assert_prompt 3 '(other) => '
    assert_prompt 4 '=> '
}

@test "a grant from elsewhere is noticed at the prompt" {
    project "$tmp/new"
    in_shell fish --cwd "$tmp/new" <<'END'

sh -c '"$VENVHOOK" allow "$T/new"' >/dev/null
sh -c '"$VENVHOOK" deny "$T/new"' >/dev/null
END
    assert_contains "$(answer 0)" 'venvhook allow'
    assert_answer 1 ''
    assert_prompt 2 '(new) => '
    assert_prompt 3 '=> '
}

@test "a notice is shown once a directory and shell" {
    project "$tmp/new"
    in_shell fish <<'END'
cd $T/new

cd $T; cd $T/new
fish
cd $T; cd $T/new
END
    assert_contains "$(answer 1)" 'venvhook allow'
    assert_answer 2 ''
    assert_answer 3 ''
}

@test "neighbours with the same beginning are told apart" {
    granted "$tmp/pp"
    mkdir "$tmp/p2"
    in_shell fish <<'END'
cd $P
cd $T/p2
cd $P; cd $T/pp; echo $VIRTUAL_ENV; string match "*.venv*" $PATH
END
    assert_prompt 1 '(p) => '
    assert_prompt 2 '=> '
    assert_answer 3 "$tmp/pp/.venv
$tmp/pp/.venv/bin"
}

@test "PYTHONHOME is cleared and comes back" {
    in_shell fish --env PYTHONHOME=/some/where <<'END'
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
    in_shell fish <<'END'
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

@test "our entry leads again where an rc file outranked it" {
    in_shell fish <<'END'
cd $P
echo 'set -gx PATH /usr/bin $PATH' >>$RC; fish
echo $PATH[1]; count (string match $P/.venv/bin $PATH)
END
    assert_answer 3 "$P/.venv/bin
1"
}

@test "a local PATH does not leak into the global one" {
    in_shell fish <<'END'
function f; set -lx PATH /local/only $PATH; cd $P; end
f; string match /local/only $PATH; command -s python
command -s python; string match /local/only $PATH
END
    assert_equal "$(answer 3)" "$P/.venv/bin/python"
    refute_contains "$(answer 2)" /local/only
}

@test "universal variables stay untouched" {
    in_shell fish <<'END'
cd $P; cd $T; cd $P; deactivate
set -U | string match -r '.*(venv|VIRTUAL|PATH).*'
END
    assert_answer 2 ''
}

@test "an env by hand that was inherited without its deactivate has one, and a deactivate that is there stays" {
    hand=(--env "VIRTUAL_ENV=$P/.venv" --env VIRTUAL_ENV_PROMPT=hand
        --env "PATH=$P/.venv/bin:$PATH:/x")
    for off in deactivate 'venvhook deactivate'; do
        in_shell fish "${hand[@]}" <<END
echo \$VIRTUAL_ENV
$off
set -q VIRTUAL_ENV; or set -q VIRTUAL_ENV_PROMPT; or string join : \$PATH
functions -q deactivate; or echo gone
cd \$P
END
        assert_prompt 0 '=> '
        assert_answer 1 "$P/.venv"
        assert_answer 2 ''
        assert_answer 3 "$PATH:/x"
        assert_answer 4 gone
        assert_prompt 5 '(p) => '
    done
    rc_before 'function deactivate; echo mine; end'
    in_shell fish "${hand[@]}" <<'END'
deactivate
venvhook deactivate
echo $VIRTUAL_ENV
END
    assert_answer 1 mine
    refute_contains "$(answer 2)" mine
    assert_answer 3 "$P/.venv"
}

@test "an env activated by hand is left alone, inside a project and out" {
    make_env "$tmp/hand"
    granted "$tmp/r"
    # On a dumb terminal activate.fish itself prints "hand() ".
    in_shell fish --term xterm <<'END'
source $T/hand/bin/activate.fish
cd $P
echo $VIRTUAL_ENV
deactivate

echo $VIRTUAL_ENV
source $T/hand/bin/activate.fish
cd $T/r; cd $T
deactivate
functions -q _old_fish_prompt deactivate; or set -q VIRTUAL_ENV; or echo clean
END
    assert_prompt 1 '(hand) => '
    assert_prompt 2 '(hand) => '
    assert_answer 3 "$tmp/hand"
    assert_prompt 5 '(p) => '
    assert_answer 6 "$P/.venv"
    assert_prompt 7 '(hand) => '
    assert_prompt 8 '(hand) => '
    assert_prompt 9 '=> '
    assert_answer 10 clean
}

@test "the env's own activate.fish on top of ours shows one name" {
    rm -rf "$P/.venv"
    make_env "$P/.venv"
    "$VENVHOOK" allow "$P" >/dev/null
    in_shell fish --term xterm --cwd "$P" <<'END'
source .venv/bin/activate.fish
deactivate

END
    assert_prompt 0 '(p) => '
    refute_contains "$(prompt_of 1)" '(p)'
    assert_contains "$(prompt_of 1)" '(.venv) '
    assert_prompt 3 '(p) => '
}

@test "deactivate holds until the shell leaves, venvhook activate ends that" {
    in_shell fish --cwd "$P" <<'END'
deactivate; echo $status
functions -q deactivate; or echo gone
cd $P/.venv; cd ..
cd $T; cd $P
venvhook deactivate
venvhook activate; echo $status
deactivate; deactivate
venvhook deactivate; echo $status
END
    assert_answer 1 0
    assert_prompt 1 '=> '
    assert_answer 2 gone
    assert_prompt 3 '=> '
    assert_prompt 4 '(p) => '
    assert_prompt 5 '=> '
    assert_answer 6 0
    assert_prompt 6 '(p) => '
    assert_prompt 7 '=> '
    assert_contains "$(answer 8)" 'venvhook: deactivate: no environment is active'
    assert_equal "$(answer 8 | tail -n 1)" 1
}

@test "venvhook activate ENV holds everywhere until deactivate" {
    granted "$tmp/r"
    in_shell fish <<'END'
venvhook activate $P/.venv
cd $T/r
deactivate
venvhook activate $T/none; echo $status
venvhook activate --help | head -n 1
venvhook version >/dev/null; echo $status
venvhook activate $P/.venv --shell=bash | head -n 1
venvhook activate -- $P/.venv
venvhook deactivate now; echo $status
END
    assert_prompt 1 '(p) => '
    assert_prompt 2 '(p) => '
    assert_contains "$(answer 4)" venvhook:
    assert_equal "$(answer 4 | tail -n 1)" 1
    assert_contains "$(answer 5)" 'usage: venvhook activate'
    assert_answer 6 0
    assert_answer 7 "\\builtin \\export VIRTUAL_ENV='$P/.venv'"
    assert_prompt 7 '(r) => '
    assert_prompt 8 '(p) => '
    assert_equal "$(answer 9 | tail -n 1)" 2
    assert_prompt 9 '(p) => '
}

@test "a user's own deactivate is back after ours" {
    rc_before 'function deactivate; echo mine; end'
    in_shell fish <<'END'
cd $P
deactivate
deactivate
END
    assert_prompt 2 '=> '
    assert_contains "$(answer 3)" mine
}

@test "fish_prompt is never touched, whoever changes it" {
    rc_before 'functions fish_prompt >$T/before'
    in_shell fish <<'END'
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
        in_shell fish --term xterm <<END
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
    in_shell fish <<'END'
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
    in_shell fish <<'END'
cd $P
END
    assert_prompt 1 '[insert] (p) => '
}

@test "no name is shown where it is not wanted" {
    in_shell fish --init --no-prompt <<'END'
cd $P
echo $VIRTUAL_ENV
END
    assert_prompt 1 '=> '
    assert_answer 2 "$P/.venv"
    in_shell fish --env VIRTUAL_ENV_DISABLE_PROMPT=1 <<<'cd $P'
    assert_prompt 1 '=> '
    in_shell fish <<'END'
cd $P
set -g VIRTUAL_ENV_DISABLE_PROMPT 1
set -e VIRTUAL_ENV_DISABLE_PROMPT
END
    assert_prompt 2 '=> '
    assert_prompt 3 '(p) => '
}

@test "a theme that shows environments itself is left to it" {
    rc_before 'function fish_prompt
        set -q VIRTUAL_ENV; and printf "<%s>" (basename $VIRTUAL_ENV)
        printf "=> "
    end'
    in_shell fish <<<'cd $P'
    assert_prompt 1 '<.venv>=> '
}

@test "--no-cd acts at the prompt alone" {
    in_shell fish --init --no-cd <<'END'
cd $P; set -q VIRTUAL_ENV; or echo off
END
    assert_answer 1 off
    assert_prompt 1 '(p) => '
}

@test "VENVHOOK_DISABLE switches the hook off without a run" {
    in_counted_fish --env VENVHOOK_DISABLE=1 <<'END'
cd $P; set -q VIRTUAL_ENV; or echo off
set -e VENVHOOK_DISABLE
END
    assert_answer 1 off
    assert_prompt 1 '=> '
    assert_prompt 2 '(p) => '
    assert_equal "$(runs)" 1
}

@test "in private mode the hook works" {
    in_shell fish -- --private <<<'cd $P'
    assert_prompt 1 '(p) => '
}

@test "on a dumb terminal no escape is printed, on another the name is right" {
    in_shell fish <<'END'
cd $P
cd $T
END
    assert_no_escapes
    in_shell fish --term xterm <<'END'
cd $P
cd $T
END
    assert_prompt 1 '(p) => '
    assert_prompt 2 '=> '
}

@test "fish finds no fault with the script, as it is and as it is printed" {
    need fish
    fish --no-execute "$top_srcdir/shell/hook.fish"
    "$VENVHOOK" init fish >"$tmp/hook.fish"
    run fish --no-execute "$tmp/hook.fish"
    assert_success
    assert_output ''
}

@test "words, input and status pass through the function as they are" {
    program='[ "$1" != export ] || exit 1; printf "<%s>" "$@"; echo
        [ "$1" != read ] || cat; exit 5; :'
    in_counted_fish <<'END'
venvhook 'a  b' "it's" --x=1 -- '' '$x' '*'; echo $status
printf 'one\ntwo\n' | venvhook read
END
    assert_answer 1 "<a  b><it's><--x=1><--><><\$x><*>
5"
    assert_answer 2 '<read>
one
two'
}
