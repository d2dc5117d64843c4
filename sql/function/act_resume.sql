create or replace function core.act_resume(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'report', 60);
	perform core.text_of(s.payload, 'detail', 1000);
	perform core.ended_check(s, case (s.t).state when 'JB22' then '{D04,D05}'::text[] else '{D08}' end);
	s.t.outcome := (s.t).outcome - 'pause';
	return s;
end $$;
comment on function core.act_resume(core.step) is
	'A paused time resumes, and ends later by the length of the pause';
