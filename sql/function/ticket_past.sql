-- The newest steps first, as many as fit into one answer; `earlier` says how many stand before them.
create or replace function core.ticket_past(t core.ticket, p_who core.who, p_before integer default null,
	p_bytes integer default 131072) returns jsonb
language plpgsql stable as $$
declare
	past jsonb;
	linked jsonb;
	may jsonb;
	up text[];
	first integer;
	known boolean := t.kind <> 'report' or core.may_know(p_who, t);
begin
	select core.newest(coalesce(jsonb_agg(jsonb_build_object('ticket', x.ticket, 'regno', x.regno, 'kind', x.kind,
		'state', x.state, 'title', x.title, 'reason', l.reason) order by x.regno), '[]'), 65536) into linked
	from core.link l join core.ticket x on x.ticket = l.other
	where l.ticket = t.ticket and core.may_see(x.unit, x.held, p_who.units)
		-- A complaint of the same call would identify the reporter.
		and known and (x.kind <> 'report' or core.may_know(p_who, x));
	select coalesce(jsonb_agg(jsonb_build_object('n', e.n, 'version', e.version, 'at', core.said_at(e.at, known),
		'operator', e.operator, 'label', core.label_of(e.operator, o.label),
		'for', (select f.label from core.operator f where f.name = e.payload->>'_for'), 'number', o.number,
		'unit', e.by_unit, 'unit_name', u.short_name, 'action', e.action, 'name', r.name,
		'from', e.from_state, 'to', e.to_state, 'to_unit', e.to_unit, 'to_unit_name', v.short_name,
		'payload', core.past_payload(e.action, core.readable(e.payload), known, linked), 'op', case when known then e.op end) order by e.n), '[]') into past
	from (select * from core.event v where v.ticket = t.ticket and (p_before is null or v.n < p_before)
		order by v.n desc limit 200) e
	left join core.operator o on o.name = e.operator
	left join core.unit u on u.code = e.by_unit
	left join core.unit v on v.code = e.to_unit
	left join core.transition r on r.code = e.transition;
	past := core.newest(past, p_bytes);
	first := coalesce((past->0->>'n')::integer, p_before, 2147483647);
	select above into up from core.unit where code = t.unit;
	select coalesce(jsonb_agg(distinct r.action), '[]') into may
	from core.transition r join core.state s on s.code = t.state
	where r.kind = t.kind and r.action <> '' and (r.from_state in (t.state, '**') or r.from_state = '*' and s.open)
		and core.acts_at(p_who, r.duty, r.scope, t.unit, up, t.registered_unit) is not null;
	return jsonb_build_object('timeline', past,
		'earlier', (select count(*) from core.event e where e.ticket = t.ticket and e.n < first), 'linked', linked, 'may', may,
		'contacts', (select coalesce(jsonb_agg(x order by (x->>'n')::integer), '[]')
			from jsonb_array_elements(past) x where x->>'action' = 'contact'));
end $$;
comment on function core.ticket_past(core.ticket, core.who, integer, integer) is
	'The steps taken, what belongs to the ticket, and the steps this operator may take now';
