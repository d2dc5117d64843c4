-- The forms of complaints have 第, those of penalties have none.
create or replace function core.document_named(p_office text, p_form core.code, p_year integer, p_serial text) returns text
language sql stable as $$
	select format(case p_form.extra->>'style' when 'plain' then '%s%s〔%s〕%s号' else '%s%s〔%s〕第%s号' end,
		core.office_mark(p_office), p_form.extra->>'word', p_year, p_serial)
	where p_form.extra->>'word' <> '';
$$;
comment on function core.document_named(text, core.code, integer, text) is
	'The number of a document as an office writes it; null where the form has none';
