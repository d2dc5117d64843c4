create or replace function core.ticket_publication(t core.ticket) returns jsonb
language sql stable as $$
	select coalesce((select jsonb_build_object('publications', jsonb_agg(p.body || jsonb_build_object('n', p.n, 'at', p.at,
			'label', coalesce(o.label, p.operator), 'unit_name', u.short_name, 'withdrawn', e.at,
			'reason', coalesce(e.reason, '')) order by p.n))
		from core.publication p join core.unit u on u.code = p.by_unit
		left join core.operator o on o.name = p.operator
		left join core.publication_end e on e.ticket = p.ticket and e.n = p.n
		where p.ticket = t.ticket having count(*) > 0), '{}')
		|| case when core.flag_of(t.facts, 'agreepub') and exists (select from core.transition x
			where x.action = 'publish' and x.kind = t.kind and x.from_state = t.state)
			then jsonb_build_object('publication_draft', core.publication_body(t)
				|| jsonb_strip_nulls(jsonb_build_object('excluded', (core.publish_excluded(t, '{}')).name)))
			else '{}' end;
$$;
comment on function core.ticket_publication(core.ticket) is
	'The publications of a ticket and their withdrawals; while it may be published, the text as it would be';
