#!/usr/bin/env bats
# Enter and leave in PowerShell: all is as it was; in between, all is as the
# env's own Activate.ps1 has it.
load lib/common

setup() {
    common_setup
    export P=$tmp/p T=$tmp
    project "$P"
    "$VENVHOOK" allow "$P" >/dev/null
    # All that a shell has: environment, variables, functions and prompt,
    # but for what changes with each command, and what is ours.
    rc_before 'function snapshot($name) {
    [void][IO.Directory]::CreateDirectory("$env:T/$name")
    sh -c "env -0 | sort -z >`"`$0`"" "$env:T/$name/env"
    $items = $ExecutionContext.InvokeProvider.ChildItem
    $passing = "?", "^", "`$", "_", "PWD", "LASTEXITCODE", "MyInvocation",
        "args", "input", "PSBoundParameters", "name", "items", "passing",
        "each", "lines", "StackTrace", "foreach", "PSCommandPath", "this"
    $lines = foreach ($each in $items.Get("variable:", $false)) {
        if ($passing -contains $each.Name -or
            $each.Name.StartsWith("__venvhook_")) { continue }
        if ($each.Name -eq "Error") { "Errors $($each.Value.Count)"; continue }
        "$($each.Name)=$($each.Value)"
    }
    [IO.File]::WriteAllLines("$env:T/$name/variables", [string[]]$lines)
    $lines = foreach ($each in $items.Get("function:", $false)) {
        if ($each.Name.StartsWith("__venvhook_")) { continue }
        "$($each.Name)=$($each.Definition)"
    }
    [IO.File]::WriteAllLines("$env:T/$name/functions", [string[]]$lines)
}'
}

# assert_same BEFORE AFTER: two snapshots.
assert_same() {
    assert_exists "$tmp/$1/env"
    [ "$(wc -l <"$tmp/$1/functions")" -gt 10 ]
    [ "$(wc -l <"$tmp/$1/variables")" -gt 20 ]
    cmp "$tmp/$1/env" "$tmp/$2/env"
    run diff -r "$tmp/$1" "$tmp/$2"
    assert_output ''
}

@test "enter and leave: environment, variables, functions, prompt as before" {
    in_shell pwsh <<'END'
snapshot before
cd $env:P
snapshot inside
cd $env:HOME
snapshot after
cd $env:P; deactivate
cd $env:HOME
snapshot deactivated
END
    assert_same before after
    assert_same before deactivated
    assert_contains "$(tr '\0' '\n' <"$tmp/inside/env")" VIRTUAL_ENV=
    assert_contains "$(cat "$tmp/inside/functions")" deactivate=
}

@test "with variables of another env's there before, they are back" {
    in_shell pwsh --env VIRTUAL_ENV_PROMPT=mine --env PYTHONHOME=/py/home \
        <<'END'
snapshot before
cd $env:P
snapshot inside
cd $env:HOME
snapshot after
END
    assert_same before after
    run tr '\0' '\n' <"$tmp/inside/env"
    assert_line VIRTUAL_ENV_PROMPT=p
    refute_contains PYTHONHOME
}

@test "from one project to the next, nothing of the first stays" {
    project "$tmp/r"
    "$VENVHOOK" allow "$tmp/r" >/dev/null
    in_shell pwsh <<'END'
snapshot before
cd $env:P; cd $env:T/r; cd $env:P; cd $env:T/r
$env:VIRTUAL_ENV; $env:PATH.Split(':').Where({ $_.Contains('.venv') })
cd $env:HOME
snapshot after
END
    assert_answer 3 "$tmp/r/.venv
$tmp/r/.venv/bin"
    assert_same before after
}

@test "edits of PATH while active survive leaving and deactivate, but for copies of our entry" {
    in_shell pwsh <<'END'
$old = $env:PATH
cd $env:P
$env:PATH = "/in/front:${env:PATH}:/at/end"
cd $env:T; $env:PATH -ceq "/in/front:${old}:/at/end"
cd $env:P
$env:PATH += ":$env:P/.venv/bin:/more"
deactivate; $env:PATH -ceq "/in/front:${old}:/at/end:/more"
$env:PATH = $old; cd $env:T
cd $env:P; $env:PATH = $old; cd $env:T; $env:PATH -ceq $old
END
    assert_answer 4 True
    assert_answer 7 True
    assert_answer 9 True
}

@test "a PATH with empty elements, doubles and a dot is as before" {
    rc_after '$env:PATH = $env:HARD'
    for path in ":$PATH" "$PATH:" "/a::/b:$PATH:/a:/a" ".:$PATH:/nowhere" \
        "::$PATH::"; do
        rm -rf "$tmp/before" "$tmp/after" "$tmp/inside"
        in_shell pwsh --env "HARD=$path" <<'END'
snapshot before
cd $env:P
snapshot inside
cd $env:HOME
snapshot after
cd $env:P; deactivate; cd $env:HOME
snapshot deactivated
END
        assert_same before after
        assert_same before deactivated
        assert_equal "$(tr '\0' '\n' <"$tmp/before/env" | grep ^PATH=)" \
            "PATH=$path"
        assert_equal "$(tr '\0' '\n' <"$tmp/inside/env" | grep ^PATH=)" \
            "PATH=$P/.venv/bin:$path"
    done
}

