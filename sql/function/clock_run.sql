create or replace function core.clock_run(p_ticket uuid, p_clock text, p_received timestamptz,
	p_at timestamptz) returns void
language plpgsql as $$
declare
	item text;
	verb text;
	what text;
begin
	foreach item in array string_to_array(p_clock, ';') loop
		verb := split_part(item, ' ', 1);
		what := split_part(item, ' ', 2);
		if verb = 'start' then
			perform core.clock_start(p_ticket, split_part(what, '@', 1),
				case when what like '%@received' then p_received else p_at end, p_received);
		elsif verb = 'stop' then
			update core.clock set stopped = p_at
			where ticket = p_ticket and (base = what or what = '*') and stopped is null;
		elsif verb = 'extend' then
			update core.clock c set extended = r.extend from core.deadline_rule r
			where c.ticket = p_ticket and c.base = what and c.stopped is null
				and r.code = c.code and r.extend > 0 and c.extended = 0;
			if not found then
				perform core.refuse('', 'This deadline has been extended once already or cannot be.');
			end if;
			perform core.clock_recount(p_ticket, what);
		elsif verb = 'pause' then
			insert into core.pause (ticket, base, start, reason)
			select ticket, base, core.day(p_at), '' from core.clock
			where ticket = p_ticket and base = what and stopped is null
			on conflict (ticket, base, start) do update set stop = null;
		elsif verb = 'resume' then
			update core.pause set stop = core.day(p_at)
			where ticket = p_ticket and base = what and stop is null;
			perform core.clock_recount(p_ticket, what);
		end if;
	end loop;
end $$;
comment on function core.clock_run(uuid, text, timestamptz, timestamptz) is 'Does what a row of the procedure says about clocks';
