create or replace function core.act_escalate(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'detail', 1000);
	return s;
end $$;
comment on function core.act_escalate(core.step) is 'Asks the superior unit to decide';
