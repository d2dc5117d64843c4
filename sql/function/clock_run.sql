-- One item: verb deadline[@key][?setting].  The key names the day in the form from which the clock starts,
-- stops, pauses or resumes (received: the receipt; office: when the ticket first came to the office of the
-- unit that has it then; none: the day of the step).  The setting must be 1 (county: a county office, or a
-- unit that acts in its name, has the ticket then).
create or replace function core.clock_run(p_ticket uuid, p_clock text, p_received timestamptz,
	p_at timestamptz, p_payload jsonb default '{}', p_unit text default '', p_outcome jsonb default null) returns void
language plpgsql as $$
declare
	item text;
	part text[];
	what text;
	since timestamptz;
begin
	foreach item in array string_to_array(p_clock, ';') loop
		part := regexp_match(item, '^(\w+) ([\w*-]+)(?:@(\w+))?(?:\?(\w+))?$');
		continue when case when part[4] = 'county' then not core.is_county(p_unit) else core.setting(part[4]) <> '1' end;
		what := part[2];
		since := case when part[3] is null then p_at when part[3] = 'received' then p_received
			when part[3] = 'office' then core.office_since(p_ticket, p_unit, p_at)
			else coalesce(core.date_of(p_payload, part[3])::timestamp at time zone 'Asia/Shanghai', p_at) end;
		case part[1]
			when 'start' then
				-- A report that came out of a mediation is verified within a time of its own.
				continue when what = 'D05' and exists (select from core.clock c where c.ticket = p_ticket
					and c.base = 'D04' and c.stopped is null);
				perform core.clock_start(p_ticket, what, since, p_received);
			when 'restart' then
				update core.clock set stopped = p_at where ticket = p_ticket and base = what and stopped is null;
				perform core.clock_start(p_ticket, what, since, p_received);
			when 'until' then
				perform core.clock_until(p_ticket, what, p_at, core.day(since), p_received);
			when 'again' then
				update core.clock set stopped = null where ticket = p_ticket and base = what;
			when 'stop' then
				perform core.clock_stop(p_ticket, what, since);
			when 'told' then
				perform core.clock_told(p_ticket, what, p_at, p_outcome);
			when 'extend' then
				perform core.clock_extend(p_ticket, what);
			when 'pause' then
				insert into core.pause (ticket, base, start, reason)
				select ticket, base, core.day(since), left(coalesce(p_payload->>'reason', ''), 200) from core.clock
				where ticket = p_ticket and base = what and stopped is null
				on conflict (ticket, base, start) do update set stop = null, reason = excluded.reason;
			when 'resume' then
				update core.pause set stop = greatest(start, core.day(since))
				where ticket = p_ticket and base = what and stop is null;
				perform core.clock_recount(p_ticket, what);
		end case;
	end loop;
end $$;
comment on function core.clock_run(uuid, text, timestamptz, timestamptz, jsonb, text, jsonb) is
	'Executes the clock column of a row of the procedure';
