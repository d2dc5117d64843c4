create or replace function core.places(p_scope text, p_unit text) returns text[]
language plpgsql stable as $$
begin
	return case p_scope
		when 'holder' then array[p_unit]
		when 'tree' then p_unit || array(select code from core.unit where above @> array[p_unit])
		when 'below' then array(select code from core.unit where above @> array[p_unit])
		else '{}'::text[] end;
end $$;
comment on function core.places(text, text) is 'The units whose tickets a worklist shows';
