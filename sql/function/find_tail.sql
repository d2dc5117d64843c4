create or replace function core.find_tail(p_who core.who, p_tail text) returns uuid[]
language plpgsql stable as $$
declare
	step bigint := power(10, least(length(p_tail), 8))::bigint;
	units text[];
begin
	if length(p_tail) > 8 or p_tail !~ '^[0-9]+$' then
		return '{}'::uuid[];
	end if;
	-- as few digits as one reads from a list: the newest at one's own offices and above, and that very number
	if length(p_tail) < 4 then
		units := p_who.units || array(select distinct a from core.unit u, unnest(u.above) a where u.code = any (p_who.units));
		return array(select t.ticket from core.serial c
			cross join lateral (select generate_series(c.last - (c.last - p_tail::bigint) % step,
					greatest(p_tail::bigint, c.last - 50 * step), -step)
				union select p_tail::bigint) as x(serial)
			join core.ticket t on t.registered_unit = c.unit and t.serial = x.serial
			where c.unit = any (units) and c.last >= p_tail::bigint and c.last > c.lane * 6250000);
	end if;
	units := p_who.units || array(select distinct a from core.unit u, unnest(u.above) a
		where u.code = any (p_who.units))
		|| array(select c.unit from core.serial c join core.unit u on u.code = c.unit
			where u.above && p_who.units);
	return array(select t.ticket from core.serial c
		cross join lateral generate_series(c.last - (c.last - p_tail::bigint) % step,
			greatest(p_tail::bigint, c.last - 200 * step), -step) as x(serial)
		join core.ticket t on t.registered_unit = c.unit and t.serial = x.serial
		where c.unit = any (units) and c.last >= p_tail::bigint and c.last > c.lane * 6250000);
end $$;
comment on function core.find_tail(core.who, text) is 'Tickets whose number ends so, the newest of one''s own unit, its superiors and those below';
