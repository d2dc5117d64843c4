create or replace function core.lacks_said(p_keys text[]) returns text
language sql stable as $$
	select string_agg(c.name, '、' order by c.sort) from core.code c where c.tbl = 'registered_fact' and c.code = any (p_keys);
$$;
comment on function core.lacks_said(text[]) is 'The names of facts that a registration needs';
