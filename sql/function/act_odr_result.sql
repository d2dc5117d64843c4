create or replace function core.act_odr_result(s core.step) returns core.step
language plpgsql as $$
declare
	result text := s.payload->>'result';
	due_ date;
begin
	perform core.code_check(s.payload, '{result,odr_result}', core.day(s.at));
	perform core.text_of(s.payload, 'detail', 1200);
	perform core.money_of(s.payload, 'redecolos');
	select c.due into due_ from core.clock c where c.ticket = (s.t).ticket and c.base = 'D10' and c.stopped is null;
	if result = '3' and due_ >= core.day(s.at) then
		perform core.refuse('result', 'The enterprise has until %s to answer (10 working days): before that day only its refusal or the wish of the complainant ends this.',
			due_::text);
	elsif result <> '1' and coalesce(core.money_of(s.payload, 'redecolos'), 0) > 0 then
		perform core.refuse('redecolos', 'Money is recovered only where they settled.');
	elsif result = '1' then
		perform core.joint_consent(s, 'settle');
		s := core.told_by_step(s, 'result', 'complainant');
		s.t.outcome := (s.t).outcome || jsonb_build_object('mediate_result', '5', 'conciliationfirst', 'true',
			'redecolos', s.payload->'redecolos', 'handleadvice', s.payload->'detail', 'intenddate', core.day(s.at),
			'feedbacktime', s.at);
	end if;
	s.t.outcome := core.under_way_over((s.t).outcome) || jsonb_build_object('conciliation', jsonb_build_object(
		'enterprise', (s.t).outcome#>'{odr,enterprise}', 'result', result, 'at', s.at));
	return s;
end $$;
comment on function core.act_odr_result(core.step) is
	'Records the result at the enterprise: settled and closed, or to be distributed';
