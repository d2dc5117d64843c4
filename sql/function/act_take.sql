create or replace function core.act_take(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'detail', 1000);
	return s;
end $$;
comment on function core.act_take(core.step) is 'A superior takes the ticket over';
