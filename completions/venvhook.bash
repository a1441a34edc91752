# Completion of venvhook for bash, from 3.2 on.  tests/completions.bats holds
# the lists to the table of commands.
# shellcheck shell=bash

__venvhook_commands="init export status allow deny revoke create recreate
remove activate deactivate exec config completions help version"

# The options of a command, one a word.
__venvhook_options() {
	case $1 in
	init) echo --no-cd --no-prompt ;;
	status) echo --json ;;
	allow) echo --tree --create --foreign --list ;;
	deny) echo --tree ;;
	create)
		echo --python --foreign --prompt --system-site-packages \
		    --symlinks --copies --clear --upgrade --without-pip \
		    --upgrade-deps --without-scm-ignore-files --verbose
		;;
	recreate) echo --python --keep-packages ;;
	remove) echo --yes ;;
	activate | deactivate) echo --shell ;;
	exec) echo --dir ;;
	config) echo --dir --json ;;
	esac
}

# The words an operand is chosen from.
__venvhook_operands() {
	case $1 in
	init | completions | --shell) echo bash zsh fish pwsh ;;
	export) echo bash zsh fish pwsh json ;;
	config)
		echo names ceiling trust create markers python pip link-mode \
		    creator prompt messages owners
		;;
	help) echo "$__venvhook_commands" ;;
	esac
}

__venvhook_words() {
	local word

	compopt +o dirnames 2>/dev/null
	for word in $1; do
		[[ $word == "$cur"* ]] && COMPREPLY+=("$word")
	done
}

# The envs in WORKON_HOME, whose names may hold anything; what was typed of
# one may be quoted.
__venvhook_envs() {
	local dir quoted home=${WORKON_HOME:-$HOME/.virtualenvs}

	for dir in "$home"/*/pyvenv.cfg; do
		[[ -f $dir ]] || continue
		dir=${dir%/pyvenv.cfg}
		dir=${dir##*/}
		printf -v quoted %q "$dir"
		[[ $dir == "$cur"* || $quoted == "$cur"* ]] &&
			COMPREPLY+=("$quoted")
	done
}

# "--shell=z" arrives as three words.
__venvhook_value() {
	case $1 in
	--shell) __venvhook_words "$(__venvhook_operands --shell)" ;;
	--dir) ;;
	--python | --prompt) compopt -o default 2>/dev/null ;;
	*) return 1 ;;
	esac
}

# What `exec` runs is completed as the command that it is.
__venvhook_command_line() {
	local at=2

	[[ $command == exec ]] || return
	while [[ ${COMP_WORDS[at]} == -* ]]; do
		case ${COMP_WORDS[at]} in
		--) break ;;
		--dir) [[ ${COMP_WORDS[at + 1]} != = ]] || ((at++)); ((at++)) ;;
		esac
		((at++))
	done
	[[ ${COMP_WORDS[at]} != -- ]] || ((at++))
	((at <= COMP_CWORD)) && declare -F _command_offset >/dev/null &&
		_command_offset "$at"
}

# Where nothing is offered, readline offers directories: it knows quotes, ~
# and newlines.
_venvhook() {
	local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
	local before=${COMP_WORDS[COMP_CWORD - 1]} IFS=$' \t\n'

	COMPREPLY=()
	if ((COMP_CWORD == 1)); then
		__venvhook_words "$__venvhook_commands --help --version"
		return
	fi
	if [[ $cur == = ]]; then
		cur=
	elif [[ $before == = ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	__venvhook_value "$before" && return
	__venvhook_command_line && return
	if [[ $cur == -* ]]; then
		__venvhook_words "$(__venvhook_options "$command") --help"
		return
	fi
	case $command in
	status | allow | deny | revoke | create | recreate | remove) ;;
	activate) __venvhook_envs ;;
	*) __venvhook_words "$(__venvhook_operands "$command")" ;;
	esac
}

complete -o dirnames -F _venvhook venvhook
