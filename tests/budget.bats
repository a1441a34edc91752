# What `export` and `create` may cost, in counts that come out the same on any
# machine: calls, processes, files written, memory, instructions.

load lib/common

setup() {
    common_setup
    unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
    need_plain
    home_of_length 100
    project proj
    "$VENVHOOK" allow proj
    mkdir -p none/b/c/d/e/f/g/h
    HOME_PATH=$PATH
}

# Of the program the costs are, not of a libc or of a sanitizer.
need_plain() {
    if grep -qa '__[amt]san_init' "$VENVHOOK"; then
        skip 'a sanitizer is at work'
    fi
    if grep -qa '/ld-\(linux\|musl\)' "$VENVHOOK"; then
        skip 'a dynamic program costs what its libc costs'
    fi
    if grep -qa 'GNU C Library' "$VENVHOOK"; then
        skip 'glibc costs more at its start than all of our work'
    fi
}

# Each byte of a path costs some instructions, wherever temporary files are.
home_of_length() {
    local pad

    pad=$(printf "%$(($1 - ${#tmp} - 1))s" '' | tr ' ' h)
    HOME=$tmp/$pad
    assert_equal "${#HOME}" "$1"
    mkdir "$HOME"
    cd "$HOME" || return
}

# Where nobody chose other flags than those that are shipped.
need_optimized() {
    local made=${VENVHOOK%/*}/Makefile

    [ ! -f "$made" ] || grep -q '^CFLAGS = .*-O2' "$made" ||
        skip 'built without -O2'
}

situations='none same enter leave'

# situation NAME: goes there; sets $words, a command that calls the program
# with an environment of that shell and no more, behind the words of $under.
situation() {
    local session='' set=()

    case $1 in
    none) cd "$HOME/none/b/c/d/e/f/g/h" ;;
    enter | same) cd "$HOME/proj" ;;
    leave) cd "$HOME" ;;
    esac || return
    case $1 in
    same | leave)
        session=$(cd "$HOME/proj" && "$VENVHOOK" export json |
            sed -n 's/.*"VENVHOOK_SESSION": "\([^"]*\)".*/\1/p')
        [ -n "$session" ] || fail 'no session' || return
        set=(VENVHOOK_SESSION="$session" VIRTUAL_ENV="$HOME/proj/.venv"
            VIRTUAL_ENV_PROMPT=proj
            PATH="$HOME/proj/.venv/bin:$HOME_PATH")
        ;;
    esac
    words=(env -i HOME="$HOME" PATH="$HOME_PATH" PWD="$PWD" "${set[@]}"
        "${under[@]}" "$VENVHOOK" export --hook 1 --notices '' bash)
}

# Each situation is what it is called; else its costs would mean nothing.
assert_situation() {
    local on="__venvhook_env='$HOME/proj/.venv'" first=${2%%$'\n'*}

    # Changes come first; where there are none, what is on.
    case $1 in
    none) assert_equal "$first" "__venvhook_env=''" ;;
    same) assert_equal "$first" "$on" ;;
    enter) [[ $first == PATH=* ]] &&
        assert_contains "$2" 'export VIRTUAL_ENV=' &&
        assert_contains "$2" "$on" ;;
    leave) [[ $first == PATH=* ]] &&
        assert_contains "$2" 'unset VIRTUAL_ENV' &&
        assert_contains "$2" "__venvhook_env=''" ;;
    esac
}

# traced NAME: the calls of the program alone, a line each, in $tmp/calls.
traced() {
    local under=()

    need strace || return
    under=("$(command -v strace)" -f -qq -o "$tmp/calls")
    situation "$1" || return
    assert_situation "$1" "$("${words[@]}" 2>/dev/null)" || return
    grep -cv -e '--- SIG' -e '+++' "$tmp/calls" >"$tmp/count"
}

# at_most NAME WHAT GOT MOST
at_most() {
    echo "$1: $3 $2, at most $4"
    [ "$3" -gt 0 ] && [ "$3" -le "$4" ]
}

@test "budget: export makes at most 35 system calls where nothing is found from depth 8, and few more elsewhere" {
    while read -r name most; do
        traced "$name"
        at_most "$name" calls "$(cat "$tmp/count")" "$most"
    done <<'END'
none 35
same 66
enter 66
leave 19
END
}

# bits that change something; a call named *at takes them, too
writes='O_WRONLY|O_RDWR|O_CREAT|O_TRUNC'
changes='mkdir|rmdir|unlink|rename|link|symlink|chmod|chown|truncate|utime'
starts='fork|vfork|clone|clone3|execve|execveat|posix_spawn'

# written FD: how many writes to it are in $tmp/plain
written() {
    grep -cE "^writev?\($1," "$tmp/plain" || :
}

