# Where an answer holds besides: the shell looks by itself, and comes to what
# the program would say.

load hook

# --- a walk, with the region and without

# Directories that are always there.  swap is one or a link to "with space".
plain='. src src/a src/a/b work work/x .hidden .hidden/z'
inside='proj proj/src proj/src/pkg proj/src/pkg/deep'
odd='swap swap/in link/b work/x/y src/a/b/c/d/e ../out ../out/of/it src/-d
    src/{b} src/[x]/é'
# where something comes and goes
spots='src src/a src/a/b work work/x .hidden proj/src/pkg "with space"/in'

world() {
    rm -rf ./* .hidden "$XDG_STATE_HOME" "$XDG_CONFIG_HOME/venvhook"
    mkdir -p proj/src/pkg/deep src/a/b/c/d/e work/x/y .hidden/z \
        'with space/in' swap/in src/-d 'src/{b}' 'src/[x]/é' \
        "$XDG_CONFIG_HOME/venvhook"
    project proj
    project spare
    ln -s src/a link
    "$VENVHOOK" allow proj
    "$VENVHOOK" allow --tree work
}

any() {
    shift $((RANDOM % $#))
    something=$1
}

# What somebody does meanwhile, as words of sh in the home.  Not printed, as RANDOM
# is another one in a subshell.
some_deed() {
    eval "any $spots"
    case $((RANDOM % 18)) in
    0 | 1 | 14) deed="cp -R spare/.venv \"$something\"" ;;
    2 | 3 | 13)
        deed="for at in $spots; do rm -rf \"\$at\"/.venv \"\$at\"/venv; done"
        ;;
    4) deed="mkdir \"$something\"/venv 2>&-" ;;
    5) deed="ln -s nowhere \"$something\"/.venv 2>&-" ;;
    6) deed=": >\"$something\"/venv" ;;
    7) deed=": >\"$something\"/setup.py" ;;
    8) deed="rm -rf swap; ln -s \"with space\" swap" ;;
    9) deed="rm -rf swap; mkdir -p swap/in" ;;
    10) deed="\"\$VENVHOOK\" allow \"$something\" >&- 2>&-" ;;
    11) deed="\"\$VENVHOOK\" deny \"$something\" >&- 2>&-" ;;
    16) deed="rm -rf moved; mv \"$something\" moved" ;;
    17) deed="rm -rf \"$something\"; mkdir -p \"$something\"" ;;
    12 | 15)
        any '' '' '' '[~/work]\ntrust = owner' '[~/src/a]\nnames = env' \
            '[~/swap]\ntrust = owner' 'create = hint' 'ceiling = ~/src' \
            'ceiling = ~/proj/src/pkg' '[~/with space]\nnames = venv'
        deed="sleep 0.01; printf \"$something\\n\" >\"\$SETTINGS\""
        ;;
    esac
}

# walk SEED STEPS: the lines of a walk; what is on is printed at each step
walk() {
    local step group=$plain

    RANDOM=$1
    for ((step = 1; step <= $2; step++)); do
        echo "echo $1.$step"
        case $((RANDOM % 32)) in
        [0-4])
            some_deed
            by_sh "cd; $deed"
            ;;
        5) echo 'venvhook deactivate' ;;
        esac
        case $((RANDOM % 10)) in
        0) group=$plain ;;
        1) group=$inside ;;
        2) group=$odd ;;
        esac
        any $group
        echo "cd '$HOME/$something'"
        get VIRTUAL_ENV
        get VENVHOOK_SESSION
    done
}

# goes: all the walks, a line each; what is seen of them is in $tmp/seen
goes() {
    local seed lines=()

    world
    for seed in 1 2 3; do
        walk $seed "$region_steps" >"$tmp/walk$seed"
        lines+=("$(read_file "$tmp/walk$seed")")
    done
    in_it --timeout 60 < <(printf '%s\n' "${lines[@]}") || return
    for seed in 1 2 3; do
        answer $seed
    done >"$tmp/seen"
}

@test "a walk comes to what the program says, and does not ask it everywhere" {
    can region
    mkdir -p "$tmp/out/of/it"
    export SETTINGS=$XDG_CONFIG_HOME/venvhook/config
    counted
    goes
    mv "$tmp/seen" "$tmp/found"
    asked=$(grep -c . "$tmp/runs")
    # The same, asking wherever it comes.
    counted "text=\$('$VENVHOOK' \"\$@\") || exit
printf '%s\n' \"\$text\" | sed \"s/\\(__venvhook_top[ =]*\\)'.*'\\(;*\\)$/\\1''\\2/; s/\\(\\\"pattern\\\":\\)\\\"\\([^\\\"\\\\]\\|\\\\\\\\.\\)*\\\"/\\1\\\"-\\\"/
s/^region\t.*/region/; s,^\\(__venvhook_top=\\)/.*,\\1,; s/\\(__venvhook_pattern \\)[^;]*;/\\1'(?!)';/\""
    goes
    diff "$tmp/found" "$tmp/seen"
    [ "$(grep -c . "$tmp/seen")" -ge $((9 * region_steps)) ]
    grep -q "$HOME/proj/.venv" "$tmp/seen"
    grep -q 'venvhook allow' "$tmp/seen"
    echo "asked $asked times, else $(grep -c . "$tmp/runs")"
    [ "$asked" -le $(($(grep -c . "$tmp/runs") * 4 / 5)) ]
}

