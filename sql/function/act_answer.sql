create or replace function core.act_answer(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'answer', 2000);
	s.t.outcome := (s.t).outcome || jsonb_build_object('answer', s.payload->'answer');
	return s;
end $$;
comment on function core.act_answer(core.step) is 'Answers an enquiry at once';
