create or replace function core.act_reply(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'handleadvice', 1200);
	if ((s.t).state = 'TS31' and core.food_moves(s.t, (s.t).outcome->>'naccode')
		or (s.t).state = 'TS51' and core.food_moves(s.t, (s.t).outcome->>'found')) and s.payload->>'notify' not in ('1', '3', '4', '5') then
		perform core.refuse('notify', 'In a matter of food safety the notice is in writing (Food Safety Law article 115).');
	end if;
	-- An enquiry is not under the order (article 44): a caller who left no number is not told.
	if (s.t).kind <> 'enquiry' then
		s := core.told_by_step(s, case (s.t).state when 'TS31' then 'decline' when 'TS51' then 'terminate' else 'result' end,
			'complainant');
		perform core.all_told(s);
	elsif s.payload->>'notify' <> '9' or (s.t).phone_known then
		s := core.told_by_step(s, 'answer', 'other');
	end if;
	s.t.outcome := (s.t).outcome || jsonb_build_object('handleadvice', s.payload->'handleadvice',
		'feedbacktime', s.at, 'replied_by', (s.who).name);
	return s;
end $$;
comment on function core.act_reply(core.step) is
	'Replies with the result, which tells the complainant; once all parties have been told, a '
	'complaint waits for approval';
