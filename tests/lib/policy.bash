# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# Projects of a user for the policy `create`; `load lib/policy` behind
# lib/common.
#
#   policy_setup        in the home of another user, since nothing is made by
#                       itself for root: $U, $home, and a project ~/work/p,
#                       where `create = auto` and `pip = no` are set
#   user CMD...         as that user, at home
#   settings LINE...    the settings of that user
#   project_in DIR...   projects without an environment, below home
#   in_dir DIR ARG...   the program, as the user, from there
#   allowed [DIR]...    allow --create there, below home (work/p)
#   slow_creator DIR    a virtualenv in DIR that says in ~/runs that it runs,
#                       reads its input into ~/read, and waits for ~/go

U=4711

policy_setup() {
    need root setpriv
    [ -x /usr/bin/python3 ] || skip 'no /usr/bin/python3'
    as_user "$U" true
    home=$(user_home "$U")
    project_in work/p
    settings 'create = auto' 'pip = no'
}

user() {
    (cd "$(user_home "$U")" && as_user "$U" "$@")
}

settings() {
    mkdir -p "$home/.config/venvhook"
    printf '%s\n' "$@" >"$home/.config/venvhook/config"
    chown -R "$U:$U" "$home/.config"
}

project_in() {
    local dir

    for dir; do
        mkdir -p "$home/$dir"
        : >"$home/$dir/pyproject.toml"
        chown -R "$U:$U" "$home/${dir%%/*}"
    done
}

in_dir() {
    local dir=$1

    shift
    run --separate-stderr as_user "$U" sh -c \
        'cd "$1" && PWD=$1 && shift && exec "$VENVHOOK" "$@"' sh "$dir" "$@"
}

allowed() {
    user sh -c 'for dir; do "$VENVHOOK" allow --create "$dir" || exit; done' \
        sh "${@:-work/p}" >/dev/null
}

# It is called with --python=PATH and, as the last word, the environment.
slow_creator() {
    cat >"$1/virtualenv" <<'END'
#!/bin/sh
echo run >>"$HOME/runs"
cat >"$HOME/read"
for env; do
    case $env in --python=*) python=${env#*=} ;; esac
done
mkdir -p "$env/bin" && : >"$env/bin/begun"
until [ -e "$HOME/go" ]; do sleep 0.02; done
exec "$python" -I -m venv --without-pip "$env"
END
    chmod +x "$1/virtualenv"
}
