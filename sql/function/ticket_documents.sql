create or replace function core.ticket_documents(t core.ticket) returns jsonb
language sql stable as $$
	select jsonb_build_object('documents', (select coalesce(jsonb_agg(jsonb_build_object('n', d.n, 'form', d.form,
			'name', d.name, 'number', d.number, 'to', d.audience, 'to_name', coalesce(c.name, d.audience), 'at', d.at,
			'operator', d.operator, 'label', coalesce(o.label, d.operator), 'unit_name', u.short_name,
			'masked', d.body <> d.shown, 'voided', v.at, 'reason', coalesce(v.reason, '')) order by d.n), '[]')
		from (select * from core.document x where x.ticket = t.ticket order by x.n desc limit 200) d
		join core.unit u on u.code = d.unit
		left join core.document_void v on v.ticket = d.ticket and v.n = d.n
		left join core.operator o on o.name = d.operator
		left join core.code c on c.tbl = 'document_to' and c.code = d.audience));
$$;
comment on function core.ticket_documents(core.ticket) is 'The documents issued on a ticket, without their texts';
