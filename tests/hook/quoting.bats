# What the program quotes, the shell reads as the same bytes: as the value of a
# variable, as PATH, and as the name of a directory, without its rc files.

load hook

setup() {
    hook_setup
    can statements
    # Where PATH is none.
    cat >"$tmp/vars" <<'END_SH'
printf '%s\0' "${VIRTUAL_ENV-none}" "${PYTHONHOME-none}" "$PATH" \
    ${1+"${VIRTUAL_ENV_PROMPT-none}"} >>"$0.got"
END_SH
    : >"$tmp/vars.want"
}

# The variables as they are there now, the prompt's only with a word behind,
# and as they are to be.
is_there() {
    echo "/bin/sh $tmp/vars${1+ $1}"
}

to_be() {
    printf '%s\0' "$@" >>"$tmp/vars.want"
}

# bytes FIRST LAST: those, in a row
bytes() {
    LC_ALL=C awk -v i="$1" -v last="$2" \
        'BEGIN { for (; i <= last; i++) printf "%c", i }'
}

# Sets $traps: values that once broke a tool of this kind.
traps() {
    local name

    traps=("$(bytes 1 255)" '' "'" "''" "'\\''" '\' '\\' "\\'" "'\\" "\\\\'"
        $'\n' $'\n\n' $'a\\\nb' $'\r\n' $'\r' $'\t' '$' '`' '"' '""' '!' '!!'
        '^a^b' '%' '%%' '#' '-U' '~' '=' '{' '}' $'\001' $'\177' $'\e'
        $'\001\177\001' '$(' '${' $'\xe2\x80' $'\xff\xfe' $'EOF\n' '\0'
        '\x41' '\u0041' '\n' ' ' "it's" 'a\' '$HOME' '$env:HOME' '${env:HOME}'
        "'; touch pwned; '" "\\'; touch pwned; #" '(touch pwned)' '@"' "@'"
        $'@\'\nx\n\'@' '{0}' '<#' '#>' '--%' '%PATH%' '`n' '[x]' '{a,b}'
        $'\u2019; touch pwned; \u2018' '!$' '$<' '$$' '$?x'
        $'/\xff/\xc3(/\xed\xa0\x80/\xf5\x80/\xc3\xa9')
    while IFS= read -r -d '' name; do
        traps+=("$name")
    done < <(hostile_names)
}

# Sets $singles: each byte alone, and in front of and behind others those that
# mean something, in pairs, too.
singles() {
    local a b all=''
    local -a marks=("'" '\' '"' '$' '`' '(' ')' '{' '}' '[' ']' '*' '?' '~'
        '#' ';' '&' '|' '<' '>' '^' '!' '%' '@' '=' '-' ' ' $'\t' $'\n' $'\r'
        $'\e' n x0 '0' a)

    singles=()
    for a in {1..255}; do
        printf -v b '\\%03o' "$a"
        # shellcheck disable=SC2059
        printf -v b "$b"
        singles+=("$b")
    done
    for a in "${marks[@]}" "${quotes[@]}"; do
        singles+=("$a/x" "/x$a")
        for b in "${marks[@]}"; do
            all+="/$a$b:"
        done
    done
    for a in "${quotes[@]}"; do
        for b in "${quotes[@]}"; do
            singles+=("$a$b")
        done
    done
    singles+=("${all}end")
}

# Leaves of $values what the shell can carry, and the test can copy.
carried() {
    local i
    local -a all=("${values[@]}")

    if [ -n "$no_copy" ]; then
        for i in "${!values[@]}"; do
            # shellcheck disable=SC2053
            [[ ${values[i]} != $no_copy ]] || unset "values[i]"
        done
        values=("${values[@]}")
    fi
    [ -n "$utf8_alone" ] || return 0
    all=("${values[@]}") values=()
    while IFS= read -r i; do
        values+=("${all[i]}")
    done < <(printf '%s\0' "${all[@]}" | "$(base_python)" -ISc '
import sys
for i, value in enumerate(sys.stdin.buffer.read().split(b"\0")[:-1]):
    try:
        value.decode()
        print(i)
    except ValueError:
        pass')
}

# A value for PATH, behind /bin:, unless the shell takes what is empty there for
# another word.
in_path() {
    on_path=/bin:$1
    if [ -n "$path_means_cwd" ]; then
        case $on_path: in *::*) on_path=/bin ;; esac
    fi
}

