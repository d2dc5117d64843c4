-- Runs in a transaction after the one that was rolled back: by the server every other second, and by the
-- operator's own program when it connects, so that nobody waits for ever where no periodic work runs.  That
-- transaction looks up nothing else.
create or replace function core.meter_settle(p_operator text) returns bigint
language plpgsql as $$
declare
	m core.meter;
	last_ bigint;
	undone bigint;
begin
	if core.meter_last(p_operator) = (select x.mark from core.meter x where x.operator = p_operator) then
		return 0;
	end if;
	-- A locked row means that the transaction of the look-up is still open.
	select * into m from core.meter x where x.operator = p_operator for update skip locked;
	last_ := core.meter_last(p_operator);
	if not found or last_ = m.mark then
		return 0;
	end if;
	undone := ((last_ >> 40) - (m.mark >> 40) + 4194304) % 4194304;
	insert into audit.lookup (operator, digest, found)
	select p_operator, case g when undone then lpad(to_hex(last_ & 1099511627775), 10, '0') else '' end, -1
	from generate_series(1, undone) g;
	perform core.alarm(p_operator, 'look-up undone', jsonb_build_object('count', undone));
	update core.meter set mark = last_, xid = pg_current_xact_id(), chain = 2147483647 where operator = p_operator;
	return undone;
end $$;
comment on function core.meter_settle(text) is
	'Records an operator''s look-ups whose transactions were rolled back, and raises an alarm; returns '
	'their number';
