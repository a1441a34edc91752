# shellcheck disable=SC2016,SC2154
# The rc files of setup: what they are, and what becomes of them.

load lib/common

setup() {
    common_setup
    ln -s "$VENVHOOK" "$tmp/bin/venvhook"
    rc=$HOME/.bashrc
    line='eval "$(venvhook init bash)"'
    note="# added by 'venvhook setup'"
}

@test "setup: --print prints a line for every shell that has a hook, and changes nothing" {
    for shell in $("$VENVHOOK" help --shells); do
        "$VENVHOOK" init "$shell" >/dev/null 2>&1 || continue
        run --separate-stderr "$VENVHOOK" setup --print "$shell"
        assert_success
        assert_contains "$output" "init $shell"
        assert_equal "$stderr" ''
        n=$((${n-0} + 1))
    done
    [ "$n" -ge 4 ]
    assert_equal "$(find "$HOME" -type f)" ''
}

@test "setup: what the file held stays, its last line is ended, and --undo gives it back" {
    for text in '' $'a\n' $'a\n\n' $'# venvhook init bash\n' $'a\r\n'; do
        printf %s "$text" >"$rc"
        cp "$rc" before
        run "$VENVHOOK" setup --yes bash
        assert_success
        assert_equal "$(cat "$rc"; echo .)" "$text$note
$line
."
        "$VENVHOOK" setup --undo --yes bash
        cmp "$rc" before
    done
    printf 'last' >"$rc"
    "$VENVHOOK" setup --yes bash
    assert_equal "$(cat "$rc")" "last
$note
$line"
}

@test "setup: --undo takes its own line out of the middle, and leaves what was added later" {
    echo before >"$rc"
    "$VENVHOOK" setup --yes bash
    printf 'after\nlast' >>"$rc"
    "$VENVHOOK" setup --undo --yes bash
    assert_equal "$(cat "$rc"; echo .)" $'before\nafter\nlast.'
}

@test "setup: a line that is there in another form is left alone, and named" {
    echo 'command -v venvhook >/dev/null && eval "$(venvhook init bash --no-cd)"' >"$rc"
    cp "$rc" before
    run "$VENVHOOK" setup --yes bash
    assert_success
    assert_output "venvhook: the hook is in $rc already, in line 1"
    run "$VENVHOOK" setup --undo --yes bash
    assert_failure 1
    assert_contains "$rc:1: is not the line that setup writes"
    cmp "$rc" before
}

@test "setup: a link and a hard link stay, and so does the mode" {
    mkdir dotfiles
    echo x >dotfiles/bashrc
    chmod 640 dotfiles/bashrc
    ln dotfiles/bashrc dotfiles/second
    ln -s dotfiles/bashrc "$rc"
    "$VENVHOOK" setup --yes bash
    [ -L "$rc" ]
    assert_equal "$(stat -c '%a %h' dotfiles/bashrc)" '640 2'
    assert_contains "$(cat dotfiles/second)" "$line"
    "$VENVHOOK" setup --undo --yes bash
    [ -L "$rc" ]
    assert_equal "$(stat -c '%a %h' dotfiles/bashrc)" '640 2'
    assert_equal "$(cat dotfiles/second)" x
}

@test "setup: a directory that is missing is made" {
    run env -u XDG_CONFIG_HOME "$VENVHOOK" setup --yes fish
    assert_success
    assert_contains "$(cat "$HOME/.config/fish/config.fish")" \
        'venvhook init fish | source'
}

@test "setup: ZDOTDIR and XDG_CONFIG_HOME name another place" {
    mkdir z
    ZDOTDIR=$HOME/z run "$VENVHOOK" setup --yes zsh
    assert_success
    assert_exists z/.zshrc
    ZDOTDIR=relative run "$VENVHOOK" setup --yes zsh
    assert_exists .zshrc
    run "$VENVHOOK" setup --yes fish
    assert_exists "$XDG_CONFIG_HOME/fish/config.fish"
}

@test "setup: tcsh goes on to read a .cshrc that is all it has" {
    need tcsh
    echo 'setenv MINE yes' >.cshrc
    run "$VENVHOOK" setup --yes tcsh
    assert_contains "added to $HOME/.cshrc;"
    refute_exists .tcshrc
    run tcsh -c 'echo $MINE'
    assert_output yes
    run "$VENVHOOK" setup --undo --yes tcsh
    assert_equal "$(cat .cshrc)" 'setenv MINE yes'
    # where it has both, it reads the other one
    touch .tcshrc
    run "$VENVHOOK" setup --yes tcsh
    assert_contains "added to $HOME/.tcshrc;"
}

