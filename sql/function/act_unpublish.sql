create or replace function core.act_unpublish(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'reason', 500);
	if not core.publication_stop(s, s.payload->>'reason') then
		perform core.refuse('', 'Nothing is published of this complaint.');
	end if;
	-- A call back made while it was published stays valid.
	if (s.t).state = 'TS85' then
		s.state := case when (s.t).outcome ? 'callback' then 'TS80' else 'TS70' end;
	end if;
	return s;
end $$;
comment on function core.act_unpublish(core.step) is
	'Withdraws a publication; the complaint returns to its state before it, or stays archived';
