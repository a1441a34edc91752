# In and out again, in bash and zsh: nothing else has changed, and in between
# it is what the environment's own activate gives.

load lib/common

setup() {
    common_setup
    project proj
    mkdir away
    "$VENVHOOK" allow --tree "$HOME"
}

# both BODY: runs it with $shell set to each.
both() {
    for shell in bash zsh; do
        need $shell
        rc_clear
        "$1"
    done
}

# snap FILE: all that a shell has, but for what changes by itself and what is
# there for as long as the hook is.
snapshots() {
    rc_before 'own="BASH_|FUNCNAME|PIPESTATUS|COMP|EPOCH|SECONDS|S?RANDOM|LINENO"
own="$own|OLDPWD|HIST|histchars|history|dirstack|jobstates|jobtexts|TTYIDLE"
own="$own|func|status|pipestatus|argv|ARGC|_|__venvhook_[a-z_]*"
own="$own|PROMPT_COMMAND|precmd_functions|chpwd_functions"
snap() {
    {
        command env -0 | LC_ALL=C sort -z | grep -zv -e ^_= -e ^OLDPWD=
        echo
        typeset -p | grep -Ev "^(declare|typeset|export) (-[^ ]+ )*($own)"
        typeset -f | sed -E "/^(__venvhook_[a-z_]*|venvhook|cd|pushd|popd) /,/^}/d"
        alias; umask; ulimit -a; trap; options
    } >"$1" 2>&1
}'
    case $shell in
    bash) rc_before 'options() { set +o; shopt -p; }' ;;
    zsh) rc_before 'options() { setopt | grep -v shinstdin; }' ;;
    esac
}

@test "bash and zsh: enter and leave, and environment, variables, functions, aliases, options and prompt are as before" {
    in_and_out() {
        snapshots
        rc_before 'plain=1 list=(a "b c"); alias ll="ls -l"; fn() { :; }'
        rc_before "trap 'echo got USR1' USR1"
        rc_before 'cd away; snap ~/first; cd ..'
        in_shell $shell "$@" <<'END'
cd away
snap ~/before
cd ../proj

cd ../away
snap ~/after
cd ../proj; deactivate; cd ../away

snap ~/again
END
        for shot in before after again; do
            run diff -a first $shot
            assert_output ''
        done
        for word in plain list ll= fn USR1 PS1= PATH= HOME=; do
            grep -aq -e "$word" first || fail "not seen: $word"
        done
        assert_prompt 3 '(proj) => '
    }
    both in_and_out
    preset() {
        in_and_out --env PYTHONHOME=/python --env VIRTUAL_ENV_PROMPT=odd \
            --env "PATH=$PATH:"
    }
    both preset
}

# report FILE: what Python and the variables are.
rc_report() {
    rc_before 'report() {
    {
        echo "$VIRTUAL_ENV|${PATH%%:*}|${PYTHONHOME-none}"
        command -v python python3 pip
        python -c "import sys; print(sys.prefix, sys.executable, sys.version)"
        python -m this.is.no.module
    } >"$1" 2>&1
}'
}

@test "bash and zsh: while active python, pip and sys.prefix are what the env's own activate gives, for every Python" {
    n=0
    while IFS= read -r python; do
        n=$((n + 1))
        mkdir "e$n"
        make_env "$HOME/e$n/.venv" "$python"
        ln -s python "e$n/.venv/bin/pip"
    done < <(pythons)
    [ "$n" -gt 0 ] || not_here 'no Python'
    same_as_activate() {
        rc_report
        rc_before "n=$n"
        in_shell $shell --timeout 60 <<'END'
for ((i = 1; i <= n; i++)); do cd ~/e$i; report ~/ours$i; cd ..; done
for ((i = 1; i <= n; i++)); do . ~/e$i/.venv/bin/activate; report ~/theirs$i; deactivate; done
for ((i = 1; i <= n; i++)); do cmp ~/ours$i ~/theirs$i && echo same; done | grep -c same
END
        assert_answer 3 "$n"
        assert_contains "$(cat ours1)" "$HOME/e1/.venv/bin/pip"
        assert_contains "$(cat ours1)" "$HOME/e1/.venv $HOME/e1/.venv/bin/python"
    }
    both same_as_activate
}

@test "bash and zsh: an env of virtualenv, with pip, is as its own activate makes it" {
    need virtualenv
    virtualenv -q v/.venv || not_here 'virtualenv could not make one'
    same_as_activate() {
        rc_report
        in_shell $shell --timeout 60 <<'END'
cd v && report ~/ours; pip --version
cd ..; . v/.venv/bin/activate; report ~/theirs; deactivate
cmp ours theirs && echo same
END
        assert_contains "$(answer 1)" "$HOME/v/.venv/"
        assert_answer 3 same
    }
    both same_as_activate
}

@test "bash and zsh: a hostile directory name is a name" {
    n=0
    while IFS= read -r -d '' name; do
        [[ $name != *:* ]] || continue
        mkdir -p "h/$name"
        cp -R -P proj/.venv "h/$name/.venv"
        printf '%s\0' "$name" >>names
        n=$((n + 1))
    done < <(hostile_names)
    visit_all() {
        rc_before 'names=()
while IFS= read -r -d "" name; do names+=("$name"); done <~/names
visit() {
    cd "$HOME/h/${names[@]:$1:1}" && [[ $VIRTUAL_ENV == "$PWD/.venv" ]] &&
        [[ $PATH == "$PWD/.venv/bin:"* ]] && python -c "import sys
print(sys.prefix == sys.argv[1] + \"/.venv\")" "$PWD"
}'
        {
            echo 'start=$PATH'
            for ((i = 0; i < n; i++)); do
                echo "visit $i"
                echo 'cd; [[ $PATH == "$start" ]] && echo "${VIRTUAL_ENV-none}"'
            done
        } >scenario
        in_shell $shell <scenario
        for ((i = 0; i < n; i++)); do
            assert_answer $((2 * i + 2)) True
            assert_contains "$(prompt_of $((2 * i + 2)))" ') => '
            assert_answer $((2 * i + 3)) none
            assert_prompt $((2 * i + 3)) '=> '
        done
        assert_no_escapes
        assert_not_pwned
    }
    both visit_all
}

@test "bash and zsh: a path of 4,000 bytes is a path" {
    DEEP=$(deep_path "$HOME/d" 4000)
    project "$DEEP"
    export DEEP
    as_deep_as_that() {
        in_shell $shell <<'END'
env -0 | sort -z | grep -zv -e ^_= -e ^OLDPWD= >before
cd "$DEEP" && [[ $VIRTUAL_ENV == "$PWD/.venv" ]] && echo "${#VIRTUAL_ENV}"
python -c 'import sys; print(len(sys.prefix))'
cd; env -0 | sort -z | grep -zv -e ^_= -e ^OLDPWD= | cmp - before && echo same
END
        assert_answer 2 4006
        assert_answer 3 4006
        assert_answer 4 same
    }
    both as_deep_as_that
}
