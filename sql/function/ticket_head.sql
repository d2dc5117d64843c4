create or replace function core.ticket_head(t core.ticket, p_who core.who) returns jsonb
language plpgsql stable as $$
declare
	known boolean := t.kind <> 'report' or core.may_know(p_who, t);
begin
	return (select jsonb_build_object('ticket', t.ticket, 'regno', t.regno, 'kind', t.kind, 'state', t.state,
		'state_name', s.name, 'open', s.open, 'version', t.version, 'unit', t.unit,
		'unit_name', u.short_name, 'above', u.above, 'registered_unit', t.registered_unit,
		'registered_unit_name', g.short_name, 'registered_by', core.label_of(t.registered_by, o.label),
		'sent_by_unit', coalesce(t.route[array_upper(t.route, 1)], ''), 'rule_set', t.rule_set,
		'tell_basis', (select c.extra->>'tell_reporter' from core.code c
				where c.tbl = 'rule_set' and c.code = t.rule_set))
		|| jsonb_build_object('received', core.said_at(t.received, known), 'created', core.said_at(t.created, known),
		'updated', core.said_at(t.updated, known), 'call', case when known then t.call end,
		'title', t.title, 'respondent', t.respondent, 'uscc', coalesce(t.uscc, ''), 'caller', t.caller,
		'phone_known', t.phone_known, 'flags', t.flags, 'returned', t.returned, 'due', t.due,
		'clock', t.clock, 'outcome', t.outcome)
		|| jsonb_build_object('clocks', core.ticket_clocks(t.ticket, known),
			'certain', t.due is null or coalesce((select k.known from core.calendar k where k.day = t.due), false))
	from core.unit u, core.unit g, core.state s
	left join core.operator o on o.name = t.registered_by
	where u.code = t.unit and g.code = t.registered_unit and s.code = t.state);
end $$;
comment on function core.ticket_head(core.ticket, core.who) is 'The ticket itself and its clocks';
