create or replace function core.act_appraise(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.not_recused(s);
	perform core.code_check(s.payload, '{chosen,appraisal_choice,fee,fee_bearer}', core.day(s.at));
	perform core.text_of(s.payload, 'body', 200);
	perform core.text_of(s.payload, 'item', 500);
	if s.payload->>'chosen' = '2' and core.rule_lacks((s.t).rule_set, 'designation') then
		perform core.refuse('chosen', 'Under %s both sides choose the body; that the office may designate one '
			'is new in order 121 (article 22). Without agreement mediation may be ended.',
			core.rule_set_name((s.t).rule_set));
	end if;
	perform core.since_check(s, '{D02}');
	s.t.outcome := (s.t).outcome - 'appraised' || core.under_way(s);
	return s;
end $$;
comment on function core.act_appraise(core.step) is
	'Has something appraised or tested: the time for mediation pauses from its first day on (order '
	'121 article 22)';
