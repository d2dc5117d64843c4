-- The feed would show side by side what one operation did to two tickets.  Only operators who may know the
-- reporter are told that a report was made of a complaint, or that another report joined it (order 121
-- article 37).
create or replace function api.events_since(p_xid text, p_seq bigint, p_limit integer)
returns table (xid text, seq bigint, ticket uuid, version integer, action text, kind text, state text,
	unit text, operator text, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	after xid8;
	horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
	most integer := least(greatest(coalesce(p_limit, 200), 1), core.setting('feed_max')::integer);
	e record;
	shown boolean;
begin
	if coalesce(p_xid, '') !~ '^[0-9]{1,18}$' or p_seq is null then
		perform core.refuse('xid', 'This is not a place in the feed.');
	end if;
	after := p_xid::xid8;
	for e in
		select v.xid, v.seq, v.ticket, v.version, v.action, t.kind, v.to_state, v.to_unit,
			core.label_of(v.operator, o.label) as operator, core.said_at(v.at, k.known) as at,
			core.may_see(t.unit, t.held, w.units)
				and (k.known or not (v.action = 'register' and v.payload ? 'of' or v.action = 'facts_in')) as mine
		from (select * from core.event x
			where (x.xid, x.seq) > (after, p_seq) and x.xid < horizon
			order by x.xid, x.seq limit most) v
		join core.ticket t on t.ticket = v.ticket
		left join core.operator o on o.name = v.operator,
			lateral (select t.kind <> 'report' or core.may_know(w, t) as known) k
		order by v.xid, v.seq
	loop
		xid := e.xid::text;
		seq := e.seq;
		shown := e.mine;
		if shown then
			ticket := e.ticket;
			version := e.version;
			action := e.action;
			kind := e.kind;
			state := e.to_state;
			unit := e.to_unit;
			operator := e.operator;
			at := e.at;
			return next;
		end if;
	end loop;
	if shown is false then
		ticket := null;
		version := null;
		action := null;
		kind := null;
		state := null;
		unit := null;
		operator := null;
		at := null;
		return next;
	end if;
end $$;
comment on function api.events_since(text, bigint, integer) is
	'The events after a place in the feed, up to the oldest open transaction; a last row without a '
	'ticket only moves the place';
