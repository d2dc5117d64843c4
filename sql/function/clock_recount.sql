create or replace function core.clock_recount(p_ticket uuid, p_base text) returns void
language plpgsql as $$
declare
	c core.clock;
	gone integer;
begin
	select * into c from core.clock where ticket = p_ticket and base = p_base;
	if not found then
		return;
	end if;
	select coalesce(sum(case when c.unit = 'workday' then
			(select count(*) from core.calendar k where k.works and k.day >= p.start and k.day < p.stop)
		else p.stop - p.start end), 0)::integer
	into gone from core.pause p where p.ticket = p_ticket and p.base = p_base and p.stop is not null;
	update core.clock set due = core.due_day(core.day(c.start), c.length + c.extended + gone, c.unit,
		core.setting('weekend_roll') = '1')
	where ticket = p_ticket and base = p_base;
end $$;
comment on function core.clock_recount(uuid, text) is 'Works out the last day again after a pause or an extension';
