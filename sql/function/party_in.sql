create or replace function core.party_in(p_ticket uuid, p jsonb) returns integer
language sql stable as $$
	select x.n from (select 1 as n, c.name, c.phone, c.phone2 from core.caller c where c.ticket = p_ticket
		union all select y.n, y.name, y.phone, y.phone2 from core.party y
		where y.ticket = p_ticket and y.role = 'joint' and y.ended is null) x
	where core.fold(x.name) = core.fold(p->>'pname') and array[x.phone, x.phone2] && array_remove(core.phones_of(p), '')
	order by x.n limit 1;
$$;
comment on function core.party_in(uuid, jsonb) is
	'The number of a person among the complainants of a ticket, by name and telephone; null: none';
