create or replace function core.template_of(p_form text, p_office text, p_day date) returns text
language sql stable as $$
	select body from core.template where form = p_form and unit in ('', p_office) and valid_from <= p_day
	order by unit desc, valid_from desc limit 1;
$$;
comment on function core.template_of(text, text, date) is
	'The template of a form: the office''s own, else the shared one';
