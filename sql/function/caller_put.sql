create or replace function core.caller_put(t core.ticket, p_identity jsonb) returns void
language plpgsql as $$
declare
	name_ text := coalesce(p_identity->>'pname', '');
	phones text[] := core.phones_of(p_identity);
begin
	if t.kind = 'report' then
		insert into core.reporter as r (ticket, name, phone, phone2, detail)
		values (t.ticket, name_, phones[1], phones[2], p_identity)
		on conflict (ticket) do update set name = excluded.name, phone = excluded.phone,
			phone2 = excluded.phone2, detail = excluded.detail;
	else
		insert into core.caller as c (ticket, name, phone, phone2, detail)
		values (t.ticket, name_, phones[1], phones[2], p_identity)
		on conflict (ticket) do update set name = excluded.name, phone = excluded.phone,
			phone2 = excluded.phone2, detail = excluded.detail;
	end if;
end $$;
comment on function core.caller_put(core.ticket, jsonb) is
	'Stores the identity of a caller apart from the facts, that of a reporter apart from other callers';
