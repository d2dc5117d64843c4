#!/bin/sh
# What every parser was given once, it still survives.
cd "$(dirname "$0")/../.." || exit 1
n=0
for t in tests/fuzz/fuzz_*.c; do
	name=$(basename "$t" .c)
	n=$((n + 1))
	if "${B:-build}/replay/$name" tests/fuzz/corpus/"$name"/* >/dev/null 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
	fi
done
echo "1..$n"
