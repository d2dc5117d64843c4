create or replace function core.act_archive(s core.step) returns core.step
language plpgsql as $$
begin
	if s.payload ? 'note' then
		perform core.text_of(s.payload, 'note', 1000);
	end if;
	return s;
end $$;
comment on function core.act_archive(core.step) is 'Lays a closed ticket into the archive';
