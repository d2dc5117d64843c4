create or replace function core.act_sign(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'note', 3000);
	return s;
end $$;
comment on function core.act_sign(core.step) is 'Signs for the ticket: from now on this unit has it';
