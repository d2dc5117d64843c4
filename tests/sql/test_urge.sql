-- The server urges before a limit and escalates to the superior after it: once, at daytime of working days.
-- Open deadlines follow the calendar.  All its steps stand in the record like any other.
select plan(42);
create function pg_temp.at(p text) returns timestamptz language sql as $$ select p::timestamp at time zone 'Asia/Shanghai' $$;
create function pg_temp.sound() returns setof text language sql as $$
	select what || coalesce(' ' || detail, '') from core.verify_chain() union all
	select what || coalesce(' ' || detail, '') from core.verify_ticket() union all
	select what || coalesce(' ' || detail, '') from core.verify_answer() union all
	select what || coalesce(' ' || detail, '') from core.verify_head() union all
	select what || coalesce(' ' || detail, '') from core.verify_root() $$;
-- received on Monday 2026-11-09, seven working days: due on Wednesday 2026-11-18
create temporary table a as select t.complaint_in('TS20') as id;
update core.clock set start = pg_temp.at('2026-11-09 10:00') where base = 'D01';
select core.recount(pg_temp.at('2026-11-09 11:00'));
select is(due, date '2026-11-18', 'seven working days') from core.clock where base = 'D01';
create function pg_temp.urges() returns bigint language sql as $$ select count(*) from core.event where action = 'urge' $$;
create function pg_temp.raised() returns bigint language sql as $$ select count(*) from core.event where action = 'supervise' $$;

select is(core.work_deadlines_at(pg_temp.at('2026-11-13 10:00')), '0', 'three working days before: nothing yet');
select is(core.work_deadlines_at(pg_temp.at('2026-11-16 08:29')), '0', 'not before half past eight');
select is(core.work_deadlines_at(pg_temp.at('2026-11-16 17:30')), '0', 'nor in the evening');
select is(core.work_deadlines_at(pg_temp.at('2026-11-16 08:30')), '1 urged, 0 put before the superior', 'two working days are left');
select is(core.work_deadlines_at(pg_temp.at('2026-11-16 09:00')), '0', 'only once');
select is(pg_temp.urges(), 1::bigint, 'one event');
select is(e.operator || ' ' || e.action || ' ' || e.by_unit || ' ' || (e.payload->>'note'),
	'gangshao urge 330106000 受理期限将到：投诉受理决定并告知，2026-11-18到期', 'by the system, with its reason')
from core.event e where action = 'urge';
select is(t.version, e.version, 'the version stands, as after any urging') from core.ticket t join core.event e using (ticket) where e.action = 'urge';
select ok(position('u' in flags) > 0, 'the ticket is marked') from core.ticket;
select is(o->'timeline'->-1->>'label', '系统', 'the timeline names the system')
from (select o->'ticket' as o from t.ask('clerk', format('select api.ticket(%L) as ticket', (select id from a))) o) x;
select is(core.work_deadlines_at(pg_temp.at('2026-11-18 09:00')), '1 urged, 0 put before the superior', 'again on the last day');
select is(core.work_deadlines_at(pg_temp.at('2026-11-18 10:00')), '0', 'and only once');
select is(core.work_deadlines_at(pg_temp.at('2026-11-19 09:00')), '0 urged, 1 put before the superior', 'over by a day: the superior');
select is(core.work_deadlines_at(pg_temp.at('2026-11-20 09:00')), '0', 'also once');
select is(unit || ' ' || operator || ' ' || due, '330100000 gangshao 2026-11-24', 'the next unit above watches, an answer in three working days')
from core.supervision;
select ok(position('s' in flags) > 0, 'the ticket is marked as supervised') from core.ticket;
select is_empty($$ select * from pg_temp.sound() $$, 'chains, answers and tickets are whole');
select isnt(core.work_roots(), null, 'they are sealed');
select is_empty($$ select * from pg_temp.sound() $$, 'and agree with their seals');
-- it is in the superior's list
select core.enrol('watcher', '督办', '0126', '330100000', '{r09}');
select is((select o->>'ticket' from t.ask('watcher', $$ select * from api.worklist('330100000', 'supervised', '', 50) $$) o),
	(select id::text from a), 'the superior finds it in its list');

