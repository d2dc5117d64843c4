create or replace function core.newest(p_rows jsonb, p_bytes integer) returns jsonb
language sql immutable as $$
	select case when octet_length(p_rows::text) <= p_bytes then p_rows else coalesce((
		select jsonb_agg(x.o order by x.n) from (
			select o, n, sum(octet_length(o::text)) over (order by n desc) as size
			from jsonb_array_elements(p_rows) with ordinality e(o, n)) x
		where x.size <= p_bytes), '[]') end;
$$;
comment on function core.newest(jsonb, integer) is 'The last elements of a list that fit into so many bytes';
