#!/bin/sh
# One look for all: clang-format has nothing to change; no blank at a line's end.
cd "$(dirname "$0")/../.." || exit 1
n=0
for f in $(find include src ui tests -name '*.[ch]' | sort); do
	n=$((n + 1))
	if clang-format --dry-run -Werror "$f" >/dev/null 2>&1; then
		echo "ok $n - $f"
	else
		echo "not ok $n - $f: run make format"
	fi
done
n=$((n + 1))
if grep -rnE '[ 	]+$' include src ui sql/migrate sql/function tests/unit --include='*.[ch]' --include='*.sql'; then
	echo "not ok $n - a line ends in a blank"
else
	echo "ok $n - no line ends in a blank"
fi
echo "1..$n"
