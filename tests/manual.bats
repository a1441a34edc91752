# What the pages say is what the program does: the manual, the README, help and
# the tables in the sources are held to each other, and the list of traps to the
# titles of the tests.

load lib/common

# page FILE [SECTION]: as a reader sees it, on lines that need no folding; the
# test needs mandoc.
page() {
    mandoc -T ascii -O width=400 "$top_srcdir/doc/$1" | col -bx |
        awk -v want="${2-}" '
            /^[A-Z]/ { section = $0; next }
            want == "" || section == want'
}

# same GOT WANT: what differs, if anything does.
same() {
    [ -s "$1" ] && [ -s "$2" ] || fail 'nothing to compare' || return
    diff -u "$2" "$1"
}

# "create --python spec", a line each, in the order of the page.
page_commands() {
    page venvhook.1 COMMANDS | awk '
        /^     [a-z]/ { sub(/^ +/, ""); sub(/  .*/, ""); command = $1
            print; next }
        /^             -/ { sub(/^ +/, ""); sub(/  .*/, ""); print command " " $0 }
    ' | sed 's/ \.\.\./.../'
}

# The same of what help says.
help_commands() {
    local name args

    "$VENVHOOK" help --table | grep -v '^[a-z]* -' |
        while IFS=$'\t' read -r name args; do
            case $args in *$'\t'*) args=${args%%$'\t'*} ;; *) args= ;; esac
            printf '%s\n' "$name${args:+ $args}"
            "$VENVHOOK" help "$name" | awk -v name="$name" '
                /^  -/ { sub(/^ +/, ""); sub(/  .*/, "")
                    print name " " $0 }'
        done | tr '[:upper:]' '[:lower:]'
}

@test "manual: its commands, arguments and options are those of help, in the same order" {
    need mandoc
    page_commands >page
    help_commands >help
    [ "$(grep -c -- ' -' page)" -ge 20 ]
    same page help
}

@test "manual: every option stands in the sources, and every one there in help" {
    "$VENVHOOK" help --table | sed -n 's/^[a-z]* \(--[a-z-]*\).*/\1/p' |
        sort -u >help
    sed -n 's/.*\.name = "\(--[a-z-]*\)".*/\1/p' "$top_srcdir"/src/cmd/*.c |
        sort -u | grep -vxF -f <(printf '%s\n' "${unseen[@]}") >sources
    same help sources
}

# Options for the hooks, the completions and scripts, not for people.
unseen=(--facts --gone --hook --kept --left --line --made-by --notices --nowhere
    --path --seen --shells --start --table --tests)

@test "manual: help, --help and -h give the same for each command and for all" {
    "$VENVHOOK" help >all
    "$VENVHOOK" --help | cmp - all
    "$VENVHOOK" -h | cmp - all
    "$VENVHOOK" | cmp - all
    "$VENVHOOK" help --table | grep -v '^[a-z]* -' | cut -f 1 >names
    [ "$(wc -l <names)" -ge 10 ]
    while read -r name; do
        grep -q "^  $name" all || fail "help does not name $name"
        # help --help is the help of all
        [ "$name" != help ] || continue
        "$VENVHOOK" help "$name" >one
        "$VENVHOOK" "$name" --help | cmp - one
        "$VENVHOOK" "$name" -h | cmp - one
    done <names
}

@test "manual: the exit statuses it names are the three of the sources, and each is given" {
    need mandoc
    page venvhook.1 'EXIT STATUS' | grep -oE '\b[0-9]+\b' | sort >page
    sed -n 's/^enum { \(EXIT_DONE.*\) };$/\1/p' "$top_srcdir/src/cmd/say.h" |
        grep -oE '[0-9]+' | sort >sources
    same page sources
    run "$VENVHOOK" version
    assert_status 0
    run "$VENVHOOK" status nowhere
    assert_status 1
    run "$VENVHOOK" nosuch
    assert_status 2
    assert_equal "$(tr '\n' ' ' <page)" '0 1 2 '
}

assert_status() {
    assert_equal "$status" "$1"
}

# Names of variables in capitals, those of the page in italics or not.
page_variables() {
    need mandoc || return
    sed -n 's/^\.\(It \)\{0,1\}Ev //p' "$top_srcdir/doc/venvhook.1" |
        tr ' ' '\n' | grep -E '^[A-Z_]+$' | sort -u
}

# What the program reads, and of the hooks what is asked of the user.
source_variables() {
    {
        sed -n 's/^\t{ "\([A-Z_]*\)", offsetof.*/\1/p' \
            "$top_srcdir/src/sys/vars.c"
        sed -n '/\.vars = {/,/}/s/"\([A-Z_]*\)"/\n\1\n/gp' \
            "$top_srcdir"/src/core/manager/*.c | grep '^[A-Z_]*$' | grep .
        sed -n 's/^\t{ "[a-z]*", "\([A-Z_]*\)".*/\1/p' \
            "$top_srcdir/src/bases/candidates.c"
        sed -n 's/.*vars_named("\([A-Z_]*\)").*/\1/p' "$top_srcdir"/src/cmd/*.c
        grep -ohE 'V[A-Z_]*_DISABLE[A-Z_]*' "$top_srcdir"/shell/hook.*
    } | sort -u
}

@test "manual: its variables are those that the program and the hooks read" {
    need mandoc
    page_variables >page
    source_variables >sources
    same page sources
}

# --- settings: "create never|hint|auto", and the default

@test "manual: each setting stands in venvhook.conf(5) with its values, in the order of the table" {
    need mandoc
    page venvhook.conf.5 KEYS | awk '/^     [a-z]/ { sub(/^ +/, "")
        sub(/  .*/, ""); print }' | sed 's/ | /|/g; s/ \.\.\./.../' >page
    sed -n '/^const struct setting setting_table/,/^};/p' \
        "$top_srcdir/src/core/rule/keys.c" |
        sed -n 's/^\t{ "\([a-z-]*\)", "\([^"]*\)",$/\1 \2/p' |
        awk '{ if ($2 ~ /^[A-Z]/) $2 = tolower($2); print }' >table
    "$VENVHOOK" config | cut -d ' ' -f 1 >config
    # what only the system's file can set is shown where it is set
    cut -d ' ' -f 1 table | grep -vx owners >keys
    same config keys
    same page table
}

