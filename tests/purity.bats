# The shape of the sources: layers, purity of the core, sizes.  What is judged
# is the archive that was linked, where there is one, else the text.

load lib/bats

# A short list on purpose: the core gets facts and gives decisions.
allowed='mem(cmp|chr|cpy|move|rchr|set)|str(cat|chr|cmp|cpy|cspn|len|ncmp|pbrk|rchr|spn|str)'
# what compilers put in by themselves
compiler='bcmp|__stack_chk_fail|__mem(cpy|set|move)_chk|__(asan|ubsan|sanitizer|sancov)_.*|_GLOBAL_OFFSET_TABLE_'

nothing() {
    [ -z "$1" ] || {
        printf '%s\n' "$1"
        return 1
    }
}

sources() {
    find "$top_srcdir/src" -name '*.[ch]' ! -name hooks.c
}

# arrows FOLDER FOLDER...: the includes in the first that name another
arrows() {
    local from=$1

    shift
    grep -rnE "#include \"($(IFS='|' && echo "$*"))/" "$from"
}

sanitized() {
    "$NM" "$top_builddir/libcore.a" | grep -q '__asan_'
}

@test "core: the archive asks libc for memory and string functions only" {
    cd "$top_builddir"
    "$NM" -g libcore.a >"$BATS_TEST_TMPDIR/symbols"
    # a member may use what another member defines
    wanted=$(awk 'NF == 2 { used[$2] } NF == 3 { defined[$3] }
        END { for (s in used) if (!(s in defined)) print s }' \
        "$BATS_TEST_TMPDIR/symbols" | sort)
    [ -n "$wanted" ]
    nothing "$(grep -vxE "$allowed|$compiler" <<<"$wanted")"
}

@test "layers: an include goes down, never up nor sideways" {
    cd "$top_srcdir/src"
    nothing "$(
        arrows base core sys look bases make cmd
        arrows core sys look bases make cmd
        arrows sys look bases make cmd
        arrows look bases make cmd
        arrows bases look make cmd
        arrows make look bases cmd
        grep -rnE '#include "\.' .
    )"
}

# foreign FOLDER...: the includes in them of a header of the system
foreign() {
    pure='limits|stdarg|stdbool|stddef|stdint|string'
    grep -rnE '#include <' "$@" | grep -vE "<($pure)\.h>"
}

@test "layers: core includes no header of the system" {
    cd "$top_srcdir/src"
    nothing "$(foreign base core)"
}

@test "layers: look, bases, make and cmd include no header of the system" {
    cd "$top_srcdir/src"
    [ -n "$(foreign sys)" ]
    nothing "$(foreign look bases make cmd)"
}

@test "sources: config.h comes first, then the file's own header" {
    cd "$top_srcdir/src"
    nothing "$(
        for c in main.c $(find . -name '*.c' | sed 's,^\./,,'); do
            header=${c%.c}.h
            [ -e "$header" ] || header=
            awk -v own="$header" '
                /^#include/ { n++; name = $2; gsub(/["<>]/, "", name) }
                /^#include/ && n == 1 && name != "config.h" ||
                /^#include/ && n == 2 && own != "" && name != own {
                    print FILENAME ":" FNR ": " $0
                }' "$c"
        done
    )"
}

# What others make of a call is said by who called them: a reason, a fault.
@test "speaking: standard output and error are written to by cmd alone" {
    cd "$top_srcdir/src"
    [ -n "$(grep -rlE 'stream_(out|error)\(' cmd)" ]
    nothing "$(
        grep -rnE 'stream_(out|error|exit)' base core sys look bases make |
            grep -v '^sys/stream\.[ch]:'
        grep -rnE 'write\((STD|[012],)|\b(f?puts|putchar|perror|v?f?d?printf)\(' . |
            grep -v '^\./sys/stream\.c:'
        grep -rn 'STDOUT_FILENO' . | grep -vE '^\./sys/(stream|child)\.c:'
    )"
}

