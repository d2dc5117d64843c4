create or replace function core.queue_ids(p_who core.who, p_unit text, p_queue core.queue, p_rank timestamptz,
	p_ticket uuid, p_limit integer) returns uuid[]
language plpgsql stable as $$
declare
	ids uuid[];
	states text[] := p_queue.states;
	places text[];
	seen timestamptz;
begin
	if p_queue.scope = 'mine' then
		select y.received into seen from core.ticket y where y.ticket = p_ticket;
		select array_agg(x.ticket) into ids from (
			select t.ticket from core.ticket t
			where t.registered_by = p_who.name and (p_ticket is null
				or t.received <= seen and (t.received, t.ticket) < (seen, p_ticket))
			order by t.received desc, t.ticket desc limit p_limit) x;
		return ids;
	elsif p_queue.scope = 'watch' then
		select array_agg(x.ticket order by x.rank, x.ticket) into ids from (
			select t.rank, t.ticket from core.ticket t
			where t.ticket in (select w.ticket from core.supervision w where w.unit = p_unit and w.ended is null)
				and (t.rank, t.ticket) > (p_rank, p_ticket)
			order by t.rank, t.ticket limit p_limit) x;
		return ids;
	elsif p_queue.scope = 'disputed' then
		select array_agg(x.ticket order by x.rank, x.ticket) into ids from (
			select t.rank, t.ticket from core.clock c join core.ticket t using (ticket)
			where c.base = 'D07' and c.stopped is null and t.outcome#>>'{dispute,superior}' = p_unit
				and t.outcome->'dispute' ? 'result' and (t.rank, t.ticket) > (p_rank, p_ticket)
			order by t.rank, t.ticket limit p_limit) x;
		return ids;
	elsif p_queue.scope = 'incident' then
		select array_agg(x.ticket order by x.rank, x.ticket) into ids from (
			select t.rank, t.ticket from core.incident_notice n
			join core.incident i on i.ticket = n.ticket and i.ended is null
			join core.ticket t on t.ticket = n.ticket
			where n.unit = p_unit and core.incident_here(p_unit, t.unit) and (t.rank, t.ticket) > (p_rank, p_ticket)
			order by t.rank, t.ticket limit p_limit) x;
		return ids;
	elsif p_queue.scope = 'publish' then
		select array_agg(x.ticket order by x.rank, x.ticket) into ids from (
			select b.rank, b.ticket from unnest(core.places('tree', p_unit)) p(unit), lateral (
				select t.rank, t.ticket from core.ticket t
				where t.unit = p.unit and t.state in ('TS70', 'TS80') and t.facts->>'agreepub' in ('true', '1', 'yes')
					and (t.rank, t.ticket) > (p_rank, p_ticket) and core.awaits_publication(t)
				order by t.rank, t.ticket limit p_limit) b
			order by b.rank, b.ticket limit p_limit) x;
		return ids;
	elsif p_queue.scope = 'registrar' then
		select array_agg(x.ticket order by x.rank, x.ticket) into ids from (
			select t.rank, t.ticket from core.ticket t
			where t.registered_unit = p_unit and t.state in ('TS70', 'TS85', 'ZX40') and (t.state <> 'TS85' or not t.outcome ? 'callback')
				and (t.rank, t.ticket) > (p_rank, p_ticket)
			order by t.rank, t.ticket limit p_limit) x;
		return ids;
	end if;
	if states = '{}' then
		states := array(select code from core.state where open);
	end if;
	places := core.places(p_queue.scope, p_unit);
	if p_queue.code = 'closed' then
		select array_agg(x.ticket order by x.rank desc, x.ticket desc) into ids from (
			select b.rank, b.ticket from unnest(places) p(unit), lateral (
				with recursive s(state) as (
					(select t.state from core.ticket t where t.unit = p.unit order by t.state limit 1)
					union all
					select (select t.state from core.ticket t where t.unit = p.unit and t.state > s.state
						order by t.state limit 1) from s where s.state is not null)
				select s.state from s where s.state = any (states)) q, lateral (
				select t.rank, t.ticket from core.ticket t
				where t.unit = p.unit and t.state = q.state
					and (t.rank, t.ticket) < (p_rank, p_ticket)
				order by t.rank desc, t.ticket desc limit p_limit) b
			order by b.rank desc, b.ticket desc limit p_limit) x;
	else
		select array_agg(x.ticket order by x.rank, x.ticket) into ids from (
			select b.rank, b.ticket from unnest(places) p(unit), lateral (
				with recursive s(state) as (
					(select t.state from core.ticket t where t.unit = p.unit order by t.state limit 1)
					union all
					select (select t.state from core.ticket t where t.unit = p.unit and t.state > s.state
						order by t.state limit 1) from s where s.state is not null)
				select s.state from s where s.state = any (states)) q, lateral (
				select t.rank, t.ticket from core.ticket t
				where t.unit = p.unit and t.state = q.state
					and (t.rank, t.ticket) > (p_rank, p_ticket)
				order by t.rank, t.ticket limit p_limit) b
			order by b.rank, b.ticket limit p_limit) x;
	end if;
	return ids;
end $$;
comment on function core.queue_ids(core.who, text, core.queue, timestamptz, uuid, integer) is 'One page of a worklist: the states each unit has, found by jumps over the index, a scan for each, merged';
