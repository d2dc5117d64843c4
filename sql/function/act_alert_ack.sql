create or replace function core.act_alert_ack(s core.step) returns core.step
language plpgsql as $$
declare
	i core.incident := core.incident_of(s);
begin
	if not exists (select from core.incident_notice n where n.ticket = (s.t).ticket and n.unit = s.by_unit) then
		perform core.refuse('', 'This incident was reported up to %s only.', (select u.short_name from core.unit u
			where u.code = core.incident_top((s.t).ticket, (s.t).unit)));
	elsif i.ended is not null then
		perform core.refuse('', 'The final report on this incident has been accepted.');
	end if;
	if coalesce(s.payload->>'accept', '') <> '' then
		perform core.incident_accept(s, i);
	end if;
	perform core.incident_say((s.t).ticket, s.op, s.at, (s.who).name, s.by_unit, 'ack', s.payload, i.level);
	update core.incident_notice n set received = s.at, operator = (s.who).name
	where n.ticket = (s.t).ticket and n.unit = s.by_unit and n.received is null;
	return s;
end $$;
comment on function core.act_alert_ack(core.step) is
	'A unit of the line acknowledges a major incident and gives its instruction; recorded once for '
	'each unit';
