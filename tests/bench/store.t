#!/bin/sh
# F8, F9: a durable submit beside SQLite's floor, a pick among the nation's units.
cd "$(dirname "$0")/../.." || exit 1
bench=${GANGSHAO_BUILD:-build}/bench
n=0
for b in store_submit store_pick; do
	n=$((n + 1))
	if out=$("$bench/$b"); then echo "ok $n - $b"; else echo "not ok $n - $b"; fi
	echo "$out" | sed 's/^#* */# /'
done
echo "1..$n"
