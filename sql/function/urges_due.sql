-- Table urge_rule: clock, days (working days: -2 two are left, 0 the last day, 1 one is over), what, to
-- (holder; parent or a tier above; common: the common superior of the disputing units), answer. A paused
-- clock is not urged; no rule is applied twice to one run of a clock.
create or replace function core.urges_due(p_what text, p_now timestamptz, p_tickets uuid[] default null)
returns table (ticket uuid, base text, start timestamptz, due date, rule text, days integer, target text, answer integer)
language sql stable as $$
	select c.ticket, c.base, c.start, least(c.due, c.warn), r.code, r.days, r.target, r.answer
	from (select x.code, x.extra->>'clock' as base, (x.extra->>'days')::integer as days, x.extra->>'to' as target,
			coalesce((x.extra->>'answer')::integer, 3) as answer
		from core.code x where x.tbl = 'urge_rule' and x.extra->>'what' = p_what
			and core.day(p_now) between x.valid_from and x.valid_to) r
	join core.clock c on c.base = r.base and c.stopped is null
	join core.calendar k on k.day = least(c.due, c.warn)
	join core.calendar d on d.day = core.day(p_now)
	where (p_tickets is null or c.ticket = any (p_tickets))
		and case when r.days <= 0 then d.day <= k.day and k.n - d.n <= -r.days
			else d.day > k.day and d.n - k.n >= r.days end
		and not exists (select from core.urged u where u.ticket = c.ticket and u.base = c.base
			and u.start = c.start and u.rule = r.code)
		and not exists (select from core.pause p where p.ticket = c.ticket and p.base = c.base and p.stop is null);
$$;
comment on function core.urges_due(text, timestamptz, uuid[]) is
	'The running clocks that a rule of table urge_rule urges or escalates now';
