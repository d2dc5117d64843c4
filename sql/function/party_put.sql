-- A complainant who is in the ticket already is not added again: returns 0.
create or replace function core.party_put(s core.step, p_ticket uuid, p_role text, p jsonb, p_origin uuid) returns integer
language plpgsql as $$
declare
	k text;
	detail_ jsonb;
	phones text[] := core.phones_of(p);
	number integer;
	keys constant text[] := core.party_keys();
begin
	foreach k in array keys loop
		if p->>k ~ '\*\*' then
			perform core.refuse(k, 'This is a mask, not a value.');
		end if;
		perform core.text_of(p, k, case k when 'pname' then 60 when 'matter' then 1000 when 'paddr' then 400
			else 40 end);
	end loop;
	perform core.refuse_fault(core.identity_fault(p));
	select coalesce(jsonb_object_agg(e.key, e.value), '{}') into detail_ from jsonb_each(p) e
	where e.key = any (keys) and e.value #>> '{}' <> '';
	if p_role = 'joint' and core.party_in(p_ticket, p) is not null then
		return 0;
	end if;
	select coalesce(max(x.n), 1) + 1 into number from core.party x where x.ticket = p_ticket;
	insert into core.party (ticket, n, role, name, phone, phone2, scope, until, since, origin, detail)
	values (p_ticket, number, p_role, btrim(p->>'pname'), phones[1], phones[2], coalesce(p->>'scope', ''),
		core.date_of(p, 'until'), s.at, p_origin, detail_);
	return number;
end $$;
comment on function core.party_put(core.step, uuid, text, jsonb, uuid) is
	'Adds a person to a ticket; returns the person''s number there';