# The first sentence that says what the default is.
default_said() {
    page venvhook.conf.5 KEYS | awk -v key="$1" '
        /^     [a-z]/ { at = $1 == key; next }
        at' | tr -s '\n ' '  '
}

@test "manual: the default of each setting is what venvhook.conf(5) says it is" {
    need mandoc
    "$VENVHOOK" config >config
    [ "$(wc -l <config)" -ge 11 ]
    while IFS= read -r line; do
        key=${line%% *} value=${line#*= } value=${value%%#*}
        value=${value%"${value##*[! ]}"}
        said=$(default_said "$key")
        case $key in
        ceiling | python)
            assert_equal "$value" ''
            refute_contains "$said" default
            ;;
        # told behind the effect, not by name
        trust) assert_equal "$value" ask
            assert_contains "$said" 'what was allowed, the default,' ;;
        create) assert_equal "$value" never
            assert_contains "$said" 'nothing, the default;' ;;
        link-mode) assert_equal "$value" copy
            assert_contains "$said" 'else copied, the default;' ;;
        messages) assert_equal "$value" notices
            assert_contains "$said" 'is not activated, the default;' ;;
        *) assert_contains "$said" "The default is $value." ;;
        esac
    done <config
}

# --- README

readme_section() {
    awk -v want="## $1" '/^## / { on = $0 == want; next } on' \
        "$top_srcdir/README.md"
}

@test "README: its table of commands names each command, and only such" {
    readme_section Commands | sed -n 's/^| *\(`[^|]*`\) *|.*/\1/p' |
        grep -oE '`[a-z]+' | tr -d '`' | sort >readme
    "$VENVHOOK" help --table | grep -v '^[a-z]* -' | cut -f 1 | sort >help
    same readme help
}

@test "README: the options in its table of commands are options of those commands" {
    readme_section Commands | grep '^| `' >rows
    "$VENVHOOK" help --table | sed -n 's/^\([a-z]* --[a-z-]*\).*/\1/p' >known
    grep -q -- --list rows
    while IFS= read -r row; do
        for option in $(grep -oE '`[a-z ]*--[a-z-]+`' <<<"$row" |
            grep -oE -- '--[a-z-]+'); do
            found=
            for name in $(cut -d '|' -f 2 <<<"$row" | grep -oE '[a-z]+'); do
                grep -qxF -- "$name $option" known && found=1
            done
            [ -n "$found" ] || fail "no such option: $option in $row"
        done
    done <rows
}

@test "README: its list of settings is that of config, in the same order" {
    readme_section Commands | tr '\n' ' ' |
        sed 's/.*The settings are//; s/, for everywhere.*//' |
        grep -oE '`[a-z-]+`' | tr -d '`' >readme
    "$VENVHOOK" config | cut -d ' ' -f 1 >config
    same readme config
}

