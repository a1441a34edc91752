# shellcheck disable=SC2154
# create: words that mean something else than they say, and --dry-run.

# in memory

load lib/common
load lib/making

setup() {
    making_setup
}

try() {
    run --separate-stderr "$VENVHOOK" create --without-pip "$@"
}

@test "words: create VERSION makes no directory of that name, and names both ways" {
    for word in 3.11 3 3.12.1 python3.11 python3 python-3.12 v3.13 3.13t \
        pypy3.10 cpython-3.12.1-linux-x86_64-gnu '>=3.10,<3.13'; do
        try "$word"
        assert_failure 1
        assert_equal "$output" ''
        assert_equal "$stderr" "venvhook: $word: is a version, and no directory is there of that name
venvhook: 'venvhook create --python \"$word\"' makes one with that Python; 'venvhook create ./$word' makes one in a directory of that name"
        assert_equal "$(ls -A)" ''
    done
}

@test "words: a path, a directory that is there, other numbers and what stands beside --python or --name are no version" {
    mkdir 3.10
    for word in ./3.11 3.10 2024 4.1 py311 python x3.11; do
        run "$VENVHOOK" create --without-pip "$word"
        assert_success
        assert_exists "$word/pyvenv.cfg"
    done
    run "$VENVHOOK" create --without-pip --python "$python" 3.12
    assert_success
    assert_exists 3.12/pyvenv.cfg
    run "$VENVHOOK" create --without-pip --name 3.12
    assert_success
    assert_exists "$HOME/.virtualenvs/3.12/pyvenv.cfg"
}

@test "words: on a terminal it is asked whether --python was meant, and done" {
    local version

    need bash
    version=$(version_of "$python")
    PATH=${python%/*}:$PATH in_shell bash --no-hook --cwd "$PWD" <<INPUT
@send "\$VENVHOOK" create --without-pip $version
@wait [y/N]
n
@send "\$VENVHOOK" create --without-pip env $version
@wait [y/N]
y
INPUT
    assert_contains "$(answer 1)" \
        "venvhook: $version is a version: was --python $version meant? [y/N]"
    assert_contains "$(answer 1)" "'venvhook create ./$version' makes"
    assert_equal "$(ls -A)" env
    assert_equal "$(env/bin/python -c 'import sys
print("%d.%d" % sys.version_info[:2])')" "$version"
}
