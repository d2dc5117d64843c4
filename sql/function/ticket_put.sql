create or replace function core.ticket_put(t core.ticket) returns void
language plpgsql as $$
begin
	if t.seq = 1 then
		insert into core.ticket values (t.*);
		return;
	end if;
	update core.ticket x set version = t.version, seq = t.seq, returned = t.returned, due = t.due, clock = t.clock,
		rank = t.rank, updated = t.updated, state = t.state, unit = t.unit, operator = t.operator, flags = t.flags,
		title = t.title, respondent = t.respondent, uscc = t.uscc, caller = t.caller, phone_known = t.phone_known,
		route = t.route, held = t.held, facts = t.facts, outcome = t.outcome, head = t.head
	where x.ticket = t.ticket;
end $$;
comment on function core.ticket_put(core.ticket) is
	'Writes the present state of a ticket; with its first event the ticket is new';
