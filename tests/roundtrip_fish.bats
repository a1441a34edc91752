#!/usr/bin/env bats
# Enter and leave in fish: all is as it was; in between, all is as the env's
# own activate.fish has it.
load lib/common

setup() {
    common_setup
    export P=$tmp/p T=$tmp
    project "$P"
    "$VENVHOOK" allow "$P" >/dev/null
    # All that a shell has: environment, variables, functions and prompt.
    # What changes with each command is left out, and ours, and the comments
    # on where a function comes from.
    rc_before 'function snapshot
        mkdir $T/$argv[1]
        env -0 | sort -z >$T/$argv[1]/env
        set -l passing __venvhook_ status pipestatus CMD_DURATION \
            history argv passing _ fish_kill_signal
        set -g | string match -vr "^("(string join "|" $passing)")" \
            >$T/$argv[1]/variables
        set -U >$T/$argv[1]/universal
        for f in (functions -na | string match -v "__venvhook_*")
            functions $f | string match -v "# Defined *"
        end >$T/$argv[1]/functions
        functions fish_prompt >$T/$argv[1]/prompt
        functions --handlers >$T/$argv[1]/handlers
    end
    # Loads all functions it calls, once.
    snapshot warm; rm -r $T/warm; cat /dev/null | sort >/dev/null'
}

# assert_same BEFORE AFTER: two snapshots.
assert_same() {
    assert_exists "$tmp/$1/env"
    [ "$(wc -l <"$tmp/$1/functions")" -gt 100 ]
    [ "$(wc -l <"$tmp/$1/variables")" -gt 10 ]
    cmp "$tmp/$1/env" "$tmp/$2/env"
    run diff -r "$tmp/$1" "$tmp/$2"
    assert_output ''
}

@test "enter and leave: environment, variables, functions, prompt as before" {
    in_shell fish <<'END'
builtin cd $P; builtin cd $HOME
snapshot before
builtin cd $P
snapshot inside
builtin cd $HOME
snapshot after
builtin cd $P; deactivate
builtin cd $HOME
snapshot deactivated
END
    assert_same before after
    assert_same before deactivated
    run diff -r "$tmp/before" "$tmp/inside"
    assert_contains VIRTUAL_ENV
    assert_contains deactivate
}

@test "with variables of another env's there before, they are back" {
    in_shell fish --env VIRTUAL_ENV_PROMPT=mine --env PYTHONHOME=/py/home \
        <<'END'
builtin cd $P; builtin cd $HOME
snapshot before
builtin cd $P
snapshot inside
builtin cd $HOME
snapshot after
END
    assert_same before after
    run tr '\0' '\n' <"$tmp/inside/env"
    assert_line VIRTUAL_ENV_PROMPT=p
    refute_contains PYTHONHOME
}

@test "from one project to the next, nothing of the first stays" {
    project "$tmp/r"
    "$VENVHOOK" allow "$tmp/r" >/dev/null
    in_shell fish <<'END'
builtin cd $P; builtin cd $HOME
snapshot before
builtin cd $P; builtin cd $T/r; builtin cd $P; builtin cd $T/r
echo $VIRTUAL_ENV; string match "*.venv*" $PATH
builtin cd $HOME
snapshot after
END
    assert_answer 4 "$tmp/r/.venv
$tmp/r/.venv/bin"
    assert_same before after
}

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

