# pyvenv.cfg as those who make environments write it.

load lib/common

# The name of the environment here, as JSON.
name_here() {
    "$VENVHOOK" status --json | sed -n 's/^  "name": \(.*\),$/\1/p'
}

# What the name looks like when controls are shown harmless, and with what a
# prompt would expand replaced, as JSON.
harmless='import json, sys
def acts(c):
    return (c < 0x20 or 0x7f <= c < 0xa0 or 0xdc80 <= c < 0xdd00 or
        c in (0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0xfeff) or
        0x202a <= c <= 0x202e or 0x2066 <= c <= 0x2069)
name = "".join("?" if acts(ord(c)) else "_" if c in "\\$`!%" else c
    for c in sys.argv[1])
print(json.dumps(name, ensure_ascii=False))'

@test "prompt: every hostile name comes back from the repr of Python" {
    python=$(base_python)
    project p
    cd p
    count=0
    while IFS= read -r -d '' name; do
        "$python" -c 'import sys
print("prompt = %r" % sys.argv[1])' "$name" >"$tmp/line"
        grep -v '^prompt' .venv/pyvenv.cfg >"$tmp/cfg"
        cat "$tmp/cfg" "$tmp/line" >.venv/pyvenv.cfg
        assert_equal "$(name_here)" "$("$python" -c "$harmless" "$name")"
        count=$((count + 1))
    done < <(hostile_names)
    [ "$count" -gt 40 ]
    assert_not_pwned
}

@test "prompt: what each Python writes for --prompt is understood" {
    made=0
    for python in $(pythons); do
        version=$(python_version "$python")
        case $version in 3.[67].*) continue ;; esac
        name="it's \"$version\" \\n"$'\u00e9\u00a0'
        mkdir "$version"
        cd "$version"
        "$python" -m venv --without-pip --prompt "$name" .venv
        assert_contains "$(cat .venv/pyvenv.cfg)" 'prompt = '
        assert_equal "$(name_here)" "$("$python" -c "$harmless" "$name")"
        cd ..
        made=$((made + 1))
    done
    [ "$made" -gt 0 ]
}

@test "prompt: what virtualenv writes for --prompt is understood" {
    need virtualenv
    mkdir p
    cd p
    virtualenv -q --no-seed --prompt "it's me" .venv
    assert_contains "$(cat .venv/pyvenv.cfg)" "virtualenv = "
    assert_equal "$(name_here)" "\"it's me\""
}

@test "prompt: without one the project gives the name" {
    project "my project"
    cd "my project"
    assert_equal "$(name_here)" '"my project"'
    printf 'prompt = \n' >>.venv/pyvenv.cfg
    assert_equal "$(name_here)" '"my project"'
}

@test "pyvenv.cfg: status says who made the environment, and for which Python" {
    project p
    cd p
    grep "^home = " .venv/pyvenv.cfg >"$tmp/home.line"
    lib=$(echo .venv/lib/python3.*)
    version=${lib##*python}
    {
        cat "$tmp/home.line"
        echo "version_info = $version"
        echo 'uv = 0.8.0'
    } >.venv/pyvenv.cfg
    run "$VENVHOOK" status --json
    assert_contains '"maker": "uv"'
    assert_contains "\"version\": \"$version\""
    assert_contains '"system_site_packages": true'
    echo 'include-system-site-packages = false' >>.venv/pyvenv.cfg
    run "$VENVHOOK" status --json
    assert_contains '"system_site_packages": false'
}
