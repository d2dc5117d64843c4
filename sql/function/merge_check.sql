-- The conditions of every merge; further conditions of a kind stand in its row and in core.act_merge.
create or replace function core.merge_check(s core.step, m core.ticket) returns void
language plpgsql stable as $$
declare
	own date := (select c.due from core.clock c where c.ticket = (s.t).ticket and c.base = 'D01' and c.stopped is null);
begin
	if m.ticket = (s.t).ticket then
		perform core.refuse('main', 'A ticket is not merged into itself.');
	elsif exists (select from core.merged x where x.main = (s.t).ticket) then
		perform core.refuse('', 'Others were merged into this ticket: it is the main one.');
	elsif exists (select from core.merged x where x.ticket = m.ticket) then
		perform core.refuse('main', 'That ticket was itself merged into another one: give the main one.');
	elsif not core.joinable(m.state) then
		perform core.refuse('main', 'That ticket is decided already: nothing more is merged into it.');
	elsif m.rule_set <> (s.t).rule_set then
		perform core.refuse('main', 'That ticket is under order %s, this one under order %s.', m.rule_set, (s.t).rule_set);
	elsif m.received > (s.t).received then
		perform core.refuse('main', 'The one received first is the main ticket: its time runs.', '令121§15');
	elsif not core.same_operator(s.t, m) then
		perform core.refuse('main', 'That ticket is about another respondent (%s): only a dispute with the same one is handled as one.', m.respondent, '令121§12');
	-- A merge must not lose the day by which this ticket is decided.
	elsif own is not null and m.state in ('TS10', 'TS11', 'TS12', 'TS20', 'TS21', 'TS25') and not exists (
		select from core.clock c where c.ticket = m.ticket and c.base = 'D01' and c.stopped is null and c.due <= own) then
		perform core.refuse('main', 'This ticket is to be decided by %s, that one would be later: merge once it was accepted, or decide this one.', own::text, '令121§15');
	end if;
end $$;
comment on function core.merge_check(core.step, core.ticket) is
	'Refuses to merge a ticket into itself, into a merged, decided or later ticket, into one under '
	'another order or about another respondent, or into one with a later deadline';
