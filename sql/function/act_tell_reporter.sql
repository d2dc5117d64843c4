create or replace function core.act_tell_reporter(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'basis', 300);
	perform core.text_of(s.payload, 'detail', 1200);
	s := core.told_by_step(s, case when exists (select from core.still_to_tell((s.t).ticket) x where x.matter = 'filing')
		then 'filing' else 'report' end, 'reporter');
	if s.state <> (s.t).state then
		perform core.all_told(s);
	end if;
	s.t.outcome := (s.t).outcome || jsonb_build_object('told', s.at, 'basis', s.payload->'basis');
	return s;
end $$;
comment on function core.act_tell_reporter(core.step) is 'Tells the reporter the result, with the law that asks for it';
