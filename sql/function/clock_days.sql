-- Leaves out clocks whose last day is written in a paper (a rule without length).  Set-based: most clocks
-- need two steps over the calendar; only those with a pause are walked (core.due_paused).
create or replace function core.clock_days(p_tickets uuid[] default null)
returns table (ticket uuid, base text, old date, old_warn date, due date, warn date)
language sql stable as $$
	with c as (
		select c.ticket, c.base, c.due, c.warn, c.unit, c.length + c.extended as length, core.day(c.start) as start,
			case when core.day(t.received) >= r.warn_from then r.warn_length end as warn_length, r.warn_unit, s.roll,
			exists (select from core.pause p where p.ticket = c.ticket and p.base = c.base
				and p.stop is not null) as stood
		from (select coalesce(core.setting('weekend_roll') = '1', false) as roll) s, core.clock c
		join core.ticket t on t.ticket = c.ticket
		left join core.deadline_rule r on r.code = c.code
		where c.stopped is null and (p_tickets is null or c.ticket = any (p_tickets))
			and (r.code is null or r.length is not null)
	)
	select c.ticket, c.base, c.due, c.warn,
		case when c.stood then core.due_paused(c.start, c.length, c.unit, c.roll, core.paused(c.ticket, c.base, null))
			when c.unit = 'workday' and c.length > 0 then (select b.day from core.calendar a
				join core.calendar b on b.n = a.n + c.length and b.works where a.day = c.start)
			when c.unit = 'day' then core.rolled(c.start + c.length, c.roll)
			else core.due_day(c.start, c.length, c.unit, c.roll) end,
		case when c.warn_length is not null then core.due_paused(c.start, c.warn_length, c.warn_unit, c.roll,
			core.paused(c.ticket, c.base, null)) end
	from c;
$$;
comment on function core.clock_days(uuid[]) is
	'The last days of running clocks, as stored and as the present calendar gives them; of these '
	'tickets, or of all';
