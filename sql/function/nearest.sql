create or replace function core.nearest(p_ticket uuid) returns table (due date, clock text, paused boolean)
language sql stable as $$
	select x.due, x.base, x.paused from (
		select least(c.due, c.warn) as due, c.base, exists (select from core.pause p where p.ticket = c.ticket
			and p.base = c.base and p.stop is null) as paused
		from core.clock c where c.ticket = p_ticket and c.stopped is null) x
	order by x.paused, x.due, x.base limit 1;
$$;
comment on function core.nearest(uuid) is
	'The day by which a ticket is listed: the nearest of its running clocks, else of its paused ones; '
	'no row without a clock';
