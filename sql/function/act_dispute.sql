create or replace function core.act_dispute(s core.step) returns core.step
language plpgsql as $$
declare
	mine core.unit;
	other_ core.unit;
	since_ date := core.date_of(s.payload, 'since');
	up text;
begin
	perform core.text_of(s.payload, 'detail', 1000);
	select * into mine from core.unit where code = (s.t).unit;
	select * into other_ from core.unit where code = s.payload->>'other';
	if other_.valid_to < core.day(s.at) then
		perform core.refuse('other', 'The unit %s is closed.', other_.short_name);
	end if;
	up := core.common_superior(mine.code, other_.code);
	if core.in_dispute((s.t).ticket) then
		perform core.refuse('', 'A dispute with %s is on record already: it is settled first.',
			(select u.short_name from core.unit u where u.code = (s.t).outcome#>>'{dispute,other}'), '令121§33');
	elsif mine.tier = 'S' then
		perform core.refuse('', 'An internal unit has no dispute of its own: it returns the ticket with the reason.', '令121§41');
	elsif other_.code is null or other_.tier in ('S', 'E', 'O') then
		perform core.refuse('other', 'A dispute over who handles is with another market supervision office.', '令121§33');
	elsif other_.code = mine.code then
		perform core.refuse('other', 'This is the unit itself.');
	elsif other_.code = any (mine.above) then
		perform core.refuse('other', 'This is a superior, which decides itself: return the ticket, or ask it.', '令121§13');
	elsif mine.code = any (other_.above) then
		perform core.refuse('other', 'This unit stands below: it is told what to handle, not disputed with.', '令121§41');
	elsif up is null then
		perform core.refuse('other', 'No unit stands above both.');
	elsif since_ > core.day(s.at) then
		perform core.refuse('since', 'This day lies ahead.');
	elsif since_ < core.day((s.t).received) then
		perform core.refuse('since', 'This day is before the ticket was received.');
	end if;
	s.log := s.payload || jsonb_build_object('superior', up);
	s.t.outcome := (s.t).outcome || core.under_way(s);
	-- The other office is told: it sees the ticket among its disputes, with everything said about it.
	if not other_.code = any ((s.t).held) then
		s.t.held := (s.t).held || other_.code;
	end if;
	return s;
end $$;
comment on function core.act_dispute(core.step) is
	'Two units dispute which of them handles the ticket: they have seven working days to agree; the '
	'other clocks run on (order 121 article 33)';
