create or replace function core.ticket_held(s core.step) returns core.ticket
language plpgsql as $$
declare
	t core.ticket;
begin
	select x.* into t from core.ticket x
	where x.ticket = (s.t).ticket and core.may_see(x.unit, x.held, (s.who).units)
	for update;
	if not found then
		-- Takes as long as for a ticket the operator may not see (core.find_ticket).
		perform core.may_see('100000000', '{100000000}', (s.who).units);
		perform core.refuse('', 'There is no such ticket, or it is not yours.');
	end if;
	return t;
end $$;
comment on function core.ticket_held(core.step) is
	'Locks the ticket of a step; refuses one that the operator may not see as one that does not exist';
