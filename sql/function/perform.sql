create or replace function core.perform(s core.step, p_base text, out verdict text, out detail jsonb)
language plpgsql as $$
#variable_conflict use_column
begin
	select x into s.t from core.ticket x
	where x.ticket = (s.t).ticket and core.may_see(x.unit, x.held, (s.who).units)
	for update;
	if not found then
		-- Takes as long as for a ticket the operator may not see (core.find_ticket).
		perform core.may_see('100000000', '{100000000}', (s.who).units);
		perform core.refuse('', 'There is no such ticket, or it is not yours.');
	end if;
	s.payload := s.payload - '_for'; -- only the centre says for whom an operator acts
	s := core.choose(s, p_base);
	if (s.r).code is null then
		verdict := 'conflict';
		detail := s.log;
		return;
	end if;
	perform core.need_check(s.payload, (s.r).need);
	perform core.no_reporter(s, core.said_openly(s.action));
	s.log := s.payload;
	s.clock := (s.r).clock;
	s.state := case (s.r).to_state when '' then (s.t).state when '<' then core.state_before(s.t)
		else (s.r).to_state end;
	s := core.dispatch(s);
	s := core.write_event(s);
	verdict := 'applied';
	detail := jsonb_build_object('version', (s.t).version, 'state', (s.t).state, 'unit', (s.t).unit,
		'regno', (s.t).regno, 'at', s.at)
		-- what is told of an issued document
		|| case when s.action = 'issue' then jsonb_build_object('number', s.log->'number', 'document', s.log->'document',
			'name', s.log->'name') else '{}' end
		|| case when s.action in ('alert', 'alert_follow') then core.incident_told((s.t).ticket, s.at) else '{}' end;
end $$;
comment on function core.perform(core.step, text) is 'Takes an existing ticket one step: guard, effect, event';
