create or replace function core.act_verify(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'detail', 3000);
	perform core.text_of(s.payload, 'place', 200);
	perform core.text_of(s.payload, 'conclusion', 1000);
	return s;
end $$;
comment on function core.act_verify(core.step) is 'Records the findings on the spot';
