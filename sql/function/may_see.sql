create or replace function core.may_see(p_unit text, p_held text[], p_units text[]) returns boolean
language plpgsql stable as $$
begin
	if p_unit = any (p_units) or p_held && p_units then
		return true;
	end if;
	return exists (select from core.unit where code = p_unit and above && p_units);
end $$;
comment on function core.may_see(text, text[], text[]) is
	'Whether an operator with these units may see a ticket: a unit holds it, held it, registered it, '
	'or is a superior of its holder';