# A module that the page on the design does not know is found by nobody.
@test "doc/DESIGN.md: it names each module that touches the system, looks or makes" {
    cd "$top_srcdir"
    [ -n "$(ls src/sys/*.c)" ]
    nothing "$(
        for file in src/{sys,look,bases,make}/*.c; do
            name=${file##*/}
            grep -qE "(^## |[\`/ ])${name%.c}([\`,. ]|\$)" doc/DESIGN.md ||
                echo "$file"
        done
    )"
}

@test "doc/DESIGN.md: each file that answers a question there is in the tree" {
    cd "$top_srcdir"
    sed -n '/^## Where/,/^## base/s/^| .*? *| //p' doc/DESIGN.md |
        grep -oE '`[a-z]+/[a-zA-Z/.*]+`' | tr -d '`' >"$BATS_TEST_TMPDIR/names"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/names")" -gt 15 ]
    nothing "$(
        while read -r name; do
            [ -n "$(compgen -G "$name")" ] || [ -e "src/$name" ] ||
                [ -e "src/$name.h" ] || [ -e "src/$name.c" ] ||
                echo "$name"
        done <"$BATS_TEST_TMPDIR/names"
    )"
}

@test "environment: it is read in src/sys/vars.c and nowhere else" {
    grep -q getenv "$top_srcdir/src/sys/vars.c"
    nothing "$(sources | grep -v '/sys/vars\.c$' |
        xargs grep -nE '\b(secure_)?getenv\b|extern char \*\*environ')"
}

@test "programs: they are started in src/sys/child.c, and exec gives way to one" {
    calls='(v?fork|exec[lv]p?e?|fexecve|posix_spawnp?|popen|system)'
    nothing "$(sources | grep -vE '/sys/(child|exec)\.c$' |
        xargs grep -nE "(^|[^_a-z.>])$calls\(")"
    nothing "$(sources | grep -v '/sys/program\.c$' |
        xargs grep -nE '\(struct program\)|struct program [a-z]+ = \{ *\.')"
}

@test "memory: nothing is taken from the heap or given back" {
    calls='([mc]|re|re[a-z]*)alloc(array)?|free|strn?dup|v?asprintf|getline|scandir|realpath'
    nothing "$(sources | xargs grep -nE "(^|[^_a-z.>])($calls)\(" |
        grep -vE 'realpath\([^,]+, [^N]')"
}

@test "state: the only mutable object of the program is main's memory" {
    sanitized && skip 'sanitizers add objects of their own'
    cd "$top_builddir"
    nothing "$(find src -name '*.o' -exec "$NM" -A -f sysv {} + |
        awk -F '|' '$4 ~ /OBJECT/ && $7 !~ /^\.data\.rel\.ro/ &&
            $7 ~ /^\.(data|bss)|COM/ {
            sub(/ +$/, "", $1)
            print $1
        }' | grep -vE 'main\.o:memory')"
}

@test "sizes: no function is longer than 60 lines, no file than 500" {
    nothing "$(sources | xargs awk '
        FNR == 1 { start = 0 }
        FNR == 501 { print FILENAME ": more than 500 lines" }
        /^\{/ { start = FNR }
        /^\}/ && start && FNR - start > 58 {
            print FILENAME ":" start ": " FNR - start + 2 " lines"
        }
        /^\}/ { start = 0 }')"
}

@test "sources: no line is wider than 80 columns" {
    nothing "$(sources | while read -r file; do
        expand "$file" | awk -v file="$file" \
            'length($0) > 80 { print file ":" FNR ": " length($0) }'
    done)"
}

