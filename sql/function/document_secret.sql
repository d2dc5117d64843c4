create or replace function core.document_secret(p_who core.who, t core.ticket, p_form core.code, p_audience text)
returns void
language plpgsql stable as $$
begin
	if t.kind = 'report' and (p_audience = 'reporter' or p_form.code = '2602')
		and not core.may_know(p_who, t) then
		perform core.refuse('form', 'Only who handles the report may know who reported.', '令121§37');
	end if;
end $$;
comment on function core.document_secret(core.who, core.ticket, core.code, text) is
	'Refuses a document that names the reporter to an operator who may not know the reporter';
