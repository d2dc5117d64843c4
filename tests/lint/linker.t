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
without gangshaoctl ncursesw panelw
without gangshao-press pq sqlite3 sodium ncursesw panelw
for p in gangshao gangshaod gangshaoctl; do
	without $p pango-1 pangocairo-1 cairo
done
# Of gangshaoctl only the verbs about this machine's stores open one.
n=$((n + 1))
if grep -l '"store/' src/cli/*.[ch] | grep -v '^src/cli/admin_recover\.c$' | grep -q .; then
	echo "not ok $n - the other verbs know no store"
else
	echo "ok $n - the other verbs know no store"
fi
echo "1..$n"
