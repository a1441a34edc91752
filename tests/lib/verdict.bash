# shellcheck shell=bash disable=SC2154,SC2016
# What the program decides in the working directory; `load lib/verdict`
# behind lib/common.
#
#   value NAME          the variable NAME of `export json` in $output; empty
#                       where it does not change, null where it is unset
#   turns_on ENV [RULE] `export json` sets VIRTUAL_ENV to ENV and puts its bin
#                       in front of PATH; `status` says the same [and RULE]
#   refuses RULE [PART] `export json` changes nothing, `status` names RULE;
#                       both say PART, the one on stderr, in one sentence,
#                       and nothing in either acts on a terminal
#   finds_nothing       neither changes nor words
#   harmless FILE...    the bytes of each are UTF-8 without any control but
#                       line feed, and without marks of direction
#   acts UID            what follows is done by this user ("" or none: by us):
#                       turns_on, refuses and venvhook
#   venvhook ARG...     the program, by that user; done within 20 s, come
#                       what may
#   settings LINE...    what the user's file of settings holds
#   others_python       a base Python that all users may run
#   theirs DIR UID[:GID]
#                       a project of that user, who has allowed it, acts from
#                       now on, and is there

acts() {
    actor=${1-}
}

venvhook() {
    if [ -n "${actor-}" ]; then
        as_user "$actor" env PWD="$PWD" timeout 20 "$tmp/shared/venvhook" "$@"
    else
        timeout 20 "$VENVHOOK" "$@"
    fi
}

settings() {
    mkdir -p "$XDG_CONFIG_HOME/venvhook"
    printf '%s\n' "$@" >"$XDG_CONFIG_HOME/venvhook/config"
}

json_value='import json, sys
v = json.load(sys.stdin).get(sys.argv[1], "")
sys.stdout.write("null" if v is None else str(v))'

value() {
    printf '%s\n' "$output" | "$(base_python)" -I -c "$json_value" "$1"
}

turns_on() {
    local env=$1

    run --separate-stderr venvhook export json
    assert_success
    assert_equal "$(value VIRTUAL_ENV)" "$env"
    assert_equal "$(value PATH)" "$env/bin:$PATH"
    run --separate-stderr venvhook status --json
    assert_success
    assert_equal "$(value verdict)" activated
    [ $# -lt 2 ] || assert_equal "$(value rule)" "$2"
}

refuses() {
    local rule=$1 part=${2-}

    venvhook export json >"$tmp/changes" 2>"$tmp/notice"
    assert_equal "$(cat "$tmp/changes")" '{}'
    venvhook status >"$tmp/status" 2>"$tmp/status.err"
    assert_equal "$(cat "$tmp/status.err")" ''
    run --separate-stderr venvhook status --json
    assert_success
    printf '%s\n' "$output" >"$tmp/json"
    assert_equal "$(value rule)" "$rule"
    assert_equal "$(value verdict)" 'not activated'
    harmless "$tmp/notice" "$tmp/status" "$tmp/json"
    case $rule in
    off | denied) assert_equal "$(cat "$tmp/notice")" '' ;;
    *)
        head -n 1 "$tmp/notice" | grep -q '^venvhook: .*: .' ||
            fail "no sentence: $(cat "$tmp/notice")"
        [ -z "$part" ] || assert_contains "$(cat "$tmp/notice")" "$part"
        ;;
    esac
    [ -z "$part" ] ||
        assert_contains "$(grep '^because' "$tmp/status")" "$part"
}

finds_nothing() {
    run --separate-stderr venvhook export json
    assert_success
    assert_output '{}'
    assert_equal "$stderr" ''
}

harmless_bytes='import sys, unicodedata
for name in sys.argv[1:]:
    text = open(name, "rb").read().decode("utf-8")
    bad = [c for c in text if c != "\n" and
        (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or
        unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF",
        "LRI", "RLI", "FSI", "PDI") or c in u"\u200e\u200f\u061c\ufeff")]
    if bad:
        sys.exit("%s: %r" % (name, bad))'

harmless() {
    "$(base_python)" -I -c "$harmless_bytes" "$@"
}

theirs() {
    python=$(others_python) || not_here 'no Python for all users' || return
    fake_env "$1/.venv" "$python"
    chown -R -h "$2" "$1"
    open_to_users
    cd "$1" || return
    acts "${2%:*}"
    venvhook allow >"$tmp/out"
    turns_on "$1/.venv" allowed
}

others_python() {
    local python

    while IFS= read -r python; do
        if as_user 1234 test -x "$python"; then
            printf '%s\n' "$python"
            return
        fi
    done < <(pythons)
    return 1
}

# The records, which are in $records, in the first form, as that version wrote
# them.
first_form() {
    local kind path rest

    {
        echo 'venvhook grants 1 40'
        while read -r kind _ _ path rest; do
            echo "$kind 1 $(stat -c %i "$path") $path"
        done < <(tail -n +2 "$records/grants")
    } >"$tmp/first"
    rm "$records"/generation.*
    cat "$tmp/first" >"$records/grants"
    touch "$records/generation.$((39 + $(wc -l <"$tmp/first")))"
}
