-- The recipient, the contact and the attachments differ from copy to copy; the decision does not.
create or replace function core.document_decision(s core.step, p_form core.code, p_audience text) returns bytea
language sql stable as $$
	select sha256(convert_to(jsonb_build_object('form', p_form.code, 'outcome', (s.t).outcome->(p_form.extra->>'outcome'),
		'time', core.stamp_of(s.payload, 'time'), 'until', core.date_of(s.payload, 'until'),
		'said', (select jsonb_object_agg(k, core.fold(s.payload->>k)) from unnest('{place,content,basis}'::text[]) k),
		-- A document to an office is a new decision once another unit handles the ticket.
		'unit', case when p_audience in ('office', 'authority') then (s.t).unit end,
		-- A decision made before the ticket was reopened is another decision.
		'anew', (select max(e.n) from core.event e where e.ticket = (s.t).ticket and e.action in ('reopen', 'revoke')))::text,
		'UTF8'));
$$;
comment on function core.document_decision(core.step, core.code, text) is
	'The digest that makes two documents copies of one decision';
