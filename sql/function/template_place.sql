create or replace function core.template_place(p_text text, p_key text) returns text
language sql immutable as $$
	select core.template_line(p_text, coalesce(substring(p_text from '\{\{[#/]?' || p_key || '(?:\?[^}]*)?\}\}'), p_key));
$$;
comment on function core.template_place(text, text) is 'The line of a template at which a key is first used';
