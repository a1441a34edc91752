# shellcheck disable=SC2016,SC2154
# The files of a release, in the directory PACKAGES, made by `make packages`:
# installed, used and removed as users would.  Run by `make check-packages`.

load lib/common

packages=${PACKAGES-}
version=$VERSION

setup() {
    common_setup
    cd "$tmp"
}

# clean_root: a Debian with a Python in it and nothing of ours
clean_root() {
    root=$BATS_FILE_TMPDIR/root
    [ -d "$root" ] && return
    mmdebstrap --variant=apt --include=python3-venv,rpm \
        --aptopt='APT::Sandbox::User "root"' bookworm "$root.new" \
        >"$BATS_FILE_TMPDIR/root.log" 2>&1 ||
        fail "$(tail -n 20 "$BATS_FILE_TMPDIR/root.log")"
    mv "$root.new" "$root"
}

# in_root COMMAND: as root in the clean root, with a home of its own
in_root() {
    $(entry) bash -c "$1"
}

entry() {
    echo "/usr/sbin/chroot $root env -i HOME=/srv LC_ALL=C.UTF-8" \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
}

files_of_root() {
    (cd "$root" && find etc usr opt | sort)
}

# used: a project gets its environment, and a shell turns it on and off
used() {
    run in_root 'mkdir -p /srv/p && cd /srv/p && venvhook create &&
        printf "%s\n" "eval \"\$(venvhook init bash)\"" >/srv/.bashrc'
    assert_success
    run in_root 'cd /srv/p && venvhook exec python -m pip --version'
    assert_success
    assert_contains "$output" /srv/p/.venv/lib
    run script -qec "$(entry) bash -i" /dev/null <<<'cd /srv/p
        echo "in $(command -v python)"; cd /
        echo "out $(command -v python)"; exit'
    assert_contains "$output" 'in /srv/p/.venv/bin/python'
    assert_contains "$output" $'out \r'
    rm -r "$root/srv/p"
}

@test "packages: the checksums name every file and are right" {
    cd "$packages"
    run sha256sum --strict -c SHA256SUMS
    assert_success
    assert_equal "$(sed 's/.*  //' SHA256SUMS)" \
        "$(find . -maxdepth 1 -type f ! -name 'SHA256SUMS*' -printf '%f\n' |
            LC_ALL=C sort)"
}

@test "packages: the same sources give the same bytes from another directory, at another time" {
    tar -xf "$packages/venvhook-$version.tar.xz"
    mkdir -p elsewhere/far/out
    mv "venvhook-$version" elsewhere/sources
    cp "$packages/venvhook-$version.tar.xz" elsewhere/far/out/
    find elsewhere/sources -name '*.c' -exec touch -d 2001-02-03 {} +
    run elsewhere/sources/tools/package elsewhere/sources "$version" \
        elsewhere/far/out "$(dpkg --print-architecture)"
    assert_success
    cd elsewhere/far/out
    run sha256sum --ignore-missing --strict -c "$packages/SHA256SUMS"
    assert_success
    assert_equal "$(grep -c ': OK$' <<<"$output")" 5
}

@test "packages: checksums signed by the given key verify, and changed ones do not" {
    ssh-keygen -q -t ed25519 -N '' -f key
    ssh-keygen -q -t ed25519 -N '' -f other
    echo "venvhook $(cat key.pub)" >signers
    echo "venvhook $(cat other.pub)" >others
    cp -r "$packages" release
    ssh-keygen -q -Y sign -f key -n venvhook release/SHA256SUMS
    install=(sh release/install.sh --from release --prefix "$tmp/prefix")
    run "${install[@]}" --signers others
    assert_failure
    assert_contains "$output" 'not signed by a key of others'
    [ ! -e prefix ]
    run "${install[@]}" --signers signers
    assert_success
    [ -x prefix/bin/venvhook ]
    echo >>release/SHA256SUMS
    run "${install[@]}" --signers signers
    assert_failure
}

@test "packages: the install script installs from a directory, without network, what runs" {
    run unshare -n env HOME="$HOME" sh "$packages/install.sh" \
        --from "$packages" --prefix "$HOME/.local"
    assert_success
    assert_contains "$output" "$HOME/.local/bin/venvhook setup"
    run "$HOME/.local/bin/venvhook" version
    assert_output "venvhook $version"
    [ -f "$HOME/.local/share/man/man1/venvhook.1" ]
    [ -f "$HOME/.local/share/bash-completion/completions/venvhook.bash" ]
}

