# Completion of venvhook for bash, from 3.2 on: what there is to offer, the
# program says.
# shellcheck shell=bash

# Not one of the directory at hand, which a relative word of PATH may lead to.
__venvhook_offers() {
	declare -F venvhook >/dev/null || [[ $(type -P venvhook) == /* ]] ||
		return
	venvhook complete -- "$@" </dev/null 2>/dev/null
}

# One word with its help, of which what was typed may be quoted.
__venvhook_offer() {
	local word=${1%%$'\t'*} quoted

	printf -v quoted %q "$word"
	[[ $word == "$cur"* || $quoted == "$cur"* ]] && COMPREPLY+=("$quoted")
}

# Where directories are to be offered, readline does: it knows quotes, ~ and
# newlines.  "--shell=z" arrives as three words.
_venvhook() {
	local cur=${COMP_WORDS[COMP_CWORD]} IFS=$' \t\n' at line own=
	local -a words places

	[[ $cur != = ]] || cur=
	words=() places=(0)
	for ((at = 1; at <= COMP_CWORD; at++)); do
		[[ ${COMP_WORDS[at]} != = ]] || ((at == COMP_CWORD)) || continue
		words+=("${COMP_WORDS[at]#=}")
		places+=("$at")
	done
	COMPREPLY=()
	compopt +o dirnames 2>/dev/null
	while IFS= read -r line; do
		case $line in
		$'\t'*) own=${line#?} ;;
		*) __venvhook_offer "$line" ;;
		esac
	done < <(__venvhook_offers "${words[@]}")
	case $own in
	directories) compopt -o dirnames 2>/dev/null ;;
	files) compopt -o default 2>/dev/null ;;
	command*)
		! declare -F _command_offset >/dev/null ||
			_command_offset "${places[${own#command }]}"
		;;
	esac
}

complete -o dirnames -F _venvhook venvhook
