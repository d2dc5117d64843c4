create or replace function core.act_tell_reporter(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'basis', 300);
	perform core.text_of(s.payload, 'detail', 1200);
	perform core.code_check(s.payload, '{notify,reply_method}', core.day((s.t).received));
	if s.payload->>'notify' = '9' then
		perform core.refuse('notify', 'This is not a way of telling somebody.');
	end if;
	s.t.outcome := (s.t).outcome || jsonb_build_object('told', s.at, 'basis', s.payload->'basis');
	return s;
end $$;
comment on function core.act_tell_reporter(core.step) is 'Tells the reporter the result, with the law that asks for it';
