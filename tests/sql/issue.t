#!/bin/bash
# issue.t -- fifty desks issue at once, some are cut off: the numbers have no gap and no duplicate.
here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" != --inside ]; then
	CLUSTER_OPTIONS="-c fsync=off -c wal_writer_delay=10ms -c max_connections=90" exec "$here/cluster" "$0" --inside
fi
set -euo pipefail
n=${TRIALS:-50}
sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d gangshao_template "$@"; }
sql -o /dev/null <<-END
	set search_path = t, core, public;
	create table t.job as select g as i, t.complaint_in('TS20') as ticket from generate_series(1, $n) g;
END
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tell() { # number: one operation of its own desk
	sql -c "select format('select verdict from api.tell(%L, %L, 1, %L, ''server:'' || %s, ''issue'', 1, %L);', gen_random_uuid(),
		gen_random_uuid(), ticket, (select version from core.ticket x where x.ticket = j.ticket),
		'{\"form\": \"X5\", \"content\": \"限期办结\", \"until\": \"2099-01-01\"}') from t.job j where i = $1"
}
for i in $(seq "$n"); do tell "$i" >"$dir/$i.sql"; done
for i in $(seq "$n"); do
	(
		# every seventh is undone at the end, as by a line that is cut
		if [ $((i % 7)) = 0 ]; then
			{ echo 'begin;'; cat "$dir/$i.sql"; echo 'rollback;'; } >"$dir/$i.cut"
			sql -U super -f "$dir/$i.cut" >/dev/null 2>&1 || true
		fi
		# as a desk does: refused for want of the lock, it tells again until it is answered
		until sql -U super -f "$dir/$i.sql" >>"$dir/$i.out" 2>>"$dir/$i.err"; do
			[ "$SECONDS" -lt 180 ] || break
			sleep 0.$((RANDOM % 9 + 1))
		done
	) &
done
wait
echo 1..4
ok() { # text expected got
	if [ "$2" = "$3" ]; then echo "ok - $1"; else echo "not ok - $1"; echo "# expected $2, got $3"; fi
}
ok "each was applied" "$n" "$(cat "$dir"/*.out | grep -cx applied)"
sort "$dir"/*.err | uniq -c | sort -rn | head -5 | sed 's/^/# /'
ok "as many documents as operations" "$n" "$(sql -c 'select count(*) from core.document')"
ok "their numbers run from 1 without a gap" "1 $n $n" \
	"$(sql -c "select concat_ws(' ', min(serial), max(serial), count(distinct serial)) from core.document")"
ok "and the numbers are of one office and year" 1 "$(sql -c 'select count(distinct regexp_replace(number, $$第.*$$, $$$$)) from core.document')"
