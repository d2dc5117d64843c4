create or replace function core.as_decided(t core.ticket, p_at timestamptz) returns jsonb
language sql stable as $$
	select core.under_way_over(t.outcome) || case p->>'what'
		when 'decline' then jsonb_build_object('naccode', p->'ground', 'naccontent', p->'detail', 'acctime', p_at,
			'declined', jsonb_strip_nulls(jsonb_build_object('factors', p->'factors', 'missing', p->'missing',
				'demanded_on', p->'demanded_on', 'clause', p->'clause', 'competent', p->'competent', 'transfer_to', p->'transfer_to',
				'routes', p->'routes')))
		else jsonb_strip_nulls(jsonb_build_object('ground', p->'ground', 'found', p->'found',
			'crime', p->'crime', 'endreason', p->'detail', 'transfer_to', p->'transfer_to', 'intenddate', core.day(p_at), 'mediate_result',
			case when 'withdrawn' = any (core.means_of('mediation_end_' || t.rule_set, p->>'ground'))
				then '3' else '2' end)) end
	from (select t.outcome->'proposal' as p) x;
$$;
comment on function core.as_decided(core.ticket, timestamptz) is 'The outcome after approval of its proposal';
