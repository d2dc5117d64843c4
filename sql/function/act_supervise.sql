create or replace function core.act_supervise(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'detail', 1000);
	if core.date_of(s.payload, 'due') < core.day(s.at) then
		perform core.refuse('due', 'This day has passed.');
	end if;
	s.t.flags := core.flag((s.t).flags, 's');
	insert into core.supervision (ticket, op, unit, operator, due, at)
	values ((s.t).ticket, s.op, s.by_unit, (s.who).name, core.date_of(s.payload, 'due'), s.at);
	return s;
end $$;
comment on function core.act_supervise(core.step) is 'A superior supervises a ticket until a day';
