-- One pass over all events in the order of their key; reports only the first fault of each ticket.
create or replace function core.verify_chain() returns table (ticket uuid, n integer, what text, detail text)
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	select distinct on (x.ticket) x.ticket, case when x.n <> x.place then x.place::integer else x.n end,
		case when x.n > x.place then 'This event is missing.' else 'This event was changed.' end, null
	from (
		select e.ticket, e.n, row_number() over w as place, e.h <> core.event_hash(coalesce(lag(e.h) over w, ''),
			e.ticket, e.n, e.version, e.op, e.operator, e.action, e.from_state, e.to_state, e.from_unit,
			e.to_unit, e.at, e.payload, e.sha) as broken
		from core.event e window w as (partition by e.ticket order by e.n)
	) x where x.n <> x.place or x.broken
	order by x.ticket, x.n;
$$;
comment on function core.verify_chain() is
	'Recomputes the chain of every ticket: the first event of each that was changed';
