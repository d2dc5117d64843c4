create or replace function core.incident_here(p_unit text, p_holder text) returns boolean
language sql stable as $$
	select p_unit = p_holder or exists (select from core.unit u where u.code = p_holder and p_unit = any (u.above));
$$;
comment on function core.incident_here(text, text) is
	'Whether a unit has the ticket or is a superior of the unit that has it: a unit that sent the '
	'ticket on no longer has the incident';
