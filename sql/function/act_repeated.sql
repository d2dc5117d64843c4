create or replace function core.act_repeated(s core.step) returns core.step
language plpgsql as $$
declare
	x core.ticket;
begin
	perform core.text_of(s.payload, 'detail', 1000);
	if not core.flag_of(s.payload, 'same_facts') then
		perform core.refuse('same_facts', 'Only the same facts are not handled again (order 121 article 35).');
	end if;
	x := core.earlier_report(s);
	insert into core.link (ticket, other, reason)
	values ((s.t).ticket, x.ticket, 'repeated'), (x.ticket, (s.t).ticket, 'repeated')
	on conflict (ticket, other) do update set reason = excluded.reason;
	s.t.flags := core.flag((s.t).flags, 'l');
	s.t.outcome := (s.t).outcome || '{"decision": "R5"}';
	return s;
end $$;
comment on function core.act_repeated(core.step) is
	'Closes a report that repeats the facts of an earlier one of the same reporter: it is not handled '
	'again';
