create or replace function core.perform(s core.step, p_base text, out verdict text, out detail jsonb)
language plpgsql as $$
#variable_conflict use_column
declare
	t core.ticket;
begin
	s.payload := s.payload - '_for'; -- only the centre says for whom an operator acts
	s.t := case when core.begins_ticket(s.action) then core.ticket_begin(s) else core.ticket_held(s) end;
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
	t := s.t;
	verdict := 'applied';
	detail := jsonb_build_object('version', t.version, 'state', t.state, 'unit', t.unit, 'regno', t.regno, 'at', s.at)
		-- what is told of an issued document
		|| case when s.action = 'issue' then jsonb_build_object('number', s.log->'number', 'document', s.log->'document',
			'name', s.log->'name') else '{}' end
		|| case when s.action in ('register', 'alert', 'alert_follow') and position('j' in t.flags) > 0
			then core.incident_told(t.ticket, s.at) else '{}' end;
end $$;
comment on function core.perform(core.step, text) is
	'Takes a ticket one step, a new one its first: guard, effect, event';
