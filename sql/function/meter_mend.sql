-- A refusal rolls back the step and with it the record of the comparison: the transaction that answers writes
-- it again.
create or replace function core.meter_mend(p_who core.who, p_digest text, p_named boolean) returns void
language plpgsql as $$
declare
	last_ bigint := core.meter_last(p_who.name);
	undone bigint;
begin
	select ((last_ >> 40) - (m.mark >> 40) + 4194304) % 4194304 into undone from core.meter m where m.operator = p_who.name;
	if undone > 0 and p_who.name = session_user then
		update core.meter set mark = last_, xid = pg_current_xact_id(),
			chain = case when xid = pg_current_xact_id() then chain else 0 end + undone
		where operator = p_who.name;
	elsif not p_named then
		return;
	end if;
	insert into audit.lookup (operator, digest, found)
	select p_who.name, p_digest, case when p_named then 1 else 0 end from generate_series(1, greatest(undone, 1));
end $$;
comment on function core.meter_mend(core.who, text, boolean) is
	'Records comparisons again that were rolled back with a refused step';
