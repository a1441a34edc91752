# shellcheck disable=SC2154
# A build directory that was configured before the tools were there.

load lib/common

# A PATH with all that is on this machine but the tools NAMED, which wait in
# $tmp/later; and nothing is to be installed or built for a test.
path_without() {
    local dir tool

    mkdir "$tmp/tools" "$tmp/later"
    for dir in /usr/local/bin /usr/bin /bin; do
        [ ! -d "$dir" ] || cp -sn "$dir"/* "$tmp/tools" 2>/dev/null || :
    done
    for tool in apt-get dotnet "$@"; do
        [ ! -L "$tmp/tools/$tool" ] || mv "$tmp/tools/$tool" "$tmp/later"
    done
    export PATH=$tmp/bin:$tmp/tools
}

# As from a terminal, and not as from a test.
plain() {
    env -i HOME="$HOME" PATH="$PATH" LC_ALL=C TMPDIR="$TMPDIR" "$@"
}

setup() {
    common_setup
    need make autoconf
    [ -x "$top_srcdir/configure" ] || skip 'configure was not made'
    build=$tmp/build
    mkdir "$build"
}

value_of() {
    sed -n "s/^$1 = //p" "$build/Makefile"
}

@test "build: a compiler that configure looked for and that comes later is taken, and nothing stays that another compiled" {
    path_without musl-gcc
    cd "$build"
    plain "$top_srcdir/configure" -q --disable-hardening
    plain make -s src/base/arena.o
    refute_contains "$(value_of CC)" musl
    assert_exists src/base/arena.o
    printf '#!/bin/sh\nexec gcc "$@"\n' >"$tmp/bin/musl-gcc"
    chmod +x "$tmp/bin/musl-gcc"
    plain make Makefile
    assert_equal "$(value_of CC)" musl-gcc
    refute_exists src/base/arena.o
    # and no second time
    plain make -s src/base/arena.o
    cp -p config.status "$tmp"
    plain make Makefile
    assert_equal "$(stat -c %y config.status)" \
        "$(stat -c %y "$tmp/config.status")"
    assert_exists src/base/arena.o
}

# What follows is not about compiling.
nothing_compiled=(env MAKEFLAGS='PROGRAMS= LIBRARIES= check_PROGRAMS= check_LIBRARIES=')

checked() {
    run plain "${nothing_compiled[@]}" BUILD="$build" "$top_srcdir/check" "$@"
    last=${output##*$'\n'}
}

@test "check: without bats it fails, and once bats is there the same directory runs its tests" {
    path_without bats
    checked tests/embed.bats
    assert_failure 1
    assert_contains "$output" 'no bats'
    assert_contains "$last" '0 passed, '
    refute_contains "$last" ' 0 failed'
    mv "$tmp/later/bats" "$tmp/bin"
    checked tests/embed.bats
    assert_success
    [[ $last =~ ^[1-9][0-9]*\ passed,\ 0\ failed, ]]
}

@test "build: tools/build does not forget an option because the directory is there" {
    plain "${nothing_compiled[@]}" "$top_srcdir/tools/build" "$build"
    refute_contains "$(value_of VH_CFLAGS)" -Werror
    plain "${nothing_compiled[@]}" "$top_srcdir/tools/build" "$build" \
        --enable-werror
    assert_contains "$(value_of VH_CFLAGS)" -Werror
    plain "${nothing_compiled[@]}" "$top_srcdir/tools/build" "$build"
    assert_contains "$(value_of VH_CFLAGS)" -Werror
}
