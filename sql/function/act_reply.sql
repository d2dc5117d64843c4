create or replace function core.act_reply(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'handleadvice', 1200);
	perform core.code_check(s.payload, '{notify,reply_method}', core.day((s.t).received));
	perform core.stamp_of(s.payload, 'notified');
	s.t.outcome := (s.t).outcome || jsonb_build_object('handleadvice', s.payload->'handleadvice',
		'feedbacktime', s.at, 'replied_by', (s.who).name);
	return s;
end $$;
comment on function core.act_reply(core.step) is 'Replies with the result; a complaint then waits for approval';
