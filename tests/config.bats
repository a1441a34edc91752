# Settings: the files they come from, which of them are believed, and what
# `venvhook config` says of them.

load lib/common

# The user's file, with the text given.
settings() {
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    file=$XDG_CONFIG_HOME/venvhook/config
    printf '%s\n' "$@" >"$file"
}

config() {
    run --separate-stderr "$VENVHOOK" config "$@"
}

# The file is refused for the reason, with nothing on stdout.
config_keys() {
    (cd / && XDG_CONFIG_HOME=/nowhere "$VENVHOOK" config) |
        sed 's/ =.*//' | paste -sd , | sed 's/,/, /g'
}

assert_refused() {
    config
    assert_failure 1
    assert_output ''
    [[ $1 != *'unknown key'* ]] || set -- "$1
venvhook: the keys are $(config_keys), owners"
    assert_equal "$stderr" "venvhook: $1"
}

json() {
    "$(base_python)" -c 'import json, sys
value = json.load(sys.stdin)
for key in sys.argv[1:]:
    value = value[int(key) if isinstance(value, list) else key]
print(json.dumps(value))' "$@"
}

# --- the command

@test "config: without any file each setting is a default" {
    config
    assert_success
    assert_equal "${#lines[@]}" 12
    for line in "${lines[@]}"; do
        [[ $line == *' # default' ]] || fail "$line"
    done
    assert_line 'trust = ask                             # default'
    refute_exists "$XDG_CONFIG_HOME"
}

@test "config: each setting names the file and line it comes from" {
    settings '# mine' '' 'trust = owner' 'names = "my env" .venv'
    config
    assert_success
    assert_line "trust = owner                           # $file:3"
    assert_line "names = \"my env\" .venv                  # $file:4"
    assert_line 'pip = yes                               # default'
}

@test "config: what it prints is a file that says the same" {
    settings 'names = "my env" "#x"' 'ceiling = ~/a' 'python = "a b"' \
        'pip = no'
    config --json
    before=$output
    "$VENVHOOK" config >"$tmp/printed"
    settings "$(cat "$tmp/printed")"
    config --json
    assert_contains "$before" '"#x"'
    for key in names ceiling python pip; do
        assert_equal "$(json "$key" value <<<"$output")" \
            "$(json "$key" value <<<"$before")"
    done
}

@test "config KEY: prints the value alone" {
    settings 'trust = owner' 'python ='
    config trust
    assert_success
    assert_output owner
    config names
    assert_output '.venv venv'
    config python
    assert_success
    assert_output ''
}

@test "config --json: is JSON with values, files and lines" {
    settings 'names = "my env" .venv' 'python = 3.12'
    config --json
    assert_success
    assert_equal "$(json names value <<<"$output")" '["my env", ".venv"]'
    assert_equal "$(json names file <<<"$output")" "\"$file\""
    assert_equal "$(json names line <<<"$output")" 1
    assert_equal "$(json python value <<<"$output")" '"3.12"'
    assert_equal "$(json trust <<<"$output")" \
        '{"value": "ask", "file": null}'
    assert_equal "$(json ceiling value <<<"$output")" '[]'
    config --json names
    assert_equal "$(json 0 <<<"$output")" '"my env"'
}

@test "config: an unknown KEY is wrong usage, and answered with all that there are" {
    config tust
    assert_failure 2
    assert_output ''
    assert_equal "$stderr" "venvhook: tust: no such setting; did you mean trust?
venvhook: the keys are $(sed 's/ *=.*//' <<<"$("$VENVHOOK" config)" |
        tr '\n' ' ' | sed 's/ $//; s/ /, /g'), owners"
}

@test "config --dir: a section holds in its directory and below it" {
    mkdir -p work/deep work/other workshop
    settings 'trust = ask' '[~/work]' 'trust = owner' '[~/work/deep]' \
        'create = hint'
    config trust
    assert_output ask
    cd work
    config trust
    assert_output owner
    config --dir deep create
    assert_output hint
    config --dir deep/../other create
    assert_output never
    config --dir "$HOME/workshop" trust
    assert_output ask
    config --dir .. trust
    assert_output ask
}

