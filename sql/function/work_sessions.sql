-- A session can lift its own settings, time limits included, so limits are enforced from outside, every
-- second, by `gangshaoctl admin work`.  Transactions of our programs last some milliseconds and are never
-- idle.
create or replace function core.work_sessions() returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	s record;
	ended integer := 0;
	waits_for integer[] := array(select distinct b.pid
		from pg_locks l, unnest(pg_blocking_pids(l.pid)) b(pid)
		where not l.granted and l.waitstart < clock_timestamp() - interval '1.5 seconds');
begin
	for s in
		select x.pid, x.usename, x.why from (
			select a.pid, a.usename, case
				when o.locked or o.valid_to < core.day(now()) then 'the account is locked'
				when a.state like 'idle in transaction%'
					and a.state_change < clock_timestamp() - interval '2 seconds' then 'an idle transaction'
				-- a session that waits for a lock itself is not the cause
				when a.pid = any (waits_for) and a.wait_event_type is distinct from 'Lock'
					and a.xact_start < clock_timestamp() - interval '2 seconds' then 'it holds up others'
				when a.xact_start < clock_timestamp() - interval '8 seconds'
					then 'a transaction of more than eight seconds'
				when a.state = 'active' and a.query_start < clock_timestamp() - interval '5 seconds'
					and row_number() over (partition by a.usename, a.state = 'active'
						and a.query_start < clock_timestamp() - interval '5 seconds' order by a.query_start) > 1
					then 'more than one long statement'
				end as why
			from pg_stat_activity a join core.operator o on o.name = a.usename
			where a.backend_type = 'client backend') x
		where x.why is not null
	loop
		if pg_terminate_backend(s.pid) then
			ended := ended + 1;
			perform core.alarm(s.usename, 'session ended', jsonb_build_object('why', s.why));
			insert into core.hindrance as h (operator, ended, at) values (s.usename, 1, clock_timestamp())
			on conflict (operator) do update set at = clock_timestamp(),
				ended = case when h.at < clock_timestamp() - interval '5 minutes' then 1 else h.ended + 1 end;
		end if;
	end loop;
	return ended;
end $$;
comment on function core.work_sessions() is
	'Ends sessions of operators that block others: idle or long transactions, endless statements, '
	'locked accounts; returns the number';
