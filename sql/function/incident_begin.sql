-- Used for a registration that is a major incident at once, and for an alert on an existing ticket.
create or replace function core.incident_begin(p_ticket uuid, p_op uuid, p_at timestamptz, p_operator text,
	p_by text, p_holder text, p_learned timestamptz, p jsonb) returns void
language plpgsql as $$
declare
	within integer;
begin
	perform core.need_check(p, '{inckind,evegrade,dead?,injured?,place,ongoing?,detail}');
	perform core.code_check(p, '{inckind,incident_kind,evegrade,event_level}', core.day(p_at));
	select (c.extra->>'minutes')::integer into within from core.code c
	where c.tbl = 'incident_kind' and c.code = p->>'inckind';
	insert into core.incident (ticket, kind, level, learned, reported, due)
	values (p_ticket, p->>'inckind', p->>'evegrade', p_learned, p_at, p_learned + within * interval '1 minute');
	perform core.incident_say(p_ticket, p_op, p_at, p_operator, p_by, 'first', p, p->>'evegrade');
	perform core.incident_tell(p_ticket, p_holder, p_at);
end $$;
comment on function core.incident_begin(uuid, uuid, timestamptz, text, text, text, timestamptz, jsonb) is
	'The first report of a major incident: facts, clock, and the units it is reported to';
