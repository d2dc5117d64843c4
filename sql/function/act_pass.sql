create or replace function core.act_pass(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'note', 3000);
	if (s.t).kind <> 'complaint' or (s.t).outcome ? 'acctime' then
		update core.precedent set unit = s.unit where ticket = (s.t).ticket;
	end if;
	return s;
end $$;
comment on function core.act_pass(core.step) is 'Passes the work to a unit below; the clocks run on';