@test "a PATH with empty elements, doubles and a dot is as before" {
    for path in ":$PATH" "$PATH:" "/a::/b:$PATH:/a:/a" ".:$PATH:/nowhere"; do
        rm -rf "$tmp/before" "$tmp/after" "$tmp/inside"
        in_shell fish --env "PATH=$path" <<'END'
builtin cd $P; builtin cd $HOME
snapshot before
builtin cd $P
snapshot inside
builtin cd $HOME
snapshot after
END
        assert_same before after
        before=$(tr '\0' '\n' <"$tmp/before/env" | grep ^PATH=)
        inside=$(tr '\0' '\n' <"$tmp/inside/env" | grep ^PATH=)
        assert_equal "$inside" "PATH=$P/.venv/bin:${before#PATH=}"
    done
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

@test "our entry twice in PATH: one goes, the user's stays" {
    in_shell fish --env "PATH=$PATH:$P/.venv/bin" <<'END'
cd $P
cd $T
string match "*.venv*" $PATH
END
    assert_answer 3 "$P/.venv/bin"
}

# A function for the shell, what FILE: what python and so on are, into FILE.
what() {
    rc_after 'function what
        begin
            echo "env $VIRTUAL_ENV"
            for name in python python3 pip
                echo $name (command -s $name)
            end
            python -c "import sys; print(sys.prefix, sys.executable)"
            echo "home $PYTHONHOME"
            string join \n $PATH
        end >$T/$argv[1]
    end'
}

@test "what runs is what activate.fish gives, for every Python here" {
    local python n=0

    what
    while IFS= read -r python; do
        n=$((n + 1))
        mkdir "$tmp/by$n"
        make_env "$tmp/by$n/.venv" "$python"
        "$VENVHOOK" allow "$tmp/by$n" >/dev/null
        printf '%s\n' "cd \$T/by$n" "what ours$n" "cd \$HOME" \
            "source \$T/by$n/.venv/bin/activate.fish; what theirs$n" \
            'deactivate'
    done < <(pythons) >"$tmp/lines"
    in_shell fish --timeout 30 <"$tmp/lines"
    [ "$n" -ge 1 ]
    while [ "$n" -gt 0 ]; do
        assert_contains "$(cat "$tmp/ours$n")" "env $tmp/by$n/.venv"
        assert_contains "$(cat "$tmp/ours$n")" \
            "$tmp/by$n/.venv $tmp/by$n/.venv/bin/python"
        cmp "$tmp/ours$n" "$tmp/theirs$n"
        n=$((n - 1))
    done
}

@test "what runs is what activate.fish gives, with pip and in a virtualenv" {
    need virtualenv
    what
    mkdir "$tmp/v" "$tmp/w"
    virtualenv -q "$tmp/v/.venv"
    "$(base_python)" -I -m venv "$tmp/w/.venv"
    "$VENVHOOK" allow "$tmp/v" >/dev/null
    "$VENVHOOK" allow "$tmp/w" >/dev/null
    in_shell fish --timeout 60 <<'END'
cd $T/v; what ours-v; pip --version
cd $T/w; what ours-w; pip --version
cd $HOME; source $T/v/.venv/bin/activate.fish; what theirs-v; deactivate
cd $HOME; source $T/w/.venv/bin/activate.fish; what theirs-w; deactivate
END
    assert_contains "$(answer 1)" "$tmp/v/.venv/lib"
    assert_contains "$(answer 2)" "$tmp/w/.venv/lib"
    assert_contains "$(cat "$tmp/ours-v")" "pip $tmp/v/.venv/bin/pip"
    cmp "$tmp/ours-v" "$tmp/theirs-v"
    cmp "$tmp/ours-w" "$tmp/theirs-w"
}

@test "in directories with hostile names, or 4,000 bytes down, the env is on and off again" {
    local name n=1

    mkdir "$tmp/h"
    DEEP=$(deep_path "$tmp/d" 4000)
    export DEEP
    project "$DEEP"
    "$VENVHOOK" allow "$DEEP" >/dev/null
    while IFS= read -r -d '' name; do
        project "$tmp/h/$name"
        n=$((n + 1))
    done < <(hostile_names)
    "$VENVHOOK" allow --tree "$tmp/h" >/dev/null
    rc_after 'set -g names $DEEP $T/h/* $T/h/...
    # A colon cannot stand in PATH; the name is refused.
    function check
        if string match -q "*:*" -- $PWD
            set -q VIRTUAL_ENV; and echo on: $PWD
        else
            test "$VIRTUAL_ENV" = "$PWD/.venv" \
                -a "$PATH[1]" = "$PWD/.venv/bin" \
                -a "$(command -s python)" = "$PWD/.venv/bin/python"
            or echo off: $PWD
        end
        echo checked >>$T/checked
    end'
    {
        echo 'builtin cd $P; builtin cd $HOME; snapshot before'
        for ((i = 1; i <= n; i++)); do
            printf '%s\n' "builtin cd \$names[$i]" check
        done
        echo 'builtin cd $HOME; snapshot after'
    } >"$tmp/lines"
    in_shell fish --cols 5000 <"$tmp/lines"
    for ((i = 1; i <= n; i++)); do
        assert_answer $((2 * i + 1)) ''
    done
    [ "$(wc -l <"$tmp/checked")" -eq "$n" ]
    [ "$n" -gt 40 ]
    assert_same before after
    assert_no_escapes
    assert_not_pwned
}
