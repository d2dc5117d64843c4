create or replace function core.incident_tell(p_ticket uuid, p_unit text, p_at timestamptz) returns void
language sql volatile as $$
	insert into core.incident_notice (ticket, unit, reported, due)
	select i.ticket, u, p_at, p_at + (c.extra->>'hand_over')::integer * interval '1 minute'
	from core.incident i
	join core.code c on c.tbl = 'incident_kind' and c.code = i.kind,
		unnest(core.incident_line(p_unit, i.level, i.kind)) u
	where i.ticket = p_ticket and i.ended is null
	on conflict do nothing;
$$;
comment on function core.incident_tell(uuid, text, timestamptz) is
	'Reports an incident to the unit that has the ticket and to its superiors; units already told '
	'keep their row';
