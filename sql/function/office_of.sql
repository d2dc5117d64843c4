-- A station and an internal unit act in the name of their office (order 121 articles 13 and 30).
create or replace function core.office_of(p_unit text) returns text
language sql stable as $$
	select coalesce((select x.code from core.unit u, unnest(array[u.code] || u.above) with ordinality as a(code, n)
		join core.unit x on x.code = a.code
		where u.code = p_unit and x.tier in ('1', '2', '3', '4') order by a.n limit 1), p_unit);
$$;
comment on function core.office_of(text) is 'The office in whose name a unit issues documents';
