-- Deadlines: the SQL counts as the third counter of tests/data/deadline_agreement.py does, and so as the desk
-- does: every intake date of nine years, every period of deadline.csv, eight patterns of pauses.
begin;
select plan(7);

\set rows `/usr/bin/python3 ../data/deadline_agreement.py`
create temp table line as
select n, string_to_array(line, ',') as f from regexp_split_to_table(btrim(:'rows', E'\n'), E'\n') with ordinality as l(line, n);
create temp table agreed as
select date '2019-01-01' + (l.n - 2)::integer as start, h.kind, h.length, h.unit,
	coalesce((select range_agg(daterange(date '2019-01-01' + (l.n - 2)::integer + split_part(p, '-', 1)::integer,
		date '2019-01-01' + (l.n - 2)::integer + split_part(p, '-', 2)::integer))
		from unnest(string_to_array(h.pauses, ';')) p), '{}') as paused,
	split_part(l.f[h.i], '/', 1)::integer as due,
	coalesce(nullif(split_part(l.f[h.i], '/', 2), ''), split_part(l.f[h.i], '/', 1))::integer as any_off
from line l, (select x.kind, x.i, split_part(x.kind, ' ', 1)::integer as length, split_part(x.kind, ' ', 2) as unit,
	nullif(split_part(x.kind, ' ', 3), '') as pauses
	from line y, unnest(y.f) with ordinality x(kind, i) where y.n = 1) h
where l.n > 1;
analyze agreed;

select is((select count(distinct start) from agreed), 3287::bigint, 'every intake date of 2019 to 2027');
select cmp_ok((select count(*) from agreed), '>', 150000::bigint, 'there are enough periods to agree on');
select is_empty($$ select start, kind, due, core.due_paused(start, length, unit, false, paused) - start from agreed
	where core.due_paused(start, length, unit, false, paused) - start <> due limit 5 $$,
	'a period ends where the third counter says');
select is_empty($$ select start, kind, any_off, core.due_paused(start, length, unit, true, paused) - start from agreed
	where unit <> 'workday' and core.due_paused(start, length, unit, true, paused) - start <> any_off limit 5 $$,
	'also where the end moves off plain weekends');
select is_empty($$ select start, kind, due, core.due_day(start, length, unit) from agreed
	where paused = '{}' and core.due_day(start, length, unit) - start <> due limit 5 $$,
	'the short way of a period without a pause is the same');
-- DOMAIN 10, I8: before the end is moved off holidays, it moves by exactly the length of the pauses.
select is_empty($$ select start, kind from agreed where unit = 'day' and kind ~ ' [0-6]-[0-9]+$'
	and due not between length + (upper(paused) - lower(paused)) and length + (upper(paused) - lower(paused)) + 10 limit 5 $$,
	'a pause moves the end of natural days by its length, and no further than to the end of a holiday');
select is_empty($$ select a.start, a.kind from agreed a join agreed b using (start, length, unit)
	where a.kind ~ '400-410' and b.paused = '{}' and length < 100 and a.due <> b.due limit 5 $$,
	'a pause behind the end moves nothing');

select * from finish();
rollback;
