# tools/embed.awk: scripts become C arrays, with nothing lost on the way.

load lib/bats

setup() {
    cd "$BATS_TEST_TMPDIR"
    : >config.h
    mkdir -p core/shell shell completions
    cp "$top_srcdir/src/core/shell/hooks.h" core/shell/
}

embed() {
    LC_ALL=C $AWK -f "$top_srcdir/tools/embed.awk" "$@"
}

# What a C program prints that holds the embedded file in $1.
printed() {
    embed "$1" >hooks.c || return
    printf '#include <stdio.h>\n#include "core/shell/hooks.h"\n%s\n' \
        "int main(void) { return fputs($2, stdout) < 0; }" >print.c
    $CC -I. -o print hooks.c print.c || return
    ./print
}

@test "embed: all of printable ASCII comes back from the compiled array" {
    {
        printf ':\t'
        for code in $(seq 32 126); do
            printf "\\$(printf %03o "$code")"
        done
        printf "\n%s\n" '"\\" ??/ %s & \n \0 '\''x'\'' \'
        echo end
    } >shell/hook.bash
    printed shell/hook.bash hook_bash >out
    diff shell/hook.bash out
}

@test "embed: every array is named for its shell and kind" {
    touch_all='shell/hook.bash shell/hook.zsh shell/hook.fish shell/hook.ps1
        shell/hook.tcsh completions/venvhook.tcsh
        shell/hook.elvish completions/venvhook.elvish
        completions/venvhook.bash completions/_venvhook
        completions/venvhook.fish completions/venvhook.ps1'
    for file in $touch_all; do echo : >"$file"; done
    names=$(embed $touch_all | sed -n 's/^const char \(.*\)\[\] = {$/\1/p')
    [ "$(echo $names)" = "hook_bash hook_zsh hook_fish hook_pwsh hook_tcsh completion_tcsh \
hook_elvish completion_elvish \
completion_bash completion_zsh completion_fish completion_pwsh" ]
}

@test "embed: comment lines and blank lines are left out, code and #compdef stay" {
    printf '%s\n' '#compdef venvhook' '# why' '' '   # deeper' 'a # b' \
        '#compdefs' >completions/_venvhook
    [ "$(printed completions/_venvhook completion_zsh)" = \
        $'#compdef venvhook\na # b' ]
}

@test "embed: a script of 20,000 bytes is not cut off" {
    for i in $(seq 2000); do echo "line $i ..."; done >shell/hook.fish
    printed shell/hook.fish hook_fish >out
    diff shell/hook.fish out
}

@test "embed: a byte outside printable ASCII is refused by file and line" {
    for bad in '\r' '\033' '\177' '\303\251'; do
        printf "ok\nbad $bad\n" >shell/hook.zsh
        run embed shell/hook.zsh
        [ "$status" -eq 1 ]
        [[ $output == *'shell/hook.zsh:2: a byte that is not printable ASCII'* ]]
    done
}

@test "embed: a comment after a backslash at the end of a line is refused" {
    printf 'a \\\n# b\nc\n' >shell/hook.bash
    run embed shell/hook.bash
    [ "$status" -eq 1 ]
    [[ $output == *'shell/hook.bash:2: nothing may be left out'* ]]
}

@test "embed: every awk of this machine gives the same bytes" {
    printf '%s\n' "a'b\\c\"&" '	t' >shell/hook.bash
    want=$(embed shell/hook.bash)
    for awk in mawk gawk 'gawk --posix' original-awk 'busybox awk'; do
        command -v ${awk%% *} >/dev/null || continue
        [ "$(AWK=$awk embed shell/hook.bash)" = "$want" ]
    done
}
