# Completion of venvhook for bash, from 3.2 on.  tests/completions.bats holds
# the lists to the table of commands.
# shellcheck shell=bash

__venvhook_commands="init export status allow deny revoke create recreate
remove activate deactivate config completions help version"

# The options of a command, one a word.
__venvhook_options() {
	case $1 in
	init) echo --no-cd --no-prompt ;;
	status) echo --json ;;
	allow) echo --tree --create --foreign --list ;;
	deny) echo --tree ;;
	create)
		echo --python --prompt --system-site-packages --symlinks \
		    --copies --clear --upgrade --without-pip --upgrade-deps \
		    --without-scm-ignore-files --verbose
		;;
	recreate) echo --python --keep-packages ;;
	remove) echo --yes ;;
	activate | deactivate) echo --shell ;;
	config) echo --dir --json ;;
	esac
}

# What the operand of a command is: words to choose from, or a kind.
__venvhook_operands() {
	case $1 in
	init | completions | --shell) echo bash zsh fish pwsh ;;
	export) echo bash zsh fish pwsh json ;;
	config)
		echo names ceiling trust create markers python pip link-mode \
		    creator prompt messages
		;;
	help) echo "$__venvhook_commands" ;;
	esac
}

# The envs in WORKON_HOME, whose names may hold anything.
__venvhook_envs() {
	local dir home=${WORKON_HOME:-$HOME/.virtualenvs}

	for dir in "$home"/*/pyvenv.cfg; do
		[[ -f $dir ]] || continue
		dir=${dir%/pyvenv.cfg}
		dir=${dir##*/}
		[[ $dir == "$cur"* ]] && COMPREPLY+=("$(printf %q "$dir")")
	done
}

__venvhook_directories() {
	local dir

	while IFS= read -r dir; do
		COMPREPLY+=("$dir")
	done < <(compgen -d -- "$cur")
	compopt -o filenames 2>/dev/null
}

__venvhook_words() {
	local word

	while IFS= read -r word; do
		COMPREPLY+=("$word")
	done < <(compgen -W "$1" -- "$cur")
}

_venvhook() {
	local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
	local before=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	if ((COMP_CWORD == 1)); then
		__venvhook_words "$__venvhook_commands --help --version"
		return
	fi
	case $before in
	--shell) __venvhook_words "$(__venvhook_operands --shell)" && return ;;
	--dir) __venvhook_directories && return ;;
	--python | --prompt) return ;;
	esac
	if [[ $cur == -* ]]; then
		__venvhook_words "$(__venvhook_options "$command") --help"
		return
	fi
	case $command in
	status | allow | deny | revoke | create | recreate | remove)
		__venvhook_directories
		;;
	activate)
		__venvhook_envs
		__venvhook_directories
		;;
	*) __venvhook_words "$(__venvhook_operands "$command")" ;;
	esac
}

complete -F _venvhook venvhook
