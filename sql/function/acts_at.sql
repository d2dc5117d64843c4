create or replace function core.acts_at(p_who core.who, p_duty text, p_scope text, p_unit text,
	p_above text[], p_registered text) returns text
language plpgsql stable as $$
declare
	places text[];
	u text;
begin
	-- The duty r10 handles no tickets and takes no step on one.
	if p_duty = '' and cardinality(p_who.duties) > 0 and not exists (select from unnest(p_who.duties) d where split_part(d, '@', 1) <> 'r10') then
		return null;
	end if;
	places := case p_scope when 'self' then array[p_unit] when 'above' then p_unit || p_above
		when 'superior' then p_above when 'registrar' then array[p_registered] end;
	if p_scope = 'any' then
		if p_duty = '' then
			return p_who.unit;
		end if;
		places := p_who.units;
	end if;
	foreach u in array places loop
		if (p_duty || '@' || u) = any (p_who.duties) or p_duty = '' and u = any (p_who.units) then
			return u;
		end if;
	end loop;
	return null;
end $$;
comment on function core.acts_at(core.who, text, text, text, text[], text) is
	'The unit at which an operator holds the duty that a step needs; null where there is none';