@test "budget: export starts no process, opens nothing to write, changes no file and writes once" {
    "$VENVHOOK" allow --tree "$HOME"
    for name in $situations; do
        traced "$name"
        sed 's/^[0-9]* *//' "$tmp/calls" >"$tmp/plain"
        assert_equal "$(grep -cE "^($starts)\(" "$tmp/plain")" 1
        run grep -E "$writes|^f?l?($changes)[a-z0-9]*\(" "$tmp/plain"
        assert_output ''
        # Something of all this was seen.
        grep -q '^open.*O_RDONLY' "$tmp/plain"
        assert_equal "$(written 1) $(written 2)" '1 0'
    done
    mkdir -p "$HOME/broken/.venv/bin"
    cd "$HOME/broken"
    strace -f -qq -o "$tmp/plain" "$VENVHOOK" export --hook 1 bash \
        >/dev/null 2>"$tmp/notice"
    sed -i 's/^[0-9]* *//' "$tmp/plain"
    # One notice, of a sentence and a line with what to do.
    assert_contains "$(head -n 1 "$tmp/notice")" 'no pyvenv.cfg'
    assert_equal "$(written 1) $(wc -l <"$tmp/notice" | tr -d ' ')" '1 2'
}

# Linux maps a program 64 KiB at a fault; src/hot.ld keeps together what is run.
@test "budget: export has at most 160 KiB resident where nothing is found, and 320 elsewhere" {
    peak=${top_builddir:-${VENVHOOK%/*}}/tests/lib/peak
    [ -x "$peak" ] || fail "make check builds $peak"
    # What is written to is counted.
    "$peak" "$(command -v dd)" if=/dev/zero of=/dev/null bs=64M count=1 2>"$tmp/big"
    [ "$(tail -n 1 "$tmp/big")" -gt 65536 ]
    while read -r name most; do
        under=("$peak")
        situation "$name"
        out=$("${words[@]}" 2>"$tmp/kib")
        assert_situation "$name" "$out"
        at_most "$name" KiB "$(tail -n 1 "$tmp/kib")" "$most"
    done <<'END'
none 160
same 320
enter 320
leave 320
END
}

@test "budget: export executes no more instructions than it did when it was measured, and 15 percent" {
    need_optimized
    need valgrind
    while read -r name most; do
        under=("$(command -v valgrind)" --tool=callgrind
            --callgrind-out-file=/dev/null --log-file="$tmp/log")
        situation "$name"
        assert_situation "$name" "$("${words[@]}" 2>/dev/null)"
        at_most "$name" instructions \
            "$(sed -n 's/.*Collected : *//p' "$tmp/log")" "$most"
    done <<'END'
none 98700
same 229300
enter 201300
leave 86500
END
}

# instructions: of the words, as callgrind counts them
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        --log-file="$tmp/log" "$@" >/dev/null
    sed -n 's/.*Collected : *//p' "$tmp/log"
}

@test "budget: in no shell does an answer take a third more instructions than in bash" {
    need_optimized
    need valgrind
    cd proj
    most=$(($(instructions "$VENVHOOK" export --hook 1 bash) * 4 / 3))
    for shell in $("$VENVHOOK" help --shells | awk -F '\t' '$2 { print $1 }'); do
        number=$("$VENVHOOK" init "$shell" |
            sed -n "s/.*--hook[\"', ]*\([0-9]\).*/\1/p")
        words=("$VENVHOOK" export --hook "$number" "$shell")
        assert_contains "$("${words[@]}")" "$HOME/proj/.venv"
        at_most "$shell" instructions "$(instructions "${words[@]}")" "$most"
    done
}

# large VERSION: a repository of 100,000 files around proj, and its index
large() {
    local none

    git init -q "$HOME/proj"
    none=$(git -C "$HOME/proj" hash-object -w --stdin </dev/null)
    seq 100000 | awk -v none="$none" '{
        printf "100644 %s\tsrc/package%03d/module%02d/a_name_%06d_of_some.py\n",
            none, $1 / 1000, $1 / 50 % 20, $1 }' |
        git -C "$HOME/proj" update-index --index-info
    git -C "$HOME/proj" update-index --index-version "$1"
}

@test "budget: an env in a repository of 100,000 files costs at most 180 instructions a file, and no memory" {
    need_optimized
    need git valgrind
    cd proj
    small=$(instructions "$VENVHOOK" export bash)
    for version in 2 4; do
        large "$version"
        large=$(instructions "$VENVHOOK" export bash)
        at_most "version $version" 'instructions a file' \
            $(((large - small) / 100000)) 180
        peak=${top_builddir:-${VENVHOOK%/*}}/tests/lib/peak
        "$peak" "$VENVHOOK" export bash 2>"$tmp/kib" >"$tmp/out"
        assert_contains "$(cat "$tmp/out")" VIRTUAL_ENV
        at_most "version $version" KiB "$(tail -n 1 "$tmp/kib")" 1023
    done
}

@test "budget: create makes at most 178 system calls where it knows the base, waits for no disk and starts no process" {
    local python

    need strace
    python=$(base_python)
    cd none/b/c/d
    "$VENVHOOK" create --without-pip --python "$python" known
    strace -f -qq -o "$tmp/calls" \
        "$VENVHOOK" create --without-pip --python "$python" new
    [ -f new/pyvenv.cfg ]
    # One for each directory on the way to it is not ours to spare.
    at_most create calls "$(grep -cv ' readlink(' "$tmp/calls")" 178
    sed 's/^[0-9]* *//' "$tmp/calls" >"$tmp/plain"
    assert_equal "$(grep -cE "^($starts)\(" "$tmp/plain")" 1
    run grep -E '^f(data)?sync\(' "$tmp/plain"
    assert_output ''
}