@test "our entry twice in PATH: one goes, the user's stays" {
    rc_after '$env:PATH += ":$env:P/.venv/bin"'
    in_shell pwsh <<'END'
cd $env:P
cd $env:T
$env:PATH.Split(':').Where({ $_.Contains('.venv') })
END
    assert_answer 3 "$P/.venv/bin"
}

# A function for the shell, what FILE: what python and so on are, into FILE.
what() {
    rc_after 'function what($file) {
    $lines = @(
        "env $env:VIRTUAL_ENV"
        foreach ($name in "python", "python3", "pip") {
            "$name $(sh -c "command -v $name")"
        }
        python -c "import sys; print(sys.prefix, sys.executable)"
        "home $env:PYTHONHOME"
        $env:PATH
    )
    [IO.File]::WriteAllLines("$env:T/$file", [string[]]$lines)
}'
}

@test "what runs is what Activate.ps1 gives, for every Python here" {
    local python n=0

    what
    while IFS= read -r python; do
        n=$((n + 1))
        mkdir "$tmp/by$n"
        make_env "$tmp/by$n/.venv" "$python"
        "$VENVHOOK" allow "$tmp/by$n" >/dev/null
        printf '%s\n' "cd \$env:T/by$n" "what ours$n" 'cd $env:HOME'
        # Python 3.6 and 3.7 bring one for Windows alone.
        [ ! -e "$tmp/by$n/.venv/bin/Activate.ps1" ] ||
            printf '%s\n' ". \$env:T/by$n/.venv/bin/Activate.ps1" \
                "what theirs$n" deactivate
    done < <(pythons) >"$tmp/lines"
    in_shell pwsh --timeout 30 <"$tmp/lines"
    [ "$n" -ge 1 ]
    while [ "$n" -gt 0 ]; do
        assert_contains "$(cat "$tmp/ours$n")" "env $tmp/by$n/.venv"
        assert_contains "$(cat "$tmp/ours$n")" \
            "$tmp/by$n/.venv $tmp/by$n/.venv/bin/python"
        [ ! -e "$tmp/by$n/.venv/bin/Activate.ps1" ] ||
            cmp "$tmp/ours$n" "$tmp/theirs$n"
        n=$((n - 1))
    done
}

@test "what runs is what activate.ps1 gives, with pip and in a virtualenv" {
    need virtualenv
    what
    mkdir "$tmp/v" "$tmp/w"
    virtualenv -q "$tmp/v/.venv"
    "$(base_python)" -I -m venv "$tmp/w/.venv"
    "$VENVHOOK" allow "$tmp/v" >/dev/null
    "$VENVHOOK" allow "$tmp/w" >/dev/null
    in_shell pwsh --timeout 60 <<'END'
cd $env:T/v; what ours-v; pip --version
cd $env:T/w; what ours-w; pip --version
cd $env:HOME; . $env:T/v/.venv/bin/activate.ps1; what theirs-v; deactivate
cd $env:HOME; . $env:T/w/.venv/bin/Activate.ps1; what theirs-w; deactivate
END
    assert_contains "$(answer 1)" "$tmp/v/.venv/lib"
    assert_contains "$(answer 2)" "$tmp/w/.venv/lib"
    assert_contains "$(cat "$tmp/ours-v")" "pip $tmp/v/.venv/bin/pip"
    cmp "$tmp/ours-v" "$tmp/theirs-v"
    cmp "$tmp/ours-w" "$tmp/theirs-w"
}

@test "in directories with hostile names, or 4,000 bytes down, the env is on and off again" {
    local name n=1

    mkdir "$tmp/h"
    DEEP=$(deep_path "$tmp/d" 4000)
    export DEEP
    project "$DEEP"
    "$VENVHOOK" allow "$DEEP" >/dev/null
    while IFS= read -r -d '' name; do
        # PowerShell takes a backslash for a slash, and cannot get there.
        [[ $name != *\\* ]] || continue
        printf '%s' "$name" | iconv -f utf-8 >/dev/null 2>&1 || continue
        project "$tmp/h/$name"
        n=$((n + 1))
    done < <(hostile_names)
    "$VENVHOOK" allow --tree "$tmp/h" >/dev/null
    rc_after '$names = @($env:DEEP) + [IO.Directory]::GetDirectories("$env:T/h")
# A colon cannot stand in PATH; the name is refused.
function check {
    $here = $ExecutionContext.SessionState.Path.CurrentLocation.Path
    if ($here.Contains(":")) {
        if ($env:VIRTUAL_ENV) { "on: $here" }
    } elseif (-not ([string]::Equals("$env:VIRTUAL_ENV", "$here/.venv") -and
        $env:PATH.StartsWith("$here/.venv/bin:", "Ordinal") -and
        [string]::Equals("$here/.venv/bin/python", $ExecutionContext.
            InvokeCommand.GetCommand("python", "Application").Source))) {
        "off: $here"
    }
    [IO.File]::AppendAllText("$env:T/checked", "checked`n")
}'
    {
        echo 'snapshot before'
        for ((i = 0; i < n; i++)); do
            printf '%s\n' "Set-Location -LiteralPath \$names[$i]" check
        done
        echo 'cd $env:HOME; snapshot after'
    } >"$tmp/lines"
    in_shell pwsh --cols 5000 <"$tmp/lines"
    for ((i = 1; i <= n; i++)); do
        assert_answer $((2 * i + 1)) ''
    done
    [ "$(wc -l <"$tmp/checked")" -eq "$n" ]
    [ "$n" -gt 40 ]
    assert_same before after
    assert_no_escapes
    assert_not_pwned
}
