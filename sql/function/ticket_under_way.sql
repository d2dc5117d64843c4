create or replace function core.ticket_under_way(t core.ticket) returns jsonb
language sql stable as $$
	select case when x.list is null then '{}'::jsonb else jsonb_build_object('under_way', x.list) end
	from (select jsonb_agg(t.outcome->a.name || jsonb_build_object('step', a.name,
			'label', coalesce(o.label, t.outcome->a.name->>'by'),
			'superior_name', (select u.short_name from core.unit u where u.code = t.outcome->a.name->>'superior'))
			order by a.n) as list
		from unnest(core.under_way_names()) with ordinality a(name, n)
		left join core.operator o on o.name = t.outcome->a.name->>'by'
		where t.outcome ? a.name and (select s.open from core.state s where s.code = t.state)
			-- Accepting, returning or taking over ends a dispute implicitly.
			and (a.name <> 'dispute' or core.in_dispute(t.ticket))) x;
$$;
comment on function core.ticket_under_way(core.ticket) is
	'What is pending on an open ticket: enterprise, proof, dispute, entrusted body, appraisal, '
	'recusal, pause';
