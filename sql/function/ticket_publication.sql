create or replace function core.ticket_publication(t core.ticket) returns jsonb
language sql stable as $$
	select coalesce((select jsonb_build_object('publications', jsonb_agg(p.body || jsonb_build_object('n', p.n, 'at', p.at,
			'label', coalesce(o.label, p.operator), 'unit_name', u.short_name, 'withdrawn', e.at,
			'reason', coalesce(e.reason, '')) order by p.n))
		from core.publication p join core.unit u on u.code = p.by_unit
		left join core.operator o on o.name = p.operator
		left join core.publication_end e on e.ticket = p.ticket and e.n = p.n
		where p.ticket = t.ticket having count(*) > 0), '{}');
$$;
comment on function core.ticket_publication(core.ticket) is
	'The publications of a ticket, and their withdrawals';
