create or replace function core.in_dispute(p_ticket uuid) returns boolean
language sql stable as $$
	select exists (select from core.clock c where c.ticket = p_ticket and c.base = 'D07' and c.stopped is null);
$$;
comment on function core.in_dispute(uuid) is
	'Whether units dispute who handles a ticket (order 121 article 33)';
