create or replace function core.act_contact(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.code_check(s.payload, '{whom,contact_whom,how,reply_method,outcome,contact_outcome}',
		core.day(s.at));
	if s.payload->>'how' = '9' then
		perform core.refuse('how', 'This is no way of telling anybody.', '令121§15');
	end if;
	s.payload := s.payload || jsonb_build_object('notify', s.payload->'how');
	return core.notice_put(s, '', s.payload->>'whom');
end $$;
comment on function core.act_contact(core.step) is
	'Records an attempt to reach a person, in the event and in the ledger of notices';
