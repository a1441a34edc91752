#!/usr/bin/env bats
# What `export pwsh` quotes, PowerShell reads as the same text.
load lib/common

setup() {
    common_setup
    need pwsh
    export T=$tmp
    project "$tmp/p"
    "$VENVHOOK" allow "$tmp/p" >/dev/null
    cd "$tmp/p"
}

# As the hook does it: many texts in one PowerShell.
cat_script() {
    cat <<'END'
foreach ($file in [IO.Directory]::GetFiles($env:T + '/quoted')) {
    . ([scriptblock]::Create([IO.File]::ReadAllText($file)))
    [IO.File]::WriteAllText($file.Replace('/quoted/', '/got/'), $env:PATH)
}
END
}

# PATH passes through the quoter whole.
quote() {
    mkdir -p "$tmp/quoted" "$tmp/got" "$tmp/want"
    count=$((${count:-0} + 1))
    PATH=$1 "$VENVHOOK" export pwsh >"$tmp/quoted/$count"
    printf '%s' "$tmp/p/.venv/bin:$1" >"$tmp/want/$count"
}

all_pass() {
    cat_script >"$tmp/read.ps1"
    run "$PWSH" -NoProfile -File "$tmp/read.ps1"
    assert_success
    assert_output ''
    run diff -r "$tmp/want" "$tmp/got"
    assert_output ''
}

# The characters FIRST to LAST, but no surrogates, for there are none.
characters() {
    "$(base_python)" -I -S -c 'import sys
sys.stdout.buffer.write("".join(map(chr, (c for c in
    range(int(sys.argv[1]), int(sys.argv[2]) + 1)
    if not 0xd800 <= c <= 0xdfff))).encode())' "$@"
}

@test "every byte from 1 to 127 comes back from PowerShell, one by one" {
    local all='' i byte

    for i in {1..127}; do
        printf -v byte '\\%03o' "$i"
        printf -v byte "$byte"
        all+=$byte
        quote "$byte"
        quote "/$byte/$byte$byte"
    done
    quote "$all"
    all_pass
}

@test "every character of Unicode's first plane comes back, and some beyond" {
    local start

    for start in 128 10000 20000 30000 40000 50000 60000; do
        quote "$(characters "$start" $((start + 9999)))"
    done
    quote "$(characters 1113000 1114111)"
    all_pass
}

@test "PowerShell's five quote characters come back, in every pair" {
    local -a marks=("'" $'\u2018' $'\u2019' $'\u201a' $'\u201b' $'\u201c'
        $'\u201d' '"' '`' '$' '\')
    local a b all=''

    for a in "${marks[@]}"; do
        quote "$a"
        quote "$a/x"
        quote "x$a"
        for b in "${marks[@]}"; do
            all+="/$a$b:$b"
            quote "$a$b"
        done
    done
    quote "$all"
    all_pass
}

@test "the traps of PowerShell's strings come back" {
    for text in "'; touch pwned; '" $'\u2019; touch pwned; \u2018' \
        '$(touch pwned)' '`n' '`' '${env:HOME}' '$env:HOME' "@'" $'@\'\nx\n\'@' '@"' '{0}' '"' \
        '""' '<#' '#>' '--%' $'a\r\nb' $'\r' $'\n' $'\e[0m' '%PATH%' \
        '[x]' '*'; do
        quote "$text"
    done
    all_pass
    assert_not_pwned
}

@test "what is no UTF-8 is refused with a sentence, and nothing printed" {
    for bytes in $'\xff' $'a\xc3(' $'\xed\xa0\x80' $'\xf5\x80\x80\x80' \
        $'\xc0\xaf'; do
        PATH=/bin:$bytes run --separate-stderr "$VENVHOOK" export pwsh
        assert_output ''
        assert_contains "$stderr" 'is not UTF-8 and cannot pass to this shell'
    done
    mkdir "$tmp/"$'bad\xff'
    cp "$VENVHOOK" "$tmp/"$'bad\xff/venvhook'
    run --separate-stderr "$tmp/"$'bad\xff/venvhook' init pwsh
    assert_failure 1
    assert_output ''
    assert_contains "$stderr" UTF-8
}

# .NET cannot name such a directory, and PowerShell goes to another one.
@test "a shell started in a directory that is no UTF-8 works elsewhere" {
    project "$tmp/"$'bad\xff'
    "$VENVHOOK" allow "$tmp/"$'bad\xff' >/dev/null
    in_shell pwsh --cwd "$tmp/"$'bad\xff' <<'END'
"[$env:VIRTUAL_ENV]$($Error.Count)"
cd $env:T/p
END
    assert_answer 0 ''
    assert_answer 1 '[]0'
    assert_prompt 2 '(p) => '
}

@test "the assignments and the watch of the hook carry hostile names too" {
    local name n=0

    mkdir "$tmp/h" "$tmp/quoted" "$tmp/got" "$tmp/want"
    while IFS= read -r -d '' name; do
        [[ $name != *:* ]] || continue
        printf '%s' "$name" | iconv -f utf-8 >/dev/null 2>&1 || continue
        project "$tmp/h/$name"
    done < <(hostile_names)
    "$VENVHOOK" allow --tree "$tmp/h" >/dev/null
    for name in "$tmp"/h/* "$tmp"/h/...; do
        cd -- "$name"
        n=$((n + 1))
        "$VENVHOOK" export --hook 1 --told '' pwsh >"$tmp/quoted/$n"
        printf '%s|' "$name/.venv" "$name/.venv" "$name/.venv/bin" \
            "$name/.venv/bin:$PATH" >"$tmp/want/$n"
        printf 'True|' >>"$tmp/want/$n"
    done
    [ "$n" -gt 40 ]
    cat >"$tmp/read.ps1" <<'END'
. ([scriptblock]::Create([IO.File]::ReadAllText($env:T + '/init')))
foreach ($file in [IO.Directory]::GetFiles($env:T + '/quoted')) {
    . ([scriptblock]::Create([IO.File]::ReadAllText($file)))
    $text = ($env:VIRTUAL_ENV, $__venvhook_env, $__venvhook_entry, $env:PATH,
        (__venvhook_watch), '') -join '|'
    [IO.File]::WriteAllText($file.Replace('/quoted/', '/got/'), $text)
}
END
    "$VENVHOOK" init pwsh >"$tmp/init"
    run "$PWSH" -NoProfile -File "$tmp/read.ps1"
    assert_output ''
    run diff -r "$tmp/want" "$tmp/got"
    assert_output ''
    assert_not_pwned
}
