create or replace function core.act_note(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'note', 3000);
	return s;
end $$;
comment on function core.act_note(core.step) is 'Adds a note';
