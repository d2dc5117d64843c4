create or replace function core.label_of(p_operator text, p_label text) returns text
language sql immutable parallel safe as $$
	select coalesce(p_label, case p_operator when 'gangshao' then '系统' else p_operator end);
$$;
comment on function core.label_of(text, text) is
	'Name of an operator as shown; for the server''s own steps the name of the system';
