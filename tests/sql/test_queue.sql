-- Lists and their counters have one definition: every list of every duty at every unit counts as many tickets
-- as it lists, page by page, over a story of tickets; an operator sees the own unit first, and a substitute
-- sees the absent operator's lists.
select plan(17);
create temporary table k (name text primary key, id uuid);
insert into k select x || n, t.complaint_in(x) from unnest('{TS10,TS11,TS20,TS30,TS31,TS40,TS60,TS70}'::text[]) x, generate_series(1, 3) n;
insert into k select 'old' || n, t.register() from generate_series(1, 5) n;
insert into k select 'jb' || n, t.report_in('JB20') from generate_series(1, 3) n;
insert into k values ('x', t.register(t.complaint(), 'recv'));
select t.told('disp', id, 'assign', '{"unit": "330105000"}') from k where name = 'x';
update core.ticket set received = received - interval '90 days' from k where ticket = id and name like 'old%';
update core.clock c set due = core.day(now()) - 3 from k where c.ticket = id and name in ('TS201', 'TS401', 'jb1', 'x', 'TS602');
insert into core.pause (ticket, base, start, reason) select c.ticket, c.base, now(), '鉴定' from core.clock c, k
	where c.ticket = k.id and name = 'TS602' and c.stopped is null;
select count(*) from core.system_events(array(select id from k), array(select '{}'::jsonb from k), 'recount', '', now());
select core.grant_duty('lead', 'r06', '330105000'), core.grant_duty('super', d, '330000000') from unnest('{r01,r04,r05,r07,r08}'::text[]) d;

-- Reads one list as a desk does: page after page, until one is empty.
create function pg_temp.pages(p_who text, p_unit text, p_queue text, p_limit integer) returns text[] language plpgsql as $$
declare
	seen text[] := '{}';
	page jsonb[];
	after text := '';
begin
	loop
		page := array(select o from t.ask(p_who, format('select * from api.worklist(%L, %L, %L, %s)', p_unit, p_queue, after, p_limit)) o);
		exit when page = '{}' or cardinality(seen) > 500;
		seen := seen || array(select x->>'ticket' from unnest(page) x);
		after := page[cardinality(page)]->>'next';
	end loop;
	return seen;
end $$;
create temporary table seat as select o.name as who, u.unit from core.operator o, unnest('{330000000,330100000,330106000,330106013,330105000,330105007,310000000}'::text[]) u(unit)
	where core.may_see(u.unit, '{}', (core.who_is(o.name)).units);
create temporary table counted as select s.who, s.unit, o->>'queue' as queue, (o->>'n')::integer as n, pg_temp.pages(s.who, s.unit, o->>'queue', 4) as seen
from seat s, t.ask(s.who, format('select * from api.counters(%L)', s.unit)) o;
select ok((select count(distinct queue) from counted) = (select count(*) from core.queue) and (select count(distinct who) from counted) >= 10,
	'every list is somebody''s');
select is_empty('select who, unit, queue, n, cardinality(seen) from counted where n <> cardinality(seen)', 'and counts what it lists');
select is_empty('select who, unit, queue from counted where cardinality(seen) <> (select count(distinct x) from unnest(seen) x)', 'each ticket once, over the pages');
select is_empty('select who, unit, queue from counted where seen <> pg_temp.pages(who, unit, queue, 200)', 'in one order, whatever the size of a page');
select is((select n from counted where who = 'recv' and queue = 'registered' and unit = '330100000'), (select count(*)::integer from core.ticket where registered_by = 'recv'),
	'what one registered is counted however long ago');
-- more than two hundred tickets
select count(t.register()) from generate_series(1, 180);
select is(cardinality(pg_temp.pages('recv', '', 'registered', 200)), (select count(*)::integer from core.ticket where registered_by = 'recv'), 'a list goes on after two hundred');
select is(cardinality(pg_temp.pages('disp', '', 'todispatch', 500)), (select count(*)::integer from core.ticket where unit = '330100000' and state = 'TS10'),
	'and so does another, in pages as large as the centre gives them');
-- own unit first
create function pg_temp.names(p_who text, p_unit text, p_queue text) returns text language sql as $$
	select string_agg(name, ' ' order by name) from k where id::text = any (pg_temp.pages(p_who, p_unit, p_queue, 50));
$$;
select is(pg_temp.names('lead', '', 'overdue'), 'TS201 TS401 jb1', 'a leader sees what is overdue at his own and lower units, not what stands still');
select is(pg_temp.names('lead', '330105000', 'overdue'), 'x', 'and at another where he has a duty');
select is(pg_temp.names('station', '', 'overdue'), 'TS401', 'a station its own');
select is((select count(*)::integer from unnest(pg_temp.pages('clerk', '', 'ours', 50))),
	(select count(*)::integer from core.ticket x join core.state s on s.code = x.state join core.unit u on u.code = x.unit
	where s.open and (u.code = '330106000' or '330106000' = any (u.above))), 'a clerk what is in hand at her own unit and below');
-- a substitute at another unit
select core.stand_in('lead', 'station2', '{r06}', '330106000', core.day(now()), core.day(now()) + 3, '出差');
select is(pg_temp.names('station2', '330106000', 'approve'), pg_temp.names('lead', '330106000', 'approve'), 'a substitute sees the absent one''s lists');
select is((select o->>'n' from t.ask('station2', 'select * from api.counters(''330106000'')') o where o->>'queue' = 'overdue'), '3', 'and their counters');
-- A list more is one row of queue.csv: page and counter know it at once.
\set csv `cat ../../sql/code/queue.csv`
create function pg_temp.rows(p_csv text) returns jsonb language sql as $$
	select jsonb_agg((select jsonb_object_agg(h.name, nullif(c.cell, '')) from unnest(string_to_array(lines[1], ',')) with ordinality h(name, i)
		join unnest(string_to_array(l.line, ',')) with ordinality c(cell, i) using (i)) order by l.n)
	from (select string_to_array(rtrim(p_csv, E'\n'), E'\n') as lines) x, unnest(lines) with ordinality l(line, n) where l.n > 1;
$$;
select core.load_queue(pg_temp.rows(:'csv' || E'\nmediating,调解中,,In mediation,TS40 TS41,r04 r05,tree,rank,,yes,65\n'
	'ended,刚结束,,Ended,TS70,r05,tree,newest,,,66\n'));
select is(pg_temp.names('station', '', 'mediating'), 'TS401 TS402 TS403', 'its page lists the states of its row');
select is((select o->>'n' from t.ask('station', 'select * from api.counters('''')') o where o->>'queue' = 'mediating'), '3', 'its counter counts them');
select is_empty($$ select * from t.ask('recv', 'select * from api.counters('''')') o where o->>'queue' in ('mediating', 'ended') $$,
	'only its duties have it');
select is(pg_temp.pages('station', '', 'ended', 2), array(select ticket::text from core.ticket where unit = '330106013' and state = 'TS70'
	order by rank desc, ticket desc), 'its order is that of its row');
select * from finish();
