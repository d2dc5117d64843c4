create or replace function core.unit_check(p_unit text) returns void
language plpgsql stable as $$
declare
	u core.unit;
begin
	select * into u from core.unit where code = p_unit;
	if u.code is null then
		perform core.refuse('unit', 'There is no unit %s.', left(coalesce(p_unit, ''), 20));
	elsif u.valid_to < core.day(now()) then
		perform core.refuse('unit', 'The unit %s is closed.', u.short_name);
	end if;
end $$;
comment on function core.unit_check(text) is 'Refuses a unit that does not exist or is closed';
