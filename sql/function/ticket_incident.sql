create or replace function core.ticket_incident(t core.ticket) returns jsonb
language plpgsql stable as $$
begin
	if position('j' in t.flags) = 0 then
		return '{}'::jsonb;
	end if;
	return coalesce((select jsonb_build_object('incident', jsonb_build_object('inckind', i.kind, 'evegrade', i.level,
		'learned', i.learned, 'reported', i.reported, 'due', i.due,
		'late', greatest(0, ceil(extract(epoch from i.reported - i.due) / 60)), 'final', coalesce(i.final, 0),
		'ended', i.ended, 'rule', coalesce((select c.extra->>'rule' from core.code c
			where c.tbl = 'incident_kind' and c.code = i.kind), ''),
		'top', core.incident_top(t.ticket, t.unit),
		'line', (select coalesce(jsonb_agg(jsonb_build_object('unit', n.unit, 'unit_name', u.short_name,
				'reported', n.reported, 'due', n.due, 'received', n.received, 'label', coalesce(o.label, n.operator, ''),
				'urged', n.urged) order by cardinality(u.above) desc, n.reported), '[]')
			from core.incident_notice n join core.unit u on u.code = n.unit
			left join core.operator o on o.name = n.operator where n.ticket = i.ticket),
		'reports', (select core.newest(coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('n', r.n, 'what', r.what, 'at', r.at,
				'label', coalesce(o.label, r.operator), 'unit_name', u.short_name, 'evegrade', r.level,
				'dead', r.dead, 'injured', r.injured, 'hospitalised', r.hospitalised, 'affected', r.affected,
				'place', nullif(r.place, ''), 'happened', r.happened, 'ongoing', r.ongoing, 'detail', nullif(r.detail, ''),
				'done', nullif(r.done, ''), 'phoned', nullif(r.phoned, ''), 'accept', r.accepted)) order by r.n), '[]'), 98304)
			from (select * from core.incident_report y where y.ticket = i.ticket order by y.n desc limit 200) r
			join core.unit u on u.code = r.by_unit
			left join core.operator o on o.name = r.operator)))
		from core.incident i where i.ticket = t.ticket), '{}');
end $$;
comment on function core.ticket_incident(core.ticket) is
	'The major incident of a ticket: its reports, and which unit acknowledged it when';
