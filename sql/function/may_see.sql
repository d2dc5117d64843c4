create or replace function core.may_see(p_unit text, p_held text[], p_units text[]) returns boolean
language sql stable as $$
	select p_unit = any (p_units) or p_held && p_units
		or exists (select from core.unit where code = p_unit and above && p_units);
$$;
comment on function core.may_see(text, text[], text[]) is 'Whether units of an operator reach a ticket: they hold it, held it, registered it, or stand above its holder';
