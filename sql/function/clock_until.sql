create or replace function core.clock_until(p_ticket uuid, p_base text, p_start timestamptz, p_due date,
	p_received timestamptz) returns void
language plpgsql as $$
begin
	insert into core.clock as c (ticket, code, base, start, length, unit, due, rule)
	select p_ticket, r.code, p_base, p_start, p_due - core.day(p_start), 'day', p_due, r.rule
	from core.deadline_rule r
	where r.base = p_base and core.day(p_received) between r.valid_from and r.valid_to
	order by r.valid_from desc limit 1
	on conflict (ticket, base) do update set code = excluded.code, start = excluded.start,
		length = excluded.length, unit = excluded.unit, extended = 0, due = excluded.due,
		stopped = null, rule = excluded.rule, warn = null;
end $$;
comment on function core.clock_until(uuid, text, timestamptz, date, timestamptz) is
	'Starts a clock whose last day is given in a paper instead of counted by a rule';
