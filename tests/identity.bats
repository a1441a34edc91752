# shellcheck disable=SC2154
# What create makes is what `python -m venv` makes: every Python here, every
# spelling of its name, hostile names and all options.

# in memory

load lib/common

identity() {
    local list=()

    while IFS= read -r python; do
        list+=("$python")
    done < <(pythons)
    [ "${#list[@]}" -gt 0 ] || skip 'no base Python'
    mkdir -p "$tmp/work"
    run "$(base_python)" "$lib/identity" "$@" "$VENVHOOK" "$tmp/work" \
        "${list[@]}"
    echo "# $(tail -n 1 <<<"$output")" >&3
    count=${output##*$'\n'}
    count=${count%% *}
}

@test "identity: no environment differs from python -m venv in a byte, a mode or a link" {
    identity
    assert_success
    assert_contains ', 0 differ'
    # 54 for most Pythons; Debian's has no spelling `python`
    [ "$count" -ge $((40 * $(pythons | wc -l))) ]
}

@test "identity: with pip no environment differs either, compiled files excepted" {
    identity --pip
    assert_success
    [ "$count" -eq "$(pythons | wc -l)" ]
}

# A comparison that could not fail would prove nothing.
@test "identity: the comparison sees a changed mode, byte, link and name" {
    local python change

    python=$(base_python) || skip 'no base Python'
    for change in 'chmod 600 bin/activate' 'echo >>pyvenv.cfg' \
        'ln -sfn elsewhere bin/python' 'touch -- more' 'rm -f bin/activate.csh'; do
        mkdir -p "$tmp/w"
        cat >"$tmp/changes" <<END
#!/bin/sh
"$VENVHOOK" "\$@" && for env; do :; done && cd -- "\$env" && $change
END
        chmod +x "$tmp/changes"
        run "$python" "$lib/identity" --first "$tmp/changes" "$tmp/w" "$python"
        assert_failure 1
        assert_contains '1 environments of 1 Pythons, 1 differ'
        rm -rf "$tmp/w"
    done
}

@test "identity: repr takes the same characters for printable as each Python" {
    local program=$top_builddir/tests/unit/pytext python version

    [ -x "${program-}" ] || skip 'tests/unit/pytext was not built'
    while IFS= read -r python; do
        version=$(python_version "$python")
        version=${version#3.}
        "$program" "${version%%.*}" >"$tmp/ours"
        "$python" -I -S -c '
import sys
was = False
for c in range(sys.maxunicode + 1):
    now = chr(c).isprintable()
    if now != was:
        print(c)
    was = now' >"$tmp/theirs"
        [ "$(wc -l <"$tmp/theirs")" -gt 1000 ]
        cmp "$tmp/ours" "$tmp/theirs"
    done < <(pythons)
}
