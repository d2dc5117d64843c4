-- Only an operator who answers the telephone or handles the ticket may look up a whole number: any other
-- could find out masked digits by trying.  Each look-up is recorded twice: in a table, and in the server's
-- log.  One at a time, and none before the last is on record (core.meter_take).
create or replace function core.look_up(p_who core.who, p_phone text) returns uuid[]
language plpgsql as $$
declare
	ids uuid[] := '{}'::uuid[];
	digest_ text;
	answers boolean := exists (select from unnest(p_who.duties) d where d like 'r01@%');
begin
	if p_phone = '' then
		return ids;
	end if;
	digest_ := core.number_digest(p_phone);
	perform core.meter_take(p_who, digest_, 1);
	raise log 'gangshao: % looks up number %', p_who.name, digest_;
	ids := array(select t.ticket from core.phone_tickets(p_phone) x(ticket)
		join core.ticket t using (ticket)
		where core.may_see(t.unit, t.held, p_who.units)
			and (answers and t.kind <> 'report' or core.may_know(p_who, t)));
	insert into audit.lookup (operator, digest, found) values (p_who.name, digest_, cardinality(ids));
	return ids;
end $$;
comment on function core.look_up(core.who, text) is
	'Tickets of a telephone number that this operator may know by it; every look-up is recorded';
