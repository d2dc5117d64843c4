create or replace function core.act_appraised(s core.step) returns core.step
language plpgsql as $$
declare
	none boolean := core.flag_of(s.payload, 'aborted');
begin
	perform core.text_of(s.payload, 'result', 1000);
	if (core.text_of(s.payload, 'report', 60) is null) <> none then
		perform core.refuse('report', 'Give the number of the report, or say that there is none.');
	end if;
	perform core.ended_check(s, '{D02}');
	s.t.outcome := (s.t).outcome - 'appraise' || core.under_way(s);
	return s;
end $$;
comment on function core.act_appraised(core.step) is
	'The appraisal is over: the time for mediation resumes, and ends later by the length of the pause';
