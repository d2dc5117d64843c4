create or replace function core.target_of(p_target text, p_given text, s core.step, p_above text[]) returns text
language plpgsql stable as $$
declare
	u core.unit;
begin
	case p_target
		when 'keep' then
			return (s.t).unit;
		when 'registrar' then
			return core.open_unit((s.t).registered_unit);
		when 'sender' then
			return core.open_unit((s.t).route[array_upper((s.t).route, 1)]);
		when 'parent' then
			return p_above[1];
		when 'own' then
			return s.by_unit;
		when 'self' then
			return case when p_given in ('', (s.t).unit) then (s.t).unit end;
		else
			select * into u from core.unit where code = p_given and valid_to >= core.day(now());
	end case;
	if p_target = 'below' and (s.t).unit = any (u.above) and u.tier <> 'S'
		or p_target = 'under' and s.by_unit = any (u.above) and u.tier <> 'S'
		or p_target = 'sibling' and u.tier = 'S' and u.code <> (s.t).unit
			and (u.parent = (s.t).unit or u.parent = p_above[1] and exists (
				select from core.unit where code = (s.t).unit and tier = 'S')) then
		return u.code;
	end if;
	return null;
end $$;
comment on function core.target_of(text, text, core.step, text[]) is
	'The unit that holds the ticket after the step; null where the given one is not allowed';
