create or replace function core.superior(p_unit text, p_target text) returns text
language sql stable as $$
	select coalesce((select a.code from core.unit u, unnest(u.above) with ordinality a(code, n)
			join core.unit v on v.code = a.code
		where u.code = p_unit and (p_target = 'parent' or v.tier = p_target) order by a.n limit 1), p_unit);
$$;
comment on function core.superior(text, text) is
	'The nearest superior unit (parent) or the nearest one of a tier (2, 3, 4); the unit itself where '
	'there is none';
