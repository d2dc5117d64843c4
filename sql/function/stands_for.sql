create or replace function core.stands_for(p_who core.who, p_duty text, p_unit text) returns text
language plpgsql immutable parallel safe as $$
begin
	if p_who.stands is null or p_who.stands = '{}' then
		return '';
	end if;
	return coalesce(min(split_part(x, '=', 2)), '') from unnest(p_who.stands) x
		where split_part(x, '=', 1) = p_duty || '@' || p_unit;
end $$;
comment on function core.stands_for(core.who, text, text) is
	'The absent operator for whom a duty at a unit is used; empty: the operator''s own duty';
