-- Reporters (order 121 article 37) are known to the receiver who took the report, the staff of the unit that
-- handles it now, and the officer for reporters.  A reporter who asked for secrecy is known to the handler,
-- not to those who sign and approve; an anonymous reporter is known to the officer for reporters alone.
create or replace function core.may_know(p_who core.who, t core.ticket) returns boolean
language plpgsql stable as $$
begin
	if t.kind <> 'report' then
		return array['r03@' || t.unit, 'r04@' || t.unit, 'r05@' || t.unit, 'r06@' || t.unit,
			'r01@' || t.registered_unit, 'r03@' || t.registered_unit, 'r08@' || t.registered_unit]
			&& p_who.duties;
	elsif array['r11@' || t.unit, 'r11@' || t.registered_unit] && p_who.duties then
		return true;
	elsif core.flag_of(t.facts, 'anon') then
		return false;
	elsif 'r05@' || t.unit = any (p_who.duties)
		or t.registered_by = p_who.name and 'r01@' || t.registered_unit = any (p_who.duties) then
		return true;
	end if;
	return not core.flag_of(t.facts, 'secret') and array['r04@' || t.unit, 'r06@' || t.unit] && p_who.duties;
end $$;
comment on function core.may_know(core.who, core.ticket) is
	'Whether an operator handles a ticket, and so may see the caller masked and ask to unmask';
