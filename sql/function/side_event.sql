-- Within the same operation: records in one ticket what the operation did to another.
create or replace function core.side_event(s core.step, p_other uuid, p_action text, p_payload jsonb,
	p_clock text default '') returns void
language plpgsql as $$
begin
	select x into s.t from core.ticket x where x.ticket = p_other for update;
	s.r := null;
	s.r.code := '';
	s.r.append := true;
	s.action := p_action;
	s.state := (s.t).state;
	s.unit := (s.t).unit;
	s.clock := p_clock;
	s.log := p_payload;
	s := core.write_event(s);
end $$;
comment on function core.side_event(core.step, uuid, text, jsonb, text) is
	'Adds an event to another ticket, with its clocks; the ticket does not move';