@test "config: a section holds by its own name and by what that leads to" {
    mkdir -p real/p other
    ln -s real work
    settings '[~/work]' 'trust = owner'
    for dir in work/p real/p; do
        cd "$HOME/$dir"
        config trust
        assert_output owner
    done
    cd "$HOME/other"
    config trust
    assert_output ask
}

@test "config: no link leads past the section of the place it leads to" {
    mkdir -p untrusted/p lax/and/deeper
    ln -s "$HOME/untrusted/p" lax/and/deeper/link
    settings 'trust = owner' '[~/untrusted]' 'trust = ask' \
        '[~/lax/and/deeper]' 'trust = owner'
    cd lax/and/deeper
    config trust
    assert_output owner
    cd link
    assert_equal "$PWD" "$HOME/lax/and/deeper/link"
    config trust
    assert_output ask
}

@test "config: owners is the system's to say, and no user's" {
    settings 'trust = owner' 'owners = nobody'
    assert_refused "$file:2: owners is for the system's file of settings alone"
    settings 'trust = owner'
    config owners
    assert_output ''
    config
    refute_contains owners
}

@test "config --dir: a directory that is not there is an error" {
    config --dir nowhere
    assert_failure 1
    assert_output ''
    assert_equal "$stderr" \
        "venvhook: $HOME/nowhere: no such file or directory"
}

# --- what is wrong is told by file and line

@test "config: an error names the file, the line and what is wrong" {
    settings '' '# x' 'trust = maybe'
    assert_refused "$file:3: trust is ask or owner, not maybe"
    settings 'tust = ask'
    assert_refused "$file:1: unknown key tust; did you mean trust?"
    settings '[~/work' 'trust = ask'
    assert_refused "$file:1: a section is [DIRECTORY]"
    settings 'trust'
    assert_refused "$file:1: neither key = value nor a section"
    settings 'names = a/b'
    assert_refused "$file:1: a name is one part of a path, and not . or .."
    settings '[/elsewhere]' 'pip = maybe'
    assert_refused "$file:2: pip is no or yes, not maybe"
}

@test "config: a key that was nearly meant is named, and a value behind it says where to write the line" {
    run --separate-stderr "$VENVHOOK" config tust
    assert_failure 2
    assert_contains "$stderr" 'no such setting; did you mean trust?'
    run --separate-stderr "$VENVHOOK" config trust owner
    assert_failure 2
    assert_equal "$output" ''
    assert_contains "$stderr" \
        "put the line 'trust = owner' into $XDG_CONFIG_HOME/venvhook/config"
    refute_exists "$XDG_CONFIG_HOME/venvhook/config"
}

@test "config: the line to write is one that the file it is for will take" {
    run --separate-stderr "$VENVHOOK" config names = .venv 'my env' '#1'
    assert_contains "$stderr" "put the line 'names = .venv \"my env\" \"#1\"' into $XDG_CONFIG_HOME/"
    settings 'names = .venv "my env" "#1"'
    run "$VENVHOOK" config names
    assert_output '.venv "my env" "#1"'
    run --separate-stderr "$VENVHOOK" config owners staff
    assert_contains "$stderr" "put the line 'owners = staff' into /etc/venvhook/config"
    run --separate-stderr "$VENVHOOK" config messages loud
    assert_failure 2
    assert_contains "$stderr" 'config: messages is none, notices or all, not loud'
    refute_contains "$stderr" 'put the line'
}

@test "config: control characters of the file do not reach the terminal" {
    settings $'trust = \033[31mred'
    assert_refused "$file:1: a control character"
    settings $'tr\302\233ust = ask'
    assert_refused "$file:1: unknown key tr?ust; did you mean trust?"
}

@test "config: with an error one KEY has no value either" {
    settings 'pip = maybe' 'trust = owner'
    config trust
    assert_failure 1
    assert_output ''
}

