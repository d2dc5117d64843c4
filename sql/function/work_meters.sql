-- Those who are connected, at every turn; of the others nobody looks anything up.
create or replace function core.work_meters() returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	m core.meter;
	name_ text;
	last_ bigint;
	undone bigint;
	written integer := 0;
begin
	for name_ in select distinct a.usename from pg_stat_activity a join core.meter x on x.operator = a.usename
		where a.backend_type = 'client backend' and core.meter_last(x.operator) <> x.mark
	loop
		-- locked: the look-up's own transaction is still open
		select * into m from core.meter x where x.operator = name_ for update skip locked;
		continue when not found;
		last_ := core.meter_last(name_);
		continue when last_ = m.mark;
		undone := ((last_ >> 40) - (m.mark >> 40) + 4194304) % 4194304;
		insert into audit.lookup (operator, digest, found)
		select name_, case g when undone then lpad(to_hex(last_ & 1099511627775), 10, '0') else '' end, -1
		from generate_series(1, undone) g;
		insert into audit.alarm (operator, what, detail)
		values (name_, 'look-up undone', jsonb_build_object('count', undone));
		update core.meter set mark = last_, xid = pg_current_xact_id(), chain = 0 where operator = name_;
		written := written + 1;
	end loop;
	return written;
end $$;
comment on function core.work_meters() is 'Writes the record of look-ups whose transactions were undone, with an alarm; of how many operators';
