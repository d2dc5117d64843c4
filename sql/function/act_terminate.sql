create or replace function core.act_terminate(s core.step) returns core.step
language plpgsql as $$
declare
	means text[] := core.means_of('mediation_end_' || (s.t).rule_set, s.payload->>'ground');
	crime boolean := core.flag_of(s.payload, 'crime');
begin
	perform core.not_recused(s);
	perform core.code_check(s.payload, array['ground', 'mediation_end_' || (s.t).rule_set,
		'found', 'nonaccept_' || (s.t).rule_set], core.day((s.t).received));
	perform core.text_of(s.payload, 'detail', 1000);
	if 'found' = any (means) and coalesce(s.payload->>'found', '') = '' and not (crime and 'crime' = any (means)) then
		perform core.refuse('found', 'This ground needs the ground for declining that was found since.');
	elsif 'found' <> all (means) and (coalesce(s.payload->>'found', '') <> '' or crime) then
		perform core.refuse(case when crime then 'crime' else 'found' end,
			'This is said only where the ground is one that was found after acceptance.');
	elsif 'failed' = any (means) and not exists (select from core.event e where e.ticket = (s.t).ticket
		and e.action in ('mediate', 'entrust') and e.n > coalesce((select max(x.n) from core.event x
			where x.ticket = e.ticket and x.action = 'reopen'), 0)) then
		perform core.refuse('ground', 'This ground is for what was mediated and failed; no mediation is on record here.');
	elsif 'expired' = any (means) and exists (select from core.clock c where c.ticket = (s.t).ticket
		and c.base = 'D02'
		-- Days of a pause do not count.
		and c.due >= coalesce((select p.start from core.pause p where p.ticket = c.ticket and p.base = c.base
			and p.stop is null), core.day(s.at))) then
		perform core.refuse('ground', 'The time for mediation has not run out yet.');
	end if;
	if core.text_of(s.payload, 'transfer_to', 200) is null and core.food_moves(s.t, s.payload->>'found') then
		perform core.refuse('transfer_to',
			'A matter of food safety is transferred to whoever is competent (Food Safety Law article 115).');
	elsif s.payload->>'transfer_to' <> '' and not core.food_moves(s.t, s.payload->>'found') then
		perform core.refuse('transfer_to', 'This ground does not ask for it.');
	end if;
	if means && '{withdrawn,settled}' then
		perform core.joint_consent(s, case when 'settled' = any (means) then 'settle' else 'withdraw' end);
	end if;
	s.t.outcome := (s.t).outcome || core.proposal(s);
	return s;
end $$;
comment on function core.act_terminate(core.step) is 'Proposes to end mediation on a ground of its rule set';