@test "packages: the install script installs nothing of a file that was changed, and leaves the old program" {
    cp -r "$packages" release
    for file in release/*-linux-*.tar.xz; do
        echo >>"$file"
    done
    mkdir -p prefix/bin
    echo old >prefix/bin/venvhook
    run sh release/install.sh --from release --prefix prefix
    assert_failure
    assert_contains "$output" 'not what SHA256SUMS says'
    assert_equal "$(cat prefix/bin/venvhook)" old
    assert_equal "$(find prefix | sort | tr '\n' ' ')" \
        'prefix prefix/bin prefix/bin/venvhook '
}

@test "packages: the install script names what is wrong with its options" {
    for bad in '--from' '--form x' 'x' '--from nowhere'; do
        # shellcheck disable=SC2086
        run sh "$packages/install.sh" $bad
        assert_failure
        assert_contains "$output" 'install.sh: '
    done
}

@test "packages: the .deb installs in a clean root, works, and leaves nothing when it is removed" {
    clean_root
    before=$(files_of_root)
    cp "$packages/venvhook_${version}_$(dpkg --print-architecture).deb" \
        "$root/srv/venvhook.deb"
    run in_root 'dpkg -i /srv/venvhook.deb && dpkg --verify venvhook'
    assert_success
    used
    run in_root 'dpkg -P venvhook'
    assert_success
    assert_equal "$(files_of_root)" "$before"
}

@test "packages: the .rpm installs in a clean root, works, and leaves nothing when it is removed" {
    clean_root
    before=$(files_of_root)
    cp "$packages"/venvhook-*."$(uname -m)".rpm "$root/srv/venvhook.rpm"
    run in_root 'rpm -i --nodeps /srv/venvhook.rpm && rpm -V venvhook'
    assert_success
    used
    run in_root 'rpm -e venvhook'
    assert_success
    assert_equal "$(files_of_root)" "$before"
}

# holds FILE...: each is in the package, at a place where such files are
holds() {
    local file

    for file; do
        grep -qE "/usr/(bin|share)/(.*/)?$file\$" "$tmp/list" ||
            fail "no $file in the package"
    done
}

@test "packages: the .deb and the .rpm have the manual, and the completions of every shell" {
    shopt -s nullglob
    dpkg-deb -c "$packages/venvhook_${version}_$(dpkg --print-architecture).deb" |
        sed 's,.* \./,/,' >list
    completions=("$top_srcdir"/completions/*venvhook*)
    [ "${#completions[@]}" -ge 8 ]
    holds venvhook venvhook.1.gz venvhook.conf.5.gz README.md \
        "${completions[@]##*/}"
    rpm -qlp "$packages"/venvhook-*."$(uname -m)".rpm >list
    holds venvhook venvhook.1 venvhook.conf.5 README.md \
        "${completions[@]##*/}"
}

@test "packages: README says how large the program is" {
    said=$(sed -nE 's/.* ([0-9]+) KB packed.*/\1/p' "$top_srcdir/README.md")
    is=$(($(stat -c %s "$packages/venvhook-$version-linux-$(uname -m).tar.xz") / 1000))
    [ "$is" -gt $((said * 85 / 100)) ] && [ "$is" -lt $((said * 115 / 100)) ] ||
        fail "README says $said KB, and it is $is KB"
}

# qemu names for the machines of the tarballs
emulated='aarch64:aarch64 armv7l:arm riscv64:riscv64'

@test "packages: the programs for other machines run, export and create, under emulation" {
    make_env "$HOME/p/.venv"
    mkdir -p "$HOME/new"
    for pair in $emulated; do
        tarball=$packages/venvhook-$version-linux-${pair%:*}.tar.xz
        [ -f "$tarball" ] || continue
        mkdir "${pair%:*}"
        tar -xf "$tarball" -C "${pair%:*}" --strip-components=1
        program=(qemu-"${pair#*:}" "$tmp/${pair%:*}/bin/venvhook")
        run "${program[@]}" version
        assert_output "venvhook $version"
        "${program[@]}" allow "$HOME/p" 2>/dev/null
        run env -C "$HOME/p" PWD="$HOME/p" "${program[@]}" export json
        assert_success
        assert_contains "$output" "\"VIRTUAL_ENV\": \"$HOME/p/.venv\""
        run env -C "$HOME/new" PWD="$HOME/new" "${program[@]}" \
            create --without-pip "${pair%:*}"
        assert_success
        run "$HOME/new/${pair%:*}/bin/python" -c \
            'import sys; print(sys.prefix != sys.base_prefix)'
        assert_output True
        tried=1
    done
    [ -n "${tried-}" ]
}

@test "packages: the recipe for Arch builds what it packs" {
    tar -xf "$packages/venvhook-$version.tar.xz"
    run bash -euc '. "$1"; pkgdir=$PWD/packed
        (build) && (package)' recipe "$packages/recipes/PKGBUILD"
    assert_success
    [ -x packed/usr/bin/venvhook ]
    [ -f packed/usr/share/licenses/venvhook/LICENSE ]
    assert_contains "$(cat "$packages/recipes/PKGBUILD")" \
        "$(sha256sum "$packages/venvhook-$version.tar.xz" | cut -d ' ' -f 1)"
}

@test "packages: the recipe for Alpine builds what it packs" {
    tar -xf "$packages/venvhook-$version.tar.xz"
    cd "venvhook-$version"
    run sh -euc 'CBUILD=$2 CHOST=$2; . "$1"; pkgdir=$PWD/packed
        (build) && (package)' recipe "$packages/recipes/APKBUILD" \
        "$(uname -m)-linux-musl"
    assert_success
    [ -x packed/usr/bin/venvhook ]
    assert_contains "$(cat "$packages/recipes/APKBUILD")" \
        "$(sha512sum "$packages/venvhook-$version.tar.xz" | cut -d ' ' -f 1)"
}

@test "packages: no recipe, script or package has a word left to be filled in" {
    run grep -rlE '@(VERSION|SHA256|SHA512|ARCH|SIZE|URL)@' \
        "$packages/recipes" "$packages/install.sh"
    assert_failure 1
    run dpkg-deb -I "$packages/venvhook_${version}_$(dpkg --print-architecture).deb"
    assert_success
    assert_contains "$output" "Version: $version"
    assert_equal "$(grep -E "@[A-Z]+@" <<<"$output")" ""
}
