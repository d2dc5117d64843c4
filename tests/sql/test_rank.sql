-- The order of lists: open major incidents first, then overdue tickets, by day, then paused ones, and last
-- those without a day; the same by pages; and older ranks and roots still hold.
select plan(11);
create temporary table k (name text primary key, id uuid);
insert into k select n, t.register(case n when 'none' then t.complaint() || jsonb_build_object('received', date_trunc('second', now()) - interval '1 hour' + interval '1 microsecond')
	when 'none2' then t.complaint() || jsonb_build_object('received', date_trunc('second', now()) - interval '1 hour' + interval '3 microseconds')
	when 'major' then t.complaint() || '{"major": true, "inckind": "i01", "evegrade": "1", "dead": "0", "injured": "1", "place": "食堂", "ongoing": "true"}'
	else t.complaint() end)
from unnest('{none,late,none2,soon,still,major}'::text[]) n;
create function pg_temp.days(p_name text, p_days integer) returns void language sql as $$
	update core.clock c set due = core.day(now()) + p_days from k where name = p_name and ticket = id;
$$;
select pg_temp.days('late', -3), pg_temp.days('soon', 2), pg_temp.days('still', -9), pg_temp.days('major', 20);
insert into core.pause (ticket, base, start, reason) select id, 'D12', now(), '鉴定' from k where name = 'still';
delete from core.clock c using k where c.ticket = id and name like 'none%';
-- Each step that concerns a ticket ranks it anew.
select count(*) from core.system_events(array(select id from k), array(select '{}'::jsonb from k), 'recount', '', now());
create function pg_temp.list(p_after text, p_limit integer) returns table (i bigint, name text, next text) language sql as $$
	select i, k.name, o->>'next'
	from t.ask('disp', format('select * from api.worklist('''', ''todispatch'', %L, %s)', p_after, p_limit)) with ordinality as z(o, i)
	join k on id = (o->>'ticket')::uuid;
$$;
select is((select string_agg(name, ' ' order by i) from pg_temp.list('', 50)), 'major late soon still none none2',
	'a major incident, then by the day, what stands still, what has no day by receipt');
create function pg_temp.pages() returns text language plpgsql as $$
declare
	r record;
	after text := '';
	names text := '';
begin
	loop
		select * into r from pg_temp.list(after, 1);
		exit when not found;
		exit when length(names) > 200; -- a page that continues at its own beginning
		names := names || ' ' || r.name;
		after := r.next;
	end loop;
	return btrim(names);
end $$;
select is(pg_temp.pages(), 'major late soon still none none2', 'page by page it is the same order');
select is_empty($$ select x from generate_series(-4, 4) g, unnest('{-3506328,0,3506328}'::integer[]) h,
		lateral (select date_trunc('second', now()) + h * interval '1 hour' + g * interval '1 microsecond' as x) y
	where core.place_of(extract(epoch from x)::text || '|') <> x $$, 'a place in a list is exact, in any century');

-- When an incident ends, its ticket returns among the others.
select core.enrol('citylead', '市局领导', '0150', '330100000', '{r06}');
select core.enrol('watch', '市局值班', '0151', '330100000', '{r09}');
select t.told('citylead', id, 'alert_close', '{"detail": "误报", "done": "核实"}') from k where name = 'major';
select t.told(case core.incident_top(id, '330100000') when '330100000' then 'watch' else 'super' end, id, 'alert_ack', '{"accept": "true"}')
from k where name = 'major';
select is((select string_agg(name, ' ' order by i) from pg_temp.list('', 50)), 'late soon major still none none2',
	'accepted, it stands by its day again');
select t.told('citylead', id, 'alert_follow', '{"detail": "又有病例"}') from k where name = 'major';
select is((select name from pg_temp.list('', 1)), 'major', 'begun again, first');

-- Roots made before this order hold.
do $$ begin
	execute regexp_replace(replace(pg_get_functiondef('core.root_heads(uuid[],text)'::regprocedure), 'core.root_heads', 'core.root_heads_before'),
		'case when s.open and core.is_major.* else t.rank end,', 't.rank,');
end $$;
create temporary table ranked as select ticket, rank from core.ticket;
update core.ticket x set rank = case when core.is_major(x.ticket, x.flags) then x.rank + interval '3506328 hours'
	when x.due is null then x.rank - interval '3506328 hours' else x.rank end from core.state s where s.code = x.state and s.open;
select isnt((select string_agg(name, ' ' order by i) from pg_temp.list('', 50)), 'major late soon still none none2', 'as it was before');
create temporary table sealed as select * from core.root_heads_before(array(select ticket from core.ticket), 't');
update core.ticket t set rank = case
	when exists (select from core.incident i where i.ticket = t.ticket and i.ended is null) then t.rank - interval '3506328 hours'
	else t.rank + interval '3506328 hours' end
from core.state s
where s.code = t.state and s.open
	and (t.due is null or exists (select from core.incident i where i.ticket = t.ticket and i.ended is null));
select is((select string_agg(name, ' ' order by i) from pg_temp.list('', 50)), 'major late soon still none none2', 'the shift ranks what there is');
select results_eq('select ticket, rank from core.ticket order by 1', 'select ticket, rank from ranked order by 1', 'to where it would be ranked now');
select results_eq('select ticket, digest from core.root_heads(array(select ticket from core.ticket), ''t'') order by 1',
	'select ticket, digest from sealed order by 1', 'and what was sealed stands as it was sealed');
update core.ticket set rank = rank - interval '3506328 hours' where ticket = (select id from k where name = 'none');
select isnt((select digest from core.root_heads(array[id], 't')), (select digest from sealed where ticket = id), 'a place in lists changed by hand is seen')
from k where name = 'none';
-- ranked at registration
insert into k select 'now', t.register(t.complaint() || '{"major": true, "inckind": "i01", "evegrade": "1", "dead": "0", "injured": "1", "place": "食堂", "ongoing": "true"}');
select ok(rank < now() - interval '300 years', 'a registration that is major stands first at once') from core.ticket, k where ticket = id and name = 'now';
select * from finish();