# round A B C: into the project with these values, and out again
rounds=0
round() {
    local n=$((rounds += 1))

    in_path "$3"
    export "A$n=$1" "B$n=$2" "C$n=$on_path"
    copy "A$n" VIRTUAL_ENV_PROMPT
    copy "B$n" PYTHONHOME
    copy "C$n" PATH
    plain_cd "$HOME/proj"
    evaluate export "$shell"
    is_there prompt
    to_be "$HOME/proj/.venv" none "$HOME/proj/.venv/bin:$on_path" proj
    plain_cd "$HOME"
    evaluate export "$shell"
    is_there prompt
    to_be none "$2" "$on_path" "$1"
}

# Each of $values as each of the three.
thrice() {
    local value

    for value in "${values[@]}"; do
        round "$value" "$value" "$value"
    done
}

# Each of $values as one of the three.
once() {
    local i

    for ((i = 0; i < ${#values[@]}; i += 3)); do
        round "${values[i]}" "${values[i + 1]-x}" "${values[i + 2]-x}"
    done
}

# reads MODE: the shell reads $tmp/script, started so
reads() {
    local -a got want
    local i

    : >"$tmp/vars.got"
    plainly "$1" "$tmp/script" >"$tmp/said" 2>&1 || fail "status $?" || return
    assert_equal "$(cat "$tmp/said")" ''
    if ! cmp "$tmp/vars.want" "$tmp/vars.got"; then
        mapfile -d '' got <"$tmp/vars.got"
        mapfile -d '' want <"$tmp/vars.want"
        for i in "${!want[@]}"; do
            assert_equal "${got[i]-}" "${want[i]}" || fail "value $i" || return
        done
        fail 'there is more'
    fi
    assert_not_pwned
}

@test "every known trap comes back from a variable and from PATH, in each mode and each locale" {
    local mode

    traps
    values=("${traps[@]}")
    carried
    thrice >"$tmp/script"
    [ "$rounds" -gt 90 ]
    for LC_ALL in $locales; do
        export LC_ALL
        while IFS= read -r mode; do
            reads "$mode" || fail "$LC_ALL, $mode"
        done <<<"$modes"
    done
}

@test "every byte alone, and every pair of those that mean something, comes back" {
    singles
    values=("${singles[@]}")
    carried
    once >"$tmp/script"
    [ "$rounds" -gt 70 ]
    reads "${modes%%$'\n'*}"
}

@test "an env whose path has all the bytes it can have, or a name that hurts, is on" {
    local i=0 value last

    last=$(bytes 128 255)
    values=("$(bytes 1 127 | tr -d '/:')/$last")
    while IFS= read -r -d '' value; do
        values+=("$value")
    done < <(hostile_names)
    carried
    # Some shell is in front of it by itself.
    put PATH "$PATH" >"$tmp/script"
    for value in "${values[@]}"; do
        # A colon cannot stand in PATH, so the env is refused.
        [[ $value != *:* ]] || continue
        # shellcheck disable=SC2053
        [[ -z $no_way || $value != $no_way ]] || continue
        i=$((i + 1))
        value=$HOME/h/$value
        project "$value"
        export "D$i=$value"
        cd_to "D$i"
        evaluate export "$shell"
        is_there
        to_be "$value/.venv" none "$value/.venv/bin:$PATH"
        plain_cd "$HOME"
        evaluate export "$shell"
    done >>"$tmp/script"
    [ "$i" -gt 30 ]
    "$VENVHOOK" allow --tree "$HOME/h"
    for LC_ALL in $locales; do
        export LC_ALL
        reads "${modes%%$'\n'*}"
    done
}
