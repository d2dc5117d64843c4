create or replace function core.act_assign(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'note', 3000);
	perform core.code_check(s.payload, '{evegrade,event_level}', core.day((s.t).received));
	if core.date_of(s.payload, 'limit') < core.day(s.at) then
		perform core.refuse('limit', 'This day has passed.');
	end if;
	if s.payload->>'evegrade' > '1' then
		s.t.flags := core.flag((s.t).flags, 'j');
	end if;
	return s;
end $$;
comment on function core.act_assign(core.step) is
	'Assigns the ticket: to a unit below, to the operator''s own unit, or to an internal unit';
