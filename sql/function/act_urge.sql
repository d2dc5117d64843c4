create or replace function core.act_urge(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'note', 1000);
	s.t.flags := core.flag((s.t).flags, 'u');
	return s;
end $$;
comment on function core.act_urge(core.step) is 'Urges the unit that holds the ticket';
