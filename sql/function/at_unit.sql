create or replace function core.at_unit(p_who core.who, p_unit text) returns text
language plpgsql stable as $$
begin
	if coalesce(p_unit, '') = '' or p_unit = p_who.unit then
		return p_who.unit;
	end if;
	if exists (select from core.unit where code = p_unit
		and (code = any (p_who.units) or above && p_who.units)) then
		return p_unit;
	end if;
	raise exception 'There is no such unit, or it is not yours.' using errcode = 'GS002';
end $$;
comment on function core.at_unit(core.who, text) is 'The unit asked about: one''s own if empty; else one must hold a duty there or above';
