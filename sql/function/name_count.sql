create or replace function core.name_count(p_value jsonb) returns integer
language sql immutable parallel safe as $$
	select count(distinct core.fold(n)) filter (where n <> '')::integer
	from (select case jsonb_typeof(p_value) when 'array' then p_value else to_jsonb(array[p_value #>> '{}']) end) x(v),
		jsonb_array_elements_text(v) e, regexp_split_to_table(btrim(e), '[\s,，、;；]+') n;
$$;
comment on function core.name_count(jsonb) is
	'How many different names are given, as an array or separated within one text';
