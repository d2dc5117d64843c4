#!/bin/sh
# One look for all: clang-format has nothing to change; no blank at a line's end.
# The style is one that versions 14 (Debian 12) and 19 (Debian 13) read alike.
cd "$(dirname "$0")/../.." || exit 1
n=0
files=$(find include src ui tests -name '*.[ch]' | sort)
said=$(clang-format --dry-run -Werror $files 2>&1)
for f in $files; do
	n=$((n + 1))
	case "
$said" in
	*"
$f:"*) echo "not ok $n - $f: run make format" ;;
	*) echo "ok $n - $f" ;;
	esac
done
n=$((n + 1))
case $said in
'' | *.[ch]:*) echo "ok $n - clang-format runs" ;;
*) echo "not ok $n - clang-format runs: $(echo "$said" | head -n 1)" ;;
esac
n=$((n + 1))
if grep -rnE '[ 	]+$' include src ui sql/migrate sql/function tests/unit --include='*.[ch]' --include='*.sql'; then
	echo "not ok $n - a line ends in a blank"
else
	echo "ok $n - no line ends in a blank"
fi
echo "1..$n"
