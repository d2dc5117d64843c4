# Completion of gangshaoctl for bash: verbs and flags as its own help lists them.
_gangshaoctl()
{
	local cur=${COMP_WORDS[COMP_CWORD]} verb=() w
	for w in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case $w in
		-*) ;;
		*) verb+=("$w") ;;
		esac
	done
	case $cur in
	-*) w=$(gangshaoctl ${verb[0]:+"${verb[@]:0:2}"} --help 2>/dev/null | grep -o -e '--[a-z_-]*') ;;
	*)
		case ${verb[0]:-} in
		'') w=$(gangshaoctl help | awk '/^  [a-z]/ { print $1 }') ;;
		admin) w=$(gangshaoctl admin | awk '/^  [a-z]/ { print $1 }') ;;
		help) w=$(gangshaoctl help | awk '/^  [a-z]/ { print $1 }') ;;
		*) w= ;;
		esac
		;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$w" -- "$cur")
	[ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}
complete -F _gangshaoctl gangshaoctl
