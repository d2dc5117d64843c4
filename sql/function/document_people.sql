-- Complainant and reporter have separate keys, so that no form can confuse them.
create or replace function core.document_people(t core.ticket) returns jsonb
language plpgsql stable as $$
declare
	d jsonb;
	phone text;
begin
	if t.kind = 'report' then
		select r.detail into d from core.reporter r where r.ticket = t.ticket;
	else
		select c.detail into d from core.caller c where c.ticket = t.ticket;
	end if;
	phone := coalesce(nullif(d->>'mobile', ''), nullif(d->>'landtel', ''), d->>'inccall');
	if t.kind = 'report' then
		-- An anonymous reporter has no name here either.
		if core.flag_of(t.facts, 'anon') then
			return '{}'::jsonb;
		end if;
		return jsonb_build_object('reporter', d->'pname', 'reporter_phone', phone, 'reporter_address', d->'paddr',
			'reporter_idno', d->'cerno');
	end if;
	return jsonb_build_object('complainant', d->'pname', 'complainant_phone', phone,
		'complainant_address', d->'paddr', 'complainant_idno', d->'cerno',
		'complainant_idtype', (select name from core.code where tbl = 'id_type' and code = d->>'certype'),
		'agree_publish', case when core.flag_of(t.facts, 'agreepub') then '■是　□否' else '□是　■否' end,
		'agree_entrust', case when core.flag_of(t.facts, 'agreeent') then '■是　□否' else '□是　■否' end)
		|| core.document_beside(t, d);
end $$;
comment on function core.document_people(core.ticket) is 'The complainant or reporter, for documents';
