create or replace function core.check_chain(p_ticket uuid) returns text
language plpgsql stable set search_path = pg_catalog, core, pg_temp as $$
declare
	t core.ticket;
	e core.event;
	prev bytea := ''::bytea;
	n integer := 0;
	sha bytea;
	people bytea;
begin
	select * into t from core.ticket where ticket = p_ticket;
	for e in select * from core.event x where x.ticket = p_ticket order by x.n loop
		n := n + 1;
		if e.n <> n or e.h <> core.event_hash(prev, e.ticket, e.n, e.version, e.op, e.operator, e.action,
			e.from_state, e.to_state, e.from_unit, e.to_unit, e.at, e.payload, e.sha) then
			return 'event ' || n || ' was changed';
		end if;
		if core.changes_facts(e.action, e.payload) then
			sha := e.sha;
		elsif e.action = any (core.party_acts()) and t.kind = 'complaint' then
			people := e.sha;
		end if;
		prev := e.h;
	end loop;
	if t.ticket is null or n = 0 or t.seq <> n or t.head <> prev then
		return 'events are missing';
	end if;
	if t.state <> e.to_state or t.unit <> e.to_unit or t.version <> e.version then
		return 'the ticket was changed without an event';
	end if;
	if sha <> sha256(convert_to(t.facts::text || (select c.detail from core.caller c where c.ticket = t.ticket
		union all select r.detail from core.reporter r where r.ticket = t.ticket)::text, 'UTF8')) then
		return 'facts or caller were changed';
	end if;
	if people <> core.party_sha(t.ticket)
		or people is null and exists (select from core.party p where p.ticket = t.ticket) then
		return 'who else complains or acts was changed';
	end if;
	return null;
end $$;
comment on function core.check_chain(uuid) is
	'Recomputes the chain of a ticket: null if it is intact, else the fault';
