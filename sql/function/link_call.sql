create or replace function core.link_call(p_ticket uuid, p_call uuid, p_operator text) returns text
language plpgsql as $$
declare
	linked text := '';
	other record;
begin
	for other in select x.ticket
		from (select ticket, registered_by from core.ticket where call = p_call offset 0) x
		where x.registered_by = p_operator and x.ticket <> p_ticket
	loop
		insert into core.link (ticket, other, reason)
		values (p_ticket, other.ticket, 'call'), (other.ticket, p_ticket, 'call')
		on conflict do nothing;
		update core.ticket set flags = flags || 'l'
		where ticket = other.ticket and position('l' in flags) = 0;
		linked := 'l';
	end loop;
	return linked;
end $$;
comment on function core.link_call(uuid, uuid, text) is
	'Links the tickets that one operator made during one call; returns the flag l if there were '
	'others';
