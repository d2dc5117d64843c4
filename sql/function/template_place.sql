create or replace function core.template_place(p_text text, p_key text) returns text
language sql immutable as $$
	select core.template_line(p_text, coalesce(substring(p_text from '\{\{[#/]?' || p_key || '(?:\?[^}]*)?\}\}'), p_key));
$$;
comment on function core.template_place(text, text) is 'Where in a template a key is first asked for';
