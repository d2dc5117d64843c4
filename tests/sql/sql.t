#!/bin/bash
# sql.t -- tests/sql/run for the one prove of `make check`: each of its tests is one here.
cd "$(dirname "$0")" || exit 1
out=$(mktemp)
trap 'rm -f "$out"' EXIT
./run >"$out" 2>&1
status=$?
n=0
while read -r name result; do
	n=$((n + 1))
	case $result in
	ok) echo "ok $n - $name" ;;
	*) echo "not ok $n - $name $result" ;;
	esac
done < <(sed -nE 's/^([^ ]*test_[a-z0-9_]*\.sql) \.+ *(.*)$/\1 \2/p' "$out" | sed 's|^.*/||' | sort)
n=$((n + 1))
if [ "$status" = 0 ]; then
	echo "ok $n - all of them together"
else
	echo "not ok $n - all of them together"
	sed 's/^/# /' "$out" | tail -n 60
fi
echo "1..$n"
