-- The chain of a ticket shows any change of the past.
select plan(12);
create temporary table x as select t.complaint_in('TS60') as id;
create function pg_temp.after(p_sql text) returns text language plpgsql as $$
declare
	found text;
begin
	begin
		set local session_replication_role = replica;
		execute p_sql;
		select core.check_chain(id) into found from x;
		raise exception 'undo' using errcode = 'P0009';
	exception when sqlstate 'P0009' then
		return found;
	end;
end $$;
select is(core.check_chain(id), null, 'an untouched ticket holds') from x;
select is(pg_temp.after('update core.event set payload = payload || ''{"a": 1}'' where n = 3'), 'event 3 was changed', 'a word changed');
select is(pg_temp.after('update core.event set operator = ''lead'' where n = 4'), 'event 4 was changed', 'another operator');
select is(pg_temp.after('update core.event set at = at + interval ''1 second'' where n = 2'), 'event 2 was changed', 'another time');
select is(pg_temp.after('delete from core.event where n = 5'), 'event 5 was changed', 'an event taken out');
select is(pg_temp.after('delete from core.event where n = (select max(n) from core.event)'), 'events are missing', 'the last one taken away');
select is(pg_temp.after('update core.event set n = case n when 3 then 104 else 103 end where n in (3, 4)'), 'event 3 was changed', 'order changed');
select is(pg_temp.after('update core.ticket set state = ''TS70'''), 'the ticket was changed without an event', 'a state without a step');
select is(pg_temp.after('update core.ticket set facts = facts || ''{"invoam": "1.00"}'''), 'facts or caller were changed', 'a fact changed');
select is(pg_temp.after('update core.caller set detail = detail || ''{"mobile": "1"}'''), 'facts or caller were changed', 'a caller changed');
select throws_ok('update core.event set n = 99', 'P0001', null, 'events cannot be changed in passing');
select throws_ok('delete from core.applied', 'P0001', null, 'nor verdicts removed');
select * from finish();
