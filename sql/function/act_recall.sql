create or replace function core.act_recall(s core.step) returns core.step
language plpgsql as $$
declare
	sender text := (s.t).route[array_upper((s.t).route, 1)];
begin
	perform core.text_of(s.payload, 'reason', 1000);
	if not ('r03@' || sender) = any ((s.who).duties) then
		perform core.refuse('', 'Only %s, which sent it, may take it back; a superior decides by taking it over.',
			(select u.short_name from core.unit u where u.code = sender), '令121§13');
	end if;
	-- Nobody had received it: the time for the decision had not begun.
	if not exists (select from core.event e where e.ticket = (s.t).ticket
		and (e.to_state in ('TS20', 'JB20') or e.action = 'return')) then
		s.clock := s.clock || ';stop D01;stop D05';
	end if;
	s.by_unit := sender;
	s.behalf := core.stands_for(s.who, 'r03', sender);
	return s;
end $$;
comment on function core.act_recall(core.step) is
	'The sending unit takes back a ticket that nobody has signed for yet; the time for sending it on '
	'runs on';
