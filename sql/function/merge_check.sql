-- What every merging asks; a kind's own conditions stand in its row and in core.act_merge.
create or replace function core.merge_check(s core.step, m core.ticket) returns void
language plpgsql stable as $$
begin
	if m.ticket = (s.t).ticket then
		perform core.refuse('main', 'A ticket is not merged into itself.');
	elsif exists (select from core.merged x where x.main = (s.t).ticket) then
		perform core.refuse('', 'Others were merged into this ticket: it is the main one.');
	elsif exists (select from core.merged x where x.ticket = m.ticket) then
		perform core.refuse('main', 'That ticket was itself merged into another one: give the main one.');
	elsif m.state not in ('TS10', 'TS11', 'TS12', 'TS20', 'TS21', 'TS25', 'TS30', 'TS40', 'TS41', 'TS42',
		'JB10', 'JB11', 'JB12', 'JB20', 'JB21', 'JB22') then
		perform core.refuse('main', 'That ticket is decided already: nothing more is merged into it.');
	elsif m.rule_set <> (s.t).rule_set then
		perform core.refuse('main', 'That ticket is under order %s, this one under order %s.', m.rule_set, (s.t).rule_set);
	elsif m.received > (s.t).received then
		perform core.refuse('main', 'The one received first is the main ticket: its time runs (order 121 article 15).');
	end if;
end $$;
comment on function core.merge_check(core.step, core.ticket) is 'Refuses to merge a ticket into itself, a merged, decided or later one, or one under another order';
