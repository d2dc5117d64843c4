create or replace function core.find_tail(p_who core.who, p_tail text) returns uuid[]
language plpgsql stable as $$
declare
	step bigint := power(10, least(length(p_tail), 8))::bigint;
	last bigint;
	units text[];
begin
	if length(p_tail) > 24 or p_tail !~ '^[0-9]+$' then
		return '{}'::uuid[];
	end if;
	if length(p_tail) > 2 then
		last := right(p_tail, 8)::bigint;
		return array(select t.ticket from core.ticket t
			where t.serial % 10000 = any (case when step > 1000 then array[last % 10000]
					else array(select d * 1000 + last from generate_series(0, 9) d) end)
				and t.serial % step = last and right(t.regno, length(p_tail)) = p_tail
				and core.may_see(t.unit, t.held, p_who.units)
			order by t.received desc limit core.setting('found_max')::integer);
	end if;
	-- One or two digits find the newest tickets of the operator's units and their superiors, and the
	-- ticket with exactly that number.
	units := p_who.units || array(select distinct a from core.unit u, unnest(u.above) a where u.code = any (p_who.units));
	return array(select t.ticket from core.serial c
		cross join lateral (select generate_series(c.last - (c.last - p_tail::bigint) % step,
				greatest(p_tail::bigint, c.last - 50 * step), -step)
			union select p_tail::bigint) as x(serial)
		join core.ticket t on t.registered_unit = c.unit and t.serial = x.serial
		where c.unit = any (units) and c.last >= p_tail::bigint and c.last > c.lane * 6250000);
end $$;
comment on function core.find_tail(core.who, text) is
	'Tickets the operator may see whose number ends so; for one or two digits the newest of the '
	'operator''s units and their superiors';
