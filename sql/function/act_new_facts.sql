-- Order 121 article 35: the earlier report is verified with the new facts, and its time starts anew at the
-- receipt of this report (D17, under the name of the clock that ran).
create or replace function core.act_new_facts(s core.step) returns core.step
language plpgsql as $$
declare
	x core.ticket := core.earlier_report(s);
	day_ date := core.day((s.t).received);
	r core.deadline_rule;
begin
	perform core.text_of(s.payload, 'facts', 1000);
	select * into x from core.ticket y where y.ticket = x.ticket for update;
	if x.state not in ('JB20', 'JB21', 'JB22', 'JB23') then
		perform core.refuse('earlier', 'The earlier report is not being verified now: this one is verified by itself.');
	end if;
	insert into core.link (ticket, other, reason)
	values ((s.t).ticket, x.ticket, 'merged'), (x.ticket, (s.t).ticket, 'merged')
	on conflict (ticket, other) do update set reason = excluded.reason;
	update core.ticket y set flags = core.flag(y.flags, 'l') where y.ticket = x.ticket;
	select * into r from core.deadline_rule where base = 'D17' and day_ between valid_from and valid_to;
	update core.clock c set code = r.code, start = (s.t).received, length = r.length, unit = r.unit, extended = 0,
		rule = r.rule, warn = null,
		due = core.due_day(day_, r.length, r.unit, core.setting('weekend_roll') = '1')
	where c.ticket = x.ticket and c.base in ('D04', 'D05') and c.stopped is null;
	delete from core.pause p where p.ticket = x.ticket and p.base in ('D04', 'D05') and p.stop <= day_;
	perform core.clock_recount(x.ticket, b) from unnest('{D04,D05}'::text[]) b;
	perform core.side_event(s, x.ticket, 'facts_in', jsonb_build_object('facts', s.payload->'facts',
		'earlier', (s.t).regno), 'stop -');
	s.t.flags := core.flag((s.t).flags, 'l');
	s.t.outcome := (s.t).outcome || '{"decision": "R6"}';
	return s;
end $$;
comment on function core.act_new_facts(core.step) is
	'Joins a report with new facts to the earlier report of the same reporter, whose time starts anew';
