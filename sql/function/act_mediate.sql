create or replace function core.act_mediate(s core.step) returns core.step
language plpgsql as $$
begin
	if not core.flag_of(s.payload, 'consent_complainant') then
		perform core.refuse('consent_complainant', 'Mediation needs the consent of both sides.');
	end if;
	if not core.flag_of(s.payload, 'consent_respondent') then
		perform core.refuse('consent_respondent', 'Mediation needs the consent of both sides.');
	end if;
	perform core.code_check(s.payload, '{method,mediation_method}', core.day((s.t).received));
	if s.payload->>'method' in ('7', '8') and not core.flag_of((s.t).facts, 'agreeent') then
		perform core.refuse('method', 'The complainant has not agreed to mediation by another body.');
	end if;
	perform core.text_of(s.payload, 'detail', 1200);
	s.t.outcome := (s.t).outcome || jsonb_build_object('method', s.payload->'method');
	return s;
end $$;
comment on function core.act_mediate(core.step) is 'Begins mediation, with the consent of both sides';
