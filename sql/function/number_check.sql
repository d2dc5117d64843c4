-- Any store of the operator: one that took another identity still owes operations numbered under the old one.
create or replace function core.number_check(p_name text, t core.ticket) returns void
language plpgsql stable as $$
begin
	if not exists (select from core.lease l where l.unit = t.registered_unit and l.first <= t.serial
		and l.last >= t.serial and l.operator = p_name) then
		perform core.refuse('regno', 'This number was not handed to your desk.');
	end if;
end $$;
comment on function core.number_check(text, core.ticket) is
	'Refuses a registration number whose serial was not leased to the operator';
