-- What a session may set for itself (time limits among it) cannot hold it to them: this is done from outside,
-- every few seconds, by `gangshaoctl admin work`.
create or replace function core.work_sessions() returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	s record;
	ended integer := 0;
begin
	for s in
		select x.pid, x.usename, x.why from (
			select a.pid, a.usename, a.backend_start, case
				when o.locked or o.valid_to < core.day(now()) then 'the account is locked'
				when a.state like 'idle in transaction%'
					and a.state_change < clock_timestamp() - interval '15 seconds' then 'an idle transaction'
				when a.xact_start < clock_timestamp() - interval '60 seconds' then 'a transaction of more than a minute'
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
			insert into audit.alarm (operator, what, detail)
			values (s.usename, 'session ended', jsonb_build_object('why', s.why));
		end if;
	end loop;
	return ended;
end $$;
comment on function core.work_sessions() is 'Ends sessions of operators that hold up others: idle transactions, endless statements, locked accounts; how many';