# --- where it has to ask

@test "settings that hold in a part alone are not passed by, on any way to it" {
    mkdir -p src "$XDG_CONFIG_HOME/venvhook" "$tmp/other/venvhook" proj/doc/a
    project work/p env
    project q env
    "$VENVHOOK" allow --tree .
    ln -s work/p link
    printf '%s\n' 'ceiling = ~/proj/doc' '[~/work]' 'names = env' \
        >"$XDG_CONFIG_HOME/venvhook/config"
    echo 'names = env' >"$tmp/other/venvhook/config"
    in_it --cwd "$HOME/src" <<END
cd ../work/p
$(get VIRTUAL_ENV)
cd ../../src
cd ../link
$(get VIRTUAL_ENV)
cd $HOME/proj
cd doc/a
$(get VIRTUAL_ENV)
cd ../..
$(get VIRTUAL_ENV)
cd ../src
$(put XDG_CONFIG_HOME "$tmp/other")
cd ../q
$(get VIRTUAL_ENV)
END
    assert_answer 2 "$HOME/work/p/env"
    assert_prompt 3 '=> '
    assert_contains "$(answer 5)" "$HOME/"
    assert_prompt 6 '(proj) => '
    assert_answer 8 none
    assert_answer 10 "$HOME/proj/.venv"
    assert_answer 14 "$HOME/q/env"
}

@test "what an answer rests on besides files is looked at as one comes back to where it was given" {
    project q env
    mkdir q/src "$tmp/other" "$tmp/other/venvhook"
    "$VENVHOOK" allow q/env
    echo 'names = env' >"$tmp/other/venvhook/config"
    in_it --cwd "$HOME/q" <<END
cd src
$(put XDG_CONFIG_HOME "$tmp/other"); cd ..
$(get VIRTUAL_ENV)
cd src; $(put XDG_CONFIG_HOME "$XDG_CONFIG_HOME"); cd ..
$(get VIRTUAL_ENV)
END
    assert_answer 3 "$HOME/q/env"
    assert_answer 5 none
}

@test "a project without an env is hinted at where the settings want that" {
    mkdir -p src/new "$XDG_CONFIG_HOME/venvhook"
    echo 'create = hint' >"$XDG_CONFIG_HOME/venvhook/config"
    : >src/new/pyproject.toml
    in_it --cwd "$HOME/src" <<END
cd new
cd ..
$(by_sh ': >pyproject.toml')
cd ../proj
cd ../src
END
    assert_contains "$(answer 1)" 'venvhook create'
    assert_answer 2 ''
    assert_contains "$(answer 5)" 'venvhook create'
}

