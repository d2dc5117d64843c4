create or replace function core.root_items(p_items bytea) returns table (source text, key bytea, n integer, digest bytea)
language sql immutable parallel safe set search_path = pg_catalog, core, pg_temp as $$
	select convert_from(substr(x.b, 1, 1), 'UTF8'), substr(x.b, 2, 16),
		('x' || encode(substr(x.b, 18, 4), 'hex'))::bit(32)::integer, substr(x.b, 22, 16)
	from (select substr(p_items, 37 * i + 1, 37) as b from generate_series(0, length(p_items) / 37 - 1) as i) x;
$$;
comment on function core.root_items(bytea) is 'The lines that a root lists';
