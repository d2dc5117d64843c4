create or replace function core.act_terminate(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.code_check(s.payload, array['ground', 'mediation_end_' || (s.t).rule_set],
		core.day((s.t).received));
	perform core.text_of(s.payload, 'detail', 1000);
	s.t.outcome := (s.t).outcome || jsonb_build_object('ground', s.payload->'ground',
		'mediate_result', case when s.payload->>'ground' in ('E1a', 'E1', 'G1') then '3' else '2' end,
		'intenddate', core.day(s.at));
	return s;
end $$;
comment on function core.act_terminate(core.step) is 'Ends mediation on a ground of its rule set; both sides are to be told';