@test "a name that leads nowhere counts as there, and a file may become a directory" {
    mkdir -p src/a/b src/lost
    ln -s nowhere src/lost/.venv
    : >src/a/venv
    in_it --cwd "$HOME/src" <<END
cd lost
cd ../a
$(by_sh 'rm venv; mkdir -p venv/bin')
cd b
$(by_sh 'rm -r ../venv')
$(by_sh 'ln -s nowhere ../../.venv')
$(by_sh 'rm ../../.venv; mkdir -p .venv/bin')
END
    assert_contains "$(answer 1)" "$HOME/src/lost/.venv: leads to"
    assert_answer 2 ''
    # A shell that tests for a file sees it before the cd.
    assert_contains "$(answer 3; answer 4)" "$HOME/src/a/venv: "
    assert_answer 5 ''
    assert_contains "$(answer 6)" "$HOME/src/.venv: leads to"
    assert_contains "$(answer 7)" "$HOME/src/a/b/.venv: "
}

@test "deactivate holds in its project and nowhere else" {
    mkdir -p p/a p/b proj/src/pkg
    project shared
    "$VENVHOOK" allow shared
    echo "$HOME/shared/.venv" | tee p/.venv >p/a/.venv
    in_it --cwd "$HOME/p/a" <<END
deactivate
$(by_sh 'rm .venv')
$(get VIRTUAL_ENV)
cd ../b
$(get VIRTUAL_ENV)
cd ../../proj/src
deactivate
cd pkg
cd ../..
$(get VIRTUAL_ENV)
cd ..
cd proj/src/pkg
$(get VIRTUAL_ENV)
END
    assert_answer 3 none
    assert_answer 5 "$HOME/shared/.venv"
    assert_answer 10 none
    assert_answer 13 "$HOME/proj/.venv"
}

# --- out of a project to where the answer before it holds

@test "out of a project to where one came from as much is as before as if the program were asked" {
    rc_after "$(callbacks)"
    mkdir -p away/new proj/src/pkg
    counted
    in_it --cwd "$HOME/away" <<END
$(by_sh 'env -0 | sort -z >~/before')
cd ../proj
$(by_sh ": >$tmp/runs")
cd ../away
$(by_sh "wc -l <$tmp/runs")
$(by_sh 'env -0 | sort -z >~/after')
$(defined deactivate)
cd $HOME/proj/src/pkg
cd $HOME/away/new
cd $HOME/proj
$(prepend "$HOME/more")
cd $HOME/away
$(get PATH)
cd $HOME/proj
$(by_sh 'cp -R .venv ~/away')
cd ../away/new
END
    assert_contains "$(answer 4)" "off $HOME/proj/.venv"
    assert_prompt 4 '=> '
    assert_equal "$(answer 5 | tr -d ' ')" "$out_runs"
    assert_answer 7 none
    assert_contains "$(answer 9)" "off $HOME/proj/.venv"
    assert_contains "$(answer 12)" "off $HOME/proj/.venv"
    assert_equal "$(answer 13)" "$HOME/more:$(
        sed -zn "s/^PATH=//p" before | tr -d "\0")"
    assert_contains "$(raw_of 16)" 'venvhook allow'
    for file in before after; do
        grep -zE '^(PATH|VIRTUAL_|VENVHOOK_|PYTHON|CONDA)' $file >$file.ours
    done
    cmp before.ours after.ours
}

@test "where not all is as it was left, the way out of a project is asked about" {
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    counted
    in_it --cwd "$HOME/away" <<END
cd ../proj
$(put UV_PROJECT_ENVIRONMENT x)
$(by_sh ": >$tmp/runs")
cd ../away
$(by_sh "wc -l <$tmp/runs")
$(drop UV_PROJECT_ENVIRONMENT)
cd ../proj
deactivate
$(by_sh ": >$tmp/runs")
cd ../away
$(by_sh "wc -l <$tmp/runs")
cd ../proj
$(by_sh 'sleep 0.02; echo messages = all >'"$XDG_CONFIG_HOME/venvhook/config")
cd ../away
cd ../proj
cd ../away
END
    assert_equal "$(answer 5 | tr -d ' ')" 1
    assert_equal "$(answer 11 | tr -d ' ')" 1
    for step in 14 16; do
        assert_contains "$(answer $step)" deactivated
    done
}

