create or replace function core.act_unpublish(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'reason', 500);
	if not core.publication_stop(s, s.payload->>'reason') then
		perform core.refuse('', 'Nothing is published of this complaint.');
	end if;
	-- called back while it was published: that stands
	if (s.t).state = 'TS85' then
		s.state := case when (s.t).outcome ? 'callback' then 'TS80' else 'TS70' end;
	end if;
	return s;
end $$;
comment on function core.act_unpublish(core.step) is 'Withdraws a publication; the complaint is as before it, or archived as it was';
