create or replace function core.write_event(s core.step) returns core.step
language plpgsql as $$
declare
	closing boolean;
	d date := (s.t).due;
	c text := (s.t).clock;
	still boolean := position('p' in (s.t).flags) > 0;
	from_state text := (s.t).state;
	from_unit text := (s.t).unit;
begin
	if s.behalf <> '' then
		s.log := s.log || jsonb_build_object('_for', s.behalf);
	end if;
	if s.clock <> '' then
		perform core.clock_run((s.t).ticket, s.clock, (s.t).received, s.at, s.payload, s.unit, (s.t).outcome);
		select x.due, x.clock, x.paused into d, c, still from core.nearest((s.t).ticket) x;
		s.t.flags := case when still then core.flag((s.t).flags, 'p') else replace((s.t).flags, 'p', '') end;
	end if;
	select not x.open into closing from core.state x where x.code = s.state;
	if closing and s.state <> (s.t).state then
		update core.supervision set ended = s.at where ticket = (s.t).ticket and ended is null;
	end if;
	s.t.version := (s.t).version + case when (s.r).append then 0 else 1 end;
	s.t.seq := (s.t).seq + 1;
	if s.unit <> (s.t).unit then
		s.t.route := case when (s.r).target = 'sender' then trim_array((s.t).route, 1)
			when (s.r).target in ('below', 'sibling') then (s.t).route || (s.t).unit
			-- It comes from the unit that chose; any earlier route of the ticket is dropped from
			-- there on.
			when (s.r).target = 'under' then (s.t).route[1:coalesce(array_position((s.t).route, s.by_unit) - 1, 0)] || s.by_unit
			else '{}' end;
		if not s.unit = any ((s.t).held) then
			s.t.held := (s.t).held || s.unit;
		end if;
	end if;
	s.t.head := core.event_hash((s.t).head, (s.t).ticket, (s.t).seq, (s.t).version, s.op, (s.who).name, s.action,
		from_state, s.state, from_unit, s.unit, s.at, s.log, s.sha);
	s.t.rank := case when closing then case when s.state = from_state then (s.t).rank else s.at end
		else core.rank_of(d, still, (s.t).received, core.is_major((s.t).ticket, (s.t).flags)) end;
	update core.ticket set version = (s.t).version, seq = (s.t).seq, returned = (s.t).returned, due = d, clock = c,
		rank = (s.t).rank, updated = s.at, state = s.state, unit = s.unit, operator = (s.who).name,
		flags = (s.t).flags, title = (s.t).title, respondent = (s.t).respondent, uscc = (s.t).uscc,
		caller = (s.t).caller, phone_known = (s.t).phone_known, route = (s.t).route, held = (s.t).held,
		facts = (s.t).facts, outcome = (s.t).outcome, head = (s.t).head
	where ticket = (s.t).ticket;
	insert into core.event (ticket, n, version, xid, at, op, operator, by_unit, action, transition,
		from_state, to_state, from_unit, to_unit, payload, sha, h)
	values ((s.t).ticket, (s.t).seq, (s.t).version, pg_current_xact_id(), s.at, s.op, (s.who).name, s.by_unit,
		s.action, (s.r).code, from_state, s.state, from_unit, s.unit, s.log, s.sha, (s.t).head);
	if s.unit <> from_unit and position('j' in (s.t).flags) > 0 then
		perform core.incident_tell((s.t).ticket, s.unit, s.at);
	end if;
	s.t.state := s.state;
	s.t.unit := s.unit;
	return s;
end $$;
comment on function core.write_event(core.step) is
	'Writes a step: its clocks, the present state of the ticket, and the event in its chain';
