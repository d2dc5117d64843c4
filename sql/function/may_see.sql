create or replace function core.may_see(p_unit text, p_held text[], p_units text[]) returns boolean
language plpgsql stable as $$
begin
	if p_unit = any (p_units) or p_held && p_units then
		return true;
	end if;
	return exists (select from core.unit where code = p_unit and above && p_units);
end $$;
comment on function core.may_see(text, text[], text[]) is 'Whether units of an operator reach a ticket: they hold it, held it, registered it, or stand above its holder';
