create or replace function core.number_check(p_who core.who, p_store uuid, p_regno text) returns void
language plpgsql stable as $$
declare
	place text := left(p_regno, 9);
	n bigint;
begin
	if p_regno !~ '^[0-9A-Z]{9}20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{8}$' then
		perform core.refuse('regno', 'A registration number has 25 digits.');
	end if;
	if not ('r01@' || place) = any (p_who.duties) then
		perform core.refuse('regno', 'You do not register tickets for unit %s.', place);
	end if;
	n := right(p_regno, 8)::bigint;
	-- Any store of the operator: one that took another identity still owes operations numbered under the
	-- old one.
	if not exists (select from core.lease where unit = place and first <= n and last >= n
		and operator = p_who.name) then
		perform core.refuse('regno', 'This number was not handed to your desk.');
	end if;
end $$;
comment on function core.number_check(core.who, uuid, text) is
	'Checks a registration number: unit, day, and a serial out of a block leased to the operator';