-- a weekend, a holiday
create temporary table b as select t.complaint_in('TS20') as id;
update core.clock set start = pg_temp.at('2026-09-17 10:00'), due = '2026-09-29' where ticket = (select id from b) and base = 'D01';
select is(core.work_deadlines_at(pg_temp.at('2026-09-26 10:00')), '0', 'not on a day off');
select is(core.work_deadlines_at(pg_temp.at('2026-09-28 10:00')), '1 urged, 0 put before the superior', 'on the next working day');
select is(core.work_deadlines_at(pg_temp.at('2026-10-03 10:00')), '0', 'not on a holiday though it is over');
select is(core.work_deadlines_at(pg_temp.at('2026-10-10 10:00')), '0 urged, 1 put before the superior', 'on a weekend that is worked');
-- A new run of the clock is urged anew; a paused clock is not urged.
update core.clock set start = pg_temp.at('2026-09-18 10:00') where ticket = (select id from b) and base = 'D01';
insert into core.pause (ticket, base, start) select id, 'D01', '2026-09-20' from b;
select is(core.work_deadlines_at(pg_temp.at('2026-09-28 11:00')), '0', 'a clock that stands still is not urged');
delete from core.pause;
select is(core.work_deadlines_at(pg_temp.at('2026-09-28 11:00')), '1 urged, 0 put before the superior', 'a new run is urged anew');
update core.clock set stopped = now() where ticket = (select id from b);
-- Locked by another session: left for the next round, nobody waits.
create temporary table c as select t.complaint_in('TS20') as id;
update core.clock set start = pg_temp.at('2026-11-09 10:00'), due = '2026-11-18' where ticket = (select id from c) and base = 'D01';
select t.dblink_connect('holder', format('host=%s dbname=%s user=postgres', current_setting('unix_socket_directories'), current_database()));
select t.dblink_exec('holder', 'begin');
select * from t.dblink('holder', format('select 1 from core.ticket where ticket = %L for update', (select id from c))) as r(x integer);
select is(core.work_deadlines_at(pg_temp.at('2026-11-17 10:00')), '0', 'a ticket that somebody works on waits for the next round');
select t.dblink_exec('holder', 'rollback');
select is(core.work_deadlines_at(pg_temp.at('2026-11-17 10:00')), '1 urged, 0 put before the superior', 'then it is done');
select core.set_setting('urge_to', '08:30');
select is(core.work_deadlines_at(pg_temp.at('2026-11-18 08:30')), '0', 'an office may switch it off');

-- the calendar is corrected
create temporary table cal as select jsonb_agg(jsonb_build_object('date', day, 'kind', kind, 'name', name)) as rows from core.workday;
create temporary table was as select ticket, base, due, stopped from core.clock;
create temporary table heads as select ticket, seq, version from core.ticket;
select core.load_workday(rows) from cal;
select is((select count(*) from core.ticket t join heads h using (ticket) where t.seq <> h.seq and t.ticket = (select id from c)), 0::bigint,
	'the same calendar again moves no day');
select core.load_workday(rows || '[{"date": "2026-11-12", "kind": "holiday", "name": "补休"}]') from cal;
select is(due, date '2026-11-19', 'a day off more: a day later') from core.clock where ticket = (select id from c) and base = 'D01';
select is(e.payload->'clocks'->0->>'old' || ' ' || (e.payload->'clocks'->0->>'new') || ' ' || e.operator, '2026-11-18 2026-11-19 gangshao',
	'the timeline says from which day to which')
from core.event e where ticket = (select id from c) and action = 'recount';
select is(t.due, date '2026-11-19', 'the list goes by the new day') from core.ticket t where ticket = (select id from c);
select is((select due from core.clock where ticket = w.ticket and base = w.base), w.due, 'a clock that was stopped keeps its day')
from was w where stopped is not null and ticket = (select id from c) limit 1;
create temporary table counted as select count(*) as n from core.event;
select core.load_workday(rows || '[{"date": "2026-11-12", "kind": "holiday", "name": "补休"}]') from cal;
select is((select count(*) from core.event), n, 'loaded twice it changes nothing more') from counted;
select is_empty($$ select * from pg_temp.sound() $$, 'the record is whole');
begin;
select core.load_workday(rows) from cal;
select cmp_ok(current_setting('gangshao.moved')::integer, '>=', 1, 'and the load says how many moved back');
commit;
-- plain weekends: sixty days from 2026-05-13 end on a Sunday
create temporary table d as select t.complaint_in('TS30') as id;
update core.clock set start = pg_temp.at('2026-05-13 10:00') where base = 'D02' and ticket = (select id from d);
select core.recount();
select core.set_setting('weekend_roll', '1');
select is(due, date '2026-07-13', 'the choice about plain weekends moves what is open') from core.clock
where base = 'D02' and ticket = (select id from d);
-- the year that is not announced
select ok(not core.is_certain('2026-12-28', '2027-01-07', 'workday') and core.is_certain('2026-12-01', '2026-12-10', 'workday')
	and not core.is_certain('2026-12-10', '2027-02-08', 'day'), 'a day in a year without a calendar is not certain');
select is(core.work_calendar_at(pg_temp.at('2026-10-30 10:00')), '0', 'in October nobody is troubled');
select is(core.work_calendar_at(pg_temp.at('2026-11-02 10:00')), '0 deadlines moved, the holidays of 2027 are missing',
	'from November on the administrator is told');
select * from finish();
