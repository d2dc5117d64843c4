-- The demonstration: the centre accepts its story line by line, its chains hold, its lists are worth looking
-- at.
begin;
select plan(11);

\setenv DEMO :here/../../sql/demo
\set people `cat "$DEMO/operator.csv"`
\set story `cat "$DEMO/story.jsonl"`
create temp table person as
select f[1] as name, f[2] as label, f[3] as number, f[4] as unit, btrim(f[5], '"') as duty
from regexp_split_to_table(btrim(:'people', E'\n'), E'\n') with ordinality as l(line, n),
	regexp_match(line, '^([^,]*),([^,]*),([^,]*),([^,]*),(.*)$') as f
where n > 1;
insert into core.operator (name, label, number, unit) select name, label, number, unit from person
on conflict (name) do update set unit = excluded.unit;
delete from core.duty where operator in (select name from person);
delete from core.serial; -- no duty has been granted here yet
insert into core.duty (operator, duty, unit)
select name, d, unit from person, unnest(string_to_array(duty, ',')) as d;
\ir ../../sql/demo/play.sql

select is(pg_temp.play((select jsonb_agg(line::jsonb order by n)
		from regexp_split_to_table(btrim(:'story', E'\n'), E'\n') with ordinality as l(line, n))),
	(select count(*)::integer from regexp_split_to_table(btrim(:'story', E'\n'), E'\n')),
	'every operation of the story is applied');
create temp view told as select t.* from core.ticket t join demo_ticket using (ticket);
select is((select string_agg(core.check_chain(ticket), ', ') from told where core.check_chain(ticket) <> ''), null,
	'the chain of every ticket holds');
select is_empty($$ select from (select at, lag(at) over (partition by ticket order by event.n) as before
	from core.event join demo_ticket using (ticket)) e where at < before or at > now() $$,
	'nothing happens before what it follows, nor in the future');
select cmp_ok((select count(*) from told where unit = '330100000' and state in ('TS10', 'JB10', 'ZX10')), '>=',
	25::bigint, 'at least 25 tickets wait for dispatch');
select is_empty($$ select s from unnest('{TS11,TS12,TS20,TS21,TS25,TS30,TS40,TS41,TS42,TS60,TS70,TS80,TS85,JB11,JB20,JB21,JB22,JB23,JB30,JB31,JB40,JB50,JB70,ZX20,ZX30,ZX40}'::text[]) s
	where s not in (select state from told) $$, 'every step of the story has tickets standing at it');
select cmp_ok((select count(*) from told t join core.state s on s.code = t.state
	where s.open and t.due < core.day(now())), '>=', 3::bigint, 'some tickets are overdue');
select cmp_ok((select count(*) from told t join core.state s on s.code = t.state
	where s.open and t.due between core.day(now()) and core.day(now()) + 3), '>=', 3::bigint, 'some are due within days');
select is((select count(*) from told join core.caller c using (ticket) where c.phone = '13800138000'), 3::bigint,
	'the caller of the story has called three times');
select cmp_ok((select max(n) from (select count(*) as n from told where kind = 'complaint'
	and received > now() - interval '31 days' group by respondent) x), '>=', 8::bigint, 'complaints cluster at one trader');
select is((select count(*) from told where flags like '%l%'), 4::bigint, 'two calls became two tickets each');

select is((select string_agg(distinct n::text, ' ') from (select count(*) as n from core.serial group by unit) x), '16',
	'its units have all their lanes of numbers');

select * from finish();
rollback;
