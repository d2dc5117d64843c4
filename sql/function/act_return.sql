create or replace function core.act_return(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.code_check(s.payload, '{reason,return_reason}', core.day((s.t).received));
	perform core.text_of(s.payload, 'detail', 1000);
	s.t.returned := (s.t).returned + 1;
	s.t.flags := core.flag((s.t).flags, 'r');
	return s;
end $$;
comment on function core.act_return(core.step) is
	'Returns the ticket to the unit that sent it; the clock runs on';
