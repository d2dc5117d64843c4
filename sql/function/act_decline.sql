create or replace function core.act_decline(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.code_check(s.payload, array['ground', 'nonaccept_' || (s.t).rule_set],
		core.day((s.t).received));
	perform core.text_of(s.payload, 'detail', 1000);
	s.t.outcome := (s.t).outcome || core.proposal(s);
	return s;
end $$;
comment on function core.act_decline(core.step) is 'Proposes to decline a complaint on a ground of its rule set, with the reason; the decision clock runs on';
