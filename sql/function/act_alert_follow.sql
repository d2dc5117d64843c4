-- A higher level reports the incident further up; a closed incident is opened again.
create or replace function core.act_alert_follow(s core.step) returns core.step
language plpgsql as $$
declare
	i core.incident := core.incident_of(s);
	level_ text := coalesce(nullif(s.payload->>'evegrade', ''), i.level);
begin
	perform core.code_check(s.payload, '{evegrade,event_level}', core.day(s.at));
	perform core.incident_say((s.t).ticket, s.op, s.at, (s.who).name, s.by_unit, 'follow', s.payload, level_);
	update core.incident x set level = level_, ended = null, final = case when x.ended is null then x.final end
	where x.ticket = (s.t).ticket;
	perform core.incident_tell((s.t).ticket, (s.t).unit, s.at);
	return s;
end $$;
comment on function core.act_alert_follow(core.step) is 'A follow-up report on a major incident';
