create or replace function core.local_phone(p_who core.who, p_digits text) returns text
language sql stable as $$
	select coalesce((select core.phone_number(c.code || p_digits) from core.code c
		where c.tbl = 'area_code' and c.extra->>'division' <> ''
			and exists (select from unnest(p_who.units) u where u like (c.extra->>'division') || '%')
			and core.phone_number(c.code || p_digits) is not null
		order by length(c.extra->>'division') desc, c.code limit 1), '');
$$;
comment on function core.local_phone(core.who, text) is
	'Seven or eight digits as a land line of the operator''s own city; empty where they are none';
