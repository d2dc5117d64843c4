create or replace function core.incident_told(p_ticket uuid, p_at timestamptz) returns jsonb
language sql stable as $$
	select coalesce((select jsonb_build_object('told', jsonb_agg(jsonb_build_object('unit', u.short_name, 'due', n.due)
		order by cardinality(u.above) desc))
	from core.incident_notice n join core.unit u on u.code = n.unit
	where n.ticket = p_ticket and n.reported = p_at
	having count(*) > 0), '{}');
$$;
comment on function core.incident_told(uuid, timestamptz) is
	'For the answer to the reporting operator: which units have the incident now and until when each '
	'must acknowledge it; nothing where there is no incident';
