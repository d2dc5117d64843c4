create or replace function core.act_pause(s core.step) returns core.step
language plpgsql as $$
declare
	verifying boolean := (s.t).state in ('JB20', 'JB21');
	r core.code;
begin
	perform core.code_check(s.payload, '{reason,pause_reason}', core.day(s.at));
	perform core.text_of(s.payload, 'body', 200);
	perform core.text_of(s.payload, 'detail', 1000);
	select * into r from core.code c where c.tbl = 'pause_reason' and c.code = s.payload->>'reason';
	if verifying and r.extra->>'stops' <> 'both' then
		perform core.refuse('reason', 'This stops the time for a case, not that for verifying a report (Penalty Procedure article 18).');
	elsif r.extra->>'duty' <> '' and r.extra->>'duty' <> (s.r).duty then
		perform core.refuse('reason', 'A case is suspended by the leader (Penalty Procedure article 64): he enters it.');
	end if;
	perform core.since_check(s, case when verifying then '{D04,D05}'::text[] else '{D08}' end);
	s.t.outcome := (s.t).outcome || core.under_way(s);
	return s;
end $$;
comment on function core.act_pause(core.step) is
	'Pauses the time for verifying a report or deciding a case: testing, appraisal, hearing, '
	'suspension and the like';