@test "README: its lines for the rc files are those of the manual and of help" {
    need mandoc
    init='venvhook init [a-z]+'
    readme_section Install | sed -n 's/^|.*| *``*\(.*init.*[^`]\)``* *|$/\1/p' |
        sed 's/\\|/|/g' | sort >readme
    page venvhook.1 DESCRIPTION | grep -E "$init" |
        sed 's/^ *//; s/ *#.*//' | sort >page
    "$VENVHOOK" help | grep -E "$init" | sed 's/^  [a-z]* *//' | sort >help
    assert_equal "$(wc -l <readme | tr -d ' ')" 10
    same page readme
    # help has no room for the others
    awk 'length($0) <= 70' readme >narrow
    same help narrow
}

@test "HOOK.md: it names each field of a row, each option of a question, and each word that init replaces" {
    local source=$top_srcdir/src

    {
        sed -n '/^struct shell {/,/^};/p' "$source/core/shell/shell.h" |
            sed 's,/\*.*,,; s,^[[:blank:]]*\*.*,,' |
            sed -n '2,$ { s/([^*].*//; s/[*(),;]/ /g; p; }' | awk '
                /\[|[a-z]/ { sub(/^[ \t]*(const )?(struct )?[a-z]+ /, "")
                    gsub(/\[[A-Z0-9_]*\]/, ""); print }'
        sed -n '/export_options\[\]/,/^};/s/.*name = "\([^"]*\)".*/\1/p' \
            "$source/cmd/export.c"
        sed -n 's/.*STR_INIT(MARK "\(.*\)").*/__VENVHOOK_\1/p' \
            "$source/cmd/init.c"
    } | tr -s ' \t' '\n' | grep . | sort -u >want
    [ "$(wc -l <want)" -gt 60 ]
    grep -oE '`[^`]+`' "$top_srcdir/doc/HOOK.md" | tr -d '`' |
        sed 's/^\(--hook\) N$/\1/; s/^rc\..*/rc/' | sort -u >said
    run comm -23 want said
    assert_output ''
}

@test "troubles: what README and the manual quote is what the program says" {
    need mandoc
    readme_section Troubleshooting | sed -n 's/^| \("[^|]*\)|.*/\1/p' >readme
    page venvhook.1 TROUBLESHOOTING | grep -E '^     "' >page
    for from in readme page; do
        grep -oE '"[^"]+"' "$from" | tr -d '"' | sort >"$from.said"
        while IFS= read -r text; do
            grep -aqF -- "$text" "$VENVHOOK" ||
                fail "the program never says '$text'"
        done <"$from.said"
    done
    [ "$(wc -l <readme.said)" -ge 6 ]
    same page.said readme.said
}

# --- titles

# titles FILE...
titles() {
    sed -n 's/^@test "\(.*\)" {$/\1/p' "$@" | sed 's/\\\([$`"\\]\)/\1/g'
}

@test "tests: no two tests of a file have the same title" {
    while IFS= read -r file; do
        # A line of another form would be a test as well.
        assert_equal "$(titles "$file" | wc -l)" \
            "$(grep -cE '^[[:blank:]]*@test ' "$file")"
        assert_equal "$(titles "$file" | sort | uniq -d)" ''
    done < <(find "$top_srcdir/tests" -name '*.bats')
}

# "tests/x.bats: title" for each test that the list of traps names.
named_tests() {
    sed -n 's/^   - `\(tests\/[^`]*\)`: \(.*\)$/\1: \2/p' \
        "$top_srcdir/doc/TRAPS.md" | sort -u
}

@test "traps: they are numbered, and each names a test that is there, or says why none can be" {
    traps=$top_srcdir/doc/TRAPS.md
    grep -oE '^[0-9]+\.' "$traps" | tr -d . >numbers
    seq 1 "$(wc -l <numbers)" >want
    same numbers want
    run awk '/^[0-9]+\./ { if (held == 0) print trap; trap = $0; held = 0 }
        /^   - (`tests\/|no test: ..........)/ { held++ }
        END { if (held == 0) print trap }' held=1 "$traps"
    assert_output ''
    named_tests >named
    [ "$(wc -l <named)" -ge 70 ]
    (cd "$top_srcdir" && for file in $(cut -d : -f 1 "$tmp/home/named" | sort -u)
        do titles "$file" | sed "s,^,$file: ,"; done) | sort -u >there
    run comm -23 named there
    assert_output ''
}

@test "tests: no title refers to a list of numbers" {
    find "$top_srcdir/tests" -name '*.bats' >files
    # shellcheck disable=SC2046
    titles $(cat files) >titles
    [ "$(wc -l <titles)" -ge 300 ]
    run grep -E -e '[Tt]raps? [0-9]|[Ss]ection [0-9]|[Rr]esearch' \
        -e '\([0-9]+(, [0-9]+)*\)$|^[0-9.]+: ' titles
    assert_failure 1
}
