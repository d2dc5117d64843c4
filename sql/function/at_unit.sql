create or replace function core.at_unit(p_who core.who, p_unit text) returns text
language plpgsql stable as $$
declare
	place text := coalesce(nullif(p_unit, ''), p_who.unit);
begin
	if exists (select from core.unit where code = place
		and (code = any (p_who.units) or above && p_who.units)) then
		return place;
	end if;
	-- An operator without a duty at the home unit starts at the first unit with one.
	if coalesce(p_unit, '') = '' and p_who.units <> '{}' then
		return p_who.units[1];
	end if;
	raise exception 'There is no such unit, or it is not yours.' using errcode = 'GS002';
end $$;
comment on function core.at_unit(core.who, text) is
	'The unit asked about, the operator''s own if empty; the operator must hold a duty there or above';
