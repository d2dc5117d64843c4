create or replace function core.act_nofile(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.not_handler(s);
	perform core.code_check(s.payload, '{ground,report_decision}', core.day(s.at));
	if s.payload->>'ground' !~ '^R2[a-d]$' then
		perform core.refuse('ground', 'This is not a ground for not opening a case.');
	end if;
	perform core.text_of(s.payload, 'detail', 1000);
	s.clock := core.tell_clock(s);
	s.t.outcome := (s.t).outcome - 'proposal' || jsonb_build_object('nofile', s.payload->'ground');
	return s;
end $$;
comment on function core.act_nofile(core.step) is 'Decides that no case is opened';
