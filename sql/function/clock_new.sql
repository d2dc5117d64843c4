create or replace function core.clock_new(p_ticket uuid, p_base text, p_received timestamptz) returns date
language plpgsql as $$
declare
	d date;
begin
	insert into core.clock (ticket, code, base, start, length, unit, due, rule)
	select p_ticket, r.code, p_base, p_received, r.length, r.unit, case when r.unit = 'workday' then (
			select b.day from core.calendar a join core.calendar b on b.n = a.n + r.length and b.works
			where a.day = core.day(p_received))
		else core.due_day(core.day(p_received), r.length, r.unit, core.setting('weekend_roll') = '1') end, r.rule
	from core.deadline_rule r
	where r.base = p_base and core.day(p_received) between r.valid_from and r.valid_to and r.length is not null
	order by r.valid_from desc limit 1
	returning due into d;
	return d;
end $$;
comment on function core.clock_new(uuid, text, timestamptz) is 'The first clock of a new ticket, in one statement';
