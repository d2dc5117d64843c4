create or replace function core.unit_card(p_unit text)
returns table (code text, name text, short_name text, parent text, parent_name text, tier text, division text,
	initials text, phone text, address text, closed date, local boolean, tickets bigint, operators bigint, units bigint)
language plpgsql stable set search_path = pg_catalog, core, pg_temp as $$
begin
	if not exists (select from core.unit u where u.code = p_unit) then
		perform core.refuse('unit', 'There is no unit %s.', left(coalesce(p_unit, ''), 20));
	end if;
	return query select u.code, u.name, u.short_name, u.parent, p.short_name, u.tier, u.division, u.initials,
		core.office_said(u.code, 'phone'), core.office_said(u.code, 'address'),
		nullif(u.valid_to, 'infinity') + 1, u.local, h.tickets, h.operators, h.units
	from core.unit u left join core.unit p on p.code = u.parent, core.unit_holds(u.code) h
	where u.code = p_unit;
end $$;
comment on function core.unit_card(text) is 'A unit as an administrator sees it, with everything it holds';
