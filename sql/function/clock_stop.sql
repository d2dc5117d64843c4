-- A paused clock did not run meanwhile: the recomputed last day decides whether it stopped in time.
create or replace function core.clock_stop(p_ticket uuid, p_base text, p_at timestamptz) returns void
language plpgsql as $$
begin
	update core.pause p set stop = greatest(p.start, core.day(p_at))
	where p.ticket = p_ticket and p_base in (p.base, '*') and p.stop is null;
	if found then
		update core.clock c set due = d.due, warn = d.warn from core.clock_days(array[p_ticket]) d
		where c.ticket = p_ticket and c.base = d.base and p_base in (c.base, '*');
	end if;
	update core.clock c set stopped = greatest(c.start, p_at)
	where c.ticket = p_ticket and p_base in (c.base, '*') and c.stopped is null;
end $$;
comment on function core.clock_stop(uuid, text, timestamptz) is
	'Stops a running clock, or all (*), and ends its pause';
