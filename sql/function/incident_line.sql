-- Tables event_level and incident_kind, column reach: the tier that it goes up to at least; the next superior always,
-- for what stands before nobody but who reports it is reported to nobody.
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
comment on function core.incident_line(text, text, text) is 'The units that an incident at one of them is reported to: that one, its next superior, and further up as far as level and kind ask';
