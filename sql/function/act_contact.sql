create or replace function core.act_contact(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.code_check(s.payload, '{whom,contact_whom,how,reply_method,outcome,contact_outcome}',
		core.day(s.at));
	perform core.text_of(s.payload, 'detail', 1000);
	return s;
end $$;
comment on function core.act_contact(core.step) is 'Records an attempt to reach somebody';
