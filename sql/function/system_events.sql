-- The server's own steps stand in the record like an operator's: an answer, and an event in the chain of the
-- ticket.  They add to the file and leave the version unchanged.  The caller has locked the tickets.
create or replace function core.system_events(p_tickets uuid[], p_logs jsonb[], p_action text, p_flag text,
	p_at timestamptz) returns table (ticket uuid, op uuid)
language sql volatile as $$
	with w as materialized (
		select t.ticket, t.seq + 1 as n, t.version, t.state, t.unit, t.regno, t.head, x.log, x.op,
			sha256(convert_to(x.log::text, 'UTF8')) as sha
		from (select y.ticket, y.log, gen_random_uuid() as op from unnest(p_tickets, p_logs) y(ticket, log)) x
		join core.ticket t on t.ticket = x.ticket
	), h as materialized (
		select w.*, core.event_hash(w.head, w.ticket, w.n, w.version, w.op, 'gangshao', p_action, w.state, w.state,
			w.unit, w.unit, p_at, w.log, w.sha) as h, d.due, d.clock, d.paused
		from w left join lateral core.nearest(w.ticket) d on true
	), a as (
		insert into core.applied (op_id, store, seq, ticket, at, operator, verdict, sha, detail)
		select h.op, '00000000-0000-0000-0000-000000000000', 0, h.ticket, p_at, 'gangshao', 'applied', h.sha,
			jsonb_build_object('version', h.version, 'state', h.state, 'unit', h.unit, 'regno', h.regno, 'at', p_at)
		from h
	), e as (
		insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition,
			from_state, to_state, from_unit, to_unit, payload, sha, h)
		select h.ticket, h.n, h.version, pg_current_xact_id(), p_at, h.op, 'gangshao', h.unit, p_action, '',
			h.state, h.state, h.unit, h.unit, h.log, h.sha, h.h from h
	)
	update core.ticket t set seq = h.n, head = h.h, operator = 'gangshao', updated = p_at, due = h.due, clock = h.clock,
		rank = case when s.open then core.rank_of(h.due, h.paused, t.received, core.is_major(t.ticket, t.flags))
			else t.rank end,
		flags = core.flag(t.flags, p_flag)
	from h, core.state s where t.ticket = h.ticket and s.code = t.state
	returning t.ticket, h.op;
$$;
comment on function core.system_events(uuid[], jsonb[], text, text, timestamptz) is
	'Writes one event of the server on each of these tickets, and sets a flag';
