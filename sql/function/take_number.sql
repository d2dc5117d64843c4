create or replace function core.take_number(s core.step) returns core.step
language plpgsql stable as $$
declare
	regno text := s.payload->>'regno';
begin
	if regno !~ '^[0-9A-Z]{9}[0-9]{16}$' then
		perform core.refuse('regno', 'A registration number has 25 digits.');
	end if;
	perform core.date_of(jsonb_build_object('regno', substr(regno, 10, 4) || '-' || substr(regno, 14, 2)
		|| '-' || substr(regno, 16, 2)), 'regno');
	s.by_unit := left(regno, 9);
	s.t.serial := right(regno, 8)::bigint;
	s.t.regno := regno;
	if not ('r01@' || s.by_unit) = any ((s.who).duties) then
		perform core.refuse('regno', 'You do not register tickets for unit %s.', s.by_unit);
	end if;
	if not exists (select from core.lease where store = s.store and unit = s.by_unit
		and first <= (s.t).serial and last >= (s.t).serial) then
		perform core.refuse('regno', 'This number was not handed to your desk.');
	end if;
	return s;
end $$;
comment on function core.take_number(core.step) is 'Checks a registration number: unit, day, and a serial out of a block of this store';
