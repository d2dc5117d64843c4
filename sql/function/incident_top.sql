create or replace function core.incident_top(p_ticket uuid, p_holder text) returns text
language sql stable as $$
	select n.unit from core.incident_notice n join core.unit u on u.code = n.unit
	where n.ticket = p_ticket and core.incident_here(n.unit, p_holder)
	order by cardinality(u.above) limit 1;
$$;
comment on function core.incident_top(uuid, text) is 'The topmost unit of the line: it accepts the final report';
