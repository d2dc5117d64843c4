#!/bin/sh
# install.sh DATABASE -- installs gangshao into a database by plain psql, as a superuser, in one
# transaction, as `gangshaoctl admin migrate` does.  Connection by the PG* environment.
set -eu
db=$1
top=$(cd "$(dirname "$0")/../.." && pwd)
script=$(mktemp)
trap 'rm -f "$script"' EXIT

# Copies a CSV into a temporary table with the columns of its header, then calls one loader.
load() { # file call
	cols=$(head -n 1 "$1" | tr -d '\r' | sed 's/[^,]\{1,\}/"&" text/g')
	echo "create temporary table csv ($cols) on commit drop;"
	echo "grant select on csv to gangshao_owner;"
	printf '%s\n' "\\copy csv from '$1' with (format csv, header)"
	echo "set local role gangshao_owner;"
	echo "do \$\$ begin perform core.load_$2(${3:-}(select jsonb_agg(to_jsonb(csv)) from csv)); end \$\$;"
	echo "reset role;"
	echo "drop table csv;"
}

{
	echo 'begin;'
	echo 'set local client_min_messages = warning;'
	echo 'set local check_function_bodies = off;'
	for f in "$top"/sql/migrate/[0-9]*.sql; do
		echo "reset role;"
		printf '%s\n' "\\i $f"
		n=$(basename "$f" | sed 's/^0*//; s/_.*//')
		echo "insert into core.migration (number, name, sha256) values ($n, '$(basename "$f")', '$(sha256sum <"$f" | cut -c1-64)');"
	done
	echo 'set local role gangshao_owner;'
	for f in "$top"/sql/function/*.sql; do
		printf '%s\n' "\\i $f"
	done
	echo 'reset role;'
	for t in setting division unit workday; do
		load "$top/sql/code/$t.csv" "$t"
	done
	for f in "$top"/sql/code/*.csv; do
		t=$(basename "$f" .csv)
		case $t in
		setting | division | unit | workday) ;;
		deadline | state | transition | queue | field) load "$f" "$t" ;;
		*) load "$f" code "'$t', " ;;
		esac
	done
	echo 'create temporary table paper (name text, body text) on commit drop;'
	echo 'grant select on paper to gangshao_owner;'
	for f in "$top"/sql/document/*.txt; do
		printf '%s\n' "\\set body \`cat '$f'\`" "insert into paper values ('$(basename "$f" .txt)', :'body');"
	done
	echo 'set local role gangshao_owner;'
	echo "do \$\$ begin perform core.load_template((select jsonb_agg(to_jsonb(paper)) from paper)); end \$\$;"
	echo 'reset role;'
	echo 'set local role gangshao_owner;'
	echo 'do $$ begin perform core.build_dispatch(); end $$;'
	echo 'reset role;'
	printf '%s\n' "\\i $top/sql/grant.sql"
	echo 'commit;'
	# an empty table that was analysed gets plans for an empty table
	echo 'analyze core.unit, core.division, core.code, core.calendar, core.transition, core.state, core.field;'
} >"$script"
psql -X -q -v ON_ERROR_STOP=1 -d "$db" -f "$script"
