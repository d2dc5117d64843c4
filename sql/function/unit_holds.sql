create or replace function core.unit_holds(p_unit text, out tickets bigint, out operators bigint, out units bigint)
language sql stable as $$
	select (select count(*) from core.ticket t join core.state s on s.code = t.state and s.open
			where t.unit = p_unit or t.registered_unit = p_unit and exists (select from core.transition x
				where x.kind = t.kind and x.from_state = t.state and x.scope = 'registrar')),
		(select count(*) from core.operator o where o.valid_to >= core.day(now()) and (o.unit = p_unit
			or exists (select from core.duty d where d.operator = o.name and d.unit = p_unit
				and d.valid_to >= core.day(now())))),
		(select count(*) from core.unit u where u.parent = p_unit and u.valid_to >= core.day(now()));
$$;
comment on function core.unit_holds(text) is
	'The reasons against closing a unit: open tickets there or to be called back from there, '
	'operators with this home unit or a duty there, units directly below';
