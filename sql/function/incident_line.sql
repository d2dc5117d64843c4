-- Tables event_level and incident_kind, column reach: the tier up to which it is reported at least; always to
-- the next superior, because otherwise only the reporting unit would know of it.
create or replace function core.incident_line(p_unit text, p_level text, p_kind text) returns text[]
language sql stable as $$
	select coalesce(array_agg(x.code order by x.far), '{}')
	from core.unit h, lateral (
		select h.code, 0 as far
		union all
		select u.code, array_position(h.above, u.code)
		from core.unit u
		where u.code = any (h.above) and u.tier between '1' and '5' and (u.code = (select v.code from core.unit v
			where v.code = any (h.above) and v.tier between '1' and '5' order by array_position(h.above, v.code) limit 1)
			or u.tier >= (
			select min(c.extra->>'reach') from core.code c
			where (c.tbl, c.code) in (('event_level', p_level), ('incident_kind', p_kind)) and c.extra->>'reach' <> ''))) x
	where h.code = p_unit;
$$;
comment on function core.incident_line(text, text, text) is
	'The units that an incident at a unit is reported to: that unit, its next superior, and further '
	'up as level and kind require';
