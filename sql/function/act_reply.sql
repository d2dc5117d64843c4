create or replace function core.act_reply(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'handleadvice', 1200);
	perform core.code_check(s.payload, '{notify,reply_method}', core.day((s.t).received));
	perform core.stamp_of(s.payload, 'notified');
	if ((s.t).state = 'TS31' and core.food_moves(s.t, (s.t).outcome->>'naccode')
		or (s.t).state = 'TS51' and core.food_moves(s.t, (s.t).outcome->>'found')) and s.payload->>'notify' not in ('1', '3', '4', '5') then
		perform core.refuse('notify', 'In a matter of food safety the notice is in writing (Food Safety Law article 115).');
	end if;
	s.t.outcome := (s.t).outcome || jsonb_build_object('handleadvice', s.payload->'handleadvice',
		'feedbacktime', s.at, 'replied_by', (s.who).name);
	return s;
end $$;
comment on function core.act_reply(core.step) is 'Replies with the result; a complaint then waits for approval';