@test "an entry that is put back on the line of the way out of a project goes, and one that is typed later stays" {
    local before

    in_it --cwd "$HOME/away" <<END
$(get PATH)
cd ../proj
cd ../away; $(prepend "$HOME/proj/.venv/bin")
$(get PATH)
$(prepend "$HOME/proj/.venv/bin")
$(get PATH)
END
    before=$(answer 1)
    assert_prompt 2 '(proj) => '
    assert_answer 4 "$before"
    assert_answer 6 "$HOME/proj/.venv/bin:$before"
}

@test "a PYTHONHOME that is set in a project stays on the way out, and is not the one of before" {
    in_it --cwd "$HOME/away" <<END
$(put PYTHONHOME /before)
cd ..
cd proj
$(put PYTHONHOME /mine)
cd ..
$(get PYTHONHOME)
END
    assert_prompt 3 '(proj) => '
    assert_prompt 5 '=> '
    assert_answer 6 /mine
}

@test "a deactivate that is defined over ours stays, too, where one goes back to an answer of before" {
    can kept_deactivate
    in_it --cwd "$HOME/away" <<END
cd ../proj
$(define deactivate)
cd ../away
deactivate
$(get VIRTUAL_ENV)
END
    assert_prompt 3 '=> '
    assert_answer 4 mine
    assert_answer 5 none
}

@test "beyond four directories or sixteen names it asks, and an env made in a region is noticed" {
    can region
    mkdir -p src/a/b/c/d/e "$XDG_CONFIG_HOME/venvhook"
    "$VENVHOOK" allow --tree src
    counted
    in_it --cwd "$HOME/src" <<END
cd a/b/c/d
cd ../../../..
cd a/b/c/d/e
cd $HOME/proj
cd $HOME/src/a/b
$(by_sh 'cp -R ~/proj/.venv .')
cd c/d
$(get VIRTUAL_ENV)
$(by_sh 'rm -r ../../.venv')
$(get VIRTUAL_ENV)
END
    assert_answer 8 "$HOME/src/a/b/.venv"
    assert_answer 10 none
    # At the start, five down, into the project, out, the env, and without it.
    assert_runs $((5 + out_runs))
    echo 'names = 1 2 3 4 5 6 7 .venv' >"$XDG_CONFIG_HOME/venvhook/config"
    counted
    in_it --cwd "$HOME/src" <<END
cd a/b
cd ../..
cd a/b/c
cd d
$(by_sh 'cp -R ~/proj/.venv .')
$(get VIRTUAL_ENV)
END
    assert_answer 6 "$HOME/src/a/b/c/d/.venv"
    assert_runs 3
}

@test "below an automounter's directory nothing is looked up in that, and none is woken by a link" {
    local holder

    need root unshare nsenter
    unshare -m true 2>/dev/null || not_here 'no namespaces'
    grep -q autofs /proc/filesystems || not_here 'no autofs'
    mkdir -p net src
    ln -s net/host way
    mkfifo hold
    unshare -m "$(base_python)" -ESB "$lib/automounter" "$HOME/net" \
        sh -c 'echo ready; cat' <hold >ready &
    holder=$!
    exec 9>hold
    for ((i = 0; i < 100; i++)); do
        [ ! -s ready ] || break
        kill -0 $holder || not_here 'no autofs'
        sleep 0.1
    done
    in_it --inside $holder --timeout 10 <<END || echo hung >hung
cd src
cd ../net/host/p/sub
cd ..
cd $HOME/net
cd $HOME/src
cd $HOME/way/p
cd $HOME/src
$(errors)
END
    exec 9>&-
    wait $holder || :
    refute_exists hung
    for step in 1 2 3 4 5 6 7; do
        assert_answer $step ''
    done
    assert_answer 8 0
}