@test "settings: while there is an error nothing is activated" {
    project p
    "$VENVHOOK" allow p >"$tmp/out"
    cd p
    assert_equal "$("$VENVHOOK" status --json | json rule)" '"allowed"'
    settings 'trust = maybe'
    assert_equal "$("$VENVHOOK" status --json | json rule)" '"settings"'
    run --separate-stderr "$VENVHOOK" export json
    refute_contains "$output" "$HOME/p/.venv/bin"
    settings 'trust = ask'
    assert_equal "$("$VENVHOOK" status --json | json rule)" '"allowed"'
}

# --- where the files are

@test "settings: XDG_CONFIG_HOME that is relative is ignored" {
    mkdir -p "$HOME/.config/venvhook" here/venvhook
    echo 'trust = owner' >"$HOME/.config/venvhook/config"
    echo 'pip = no' >here/venvhook/config
    XDG_CONFIG_HOME=here config
    assert_line "trust = owner                           # \
$HOME/.config/venvhook/config:1"
    assert_line 'pip = yes                               # default'
}

@test "settings: XDG_CONFIG_HOME that is empty or unset means ~/.config" {
    mkdir -p "$HOME/.config/venvhook"
    echo 'trust = owner' >"$HOME/.config/venvhook/config"
    XDG_CONFIG_HOME='' config trust
    assert_output owner
    unset XDG_CONFIG_HOME
    config trust
    assert_output owner
}

@test "settings: without a home there are those of the system alone" {
    unset XDG_CONFIG_HOME
    mkdir -p .config/venvhook
    echo 'trust = owner' >.config/venvhook/config
    run env -u HOME "$VENVHOOK" config trust
    assert_output ask
    HOME=. config trust
    assert_output ask
    HOME='' config trust
    assert_output ask
}

@test "settings: a file in the project is not read" {
    mkdir -p p/venvhook p/.config/venvhook
    for dir in venvhook .config/venvhook; do
        echo 'trust = owner' >"p/$dir/config"
    done
    cd p
    config trust
    assert_output ask
}

@test "settings: where no file is, two are tried and nothing else is asked" {
    need strace
    # under a sanitizer its search for leaks would fail
    export ASAN_OPTIONS=detect_leaks=0
    strace -qq -e trace=%file -o "$tmp/calls" "$VENVHOOK" config >"$tmp/out"
    assert_equal "$(grep -c venvhook/config "$tmp/calls")" 2
    assert_equal "$(grep -c 'venvhook/config.*ENOENT' "$tmp/calls")" 2
    refute_contains "$(cat "$tmp/calls")" 'config/venvhook"'
    refute_contains "$(cat "$tmp/calls")" 'etc/venvhook"'
}

