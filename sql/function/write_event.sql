create or replace function core.write_event(s core.step) returns core.step
language plpgsql as $$
declare
	t core.ticket := s.t;
	r core.transition := s.r;
	closing boolean;
	still boolean := position('p' in t.flags) > 0;
	from_state text := t.state;
	from_unit text := case when t.seq = 0 then '' else t.unit end;
begin
	if s.behalf <> '' then
		s.log := s.log || jsonb_build_object('_for', s.behalf);
	end if;
	if s.clock <> '' then
		perform core.clock_run(t.ticket, s.clock, t.received, s.at, s.payload, s.unit, t.outcome);
		select x.due, x.clock, x.paused into t.due, t.clock, still from core.nearest(t.ticket) x;
		t.flags := case when still then core.flag(t.flags, 'p') else replace(t.flags, 'p', '') end;
	end if;
	select not x.open into closing from core.state x where x.code = s.state;
	if closing and s.state <> t.state then
		update core.supervision set ended = s.at where ticket = t.ticket and ended is null;
	end if;
	t.version := t.version + case when r.append then 0 else 1 end;
	t.seq := t.seq + 1;
	if s.unit <> t.unit then
		t.route := case when r.target = 'sender' then trim_array(t.route, 1)
			when r.target in ('below', 'sibling') then t.route || t.unit
			-- It comes from the unit that chose; any earlier route of the ticket is dropped from
			-- there on.
			when r.target = 'under' then t.route[1:coalesce(array_position(t.route, s.by_unit) - 1, 0)] || s.by_unit
			else '{}' end;
		if not s.unit = any (t.held) then
			t.held := t.held || s.unit;
		end if;
	end if;
	t.head := core.event_hash(t.head, t.ticket, t.seq, t.version, s.op, (s.who).name, s.action,
		from_state, s.state, from_unit, s.unit, s.at, s.log, s.sha);
	t.rank := case when closing then case when s.state = from_state then t.rank else s.at end
		else core.rank_of(t.due, still, t.received, core.is_major(t.ticket, t.flags)) end;
	t.state := s.state;
	t.unit := s.unit;
	t.operator := (s.who).name;
	t.updated := s.at;
	perform core.ticket_put(t);
	insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition,
		from_state, to_state, from_unit, to_unit, payload, sha, h)
	values (t.ticket, t.seq, t.version, pg_current_xact_id(), s.at, s.op, t.operator, s.by_unit,
		s.action, coalesce(r.code, ''), from_state, t.state, from_unit, t.unit, s.log, s.sha, t.head);
	if from_unit not in ('', t.unit) and position('j' in t.flags) > 0 then
		perform core.incident_tell(t.ticket, t.unit, s.at);
	end if;
	s.t := t;
	return s;
end $$;
comment on function core.write_event(core.step) is
	'Writes a step: its clocks, the present state of the ticket, and the event in its chain';
