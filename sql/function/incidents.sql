-- Contains nothing personal: it is shown on locked screens too.
create or replace function api.incidents() returns table (ticket uuid, regno text, kind text, unit text, unit_name text,
	line_unit text, due timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
begin
	return query select t.ticket, t.regno, i.kind, t.unit, u.short_name, n.unit, n.due
	from core.incident_notice n
	join core.incident i on i.ticket = n.ticket and i.ended is null
	join core.ticket t on t.ticket = n.ticket
	join core.unit u on u.code = t.unit
	where n.received is null and n.unit in (select split_part(d, '@', 2) from unnest(w.duties) d)
		and core.incident_here(n.unit, t.unit)
		and exists (select from core.transition x where x.kind = t.kind and x.action = 'alert_ack'
			and x.duty || '@' || n.unit = any (w.duties))
	order by n.due, n.ticket limit 50;
end $$;
comment on function api.incidents() is
	'The major incidents that the operator must acknowledge, the most urgent first';
