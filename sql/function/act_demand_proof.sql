-- No statute stops the time for the decision: the proof must arrive before that time ends.
create or replace function core.act_demand_proof(s core.step) returns core.step
language plpgsql as $$
declare
	until_ date := core.date_of(s.payload, 'until');
	due_ date;
begin
	if core.rule_lacks((s.t).rule_set, 'proof') then
		perform core.refuse('', '%s knows no demand for proof of identity (order 121 article 10). Decide on what '
			'was given.', core.rule_set_name((s.t).rule_set));
	end if;
	perform core.text_of(s.payload, 'materials', 1000);
	s := core.told_by_step(s, 'identity', 'complainant');
	select c.due into due_ from core.clock c where c.ticket = (s.t).ticket and c.base = 'D01' and c.stopped is null;
	if due_ <= core.day(s.at) then
		perform core.refuse('', 'The time for the decision ends on %s and no law stops it (order 121 article 15): no day is left for handing in proof; decide on what was given.',
			due_::text);
	elsif until_ <= core.day(s.at) then
		perform core.refuse('until', 'This day must lie ahead: give the complainant time, at the latest until %s.', due_::text);
	elsif until_ > due_ then
		perform core.refuse('until', 'No law stops the time for the decision (order 121 articles 10 and 15): the last day can be %s at the latest.', due_::text);
	end if;
	s.t.outcome := (s.t).outcome - 'proof' || core.under_way(s);
	return s;
end $$;
comment on function core.act_demand_proof(core.step) is 'Demands proof of identity until a day within the time for the decision (order 121 article 10)';
