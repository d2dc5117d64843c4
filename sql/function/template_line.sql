create or replace function core.template_line(p_text text, p_what text) returns text
language sql immutable parallel safe as $$
	select 'line ' || (length(x) - length(replace(x, E'\n', '')) + 1)::text
	from (select left(p_text, position(p_what in p_text)) as x) y;
$$;
comment on function core.template_line(text, text) is
	'The line of a template at which a text stands, for the words of a refusal';