# As root in a namespace of its own, where the system's file is ours to write.
@test "settings: the user's file wins over the system's, key by key" {
    need unshare
    system=$("$VENVHOOK" status --json | json settings 0)
    system=${system#\"} system=${system%% (*}
    etc=${system%/venvhook/config}
    [ -d "$etc" ] || not_here "no $etc"
    unshare -rm true 2>/dev/null || not_here 'no namespaces'
    mkdir -p "$tmp/etc/venvhook" "$HOME/w"
    printf '%s\n' 'trust = owner' 'pip = no' '[~/w]' 'create = auto' \
        'prompt = no' >"$tmp/etc/venvhook/config"
    settings 'trust = ask' 'create = hint'
    # shellcheck disable=SC2016
    run --separate-stderr unshare -rm sh -c \
        'mount --bind "$1" "$2" && cd "$HOME/w" && "$VENVHOOK" config' \
        sh "$tmp/etc" "$etc"
    assert_success
    assert_line "trust = ask                             # $file:1"
    assert_line "pip = no                                # $system:2"
    assert_line "create = hint                           # $file:2"
    assert_line "prompt = no                             # $system:5"
}

# --- which files are believed

@test "settings: a file that others can write is refused" {
    need root
    settings 'trust = owner'
    for mode in 602 620 660 666; do
        chgrp 4711 "$file"
        chmod "$mode" "$file"
        config trust
        assert_failure 1
        assert_contains "$stderr" "$file: it can be written by "
        assert_contains "$stderr" "'chmod go-w $file' ends that"
    done
    chmod 644 "$file"
    config trust
    assert_output owner
}

@test "settings: a directory that others can write is refused, but for a sticky one" {
    need root
    settings 'trust = owner'
    dir=${file%/*}
    for mode in 770 703; do
        chgrp 4711 "$dir"
        chmod "$mode" "$dir"
        config trust
        assert_failure 1
        assert_contains "$stderr" "$file: $dir can be written by "
    done
    for mode in 1777 755; do
        chmod "$mode" "$dir"
        config trust
        assert_output owner
    done
}

@test "settings: what a link leads to is judged, not the link" {
    settings
    mkdir dotfiles
    echo 'trust = owner' >dotfiles/config
    ln -sf "$HOME/dotfiles/config" "$file"
    config trust
    assert_output owner
    chmod 666 dotfiles/config
    assert_refused "$file: $HOME/dotfiles/config can be written by everybody
venvhook: 'chmod go-w $HOME/dotfiles/config' ends that"
}

@test "settings: a file of another user is refused" {
    need root
    settings 'trust = owner'
    chown 4711 "$file"
    assert_refused "$file: it belongs to user 4711"
}

@test "settings: a directory of another user is refused" {
    need root
    settings 'trust = owner'
    chown 4711 "${file%/*}"
    assert_refused "$file: ${file%/*} belongs to user 4711"
}

@test "settings: a file of root is believed by a user, one of another is not" {
    need root setpriv
    home=$(user_home 4711)
    mkdir -p "$home/.config/venvhook"
    chmod 755 "$home/.config" "$home/.config/venvhook"
    echo 'trust = owner' >"$home/.config/venvhook/config"
    # shellcheck disable=SC2016
    run --separate-stderr as_user 4711 sh -c '"$VENVHOOK" config trust'
    assert_success
    assert_output owner
    chown 4712 "$home/.config/venvhook/config"
    # shellcheck disable=SC2016
    run --separate-stderr as_user 4711 sh -c '"$VENVHOOK" config trust'
    assert_failure 1
    assert_output ''
    assert_contains "$stderr" 'belongs to user 4712'
}

@test "settings: a file that cannot be read is refused" {
    need root setpriv
    home=$(user_home 4711)
    mkdir -p "$home/.config/venvhook"
    chmod 755 "$home/.config" "$home/.config/venvhook"
    echo 'trust = owner' >"$home/.config/venvhook/config"
    chmod 600 "$home/.config/venvhook/config"
    # shellcheck disable=SC2016
    run --separate-stderr as_user 4711 sh -c '"$VENVHOOK" config trust'
    assert_failure 1
    assert_output ''
    assert_contains "$stderr" 'venvhook/config: permission denied'
}

@test "settings: a FIFO, a directory and a huge file are refused at once" {
    settings
    rm "$file"
    mkfifo "$file"
    run --separate-stderr timeout 5 "$VENVHOOK" config
    assert_failure 1
    assert_equal "$stderr" "venvhook: $file: not a regular file"
    rm "$file"
    mkdir "$file"
    assert_refused "$file: not a regular file"
    rmdir "$file"
    truncate -s 1T "$file" || truncate -s 1G "$file"
    assert_refused "$file: too large"
}

# Nothing can be written to a process that is gone: EIO, in musl's words or
# in glibc's.
@test "errors: a sentence of the system begins like ours, but for an acronym" {
    config --dir "$HOME/none"
    assert_equal "$stderr" "venvhook: $HOME/none: no such file or directory"
    [ -f /proc/self/mem ] || not_here 'no /proc'
    # shellcheck disable=SC2016
    run --separate-stderr timeout 5 sh -c \
        'exec "$VENVHOOK" version >/proc/self/mem'
    case $stderr in
    'venvhook: standard output: I/O error' | \
        'venvhook: standard output: input/output error') ;;
    *) fail "$stderr" ;;
    esac
}
