-- Order 121 article 13: complaints are handled at the county; a station and an internal unit act in its name
-- (article 30), a station also where a city has no counties.
create or replace function core.is_county(p_unit text) returns boolean
language sql stable as $$
	select coalesce((select u.tier = '5' or exists (select from core.unit o where o.code = core.office_of(u.code) and o.tier = '4')
		from core.unit u where u.code = p_unit), false);
$$;
comment on function core.is_county(text) is
	'Whether a unit is a county office or acts in its name: what reaches such a unit has reached the '
	'deciding office';
