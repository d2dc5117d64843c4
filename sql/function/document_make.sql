create or replace function core.document_make(s core.step, p_form core.code, p_audience text, p_number text,
	out body text, out shown text)
language plpgsql stable as $$
declare
	d jsonb := core.document_data(s, p_form, p_audience, p_number);
	text_ text := core.template_of(p_form.code, core.office_of(s.by_unit), core.day(s.at));
begin
	if text_ is null then
		perform core.refuse('form', 'There is no text for this document; the administrator loads it.');
	end if;
	body := core.document_fill(text_, d);
	shown := core.document_fill(text_, core.document_masked(d));
end $$;
comment on function core.document_make(core.step, core.code, text, text) is
	'The text of a document, unmasked and masked';
