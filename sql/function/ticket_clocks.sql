create or replace function core.ticket_clocks(p_ticket uuid, p_known boolean) returns jsonb
language sql stable as $$
	select coalesce(jsonb_agg(jsonb_build_object('code', c.base, 'rule_code', c.code, 'name', r.name, 'from', r.start,
		'start', core.said_at(c.start, p_known), 'due', c.due, 'stopped', core.said_at(c.stopped, p_known), 'length', c.length + c.extended,
		'unit', c.unit, 'rule', c.rule, 'extended', c.extended, 'warn', c.warn,
		'certain', core.is_certain(core.day(c.start), c.due, c.unit),
		'fixed', r.length is null, 'roll', core.setting('weekend_roll'),
		'paused', coalesce(p.running, false), 'paused_days', coalesce(p.days, 0),
		'pauses', coalesce(p.spans, '[]'))
		|| case when c.warn is null then '{}'::jsonb else jsonb_build_object('warn_length', r.warn_length,
			'warn_unit', r.warn_unit, 'warn_rule', r.warn_rule) end order by c.start, c.base), '[]')
	from core.clock c left join core.deadline_rule r on r.code = c.code
	left join lateral (select sum(coalesce(x.stop, core.day(now())) - x.start) as days, bool_or(x.stop is null) as running,
			jsonb_agg(jsonb_build_object('from', x.start, 'until', x.stop) order by x.start) as spans
		from core.pause x where x.ticket = c.ticket and x.base = c.base) p on true
	where c.ticket = p_ticket;
$$;
comment on function core.ticket_clocks(uuid, boolean) is
	'The clocks of a ticket with everything the desk needs to count the days itself';
