create or replace function core.act_withdraw(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.joint_consent(s, 'withdraw');
	perform core.code_check(s.payload, '{how,withdraw_how}', core.day(s.at));
	perform core.stamp_of(s.payload, 'at');
	s.t.outcome := core.under_way_over((s.t).outcome) || '{"mediate_result": "3"}';
	if s.state = 'TS51' then
		s.t.outcome := (s.t).outcome || jsonb_build_object('intenddate', core.day(s.at), 'ground', (select c.code
			from core.code c where c.tbl = 'mediation_end_' || (s.t).rule_set and c.extra->>'means' = 'withdrawn'
				and not exists (select from core.code x where x.tbl = c.tbl and x.parent = c.code)
			order by c.sort limit 1));
		s.log := s.log || jsonb_build_object('ground', (s.t).outcome->'ground');
	end if;
	return s;
end $$;
comment on function core.act_withdraw(core.step) is
	'The complainant withdraws: before acceptance the ticket is closed, after it mediation ends';
