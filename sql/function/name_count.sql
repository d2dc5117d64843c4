create or replace function core.name_count(p_value jsonb) returns integer
language sql immutable parallel safe as $$
	select case jsonb_typeof(p_value) when 'array' then jsonb_array_length(p_value)
		else cardinality(array_remove(regexp_split_to_array(btrim(p_value #>> '{}'), '[\s,，、;；]+'), '')) end;
$$;
comment on function core.name_count(jsonb) is 'How many names were given, as an array or separated in one text';