@test "setup: ENV names the file of ksh and mksh, and no other does" {
    for shell in ksh mksh; do
        for at in "$HOME/abs$shell" "\$HOME/dollar$shell" \
            "\${HOME}/brace$shell" "~/tilde$shell"; do
            # mksh expands nothing there.
            [[ $shell == ksh || $at == /* ]] || continue
            ENV=$at run "$VENVHOOK" setup --yes "$shell"
            assert_success
            file=$HOME/${at##*/}
            assert_equal "$(sed 1d "$file")" \
                "$("$VENVHOOK" setup --print "$shell")"
            refute_exists ".${shell}rc"
            ENV=$at run "$VENVHOOK" setup --undo --yes "$shell"
            assert_equal "$(cat "$file")" ''
        done
        for at in '${XDG_CONFIG_HOME:-$HOME}/rc' relative '$x/y'; do
            ENV=$at run --separate-stderr "$VENVHOOK" setup --yes "$shell"
            assert_equal "$status $output" '1 '
            assert_contains "$stderr" 'ENV: is no plain path'
            assert_contains "$stderr" "init $shell)"
            refute_exists ".${shell}rc"
        done
    done
    ENV='' run "$VENVHOOK" setup --yes mksh
    assert_success
    assert_exists .mkshrc
    # Then it reads none.
    ENV='' run --separate-stderr "$VENVHOOK" setup --yes ksh
    assert_equal "$status $output" '1 '
    assert_contains "$stderr" 'ENV: is set and empty'
    refute_exists .kshrc
    ENV=$HOME/abs run "$VENVHOOK" setup --yes yash
    assert_exists .yashrc
    refute_exists abs
}

@test "setup: what cannot be written is told with the line to put elsewhere" {
    echo x >"$rc"
    ln -sf /proc/version "$rc"
    run --separate-stderr "$VENVHOOK" setup --yes bash
    assert_failure 1
    assert_equal "$output" ''
    assert_contains "$stderr" "$line"
    rm "$rc"
    mkfifo "$rc"
    run timeout 5 "$VENVHOOK" setup --yes bash
    assert_failure 1
    assert_contains 'not a regular file'
}

@test "setup: on a full disk the file stays as it was, without half a line" {
    need root unshare
    unshare -m true 2>/dev/null || not_here 'mounts of its own'
    run --separate-stderr unshare -m sh -euc '
        mount -t tmpfs -o size=64k,mode=755 tmpfs "$HOME" && cd "$HOME"
        yes >fill 2>/dev/null || :
        truncate -s 4k fill
        head -c 4060 /dev/zero | tr "\\0" "#" >.bashrc
        yes >>fill 2>/dev/null || :
        cp .bashrc /dev/shm/before.$$
        "$VENVHOOK" setup --yes bash && exit 3
        cmp .bashrc /dev/shm/before.$$
        rm /dev/shm/before.$$'
    assert_success
    assert_contains "$stderr" "$rc: no space left on device"
}

@test "setup: nobody to ask means no, and --yes or --print is named" {
    run "$VENVHOOK" setup bash </dev/null
    assert_failure 1
    assert_contains "'venvhook setup --yes'"
    refute_exists "$rc"
}

@test "setup: a program that is not on PATH is written by its path" {
    rm "$tmp/bin/venvhook"
    mkdir "$HOME/it's here"
    cp "$VENVHOOK" "$HOME/it's here/venvhook"
    run "$HOME/it's here/venvhook" setup --yes bash
    assert_success
    run bash --norc -ic '. "$HOME/.bashrc"; type venvhook'
    assert_contains 'venvhook is a function'
    run "$HOME/it's here/venvhook" setup --undo --yes bash
    assert_success
    assert_equal "$(cat "$rc")" ''
}

@test "setup: a HOME that is not set, or no shell to be told, is an error without output" {
    run --separate-stderr env -u HOME "$VENVHOOK" setup --yes bash
    assert_failure 1
    assert_equal "$output" ''
    assert_contains "$stderr" 'HOME: not set'
    run "$VENVHOOK" setup --yes tcl
    assert_failure 2
    run "$VENVHOOK" setup --print --undo
    assert_failure 2
}
