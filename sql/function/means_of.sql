create or replace function core.means_of(p_tbl text, p_code text) returns text[]
language sql stable as $$
	select coalesce((select string_to_array(c.extra->>'means', ' ') from core.code c
		where c.tbl = p_tbl and c.code = p_code), '{}');
$$;
comment on function core.means_of(text, text) is
	'What a ground means to the procedure, whatever its code in its order (column means of its table)';
