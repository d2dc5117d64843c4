create or replace function core.recount(p_at timestamptz default now()) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	ids uuid[];
	logs jsonb[];
	moved integer;
begin
	select array_agg(distinct d.ticket) into ids from core.clock_days() d
	where (d.due, d.warn) is distinct from (d.old, d.old_warn);
	if ids is null then
		return 0;
	end if;
	perform from core.ticket t where t.ticket = any (ids) order by t.ticket for update;
	-- Read again under the lock: the steps an operator took meanwhile are committed now.
	with d as materialized (
		select x.* from core.clock_days(ids) x where (x.due, x.warn) is distinct from (x.old, x.old_warn)
	), u as (
		update core.clock c set due = d.due, warn = d.warn from d
		where c.ticket = d.ticket and c.base = d.base and c.stopped is null
	), l as (
		select d.ticket, jsonb_build_object('clocks', jsonb_agg(jsonb_build_object('clock', d.base, 'old', d.old,
			'new', d.due, 'warn', d.warn) order by d.base)) as log
		from d group by d.ticket
	)
	select coalesce(array_agg(l.ticket), '{}'), coalesce(array_agg(l.log), '{}') into ids, logs from l;
	select count(*) into moved from core.system_events(ids, logs, 'recount', '', p_at);
	-- gangshaoctl admin load reports this number.
	perform set_config('gangshao.moved',
		(coalesce(nullif(current_setting('gangshao.moved', true), ''), '0')::integer + moved)::text, true);
	return moved;
end $$;
comment on function core.recount(timestamptz) is
	'Recounts every running clock after a change of the calendar; each ticket whose day changes gets '
	'an event that says so; returns the number';
