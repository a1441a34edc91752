# shellcheck disable=SC2016,SC2154
# Names that the tree chose: what they may do to a prompt, to a terminal, and
# what of them is shown at all.

load lib/common
load lib/verdict

setup() {
    common_setup
    settings 'trust = owner'
}

# prompt_value: what VIRTUAL_ENV_PROMPT is set to here
prompt_value() {
    (
        eval "$(venvhook export bash)"
        printf '%s\n' "${VIRTUAL_ENV_PROMPT-}"
    )
}

@test "names: VIRTUAL_ENV_PROMPT holds nothing that a prompt would expand" {
    while IFS=: read -r name want; do
        project "$name"
        cd "$HOME/$name"
        assert_equal "$(prompt_value)" "$want"
        cd "$HOME"
    done <<'END'
x$(touch ran):x_(touch ran)
x`touch ran`:x_touch ran_
%{x%}:_{x_}
a!b\c:a_b_c
plain-1.0 (é):plain-1.0 (é)
END
}

@test "names: the prompt in pyvenv.cfg is made harmless like a directory's name" {
    project p
    cd p
    printf 'prompt = $(touch ran)\n' >>.venv/pyvenv.cfg
    assert_equal "$(prompt_value)" '_(touch ran)'
}

@test "names: a theme that puts VIRTUAL_ENV_PROMPT into PS1 runs nothing in bash and zsh" {
    project 'x$(touch ran)'
    for shell in bash zsh; do
        rc_clear
        if [ "$shell" = bash ]; then
            rc_before "PROMPT_COMMAND='PS1=\"\$VIRTUAL_ENV_PROMPT=> \"'"
        else
            rc_before 'setopt prompt_subst
precmd() { PROMPT="$VIRTUAL_ENV_PROMPT=> " }'
        fi
        in_shell "$shell" <<'END'
cd x*
echo here
cd ..
END
        [ ! -e "$HOME/ran" ]
        [ ! -e "$HOME/x\$(touch ran)/ran" ]
        [[ $output == *'x_(touch ran)=> '* ]] ||
            fail "$shell does not show the name: $output"
    done
}

@test "names: invisible characters are shown as question marks in a notice" {
    local zero=$'\u200b' filler=$'\u3164' soft=$'\u00ad' tag=$'\U000e0041'

    mkdir -p "p$zero$filler$soft$tag/.venv"
    cd p*
    touch .venv/pyvenv.cfg
    run --separate-stderr venvhook export --hook 1 bash
    [ "$stderr" ]
    assert_equal "$(LC_ALL=C tr -d '\n -~' <<<"$stderr")" ''
    [[ $stderr == *'/p????/.venv'* ]]
}

@test "names: a dotenv file is no environment, and nothing of it is shown" {
    settings 'trust = owner' 'names = .env .venv'
    project p
    mkdir -p p/sub
    printf 'API_TOKEN=s3cret\n' | tee p/.env p/sub/.env >/dev/null
    cd p/sub
    turns_on "$HOME/p/.venv"
    for words in status 'status --json' 'export json' 'allow .env' \
        'activate --shell bash ./.env'; do
        # shellcheck disable=SC2086
        run venvhook $words
        [[ $output != *s3cret* ]]
    done
}

@test "names: what a .venv file says is shown where it could be a path, and else not" {
    mkdir p
    cd p
    while read -r text; do
        printf '%s\n' "$text" >.venv
        for words in status 'status --json' 'export bash'; do
            # shellcheck disable=SC2086
            run venvhook $words
            [[ $output == *'.venv'* || $words == export* ]]
            [[ $output != *s3cret* ]] || fail "$words shows $text"
        done
    done <<'END'
API_TOKEN=s3cret
export API_TOKEN=s3cret
token: s3cret
https://me:s3cret@host/x
DB=postgres/s3cret
END
    echo ../gone/env >.venv
    run venvhook status
    [[ $output == *gone/env* ]]
}
