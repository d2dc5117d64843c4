create or replace function core.act_approve(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'note', 1000);
	if (s.t).outcome->>'replied_by' = (s.who).name then
		perform core.refuse('', 'Whoever replied does not approve.');
	end if;
	return s;
end $$;
comment on function core.act_approve(core.step) is 'Approves the closing; not by the one who replied';
