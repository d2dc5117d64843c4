-- A ticket that the centre makes of another one: same call and caller, its own facts, registered by the unit
-- that holds the first.  The caller of this function starts its clocks and sets the flag l of the first
-- ticket.  The new ticket has its own operation: neither its id nor its number can be derived from the
-- operation that made it, which more people see.
create or replace function core.ticket_from(s core.step, p_kind text, p_state text, p_facts jsonb, p_reason text,
	p_received timestamptz) returns uuid
language plpgsql as $$
declare
	id uuid := gen_random_uuid();
	own uuid := gen_random_uuid();
	regno text := core.next_regno(s.unit, own, (s.who).name, s.at);
	identity jsonb;
	log jsonb;
	sha bytea;
	head bytea;
begin
	select x.detail into identity from (select c.detail from core.caller c where c.ticket = (s.t).ticket
		union all select r.detail from core.reporter r where r.ticket = (s.t).ticket) x;
	log := jsonb_build_object('kind', p_kind, 'regno', regno, 'of', (s.t).ticket, 'reason', p_reason);
	sha := sha256(convert_to(p_facts::text || identity::text, 'UTF8'));
	head := core.event_hash('', id, 1, 1, own, (s.who).name, 'register', '', p_state, '', s.unit, s.at, log, sha);
	insert into core.ticket (ticket, serial, version, seq, rank, received, created, updated, call, kind, state, regno,
		unit, registered_unit, registered_by, operator, rule_set, flags, title, respondent, uscc, caller,
		phone_known, held, facts, head)
	values (id, right(regno, 8)::bigint, 1, 1, core.rank_of(null, false, p_received), p_received, s.at, s.at, (s.t).call, p_kind, p_state, regno,
		s.unit, s.unit, (s.who).name, (s.who).name, case when core.day(p_received) < '2026-04-15' then '20' else '121' end,
		'l', core.title_of(p_facts, p_kind), btrim(coalesce(p_facts->>'invname', '')),
		nullif(upper(btrim(p_facts->>'uscc')), ''), core.caller_mask(p_kind, p_facts || identity), (s.t).phone_known,
		array[s.unit], p_facts, head);
	if p_kind = 'report' then
		insert into core.reporter (ticket, name, phone, phone2, detail)
		select id, coalesce(identity->>'pname', ''), p[1], p[2], identity from core.phones_of(identity) p;
	else
		insert into core.caller (ticket, name, phone, phone2, detail)
		select id, coalesce(identity->>'pname', ''), p[1], p[2], identity from core.phones_of(identity) p;
	end if;
	insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition,
		from_state, to_state, from_unit, to_unit, payload, sha, h)
	values (id, 1, 1, pg_current_xact_id(), s.at, own, (s.who).name, s.by_unit, 'register', '', '', p_state,
		'', s.unit, log, sha, head);
	insert into core.applied (op_id, store, seq, ticket, at, operator, verdict, sha, detail)
	values (own, '00000000-0000-0000-0000-000000000000', 0, id, s.at, (s.who).name, 'applied', sha,
		jsonb_build_object('version', 1, 'state', p_state, 'unit', s.unit, 'regno', regno, 'at', s.at));
	insert into core.link (ticket, other, reason)
	values ((s.t).ticket, id, p_reason), (id, (s.t).ticket, p_reason);
	return id;
end $$;
comment on function core.ticket_from(core.step, text, text, jsonb, text, timestamptz) is
	'Makes a ticket of another one and links both ways; draws its number at the centre';
