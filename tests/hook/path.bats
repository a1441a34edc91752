# PATH and the other variables: what is the user's stays, of all else exactly
# ours comes and goes.

load hook

# path_is N WANT: what $(get PATH) printed in step N.
path_is() {
    assert_equal "$(answer "$1" | sed "s,^$own_path,,")" "$2"
}

@test "where an rc file puts itself in front, or makes PATH anew, the project is in front again" {
    for line in "$(prepend /first)" "$(put PATH /first:/usr/bin:/bin)"; do
        rc_clear
        rc_before "$line"
        in_it --timeout 30 <<END
cd proj
$(child)
$(get PATH)
deactivate
$(get PATH)
$(get VIRTUAL_ENV)
exit
END
        assert_prompt 2 '(proj) => '
        assert_equal "$(answer 3 | cut -d : -f 1)" "$HOME/proj/.venv/bin"
        assert_equal "$(answer 3 | tr : '\n' | grep -c /.venv/)" 1
        assert_prompt 4 '=> '
        assert_equal "$(answer 5 | cut -d : -f 1)" /first
        assert_answer 6 none
        assert_prompt 7 '(proj) => '
    done
}

@test "any PATH is the same after leaving and after deactivate, with our entry in front meanwhile" {
    local entry=$HOME/proj/.venv/bin step=0 path before
    local -a paths=()

    while IFS= read -r path; do
        paths+=("$path")
    done <<END
:
::
/a
/a:
:/a
/a::/b
/a:/b:/a:/b
/a:$entry:/b
$entry
$entry:$entry
/a/:/b//c:.:~
-U:/a:--help
/with space:/*:/\$x:/q[]
END
    # All in one shell, since one may take long to start.
    in_it < <(
        for path in "${paths[@]}"; do
            cat <<END
$(put PATH "$path")
$(get PATH)
cd proj
$(get PATH)
cd ..
$(get PATH)
cd proj
deactivate
$(get PATH)
cd $HOME
END
        done
    )
    for path in "${paths[@]}"; do
        before=$(answer $((step + 2)))
        [ -n "$path_means_cwd" ] || assert_equal "$before" "$path"
        assert_prompt $((step + 3)) '(proj) => '
        assert_answer $((step + 4)) "$entry:$before"
        assert_answer $((step + 6)) "$before"
        assert_answer $((step + 9)) "$before"
        step=$((step + 10))
    done
}

@test "an empty PATH is empty again, and has our entry alone meanwhile" {
    can posix
    in_it <<'END'
PATH=
cd proj
echo "<$PATH>"
cd ..; echo "<${PATH-none}>"
cd proj; deactivate; echo "<${PATH-none}>"
END
    assert_prompt 2 '(proj) => '
    assert_answer 3 "<$HOME/proj/.venv/bin>"
    assert_answer 4 '<>'
    assert_answer 5 '<>'
}

@test "what the user does to PATH meanwhile stays" {
    in_it <<END
cd proj
$(prepend /new)
$(append /tail)
cd ..
$(get PATH)
$(put PATH "$PATH")
cd proj
$(put PATH "$PATH")
$(get VIRTUAL_ENV)
cd ..
$(get PATH)
cd proj
$(put PATH "$HOME/proj/.venv/bin:/x:$HOME/proj/.venv/bin:/y:$PATH")
cd ..
$(get PATH)
$(put PATH "$PATH")
cd proj
$(prepend /new)
$(append "$HOME/proj/.venv/bin:/more")
deactivate
$(get PATH)
END
    assert_equal "$(answer 5 | sed "s,^/new:$own_path,/new:,")" \
        "/new:$PATH:/tail"
    path_is 11 "$PATH"
    assert_answer 15 "/x:/y:$PATH"
    assert_answer 21 "/new:$PATH:/more"
}

@test "PYTHONHOME is away and VIRTUAL_ENV_PROMPT ours while active, and both are back afterwards" {
    can pythonhome
    in_it --env PYTHONHOME=/odd --env VIRTUAL_ENV_PROMPT=odd <<END
cd proj
$(get PYTHONHOME)
$(get VIRTUAL_ENV_PROMPT)
cd ..
$(by_sh 'env | grep -e ^PYTHONHOME= -e ^VIRTUAL_ENV_PROMPT= | sort')
cd proj
deactivate
$(by_sh 'env | grep -e ^PYTHONHOME= -e ^VIRTUAL_ENV_PROMPT= | sort')
END
    assert_answer 2 none
    assert_answer 3 proj
    assert_answer 5 $'PYTHONHOME=/odd\nVIRTUAL_ENV_PROMPT=odd'
    assert_answer 8 $'PYTHONHOME=/odd\nVIRTUAL_ENV_PROMPT=odd'
}

@test "from one project to the next, nothing of the first stays, and a PATH that was not set is not set again" {
    project other
    "$VENVHOOK" allow other
    in_it <<END
cd proj
cd ../other
cd ../proj
cd ../other
$(get VIRTUAL_ENV)
$(get PATH)
cd ..
$(get PATH)
$(drop PATH)
cd proj
$(get PATH)
cd ..
$(get PATH)
END
    assert_answer 5 "$HOME/other/.venv"
    assert_contains "$(answer 6)" "$HOME/other/.venv/bin:"
    refute_contains "$(answer 6)" "$HOME/proj"
    path_is 8 "$PATH"
    assert_answer 11 "$HOME/proj/.venv/bin"
    assert_answer 13 none
}

@test "whatever bytes are in the environment and in the project's name, all is as before afterwards" {
    can bytes
    local byte i

    export BYTES='' ODD=$HOME/$'o\'"$x`y`!h*?[a]{b,c}~#;&|<>()\\%é \n\t\x01\xff\x80'
    for i in {1..255}; do
        printf -v byte '\\%03o' "$i"
        printf -v byte "$byte"
        BYTES+=$byte
    done
    all_as_before "$PATH:/${BYTES/:/}" BYTES
}
