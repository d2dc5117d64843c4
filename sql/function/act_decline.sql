create or replace function core.act_decline(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.code_check(s.payload, array['ground', 'nonaccept_' || (s.t).rule_set,
		'notify', 'reply_method'], core.day((s.t).received));
	perform core.text_of(s.payload, 'detail', 1000);
	s.t.outcome := (s.t).outcome || jsonb_build_object('naccode', s.payload->'ground',
		'naccontent', s.payload->'detail', 'acctime', s.at);
	return s;
end $$;
comment on function core.act_decline(core.step) is 'Declines a complaint on a ground of its rule set, with the reason';
