create or replace function core.act_alert_close(s core.step) returns core.step
language plpgsql as $$
declare
	i core.incident := core.incident_of(s);
	n_ integer;
begin
	if i.ended is not null then
		perform core.refuse('', 'The final report on this incident has been accepted.');
	elsif i.final is not null then
		perform core.refuse('', 'A final report on this incident waits to be accepted already.');
	end if;
	n_ := core.incident_say((s.t).ticket, s.op, s.at, (s.who).name, s.by_unit, 'final', s.payload, i.level);
	update core.incident x set final = n_ where x.ticket = (s.t).ticket;
	return s;
end $$;
comment on function core.act_alert_close(core.step) is
	'The final report on a major incident; the incident ends when the topmost unit of the line '
	'accepts the report';
