create or replace function core.clock_start(p_ticket uuid, p_base text, p_start timestamptz,
	p_received timestamptz) returns date
language plpgsql as $$
declare
	r core.deadline_rule;
	d date;
begin
	update core.pause set stop = greatest(start, core.day(p_start))
	where ticket = p_ticket and base = p_base and stop is null and exists (select from core.clock c
		where c.ticket = p_ticket and c.base = p_base and c.stopped is not null);
	select * into r from core.deadline_rule
	where base = p_base and core.day(p_received) between valid_from and valid_to
	order by valid_from desc limit 1;
	if not found or r.length is null then
		return null;
	end if;
	d := core.due_day(core.day(p_start), r.length, r.unit, core.setting('weekend_roll') = '1');
	insert into core.clock as c (ticket, code, base, start, length, unit, due, rule, warn)
	values (p_ticket, r.code, p_base, p_start, r.length, r.unit, d, r.rule,
		case when core.day(p_received) >= r.warn_from then core.due_day(core.day(p_start), r.warn_length,
			r.warn_unit, core.setting('weekend_roll') = '1') end)
	on conflict (ticket, base) do update set code = excluded.code, start = excluded.start,
		length = excluded.length, unit = excluded.unit, extended = 0, due = excluded.due,
		stopped = null, rule = excluded.rule, warn = excluded.warn
	where c.stopped is not null;
	return d;
end $$;
comment on function core.clock_start(uuid, text, timestamptz, timestamptz) is
	'Starts a clock under the rule set of the day of receipt; a clock that already runs is left alone';
