-- Restarted or run twice at once it does nothing twice: it writes the record of urging together with the
-- events.
create or replace function core.work_deadlines_at(p_now timestamptz, p_most integer default 20000) returns text
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	hour_ time := (p_now at time zone 'Asia/Shanghai')::time;
	alerted integer := core.incident_urges(p_now, p_most);
	alarm text := case when alerted > 0 then format('%s incidents urged', alerted) end;
	urged integer;
	raised integer;
begin
	if not (hour_ >= core.setting('urge_from')::time and hour_ < core.setting('urge_to')::time)
		or not exists (select from core.calendar k where k.day = core.day(p_now) and k.works) then
		return coalesce(alarm, '0');
	end if;
	urged := core.urge_all('urge', p_now, p_most);
	raised := core.urge_all('escalate', p_now, p_most);
	if urged + raised > 0 then
		alarm := concat_ws(', ', alarm, format('%s urged, %s put before the superior', urged, raised));
	end if;
	return coalesce(alarm, '0');
end $$;
comment on function core.work_deadlines_at(timestamptz, integer) is
	'Urges before the last day and escalates after it, on working days in working hours (settings '
	'urge_from, urge_to), as of a given time; urges unacknowledged incidents at any hour';
