#!/bin/sh
# The linker proves the walls: which program needs which library.
cd "$(dirname "$0")/../.." || exit 1
b=${B:-build}
n=0
without() {
	program=$1
	shift
	needed=$(readelf -d "$b/$program" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p')
	for lib in "$@"; do
		n=$((n + 1))
		if [ -n "$needed" ] && ! echo "$needed" | grep -q "^lib$lib\."; then
			echo "ok $n - $program links without $lib"
		else
			echo "not ok $n - $program links without $lib"
		fi
	done
}
without gangshao pq sqlite3 sodium
without gangshaod ncursesw panelw
without gangshaoctl ncursesw panelw sqlite3 sodium
echo "1..$n"
