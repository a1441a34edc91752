# shellcheck shell=bash disable=SC2034,SC2154
# Environments made by venvhook; `load lib/making` behind lib/common.
#
#   each_python BODY [V]  BODY once for every Python [>= V, such as 3.11], in
#                       a new directory, with $python and $minor (3.12) set
#   version_of PYTHON   3.12
#   create ARG...       the program's create for $python, without pip
#   says PYTHON CODE WANT
#                       what that Python, alone, prints when CODE is run
#   moved_base DIR      $python's like in DIR: a copy of the program, and
#                       links to its library in $base_lib, to take out some
#   quick_base DIR      the same, but its ensurepip, which takes seconds, puts
#                       in no more than a pip that tells where it is
#   making_setup        common_setup, with $python a base to make them from,
#                       and the working directory p
#   seeded              a seed of $python, made once in a run; $seed
#   site ENV            its site-packages
#
# The cases of other projects' own tests, each by its name:
#
#   cases_complete NAMES TABLE
#                       the words NAMES and, one each, the titles of tests (up
#                       to ": ") or lines of TABLE (up to ": ", with a
#                       reason behind it) are the same set

# --- Pythons

version_of() {
    local version

    version=$(python_version "$1")
    printf '%s\n' "${version%.*}"
}

each_python() {
    local python minor least=${2:-3.0} count=0

    while IFS= read -r python; do
        minor=$(version_of "$python")
        [ "${minor#3.}" -ge "${least#3.}" ] || continue
        mkdir "$tmp/each-$minor-$count"
        cd "$tmp/each-$minor-$count" || return
        "$1"
        count=$((count + 1))
    done < <(pythons)
    [ "$count" -gt 0 ] || skip "no Python $least or later"
}

says() {
    assert_equal "$("$1" -I -c "$2" 2>&1)" "$3"
}

moved_base() {
    local real

    real=$("$python" -I -c 'import os; print(os.path.dirname(os.__file__))')
    base_lib=$1/lib/python$(version_of "$python")
    mkdir -p "$base_lib" "$1/bin"
    ln -s "$real"/* "$base_lib"
    cp "$python" "$1/bin/python3"
}

quick_base() {
    moved_base "$1"
    rm "$base_lib/ensurepip"
    mkdir "$base_lib/ensurepip"
    touch "$base_lib/ensurepip/__init__.py"
    cat >"$base_lib/ensurepip/__main__.py" <<'END'
import os, sysconfig
pip = sysconfig.get_paths()["purelib"] + "/pip"
os.mkdir(pip)
open(pip + "/__init__.py", "w").close()
with open(pip + "/__main__.py", "w") as f:
    f.write("print('pip from', __file__)\n")
END
}

# --- environments

making_setup() {
    common_setup
    python=$(base_python) || skip 'no base Python'
    mkdir "$tmp/p"
    cd "$tmp/p" || return
}

create() {
    run --separate-stderr "$VENVHOOK" create --python "$python" \
        --without-pip "$@"
}

site() {
    echo "$1"/lib/python3*/site-packages
}

# A seed that others made, or one made now for those who come later: files of
# tests that run at once may both make one, and the first to link it has made
# it for all.  Copies are used, so that nobody changes another's.
seeded() {
    local shared=${TEST_SHARED:-$BATS_FILE_TMPDIR} kept

    kept=$(cksum <"$VENVHOOK")-$(python_version "$python")-$python
    kept=$shared/seed-${kept//[\/ ]/-}
    if [ ! -e "$kept" ]; then
        mkdir -p "$shared"
        XDG_CACHE_HOME=$kept.$$ XDG_STATE_HOME=$tmp/seeding "$VENVHOOK" \
            create --python "$python" "$tmp/seeding/env"
        rm -rf "$tmp/seeding"
        ln -s "${kept##*/}.$$" "$kept" 2>/dev/null || rm -rf "$kept.$$"
    fi
    if [ ! -e "$XDG_CACHE_HOME/venvhook/seeds" ]; then
        mkdir -p "$XDG_CACHE_HOME"
        cp -a "$kept/." "$XDG_CACHE_HOME"
    fi
    seed=$(echo "$XDG_CACHE_HOME"/venvhook/seeds/*-*/)
    [ -d "$seed" ] || fail "no seed, or more than one: $seed"
}

# --- cases

cases_complete() {
    local want got

    want=$(tr -s ' \n' '\n' <<<"$1" | sort)
    got=$({
        sed -n 's/^@test "\([^ ]*\): .*/\1/p' "$BATS_TEST_FILENAME"
        sed -n 's/^\([^ ]*\): ..*/\1/p' <<<"$2"
    } | grep -vx cases | sort)
    [ -n "$want" ]
    diff <(echo "$want") <(echo "$got")
}
