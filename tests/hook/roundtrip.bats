# In and out again: nothing else has changed, and in between it is what the
# environment's own activate gives.

load hook
load ../lib/making

setup() {
    hook_setup
    # What is exported, as a program sees it, into the file of that name.
    cat >"$tmp/report" <<'END'
{
    printf '%s|' "$VIRTUAL_ENV" "$PATH" "${PYTHONHOME-none}"
    for name in python python3 pip; do
        command -v "$name"
    done
    python -c "import sys; print(sys.prefix, sys.executable, sys.version)"
    [ -z "$2" ] || python -m "$2"
} >"$1" 2>&1
END
}

# report NAME [MODULE]: and what Python says of a module that is not there
report() {
    echo "/bin/sh $tmp/report $HOME/$1${2+ $2}"
}

# assert_as FIRST SNAP...: all are the same
assert_as() {
    local first=$1 snap

    shift
    for snap; do
        run diff -ra "$first" "$snap"
        assert_output '' || fail "$first and $snap differ" || return
    done
}

in_and_out() {
    local word

    rm -rf first before inside after again switched
    in_it --timeout 60 "$@" <<END
$(plain_cd "$HOME/proj")
$(plain_cd "$HOME/away")
snap before
$(plain_cd "$HOME/proj")
snap inside
$(plain_cd "$HOME/away")
snap after
$(plain_cd "$HOME/proj")
deactivate
$(plain_cd "$HOME/away")
snap again
$(plain_cd "$HOME/proj")
$(plain_cd "$HOME/other")
$(plain_cd "$HOME/away")
snap switched
END
    assert_prompt 4 '(proj) => '
    assert_as before after again switched
    [ ! -e first ] || assert_as first before
    for word in $snapped PATH HOME; do
        grep -raq -e "$word" before || fail "not seen: $word" || return
    done
    [ "$(find before -type f -exec cat {} + | wc -l)" -ge "$snap_lines" ]
    run diff -ra before inside
    assert_contains VIRTUAL_ENV
}

@test "enter and leave, and environment, variables, functions, aliases, options and prompt are as before" {
    can snapshot
    project other
    "$VENVHOOK" allow other
    rc_before "$(snapshot)"
    in_and_out
    in_and_out --env PYTHONHOME=/python --env VIRTUAL_ENV_PROMPT=odd \
        --env "PATH=$PATH:"
    run grep -raho 'VIRTUAL_ENV_PROMPT=proj' inside
    assert_line VIRTUAL_ENV_PROMPT=proj
    run grep -ra 'PYTHONHOME=/python' before
    assert_success
}

# by_hand ENV: the line that switches it on; virtualenv writes another name
by_hand() {
    local line file

    line=$(activate "$1")
    file=${line##* }
    if [ ! -e "$file" ]; then
        line=${line%/*}/$(tr '[:upper:]' '[:lower:]' <<<"${file##*/}")
        file=${line##* }
    fi
    [ -e "$file" ] && echo "$line"
}

# visited I: in e$I, by the hook and by hand; some Python has no script for
# some shell
visited() {
    printf '%s\n' "$(plain_cd "$HOME/e$1")" "$(report "ours$1" no.such)" \
        'pip --version' "$(plain_cd "$HOME")"
    if ! grep -q '^activate: ' <<<"$lacks" && by_hand "$HOME/e$1/.venv" >"$tmp/line"; then
        printf '%s\n' "$(cat "$tmp/line")" "$(report "theirs$1" no.such)" deactivate
    fi
}

@test "what runs is what the env's own activate gives, of every Python and of virtualenv, with pip" {
    local n=0 i python

    need virtualenv
    while IFS= read -r python; do
        mkdir "e$((n += 1))"
        make_env "$HOME/e$n/.venv" "$python"
        ln -s python "e$n/.venv/bin/pip"
    done < <(pythons)
    [ "$n" -gt 0 ] || not_here 'no Python'
    mkdir "e$((n += 1))"
    virtualenv -q "e$n/.venv" || not_here 'virtualenv could not make one'
    python=$(base_python)
    seeded
    mkdir "e$((n += 1))"
    "$VENVHOOK" create --python "$python" "e$n/.venv"
    "$VENVHOOK" allow --tree "$HOME"
    for ((i = 1; i <= n; i++)); do
        visited "$i"
    done >"$tmp/typed"
    in_it --timeout 60 <"$tmp/typed"
    for ((i = 1; i <= n; i++)); do
        assert_contains "$(cat "ours$i")" "$HOME/e$i/.venv|"
        assert_contains "$(cat "ours$i")" "$HOME/e$i/.venv/bin/pip"
        assert_contains "$(cat "ours$i")" \
            "$HOME/e$i/.venv $HOME/e$i/.venv/bin/python"
        [ ! -e "theirs$i" ] || cmp "ours$i" "theirs$i"
    done
    # those with pip: of virtualenv, and of a seed
    if ! grep -q '^activate: ' <<<"$lacks"; then
        assert_exists "theirs$((n - 1))"
        assert_exists "theirs$n"
    fi
    assert_contains "$output" "from $HOME/e$((n - 1))/.venv/lib"
    assert_contains "$output" "from $HOME/e$n/.venv/lib"
}

@test "in directories with hostile names, or 4,000 bytes down, the env is on and off again" {
    local -a dirs=() vars=()
    local name i snap=:

    if ! grep -q '^snapshot: ' <<<"$lacks"; then
        rc_before "$(snapshot)"
        snap=snap
    fi
    dirs=("$(deep_path "$HOME/d" 4000)")
    while IFS= read -r -d '' name; do
        # A colon cannot stand in PATH, so the env is refused.
        [[ $name != *:* ]] || continue
        # shellcheck disable=SC2053
        [[ -z $no_way || $name != $no_way ]] || continue
        [ -z "$utf8_alone" ] || iconv -f utf-8 <<<"$name" >"$tmp/out" 2>&1 ||
            continue
        dirs+=("$HOME/h/$name")
    done < <(hostile_names)
    for i in "${!dirs[@]}"; do
        project "${dirs[i]}"
        vars+=(--env "D$i=${dirs[i]}")
        printf '%s\n' "$(cd_to "D$i")" "$(report "in$i")" \
            "$(plain_cd "$HOME")" "$(get VIRTUAL_ENV)"
    done >"$tmp/typed"
    "$VENVHOOK" allow --tree "$HOME"
    in_it --timeout 60 ${steady[@]+"${steady[@]}"} --cols "$widest" \
        "${vars[@]}" <<END
$(plain_cd "$HOME/proj")
$(plain_cd "$HOME")
$snap before
$(get PATH)
$(cat "$tmp/typed")
$(get PATH)
$snap after
END
    [ "${#dirs[@]}" -gt 30 ]
    for i in "${!dirs[@]}"; do
        assert_contains "$(prompt_of $((4 * i + 5)))" ') => '
        assert_contains "$(cat "in$i")" \
            "${dirs[i]}/.venv|${dirs[i]}/.venv/bin:$(answer 4)|none|"
        assert_contains "$(cat "in$i")" "|${dirs[i]}/.venv/bin/python"$'\n'
        # What Python says of itself.
        assert_contains "$(cat "in$i")" \
            "${dirs[i]}/.venv ${dirs[i]}/.venv/bin/python"
        assert_prompt $((4 * i + 7)) '=> '
        assert_answer $((4 * i + 8)) none
    done
    assert_answer -2 "$(answer 4)"
    [ "$snap" != snap ] || assert_as before after
    assert_no_escapes
    assert_not_pwned
}
