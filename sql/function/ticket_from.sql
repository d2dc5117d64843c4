-- A ticket that the centre makes of another one: same call and caller, its own facts, registered by the unit
-- that holds the first.  The caller of this function starts its clocks and sets the flag l of the first
-- ticket.  The new ticket has its own operation: neither its id nor its number can be derived from the
-- operation that made it, which more people see.
create or replace function core.ticket_from(s core.step, p_kind text, p_state text, p_facts jsonb, p_reason text,
	p_received timestamptz) returns uuid
language plpgsql as $$
declare
	of core.ticket := s.t;
	t core.ticket;
	identity jsonb;
begin
	s.op := gen_random_uuid();
	t := core.ticket_new(gen_random_uuid(), p_kind, core.next_regno(s.unit, s.op, (s.who).name, s.at), of.call,
		(s.who).name, p_received, s.at);
	select x.detail into identity from (select c.detail from core.caller c where c.ticket = of.ticket
		union all select r.detail from core.reporter r where r.ticket = of.ticket) x;
	t := core.ticket_facts(t, p_facts, identity);
	t.flags := 'l';
	s.t := t;
	s.r := null;
	s.action := 'register';
	s.clock := '';
	s.behalf := '';
	s.state := p_state;
	s.log := jsonb_build_object('kind', p_kind, 'regno', t.regno, 'of', of.ticket, 'reason', p_reason);
	s.sha := sha256(convert_to(p_facts::text || identity::text, 'UTF8'));
	s := core.write_event(s);
	perform core.caller_put(t, identity);
	insert into core.applied (op_id, store, seq, ticket, at, operator, verdict, sha, detail)
	values (s.op, '00000000-0000-0000-0000-000000000000', 0, t.ticket, s.at, (s.who).name, 'applied', s.sha,
		jsonb_build_object('version', 1, 'state', p_state, 'unit', s.unit, 'regno', t.regno, 'at', s.at));
	insert into core.link (ticket, other, reason)
	values (of.ticket, t.ticket, p_reason), (t.ticket, of.ticket, p_reason);
	return t.ticket;
end $$;
comment on function core.ticket_from(core.step, text, text, jsonb, text, timestamptz) is
	'Makes a ticket of another one and links both ways; draws its number at the centre';
