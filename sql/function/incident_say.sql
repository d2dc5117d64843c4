create or replace function core.incident_say(p_ticket uuid, p_op uuid, p_at timestamptz, p_operator text, p_unit text,
	p_what text, p jsonb, p_level text) returns integer
language plpgsql as $$
declare
	n_ integer;
	happened_ timestamptz := core.stamp_of(p, 'happened');
begin
	if happened_ > p_at + interval '10 minutes' then
		perform core.refuse('happened', 'This time lies ahead.');
	end if;
	select coalesce(max(r.n), 0) + 1 into n_ from core.incident_report r where r.ticket = p_ticket;
	insert into core.incident_report (ticket, n, op, at, operator, by_unit, what, level, dead, injured, hospitalised,
		affected, place, happened, ongoing, detail, done, phoned, accepted)
	values (p_ticket, n_, p_op, p_at, p_operator, p_unit, p_what, p_level, core.incident_count(p, 'dead'),
		core.incident_count(p, 'injured'), core.incident_count(p, 'hospitalised'), core.incident_count(p, 'affected'),
		coalesce(core.text_of(p, 'place', 200), ''), happened_,
		case when coalesce(p->>'ongoing', '') <> '' then core.flag_of(p, 'ongoing') end,
		coalesce(core.text_of(p, 'detail', 3000), ''), coalesce(core.text_of(p, 'done', 1200), ''),
		coalesce(core.text_of(p, 'phoned', 200), ''),
		case when coalesce(p->>'accept', '') <> '' then core.flag_of(p, 'accept') end);
	return n_;
end $$;
comment on function core.incident_say(uuid, uuid, timestamptz, text, text, text, jsonb, text) is
	'Writes one report or acknowledgement; returns its number within the ticket';
