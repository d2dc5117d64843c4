create or replace function core.clock_recount(p_ticket uuid, p_base text) returns void
language plpgsql as $$
begin
	update core.clock c set due = d.due, warn = d.warn from core.clock_days(array[p_ticket]) d
	where c.ticket = p_ticket and c.base = p_base and d.base = p_base;
end $$;
comment on function core.clock_recount(uuid, text) is
	'Recomputes the last day of a running clock after a pause or an extension';
