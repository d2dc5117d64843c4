-- Deadlines: the SQL counts as the third counter of tests/data/deadline_agreement.csv does, and so as the desk does.
begin;
select plan(3);

\setenv FILE :here/../data/deadline_agreement.csv
\set rows `cat "$FILE"`
create temp table agreed as
select f[1]::date as start, f[2]::integer as length, f[3] as unit, f[4]::date as due, f[5]::date as any_off
from regexp_split_to_table(btrim(:'rows', E'\n'), E'\n') with ordinality as l(line, n),
	string_to_array(line, ',') as f
where n > 1;

select cmp_ok((select count(*) from agreed), '>', 1500::bigint, 'there are enough periods to agree on');
select is_empty($$ select start, length, unit, due, core.due_day(start, length, unit) from agreed
	where core.due_day(start, length, unit) is distinct from due $$,
	'a period ends where the third counter says');
select is_empty($$ select start, length, unit, any_off, core.due_day(start, length, unit, true) from agreed
	where core.due_day(start, length, unit, true) is distinct from any_off $$,
	'also where the end moves off plain weekends');

select * from finish();
rollback;
