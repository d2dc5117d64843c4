-- Runs beside the ordinary procedure: the ticket does not move.  Unless the form says otherwise, the office
-- learned of the incident when the ticket was received.
create or replace function core.act_alert(s core.step) returns core.step
language plpgsql as $$
declare
	learned_ timestamptz := coalesce(core.stamp_of(s.payload, 'learned'), (s.t).received);
begin
	if exists (select from core.incident i where i.ticket = (s.t).ticket) then
		perform core.refuse('', 'This incident has been reported: what is new goes into a follow-up report.');
	elsif learned_ > s.at + interval '10 minutes' then
		perform core.refuse('learned', 'This time lies ahead.');
	end if;
	perform core.incident_begin((s.t).ticket, s.op, s.at, (s.who).name, s.by_unit, (s.t).unit, learned_, s.payload);
	s.t.flags := core.flag((s.t).flags, 'j');
	return s;
end $$;
comment on function core.act_alert(core.step) is 'Reports a major incident up the line, in parallel with the ordinary procedure';