# A fragment that make is not told of would list them for nobody.
@test "files.am: every source and every test of the tree is listed in its folder" {
    cd "$top_srcdir"
    [ "$(find . -name files.am | wc -l)" -gt 10 ]
    nothing "$(
        for file in $(find src/*/ -name '*.[ch]') $(find tests -name "*.bats" -o -name "*.shell") \
            tests/unit/*.c tests/fuzz/*.c tests/lib/*.c completions/* shell/*; do
            name=${file##*/}
            case $file in
            src/core/shell/hooks.c | */files.am) continue ;;
            tests/fuzz/replay.c) continue ;;
            tests/*/*.c) name=${name%.c} ;;
            esac
            grep -qE "^[^#]* %D%/${name//./\\.}( |\$)" "${file%/*}/files.am" ||
                echo "$file is not in ${file%/*}/files.am"
        done
        find src tests completions shell -name files.am |
            while read -r file; do
                grep -qx "include $file" Makefile.am ||
                    echo "$file is not in Makefile.am"
            done
    )"
}

# style_of FILE: what .editorconfig says last
style_of() {
    local line glob='' style=''

    shopt -s extglob
    while IFS= read -r line; do
        case $line in
        '['*']')
            glob=${line#?} glob=${glob%?} glob=${glob//\{/@(}
            glob=${glob//,/|} glob=${glob//\}/)}
            ;;
        'indent_style = '*)
            # shellcheck disable=SC2053
            [[ ${1##*/} != $glob ]] || style=${line##* }
            ;;
        esac
    done <"$top_srcdir/.editorconfig"
    printf '%s\n' "$style"
}

@test ".editorconfig: no line is indented in another way than it asks for" {
    cd "$top_srcdir"
    [ "$(style_of shell/hook.ps1)$(style_of a/b.c)" = tabtab ]
    [ "$(style_of shell/hook.fish)$(style_of x.md)" = spacespace ]
    nothing "$(
        for file in $(find src shell completions bench -type f) tests/*/*.c \
            tests/lib/*.bash *.md doc/*.md; do
            case $(style_of "$file") in
            tab) grep -nH '^ \{8\}' "$file" || : ;;
            space) grep -nH "^$(printf '\t')" "$file" || : ;;
            esac
        done
    )"
}

# An archive that `make dist` made is no checkout.
@test "sources: nothing that a build made is tracked" {
    cd "$top_srcdir"
    [ -e .git ] || skip 'no checkout'
    [ -n "$(git ls-files src)" ]
    nothing "$(git ls-files --eol | grep '^i/-text' | cut -f 2 |
        grep -v '^tests/fuzz/corpus/')"
    nothing "$(git ls-files --cached --ignored \
        --exclude-per-directory=.gitignore)"
}

# A word that nobody asks for excuses nothing, one that no shell lacks hides
# that each has it.
@test "hook: what the shells are said to lack is what the tests of the hook ask for" {
    cd "$top_srcdir/tests/hook"
    asked=$(sed -n 's/^ *can \([a-z_ ]*\)$/\1/p' ./*.bats own/*.bats |
        tr ' ' '\n' | sort -u)
    lacked=$(sed -n "/^lacks='/,/^'/p" shells/*.shell | grep -v "'")
    [ -n "$asked" ]
    nothing "$(grep -vE '^[a-z_]+: .' <<<"$lacked")"
    nothing "$(diff <(printf '%s\n' "$asked") \
        <(cut -d : -f 1 <<<"$lacked" | sort -u))"
}

# The key of a hook, what only the making of an env asks for, and what export
# does not ask for.
@test "region: what export reads of the environment is looked at before an answer is taken for another directory" {
    cd "$top_srcdir/src"
    others='PATH|PWD|VENVHOOK_SESSION|VIRTUAL_ENV|VIRTUAL_ENV_PROMPT'
    others="$others|PYENV_ROOT|PYENV_VERSION|XDG_CACHE_HOME|XDG_DATA_HOME"
    others="$others|VENVHOOK_HOOK"
    read=$(sed -n 's/^\t{ "\([A-Z_]*\)", offsetof.*/\1/p' sys/vars.c)
    [ "$(grep -c . <<<"$read")" -gt 10 ]
    nothing "$(diff <(grep -vxE "$others" <<<"$read" | sort) \
        <(sed -n '/variables\[\] = {/,/};/p' core/shell/variables.c |
            grep -o '"[A-Z_]*"' | tr -d '"' | sort))"
}
