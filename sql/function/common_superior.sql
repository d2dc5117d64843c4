create or replace function core.common_superior(p_one text, p_other text) returns text
language sql stable as $$
	select a.code from core.unit u, unnest(u.above) with ordinality a(code, n)
	where u.code = p_one and a.code = any ((select o.above from core.unit o where o.code = p_other)::text[])
	order by a.n limit 1;
$$;
comment on function core.common_superior(text, text) is 'The nearest unit above both; null where there is none';
