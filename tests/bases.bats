# shellcheck disable=SC2154,SC2012
# Bases: finding Pythons, seeing through what stands before them, choosing
# one and saying why.  The judge is Python itself where one is asked, and
# scripts that answer like a Python and count how often they were.

# in memory

load lib/common

setup() {
    common_setup
    bases=$top_builddir/tests/lib/bases
    [ -x "$bases" ] || bases=${VENVHOOK%/*}/tests/lib/bases
    runs=$tmp/runs
    cache=$XDG_CACHE_HOME/venvhook/bases
    mkdir "$tmp/p"
}

choose() {
    run --separate-stderr "$bases" choose "$@"
}

choose_on_path() {
    run --separate-stderr env PATH="$1" "$bases" choose "${@:2}"
}

# A line of the choice.
value() {
    sed -n "s/^$1=//p" <<<"$output"
}

chosen() {
    assert_success
    assert_equal "$(value "$1")" "$2"
}

# fake PATH VERSION [LEVEL [SERIAL [ABIFLAGS]]]: a program that answers as
# such a Python would, once in each call, and says so in $runs.
fake() {
    local major minor micro

    IFS=. read -r major minor micro <<<"$2"
    mkdir -p "${1%/*}"
    cat >"$1" <<END
#!/bin/sh
echo "\$0" >>'$runs'
printf '%s\n' 'executable $1' 'major $major' 'minor $minor' 'micro $micro' \
    'serial ${4:-0}' 'implementation cpython' 'stdlib $tmp/lib' \
    'platlibdir lib' 'platform linux' 'abiflags ${5-}' 'bits64 1' 'utf8 1' \
    'framework 0' 'quotes 1' 'templates ' 'level ${3:-final}'
END
    chmod 755 "$1"
}

was_run() {
    local n=0

    [ ! -e "$runs" ] || n=$(wc -l <"$runs")
    assert_equal "$((n))" "$1"
}

# pyenv with these versions, each with python, python3 and python3.X, and
# shims that must never be run.
fake_pyenv() {
    local name minor

    export PYENV_ROOT=$tmp/pyenv
    mkdir -p "$PYENV_ROOT/shims" "$PYENV_ROOT/versions"
    for name; do
        minor=${name%.*}
        minor=python$minor
        fake "$PYENV_ROOT/versions/$name/bin/$minor" "$name"
        fake "$PYENV_ROOT/versions/$name/bin/python3" "$name"
        fake "$PYENV_ROOT/versions/$name/bin/python" "$name"
        for minor in "$minor" python3 python; do
            printf '#!/bin/sh\ntouch "%s/pwned"\n' "$tmp" \
                >"$PYENV_ROOT/shims/$minor"
            chmod 755 "$PYENV_ROOT/shims/$minor"
        done
    done
    PATH=$PYENV_ROOT/shims:$PATH
}

# --- what a base is

@test "bases: each Python here is described as it describes itself" {
    local python spelling count=0
    ask='import os, sys, venv, importlib.util as u
print("executable=" + sys.executable)
print("real=" + os.path.realpath(sys.executable))
print("version=%d.%d.%d" % sys.version_info[:3])
print("stdlib=" + os.path.dirname(os.__file__))
print("implementation=" + sys.implementation.name)
print("platlibdir=" + getattr(sys, "platlibdir", "lib"))
print("platform=" + sys.platform)
print("abiflags=" + sys.abiflags)
print("bits64=%d" % (sys.maxsize > 2**32))
print("utf8=%d" % (sys.getfilesystemencoding() == "utf-8"))
print("framework=%d" % bool(getattr(sys, "_framework", "")))
print("quotes=%d" % hasattr(venv, "shlex"))
scripts = os.path.join(os.path.dirname(venv.__file__), "scripts")
print("templates=" + " ".join(sorted(
    os.path.basename(root) + "/" + name for root, dirs, names
    in os.walk(scripts) for name in names
    if os.path.basename(root) in ("common", "posix"))))
print("ensurepip=%d" % (u.find_spec("ensurepip") is not None))'
    while IFS= read -r python; do
        for spelling in "${python%/*}"/python{,3,"$(python_minor "$python")"}
        do
            [ -x "$spelling" ] || continue
            choose --python "$spelling"
            assert_success
            assert_equal "$(tail -n +3 <<<"$output")" \
                "$("$spelling" -I -S -c "$ask")"
            count=$((count + 1))
        done
    done < <(pythons)
    [ "$count" -gt 0 ] || not_here 'no Python'
}

python_minor() {
    python_version "$1" | sed 's/\.[0-9]*$//'
}

@test "bases: a known one costs no process and few system calls" {
    need strace
    local python calls

    python=$(base_python) || not_here 'no Python'
    "$bases" choose --python "$python" >"$tmp/first"
    strace -f -o "$tmp/calls" "$bases" choose --python "$python" \
        >"$tmp/second"
    cmp "$tmp/first" "$tmp/second"
    assert_equal "$(grep -cE '(v?fork|clone3?)\(' "$tmp/calls")" 0
    assert_equal "$(grep -c 'execve(' "$tmp/calls")" 1
    # few, even with what a dynamic loader needs to start
    calls=$(wc -l <"$tmp/calls")
    [ "$calls" -lt 100 ] || fail "$calls calls"
}

@test "bases: python3 of PATH, once known, costs no process" {
    need strace
    fake "$tmp/bin/python3" 3.20.1
    choose
    strace -f -o "$tmp/calls" "$bases" choose >"$tmp/out"
    assert_equal "$(grep -c 'execve(' "$tmp/calls")" 1
    assert_equal "$(grep -cE '(v?fork|clone3?)\(' "$tmp/calls")" 0
    was_run 1
}

@test "bases: variables and files of the user do not reach the question" {
    local python name n=0

    cd "$tmp/p"
    for name in os sitecustomize usercustomize sys json; do
        printf 'open("%s/pwned", "w")\n' "$tmp" >"$name.py"
    done
    # before 3.11 os is no frozen module: it would be the one found here
    while IFS= read -r python; do
        n=$((n + 1))
        PYTHONHOME=$tmp PYTHONPATH=$tmp/p PYTHONSTARTUP=$tmp/p/os.py \
            PYTHONINSPECT=1 PYTHONVERBOSE=1 choose --python "$python"
        chosen version "$(python_version "$python")"
        assert_equal "$stderr" ''
    done < <(pythons)
    [ "$n" -gt 0 ] || not_here 'no Python'
    assert_not_pwned
}

# --- the cache

@test "cache: the directory is 0700 and a record 0600, whatever the umask" {
    fake "$tmp/bin/python3" 3.20.1
    umask 000
    "$bases" choose >/dev/null
    umask 022
    assert_equal "$(ls -ld "$cache" | cut -c 1-10)" drwx------
    assert_equal "$(ls -l "$cache" | sed 1d | cut -c 1-10)" -rw-------
}

# Spoil the one record by the words, then: asked again, right, and replaced.
asks_again() {
    local record

    rm -rf "$cache" "$runs"
    choose
    record=$(echo "$cache"/*)
    "$@" "$record" || fail "$*"
    choose
    chosen version 3.20.1
    was_run 2 || fail "after $*"
}

mends() {
    asks_again "$@"
    choose
    chosen version 3.20.1
    was_run 2 || fail "not replaced after $*"
}

turn_a_bit() {
    printf '%s' "$(sed 's/micro 1/micro 0/' "$1")" >"$1.new"
    mv "$1.new" "$1"
}
turn_a_path() { sed -i 's,stdlib /,stdlib /x/,' "$1"; }
cut_short() { truncate -s -1 "$1"; }
empty() { : >"$1"; }
fill_with_zeros() { truncate -s 0 "$1" && truncate -s 900 "$1"; }
grow() { truncate -s 100000000 "$1"; }
add_a_line() { echo >>"$1"; }
make_it_a_link() { mv "$1" "$tmp/record" && ln -s "$tmp/record" "$1"; }
make_it_a_fifo() { rm "$1" && mkfifo "$1"; }
make_it_a_directory() { rm "$1" && mkdir "$1"; }
let_all_write() { chmod 666 "$1"; }
let_the_group_write() { chmod 620 "$1"; }

@test "cache: a spoiled record is asked again and replaced" {
    local how

    fake "$tmp/bin/python3" 3.20.1
    for how in turn_a_bit turn_a_path cut_short empty fill_with_zeros grow \
        add_a_line make_it_a_link make_it_a_fifo let_all_write \
        let_the_group_write; do
        mends "$how"
    done
    asks_again make_it_a_directory
}

@test "cache: each byte of a record that is changed is found out" {
    local at record

    fake "$tmp/bin/python3" 3.20.1
    choose
    record=$(echo "$cache"/*)
    cp "$record" "$tmp/whole"
    for at in $(seq 0 7 "$(($(wc -c <"$record") - 1))"); do
        cp "$tmp/whole" "$record"
        printf '\001' | dd of="$record" bs=1 seek="$at" conv=notrunc \
            status=none
        rm -f "$runs"
        choose
        chosen version 3.20.1
        was_run 1 || fail "byte $at"
    done
}

replace_the_program() { fake "$tmp/bin/python3" 3.20.1; }
set_its_time() { touch -d 2001-01-01 "$tmp/bin/python3"; }
change_its_mode() { chmod 555 "$tmp/bin/python3"; }
bring_venv() { mkdir -p "$tmp/lib/venv" && echo >"$tmp/lib/venv/__init__.py"; }
change_venv() { echo '#' >>"$tmp/lib/venv/__init__.py"; }

@test "cache: another program or another venv under the same name is asked" {
    fake "$tmp/bin/python3" 3.20.1
    for how in replace_the_program set_its_time change_its_mode bring_venv \
        change_venv; do
        mends "$how"
    done
}

@test "cache: a record under the name of another Python is not believed" {
    fake "$tmp/bin/python3" 3.20.1
    choose
    mv "$cache"/* "$tmp/record"
    fake "$tmp/bin/python" 3.21.1
    choose --python "$tmp/bin/python"
    mv "$tmp/record" "$(echo "$cache"/*)"
    choose --python "$tmp/bin/python"
    chosen version 3.21.1
    was_run 3
}

@test "cache: a record of another spelling of the same Python is not believed" {
    local python

    python=$(base_python) || not_here 'no Python'
    ln -s "$python" "$tmp/bin/one"
    ln -s "$python" "$tmp/bin/two"
    choose --python "$tmp/bin/one"
    mv "$cache"/* "$tmp/record"
    choose --python "$tmp/bin/two"
    mv "$tmp/record" "$(echo "$cache"/*)"
    choose --python "$tmp/bin/two"
    chosen executable "$tmp/bin/two"
}

@test "cache: a link that leads to another name of the file is asked again" {
    fake "$tmp/bin/python3" 3.20.1
    mkdir "$tmp/x"
    mv "$tmp/bin/python3" "$tmp/x/a"
    ln "$tmp/x/a" "$tmp/x/b"
    ln -s "$tmp/x/a" "$tmp/bin/python3"
    choose
    chosen real "$tmp/x/a"
    ln -sfn "$tmp/x/b" "$tmp/bin/python3"
    choose
    chosen real "$tmp/x/b"
    was_run 2
}

@test "cache: in a directory that others can write it is neither read nor kept" {
    fake "$tmp/bin/python3" 3.20.1
    choose
    chmod 777 "$cache"
    choose
    chosen version 3.20.1
    was_run 2
    rm "$cache"/*
    choose
    assert_equal "$(ls "$cache")" ''
    was_run 3
}

@test "cache: what belongs to another user is neither read nor kept" {
    need root
    fake "$tmp/bin/python3" 3.20.1
    choose
    chown 12345 "$cache"/*
    choose
    was_run 2
    chown 12345 "$cache"
    choose
    chosen version 3.20.1
    was_run 3
}

@test "cache: without a place for it everything works, only slower" {
    fake "$tmp/bin/python3" 3.20.1
    mkdir -p "${XDG_CACHE_HOME%/*}"
    : >"$XDG_CACHE_HOME"
    choose
    chosen version 3.20.1
    unset XDG_CACHE_HOME HOME
    choose
    chosen version 3.20.1
    was_run 2
}

# --- strangers

@test "strangers: a program that others can write is refused, not run" {
    fake "$tmp/bin/python3" 3.20.1
    chmod 777 "$tmp/bin/python3"
    choose --python "$tmp/bin/python3"
    refused "$tmp/bin/python3: is not run, because it can be written by everybody"
    was_run 0
}

@test "strangers: a program in a directory that others can write is refused" {
    fake "$tmp/x/python3" 3.20.1
    chmod 777 "$tmp/x"
    choose --python "$tmp/x/python3"
    refused "because $tmp/x can be written by everybody"
    chmod 1777 "$tmp/x"
    choose --python "$tmp/x/python3"
    chosen version 3.20.1
}

@test "strangers: a link to what others can write is refused" {
    fake "$tmp/x/python3.20" 3.20.1
    ln -s "$tmp/x/python3.20" "$tmp/bin/python3"
    chmod 777 "$tmp/x"
    choose --python "$tmp/bin/python3"
    refused "because $tmp/x can be written by everybody"
    was_run 0
}

@test "strangers: a program of another user is refused, by name and on PATH" {
    need root
    fake "$tmp/bin/python3.20" 3.20.1
    chown 12345 "$tmp/bin/python3.20"
    choose --python "$tmp/bin/python3.20"
    refused 'is not run, because it belongs to user 12345'
    choose --python 3.20
    refused 'because it belongs to user 12345'
    was_run 0
}

# Users may run $tmp/shared/bases, and what that runs may write to $runs.
shared_bases() {
    : >"$runs"
    chmod 666 "$runs"
    open_to_users
    cp "$bases" "$tmp/shared/bases"
}

@test "strangers: a shared group that can write a user's own program is as good as anybody" {
    need root setpriv
    fake "$tmp/x/python3" 3.20.1
    shared_bases
    chown 12345:12347 "$tmp/x/python3"
    chmod 775 "$tmp/x/python3"
    run --separate-stderr as_user 12345 "$tmp/shared/bases" choose \
        --python "$tmp/x/python3"
    refused 'because it can be written by its group (12347)'
    was_run 0
}

@test "strangers: the group of what is root's may write: root chose it" {
    need root setpriv
    mkdir -m 2775 "$tmp/local"
    fake "$tmp/local/python3" 3.20.1
    shared_bases
    chgrp 50 "$tmp/local" "$tmp/local/python3"
    chmod 2775 "$tmp/local"
    chmod 775 "$tmp/local/python3"
    for sticky in 2775 1775; do
        chmod "$sticky" "$tmp/local"
        run --separate-stderr as_user 12345 "$tmp/shared/bases" choose \
            --python "$tmp/local/python3"
        chosen version 3.20.1
        choose --python "$tmp/local/python3"
        chosen version 3.20.1
    done
    chmod o+w "$tmp/local/python3"
    choose --python "$tmp/local/python3"
    refused 'because it can be written by everybody'
}

@test "strangers: a record does not make up for modes that came later" {
    fake "$tmp/bin/python3" 3.20.1
    choose --python "$tmp/bin/python3"
    chmod 777 "$tmp/bin/python3"
    choose --python "$tmp/bin/python3"
    refused 'can be written by everybody'
}

@test "strangers: a user runs root's programs and their own, nobody else's" {
    need root setpriv
    fake "$tmp/x/python3" 3.20.1
    shared_bases
    run --separate-stderr as_user 12345 "$tmp/shared/bases" choose \
        --python "$tmp/x/python3"
    chosen version 3.20.1
    chown 12345 "$tmp/x/python3"
    run --separate-stderr as_user 12345 "$tmp/shared/bases" choose \
        --python "$tmp/x/python3"
    chosen version 3.20.1
    chown 12346 "$tmp/x/python3"
    run --separate-stderr as_user 12345 "$tmp/shared/bases" choose \
        --python "$tmp/x/python3"
    refused 'belongs to user 12346'
}

@test "strangers: what PATH has below the working directory is passed over" {
    cd "$tmp/p"
    fake "$tmp/p/python3" 3.20.1
    PATH=.::$PATH choose --python 3.20
    refused 'no Python found that is 3.20'
    was_run 0
}

# --- shims, wrappers, links, envs

@test "pyenv: a shim is seen through without being run" {
    fake_pyenv 3.20.1 3.21.2
    echo 3.20.1 >"$PYENV_ROOT/version"
    cd "$tmp/p"
    choose
    chosen executable "$PYENV_ROOT/versions/3.20.1/bin/python3"
    choose --python python
    chosen executable "$PYENV_ROOT/versions/3.20.1/bin/python"
    choose --python "$PYENV_ROOT/shims/python3"
    chosen executable "$PYENV_ROOT/versions/3.20.1/bin/python3"
    assert_equal "$(value asked)" "$PYENV_ROOT/shims/python3"
    assert_not_pwned
}

@test "pyenv: PYENV_VERSION goes over .python-version over pyenv's own file" {
    fake_pyenv 3.20.1 3.21.2 3.22.3
    echo 3.20.1 >"$PYENV_ROOT/version"
    mkdir -p "$tmp/p/a/b"
    choose --python python3 --project "$tmp/p/a/b"
    chosen version 3.20.1
    echo 3.21.2 >"$tmp/p/.python-version"
    choose --python python3 --project "$tmp/p/a/b"
    chosen version 3.21.2
    PYENV_VERSION=3.22.3 choose --python python3 --project "$tmp/p/a/b"
    chosen version 3.22.3
    assert_not_pwned
}

@test "pyenv: of several versions the first that has the command counts" {
    fake_pyenv 3.20.1 3.21.2
    printf '# both\n3.21.2 # new\n\n3.20.1\n' >"$PYENV_ROOT/version"
    choose --python python3
    chosen version 3.21.2
    choose --python python3.20
    chosen version 3.20.1
    PYENV_VERSION=9.9:3.20.1 choose --python python3
    chosen version 3.20.1
}

@test "pyenv: a version may be cut short, prefixed, or of the system" {
    fake_pyenv 3.20.1 3.20.10 3.20.9 3.21.2
    mkdir "$PYENV_ROOT/versions/3.20-dev" "$PYENV_ROOT/versions/3.20.11rc1"
    PYENV_VERSION=3.20 choose --python python3
    chosen version 3.20.10
    PYENV_VERSION=python-3.20.9 choose --python python3
    chosen version 3.20.9
    fake "$tmp/bin/python3" 3.25.0
    PYENV_VERSION=system choose --python python3
    chosen executable "$tmp/bin/python3"
    assert_not_pwned
}

@test "pyenv: a version that is a way out of its directory is none" {
    fake_pyenv 3.20.1
    fake "$tmp/evil/bin/python3" 3.29.9
    fake "$tmp/pyenv/bin/python3" 3.29.9
    fake "$tmp/bin/python3" 3.25.0
    for version in .. ../../evil "$tmp/evil" . ''; do
        PYENV_VERSION=$version choose --python python3
        chosen version 3.25.0
    done
}

@test "wrapper: it is asked for what it starts, and never cached itself" {
    local python time

    python=$(base_python) || not_here 'no Python'
    printf '#!/bin/sh\necho >>"%s"\nexec "%s" "$@"\n' "$runs" "$python" \
        >"$tmp/bin/wrapped"
    chmod 755 "$tmp/bin/wrapped"
    for time in 1 2; do
        choose --python wrapped
        chosen executable "$python"
        assert_equal "$(value asked)" "$tmp/bin/wrapped"
        was_run "$time"
    done
    assert_equal "$(ls "$cache" | wc -l)" 1
}

@test "wrapper: two that name each other come to an end" {
    fake "$tmp/x/python3" 3.20.1
    sed "s,executable $tmp/x,executable $tmp/y," "$tmp/x/python3" >"$tmp/a"
    fake "$tmp/y/python3" 3.20.1
    sed -i "s,executable $tmp/y,executable $tmp/x," "$tmp/y/python3"
    cat "$tmp/a" >"$tmp/x/python3"
    choose --python "$tmp/x/python3"
    refused 'without end'
}

@test "link: a linked python keeps the spelling it was asked by" {
    local python

    python=$(base_python) || not_here 'no Python'
    mkdir "$tmp/ln"
    ln -s "$python" "$tmp/ln/mypy"
    choose --python "$tmp/ln/../ln//mypy"
    chosen executable "$tmp/ln/mypy"
    assert_equal "$(value real)" "$(readlink -f "$python")"
    assert_equal "$(value executable)" \
        "$("$tmp/ln/mypy" -I -S -c 'import sys; print(sys.executable)')"
}

@test "env: its python stands for the base, as CPython itself has it" {
    local python minor want n=0

    while IFS= read -r python; do
        n=$((n + 1))
        make_env "$tmp/e$n" "$python"
        choose --python "$tmp/e$n/bin/python"
        assert_success
        minor=$(python_minor "$python")
        case ${minor#3.} in
        [6-9] | 10) # these chain envs: the base is the one in `home`
            want=$(sed -n 's/^home = //p' "$tmp/e$n/pyvenv.cfg")/python
            [ -x "$want" ] || want=${want}3
            ;;
        *) want=$("$tmp/e$n/bin/python" -I -c \
            'import sys; print(sys._base_executable)') ;;
        esac
        assert_equal "$(value executable)" "$want"
        assert_equal "$(value version)" "$(python_version "$python")"
    done < <(pythons)
    [ "$n" -gt 0 ] || not_here 'no Python'
}

@test "env: one made from one made from one still stands for the base" {
    local python minor

    for minor in 3.8 3.12 ''; do
        python=$(base_python $minor) || continue
        rm -rf "$tmp"/e[123]
        make_env "$tmp/e1" "$python"
        make_env "$tmp/e2" "$tmp/e1/bin/python"
        make_env "$tmp/e3" "$tmp/e2/bin/python"
        choose --python "$tmp/e3"
        chosen real "$(readlink -f "$python")"
        refute_contains "$(value executable)" "$tmp"
    done
    [ -n "$python" ] || not_here 'no Python'
}

@test "env: copies and envs on PATH stand for the base too" {
    local python

    python=$(base_python) || not_here 'no Python'
    "$python" -I -m venv --without-pip --copies "$tmp/e"
    PATH=$tmp/e/bin:$PATH choose
    chosen version "$(python_version "$python")"
    refute_contains "$(value executable)" "$tmp"
}

@test "env: without its base it is refused with a sentence" {
    local python

    python=$(base_python) || not_here 'no Python'
    "$python" -I -m venv --without-pip --copies "$tmp/e"
    sed -i "s,^home = .*,home = $tmp/gone/bin," "$tmp/e/pyvenv.cfg"
    choose --python "$tmp/e"
    refused 'belongs to an environment whose base is gone'
}

# --- the choice

@test "choice: a path may be relative, a directory, or an installation's" {
    fake "$tmp/py/bin/python3" 3.20.1
    fake "$tmp/py/bin/python" 3.20.1
    cd "$tmp/p"
    for spec in ../py/bin/python3 ../py ../py/ ../py/bin "$tmp/py"; do
        choose --python "$spec"
        chosen executable "$tmp/py/bin/python3"
        assert_equal "$(value reason)" "--python $spec"
    done
    choose --python ../py/bin/python
    chosen executable "$tmp/py/bin/python"
    # shellcheck disable=SC2088
    choose --setting '~/../py/bin/python3'
    chosen executable "$tmp/py/bin/python3"
    choose --python ./nothing
    refused './nothing: no such file or directory'
    choose --python "$tmp/p/"
    refused 'has no bin/python3'
}

@test "choice: a version is looked for by its name, then on PATH, then pyenv" {
    fake_pyenv 3.20.1 3.20.3 3.21.5
    choose --python 3.20
    chosen executable "$PYENV_ROOT/versions/3.20.3/bin/python3"
    choose --python 3.20.1
    chosen executable "$PYENV_ROOT/versions/3.20.1/bin/python3"
    fake "$tmp/bin/python3" 3.20.2
    choose --python 3.20
    chosen executable "$tmp/bin/python3"
    fake "$tmp/bin/python3.20" 3.20.0
    choose --python 3.20
    chosen executable "$tmp/bin/python3.20"
    assert_equal "$(value reason)" '--python 3.20'
    assert_not_pwned
}

@test "choice: 3.2 is not 3.20, and what is not there is refused with what is" {
    fake "$tmp/bin/python3" 3.20.1
    choose --python 3.2
    refused '--python 3.2: no Python found that is 3.2'
    assert_contains "$stderr" 'there are 3.20.1'
    assert_contains "$stderr" 'name one of them with --python'
}

@test "choice: uv's Pythons are found, newest first, below XDG_DATA_HOME" {
    local uv=$XDG_DATA_HOME/uv/python

    fake "$uv/cpython-3.20.9-linux-x86_64-gnu/bin/python3" 3.20.9
    fake "$uv/cpython-3.20.10-linux-x86_64-gnu/bin/python3" 3.20.10
    choose --python 3.20
    chosen version 3.20.10
    unset XDG_DATA_HOME
    choose --python 3.20
    refused 'no Python found'
    fake "$HOME/.local/share/uv/python/x/bin/python3" 3.20.4
    choose --python 3.20
    chosen version 3.20.4
}

@test "choice: what mise, asdf, rye and Nix have installed is found" {
    fake "$HOME/.local/share/mise/installs/python/3.20.1/bin/python3" 3.20.1
    fake "$HOME/.asdf/installs/python/3.21.1/bin/python3" 3.21.1
    fake "$HOME/.rye/py/cpython@3.22.1/bin/python3" 3.22.1
    fake "$HOME/.nix-profile/bin/python3.23" 3.23.1
    for minor in 20 21 22 23; do
        choose --python "3.$minor"
        chosen version "3.$minor.1"
    done
    # mise's names for "the newest 3.20" are the same Python once more.
    ln -s 3.20.1 "$HOME/.local/share/mise/installs/python/3.20"
    run "$bases" list
    assert_equal "$(grep -c 'mise/installs' <<<"$output")" 1
    MISE_DATA_DIR=$HOME/none choose --python 3.20
    refused 'no Python found'
}

@test "choice: where none fits, the program that would install one is named" {
    fake "$tmp/bin/python3" 3.20.1
    choose --python 3.21
    refute_contains "$stderr" "install 3"
    # Not one that lies in the project.
    printf '#!/bin/sh\n' >"$tmp/p/pyenv"
    cp "$tmp/p/pyenv" "$tmp/bin/pyenv"
    chmod +x "$tmp/bin/pyenv"
    choose --python 3.21
    refused '--python 3.21: no Python found that is 3.21'
    assert_contains "$stderr" "with --python, or run 'pyenv install 3.21'"
    choose --python '>=3.21,<3.24'
    assert_contains "$stderr" "'pyenv install 3.23'"
    cp "$tmp/bin/pyenv" "$tmp/bin/uv"
    choose --python '>=3.21'
    assert_contains "$stderr" "'uv python install 3.21'"
    choose --python 3.21t
    assert_contains "$stderr" "'uv python install 3.21t'"
    choose --python pypy3.10
    assert_contains "$stderr" "'uv python install pypy3.10'"
    choose --python otherpython
    refute_contains "$stderr" "'uv python install"
}

@test "choice: an early version only when nothing else fits" {
    fake "$tmp/bin/python3.20" 3.20.0 candidate 2
    choose --python 3.20
    chosen executable "$tmp/bin/python3.20"
    choose --python 3.20.0rc2
    assert_success
    choose --python 3.20.0rc1
    refused 'no Python found'
    choose --python '>=3.20'
    assert_success
    fake_pyenv 3.20.0
    choose --python 3.20
    chosen executable "$PYENV_ROOT/versions/3.20.0/bin/python3"
    choose --python '>=3.20'
    chosen executable "$PYENV_ROOT/versions/3.20.0/bin/python3"
}

@test "choice: a free-threaded one only when it is asked for" {
    fake "$tmp/bin/python3.20t" 3.20.1 final 0 t
    fake "$tmp/bin/python3.20" 3.20.0 final 0 t
    choose --python 3.20
    refused 'no Python found'
    choose --python '>=3.20'
    refused 'no Python found'
    choose --python 3.20t
    chosen executable "$tmp/bin/python3.20t"
}

@test "choice: a set takes PATH's python3 if it fits, else the newest" {
    fake_pyenv 3.20.1 3.21.2 3.22.3
    echo 3.20.1 >"$PYENV_ROOT/version"
    cd "$tmp/p"
    choose --python '>=3.20'
    chosen version 3.20.1
    choose --python '>3.20.5'
    chosen version 3.22.3
    choose --python '>3.20.5, <3.22'
    chosen version 3.21.2
    choose --python '~=3.21.0'
    chosen version 3.21.2
    choose --python '==3.22.*'
    chosen version 3.22.3
    assert_equal "$(value reason)" '--python ==3.22.*'
    choose --python '>=3.23'
    refused 'no Python found that is >=3.23'
    for spec in '>=' '>>3' '~3' ' '; do
        choose --python "$spec"
        refused 'is not a version, a name or a path'
    done
}

@test "choice: only what a name does not rule out is asked" {
    fake_pyenv 3.20.1 3.21.2 3.22.3
    choose_on_path "$tmp/bin" --python 3.21
    chosen version 3.21.2
    assert_equal "$(grep -c -e /3.20 -e /3.22 "$runs")" 0
}

@test "pin: uv's long names, a v in front and a build of a branch are versions" {
    fake_pyenv 3.20.1 3.21.2
    for text in cpython-3.20.1-linux-x86_64-gnu v3.20 cpython3.20 3.20-dev; do
        echo "$text" >"$tmp/p/.python-version"
        choose --project "$tmp/p"
        chosen version 3.20.1
        assert_contains "$(value reason)" "says $text"
    done
}

@test "pin: the nearest .python-version on the way up chooses" {
    fake_pyenv 3.20.1 3.21.2
    mkdir -p "$tmp/p/a/b"
    echo 3.20 >"$tmp/p/.python-version"
    choose --project "$tmp/p/a/b"
    chosen version 3.20.1
    assert_equal "$(value reason)" ".python-version of $tmp/p says 3.20"
    printf '# newer\n\n3.21.2\r\n' >"$tmp/p/a/.python-version"
    choose --project "$tmp/p/a/b"
    chosen version 3.21.2
    cd "$tmp/p/a"
    choose
    chosen version 3.21.2
    choose --project b
    chosen version 3.21.2
    choose --python 3.20 --project "$tmp/p/a/b"
    chosen version 3.20.1
}

@test "pin: an empty one, a directory and a FIFO say nothing" {
    fake_pyenv 3.20.1
    echo 3.20 >"$tmp/p/.python-version"
    mkdir -p "$tmp/p/a/b/c/.python-version"
    mkfifo "$tmp/p/a/b/.python-version"
    echo '# nothing' >"$tmp/p/a/.python-version"
    choose --project "$tmp/p/a/b/c"
    chosen version 3.20.1
}

@test "pin: above the home nobody looks" {
    mkdir -p "$HOME/p"
    echo 9.9 >"${HOME%/*}/.python-version"
    fake "$tmp/bin/python3" 3.20.1
    choose --project "$HOME/p"
    chosen reason 'first python3 on PATH'
}

@test "pin: of several versions the first that is there" {
    fake_pyenv 3.20.1 3.21.2
    printf '3.29.9\n3.21\n3.20\n' >"$tmp/p/.python-version"
    choose --project "$tmp/p"
    chosen reason ".python-version of $tmp/p says 3.21"
    assert_equal "$(value version)" 3.21.2
    printf '3.29\n3.28\n' >"$tmp/p/.python-version"
    choose --project "$tmp/p"
    refused ".python-version of $tmp/p says 3.29: no Python found that is 3.29"
    assert_contains "$stderr" 'there are'
}

@test "pin: a name is a version of pyenv, an env of pyenv, or the system" {
    fake_pyenv 3.20.1
    fake "$PYENV_ROOT/versions/mine/bin/python3" 3.22.1
    fake "$tmp/bin/python3" 3.25.0
    echo mine >"$tmp/p/.python-version"
    choose --project "$tmp/p"
    chosen version 3.22.1
    echo system >"$tmp/p/.python-version"
    choose --project "$tmp/p"
    chosen executable "$tmp/bin/python3"
    assert_not_pwned
}

@test "pin: neither a path nor a program of any other name is run" {
    printf '#!/bin/sh\ntouch "%s/pwned"\n' "$tmp" >"$tmp/bin/danger"
    chmod 755 "$tmp/bin/danger"
    cp "$tmp/bin/danger" "$tmp/p/python3"
    echo danger >"$tmp/p/.python-version"
    choose --project "$tmp/p"
    refused "no Python found that is called danger"
    cd "$tmp/p"
    # what is named can be typed without running what the file says
    echo '/x/$(pwned)' >.python-version
    run --separate-stderr "$VENVHOOK" create
    assert_contains "$stderr" "name it with --python '/x/\$(pwned)'"
    for name in ./python3 "$tmp/bin/danger" ../bin/danger; do
        echo "$name" >.python-version
        choose
        refused "$name is a path, and what a project leads to is not run"
    done
    assert_not_pwned
}

@test "project: requires-python chooses where no .python-version does" {
    fake_pyenv 3.20.1 3.21.2
    printf '[project]\nrequires-python = ">=3.20,<3.21"\n' \
        >"$tmp/p/pyproject.toml"
    choose --project "$tmp/p"
    chosen version 3.20.1
    assert_equal "$(value reason)" \
        "requires-python >=3.20,<3.21 of $tmp/p/pyproject.toml"
    echo 3.21 >"$tmp/p/.python-version"
    choose --project "$tmp/p"
    chosen version 3.21.2
}

@test "project: what requires-python cannot mean is told, not guessed" {
    printf '[project]\nrequires-python = "^3.20"\n' >"$tmp/p/pyproject.toml"
    choose --project "$tmp/p"
    refused 'requires-python ^3.20'
    assert_contains "$stderr" 'is not a valid set of version specifiers'
    printf '[project]\nrequires-python = 3.20\n' >"$tmp/p/pyproject.toml"
    choose --project "$tmp/p"
    refused "$tmp/p/pyproject.toml: requires-python cannot be read"
    printf '[project]\nname = "x"\n' >"$tmp/p/pyproject.toml"
    fake "$tmp/bin/python3" 3.20.1
    choose --project "$tmp/p"
    chosen reason 'first python3 on PATH'
}

@test "project: a file that is too large to be read is told, not passed over" {
    fake "$tmp/bin/python3" 3.20.1
    truncate -s 2M "$tmp/p/pyproject.toml"
    choose --project "$tmp/p"
    refused "$tmp/p/pyproject.toml: "
    rm "$tmp/p/pyproject.toml"
    mkfifo "$tmp/p/pyproject.toml"
    choose --project "$tmp/p"
    chosen reason 'first python3 on PATH'
}

# asked_in_turn: of rows "FILE|TEXT|VERSION|SAID" each file that is written
# asks for that version, and that is said of it
asked_in_turn() {
    local file text version said

    while IFS='|' read -r file text version said; do
        printf '%b' "$text" >"$file"
        choose --project "$tmp/p"
        chosen version "$version"
        assert_equal "$(value reason)" "$said of $tmp/p/$file"
    done
}

@test "project: poetry, pipenv, a lock file, setuptools, asdf and mise are asked in turn" {
    fake_pyenv 3.20.1 3.21.2 3.22.3
    cd "$tmp/p"
    asked_in_turn <<'END'
.mise.toml|[tools]\npython = "3.20"|3.20.1|python 3.20
mise.toml|[tools]\npython = ["3.21", "3.20"]|3.21.2|python 3.21
.tool-versions|nodejs 20\npython 3.20.1\n|3.20.1|python 3.20.1
setup.cfg|[options]\npython_requires = >=3.20,<3.22|3.21.2|python_requires >=3.20,<3.22
pylock.toml|requires-python = ">=3.20,<3.21"|3.20.1|requires-python >=3.20,<3.21
Pipfile|[requires]\npython_version = "3.21"|3.21.2|python_version 3.21
pyproject.toml|[tool.poetry.dependencies]\npython = "~3.20"|3.20.1|poetry's python ~3.20
pyproject.toml|[tool.poetry.dependencies]\npython = "^3.20"|3.22.3|poetry's python ^3.20
pyproject.toml|[project]\nrequires-python = ">=3.20,<3.21"|3.20.1|requires-python >=3.20,<3.21
END
    # of several the first that is there; of none, the first is told of
    rm pyproject.toml Pipfile pylock.toml setup.cfg
    asked_in_turn <<'END'
.tool-versions|python 3.22.9 3.21.2\t3.20.1\n|3.21.2|python 3.21.2
.tool-versions|python 3.20.1 system\n|3.20.1|python 3.20.1
END
    printf 'python 3.29.1 3.28.1\n' >.tool-versions
    choose --project "$tmp/p"
    refused "python 3.29.1 of $tmp/p/.tool-versions: no Python found"
    rm .tool-versions
    printf '[tools]\npython = ["3.29", "3.20"]\n' >mise.toml
    choose --project "$tmp/p"
    chosen version 3.20.1
    printf '[tool.poetry.dependencies]\npython = "new"\n' >pyproject.toml
    choose --project "$tmp/p"
    refused "poetry's python new of $tmp/p/pyproject.toml: is not a constraint that venvhook understands"
    rm pyproject.toml
    printf '[requires]\npython_version = "/bin/sh"\n' >Pipfile
    choose --project "$tmp/p"
    refused "python_version /bin/sh of $tmp/p/Pipfile: is not a version"
}

@test "settings: python is the one that is taken anyway, if it fits" {
    fake_pyenv 3.20.1 3.21.2 3.22.3
    fake "$tmp/bin/python3" 3.19.0
    choose --setting 3.21
    chosen version 3.21.2
    assert_equal "$(value reason)" 'python = 3.21 in the settings'
    printf '[project]\nrequires-python = ">=3.20"\n' >"$tmp/p/pyproject.toml"
    choose --setting 3.21 --project "$tmp/p"
    chosen version 3.21.2
    choose --setting 3.19 --project "$tmp/p"
    chosen version 3.22.3
    choose --setting 3.21 --python 3.20
    chosen version 3.20.1
    choose --setting '>=3.22'
    chosen version 3.22.3
}

@test "default: the first python3 of PATH that works, or python if it is 3" {
    mkdir "$tmp/q"
    printf '#!/bin/sh\nexit 3\n' >"$tmp/bin/python3"
    chmod 755 "$tmp/bin/python3"
    choose_on_path "$tmp/bin"
    refused "$tmp/bin/python3: is not a working Python 3: it failed with status 3"
    fake "$tmp/bin/python" 3.20.1
    choose_on_path "$tmp/bin"
    chosen executable "$tmp/bin/python"
    assert_contains "$(value reason)" "passed over $tmp/bin/python3"
    rm "$tmp/bin/python3"
    choose_on_path "$tmp/bin"
    chosen reason 'first python3 on PATH'
    fake "$tmp/bin/python" 2.7.18
    choose_on_path "$tmp/bin"
    refused 'is not a working Python 3'
    choose_on_path "$tmp/q"
    refused 'python3: not found on PATH'
}

@test "query: no output, junk, too much and a death are no answer" {
    local answer n=0

    for answer in : 'echo hello' 'yes | head -c 1000000' 'kill -9 $$' \
        'head -c 100 /dev/zero' "$(sed 1d <(fake "$tmp/x" 3.20.1 &&
            cat "$tmp/x")); echo more" 'cat <&0'; do
        n=$((n + 1))
        printf '#!/bin/sh\n%s\n' "$answer" >"$tmp/bin/python$n"
        chmod 755 "$tmp/bin/python$n"
        choose --python "$tmp/bin/python$n"
        refused "$tmp/bin/python$n: is not a working Python 3"
    done
}

@test "query: one that does not answer is ended after ten seconds" {
    local from=$SECONDS

    printf '#!/bin/sh\nsleep 60\n' >"$tmp/bin/python3"
    chmod 755 "$tmp/bin/python3"
    choose --python "$tmp/bin/python3"
    refused 'it did not end within 10 seconds'
    [ $((SECONDS - from)) -lt 20 ]
}

@test "list: each base once, however many names it has" {
    local python reals

    run "$bases" list
    assert_success
    reals=$(cut -f 2 <<<"$output" | while IFS= read -r python; do
        readlink -f "$python"
    done)
    assert_equal "$(sort <<<"$reals")" "$(sort -u <<<"$reals")"
    fake_pyenv 3.20.1 2.7.18 3.21.2
    fake "$tmp/bin/python3.25" 3.25.1
    chmod 777 "$tmp/bin/python3.25"
    run "$bases" list
    assert_line "pyenv	$PYENV_ROOT/versions/3.20.1/bin/python3	3.20.1"
    assert_line "pyenv	$PYENV_ROOT/versions/3.21.2/bin/python3	3.21.2"
    assert_contains "PATH	$tmp/bin/python3.25	$tmp/bin/python3.25: is not run"
    refute_contains 2.7.18
    assert_not_pwned
}

@test "specifiers: on final versions they agree with pip's own" {
    local python judge=

    while IFS= read -r python; do
        "$python" -I -c 'import sys
from pip._vendor import packaging
sys.exit(int(packaging.__version__.split(".")[0]) < 22)' 2>/dev/null &&
            judge=$python && break
    done < <(pythons)
    [ -n "$judge" ] || skip 'no pip with packaging 22 or newer'
    "$judge" -I - "$tmp" <<'END'
import random, sys
from pip._vendor.packaging.specifiers import SpecifierSet, InvalidSpecifier
random.seed(4)
signs = ["==", "!=", ">=", "<=", ">", "<", "~=", "===", "=", "^", ""]
def version():
    parts = [3] + [random.choice([0, 1, 8, 9, 10, 11, 12]) for _ in
                   range(random.choice([0, 1, 1, 2, 2, 3]))]
    return ".".join(map(str, parts))
def spec():
    tail = random.choice(["", "", "", ".*", "rc1", ".post1", ".dev2"])
    return random.choice(signs) + random.choice(["", " "]) + version() + tail
with open(sys.argv[1] + "/in", "w") as ask, \
     open(sys.argv[1] + "/want", "w") as want:
    for _ in range(20000):
        text = random.choice([",", ", "]).join(
            spec() for _ in range(random.choice([1, 1, 2, 3])))
        v = version()
        try:
            fits = SpecifierSet(text).contains(v, prereleases=True)
            answer = "yes" if fits else "no"
        except InvalidSpecifier:
            answer = "bad"
        # ours also reads ">=3.6.*", and "===" compares what is written
        if ".*" in text and answer == "bad" or "===" in text:
            continue
        ask.write("%s\t%s\n" % (text, v))
        want.write(answer + "\n")
END
    "$bases" fits <"$tmp/in" >"$tmp/got"
    [ "$(wc -l <"$tmp/want")" -gt 5000 ]
    grep -q yes "$tmp/want"
    grep -q bad "$tmp/want"
    diff <(paste "$tmp/in" "$tmp/want") <(paste "$tmp/in" "$tmp/got")
}

# --- what status tells of it

# told KEY [DIR]: of `status --json`, with status well and nothing on stderr.
told() {
    run --separate-stderr "$VENVHOOK" status --json ${2+"$2"}
    assert_success
    assert_equal "$stderr" ''
    "$(base_python)" -I -c 'import json, sys
value = json.loads(sys.argv[2])[sys.argv[1]]
print("\n".join(value) if isinstance(value, list) else value)' \
        "$1" "$output"
}

# status and `create --verbose` name the same Python for the same reason.
agrees() {
    local python reason

    python=$(told create_python) || return
    reason=$(told create_reason) || return
    run --separate-stderr "$VENVHOOK" create --verbose --without-pip
    assert_equal "${stderr%%$'\n'*}" "venvhook: $python: $reason"
    assert_contains "$reason" "$1"
    assert_equal "$python" "$2"
}

@test "status: it names the Python that create takes, and why this one" {
    fake_pyenv 3.20.1 3.21.2 3.22.3
    fake "$tmp/bin/python3" 3.23.4
    cd "$tmp/p"
    agrees 'first python3 on PATH' "$tmp/bin/python3"
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    echo 'python = 3.20' >"$XDG_CONFIG_HOME/venvhook/config"
    agrees 'python = 3.20 in the settings' \
        "$PYENV_ROOT/versions/3.20.1/bin/python3"
    printf '[project]\nrequires-python = ">=3.21,<3.22"\n' >pyproject.toml
    agrees "requires-python >=3.21,<3.22 of $tmp/p/pyproject.toml" \
        "$PYENV_ROOT/versions/3.21.2/bin/python3"
    echo 3.22 >.python-version
    agrees ".python-version of $tmp/p says 3.22" \
        "$PYENV_ROOT/versions/3.22.3/bin/python3.22"
    mkdir sub
    cd sub
    agrees ".python-version of $tmp/p says 3.22" \
        "$PYENV_ROOT/versions/3.22.3/bin/python3.22"
    assert_not_pwned
}

@test "status: a DIR is asked of as from there, and may be the environment" {
    fake "$tmp/bin/python3.22" 3.22.3
    project "$tmp/p"
    mkdir "$tmp/p/sub"
    touch "$tmp/p/setup.py"
    echo 3.22 >"$tmp/p/.python-version"
    for dir in "$tmp/p" "$tmp/p/sub" "$tmp/p/.venv" "$tmp/p/sub/.."; do
        assert_equal "$(told create_python "$dir")" "$tmp/bin/python3.22"
        assert_equal "$(told create_env "$dir")" "$tmp/p/.venv"
    done
}

@test "status: the place is told where there is no environment, else the Python alone" {
    fake "$tmp/bin/python3" 3.22.3
    mkdir "$tmp/p/sub"
    touch "$tmp/p/setup.py"
    cd "$tmp/p/sub"
    run "$VENVHOOK" status
    assert_line "create       would make $tmp/p/.venv"
    assert_line "             from $tmp/bin/python3 (3.22.3): first python3 on PATH"
    fake_env "$tmp/p/.venv"
    run "$VENVHOOK" status
    assert_line "create       would take $tmp/bin/python3 (3.22.3): first python3 on PATH"
    refute_contains 'would make'
}

@test "status: it starts a Python once, the next one reads what that said" {
    fake "$tmp/bin/python3" 3.22.3
    cd "$tmp/p"
    told create_python
    was_run 1
    told create_python
    "$VENVHOOK" status
    was_run 1
}

@test "status: a home that is not there is not made by looking, its cache is" {
    local where=$tmp/nobody/.cache/venvhook

    python=$(base_python) || skip 'no base Python'
    env -u XDG_CACHE_HOME HOME="$tmp/nobody" "$VENVHOOK" status >"$tmp/out"
    refute_exists "$tmp/nobody"
    mkdir "$tmp/nobody"
    env -u XDG_CACHE_HOME HOME="$tmp/nobody" "$VENVHOOK" status >"$tmp/out"
    assert_exists "$where/bases"
}

@test "status: where no Python can be chosen it tells the fault and the hint, and does not fail" {
    fake_pyenv 3.21.2
    cd "$tmp/p"
    echo 3.99 >.python-version
    assert_equal "$(told create_python)" None
    assert_equal "$(told create_reason)" None
    assert_equal "$(told create_error)" \
        ".python-version of $tmp/p says 3.99: no Python found that is 3.99"
    assert_contains "$(told create_hint)" 3.21.2
    run --separate-stderr "$VENVHOOK" status
    assert_success
    assert_line "create       would fail: .python-version of $tmp/p says \
3.99: no Python found that is 3.99"
    assert_contains '             there are '
    assert_equal "$stderr" ''
}

@test "status: what a project leads to is not run" {
    fake "$tmp/p/python3" 3.22.3
    echo "$tmp/p/python3" >"$tmp/p/.python-version"
    cd "$tmp/p"
    PATH=.:$PATH told create_error | grep 'is not run'
    echo python3 >.python-version
    PATH=.:$PATH told create_python
    was_run 0
}

@test "status: in a directory that is gone it still tells what it can, and others say so" {
    local sentence='the working directory is gone or cannot be read'

    mkdir "$tmp/p/gone"
    cd "$tmp/p/gone"
    rmdir "$tmp/p/gone"
    run "$VENVHOOK" status
    assert_success
    assert_line 'here         nothing to activate'
    assert_line "create       would fail: .: $sentence"
    for command in create allow deny revoke recreate remove 'allow --tree' \
        'allow --create' 'deny --tree'; do
        # shellcheck disable=SC2086
        run --separate-stderr "$VENVHOOK" $command
        assert_failure 1
        assert_equal "$stderr" "venvhook: .: $sentence"
    done
}
