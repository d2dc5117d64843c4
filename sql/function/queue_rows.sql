-- The one definition of what a worklist contains: a page takes the first of these rows, a counter counts
-- them. Each unit and state gives at most p_limit rows, found by jumps over the index, so that neither reads
-- a whole province.
create or replace function core.queue_rows(p_name text, p_unit text, p_queue core.queue, p_rank timestamptz, p_ticket uuid,
	p_limit integer) returns table (ticket uuid, place timestamptz)
language sql stable as $$
	(select t.ticket, t.received from core.ticket t
	where p_queue.scope = 'mine' and t.registered_by = p_name
		and (p_ticket is null or t.received <= p_rank and (t.received, t.ticket) < (p_rank, p_ticket))
	order by t.received desc, t.ticket desc limit p_limit)
	union all
	select t.ticket, t.rank from core.ticket t
	where p_queue.scope = 'watch' and (t.rank, t.ticket) > (p_rank, p_ticket)
		and t.ticket in (select w.ticket from core.supervision w where w.unit = p_unit and w.ended is null)
	union all
	select t.ticket, t.rank from core.ticket t
	where p_queue.scope = 'disputed' and (t.rank, t.ticket) > (p_rank, p_ticket)
		and (t.outcome#>>'{dispute,superior}' = p_unit and t.outcome->'dispute' ? 'result' or t.outcome#>>'{dispute,other}' = p_unit)
		and t.ticket in (select c.ticket from core.clock c where c.base = 'D07' and c.stopped is null)
	union all
	select t.ticket, t.rank from core.ticket t
	where p_queue.scope = 'incident' and (t.rank, t.ticket) > (p_rank, p_ticket) and core.incident_here(p_unit, t.unit)
		and t.ticket in (select n.ticket from core.incident_notice n join core.incident i on i.ticket = n.ticket
			where n.unit = p_unit and i.ended is null)
	union all
	select b.ticket, b.rank from unnest(core.places('tree', p_unit)) p(unit), lateral (
		select t.ticket, t.rank from core.ticket t
		where t.unit = p.unit and t.state in ('TS70', 'TS80') and t.facts->>'agreepub' in ('true', '1', 'yes')
			and (t.rank, t.ticket) > (p_rank, p_ticket) and core.awaits_publication(t)
		order by t.rank, t.ticket limit p_limit) b
	where p_queue.scope = 'publish'
	union all
	(select t.ticket, t.rank from core.ticket t
	where p_queue.scope = 'registrar' and t.registered_unit = p_unit and t.state in ('TS70', 'TS85', 'ZX40')
		and (t.state <> 'TS85' or not t.outcome ? 'callback') and (t.rank, t.ticket) > (p_rank, p_ticket)
	order by t.rank, t.ticket limit p_limit)
	union all
	select b.ticket, b.rank from core.queue_places(p_unit, p_queue) p, lateral (
		select t.ticket, t.rank from core.ticket t
		where t.unit = p.unit and t.state = p.state and (t.rank, t.ticket) > (p_rank, p_ticket)
		order by t.rank, t.ticket limit p_limit) b
	where p_queue.scope in ('holder', 'tree', 'below') and p_queue.ordering <> 'newest'
	union all
	select b.ticket, b.rank from core.queue_places(p_unit, p_queue) p, lateral (
		select t.ticket, t.rank from core.ticket t
		where t.unit = p.unit and t.state = p.state and (t.rank, t.ticket) < (p_rank, p_ticket)
		order by t.rank desc, t.ticket desc limit p_limit) b
	where p_queue.scope in ('holder', 'tree', 'below') and p_queue.ordering = 'newest'
	union all
	-- A paused ticket is not overdue; every overdue ticket has its place before today.
	select b.ticket, b.rank from core.queue_places(p_unit, p_queue) p, lateral (
		select t.ticket, t.rank from core.ticket t
		where t.unit = p.unit and t.state = p.state and (t.rank, t.ticket) > (p_rank, p_ticket)
			and t.rank < core.day(now()) + time '16:00' and t.due < core.day(now()) and position('p' in t.flags) = 0
		order by t.rank, t.ticket limit p_limit) b
	where p_queue.scope = 'overdue';
$$;
comment on function core.queue_rows(text, text, core.queue, timestamptz, uuid, integer) is
	'The tickets of a unit''s worklist after a place in it, each with its place';
