create or replace function core.act_callback(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.code_check(s.payload, '{result,callback_result,satisfied,satisfaction}', core.day(s.at));
	perform core.text_of(s.payload, 'note', 1000);
	s.t.outcome := (s.t).outcome || jsonb_build_object('callback', s.payload->'result',
		'satisfied', s.payload->'satisfied');
	return s;
end $$;
comment on function core.act_callback(core.step) is 'Records the call back';
