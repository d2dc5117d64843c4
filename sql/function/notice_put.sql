-- Makes one entry of the ledger from the form: notify, address, notified, outcome, evidence, document,
-- detail. The address and the evidence go into the ledger alone: more people read the event.
create or replace function core.notice_put(s core.step, p_matter text, p_party text) returns core.step
language plpgsql as $$
declare
	channel_ text := coalesce(s.payload->>'notify', '');
	told_ timestamptz := coalesce(core.stamp_of(s.payload, 'notified'), s.at);
	next_ integer;
begin
	if told_ > s.at + interval '5 minutes' then
		perform core.refuse('notified', 'This time lies ahead.');
	end if;
	if told_ < (s.t).received then
		perform core.refuse('notified', 'Nobody can have been told before the ticket was received.');
	end if;
	select coalesce(max(x.n), 0) + 1 into next_ from core.notice x where x.ticket = (s.t).ticket;
	insert into core.notice (ticket, n, op, at, operator, by_unit, matter, party, channel, address, told, outcome,
		evidence, document, detail)
	values ((s.t).ticket, next_, s.op, s.at, (s.who).name, s.by_unit, p_matter, p_party, channel_,
		coalesce(core.text_of(s.payload, 'address', 200), ''), told_, coalesce(s.payload->>'outcome', ''),
		coalesce(core.text_of(s.payload, 'evidence', 120), ''), coalesce(core.text_of(s.payload, 'document', 60), ''),
		coalesce(core.text_of(s.payload, 'detail', 1000), ''));
	s.log := s.log - '{address,evidence}'::text[];
	return s;
end $$;
comment on function core.notice_put(core.step, text, text) is
	'Writes one entry into the ledger of notices; keeps address and evidence out of the event';
