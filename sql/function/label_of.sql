create or replace function core.label_of(p_operator text, p_label text) returns text
language sql immutable parallel safe as $$
	select coalesce(p_label, case p_operator when 'gangshao' then '系统' else p_operator end);
$$;
comment on function core.label_of(text, text) is 'Name of an operator as shown; what the server did by itself was done by the system';
