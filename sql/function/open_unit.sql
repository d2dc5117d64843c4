create or replace function core.open_unit(p_unit text) returns text
language sql stable as $$
	select x.code from core.unit u, unnest(array[u.code] || u.above) with ordinality as a(code, n)
	join core.unit x on x.code = a.code
	where u.code = p_unit and x.valid_to >= core.day(now()) order by a.n limit 1;
$$;
comment on function core.open_unit(text) is 'The unit itself; if it is closed, its nearest open superior';
