create or replace function core.work_calendar_at(p_now timestamptz) returns text
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	moved integer := core.recount(p_now);
	missing integer;
begin
	select y into missing from generate_series(extract(year from core.day(p_now))::integer,
		extract(year from core.day(p_now) + 61)::integer) y -- from November on the next year too
	where not coalesce((select k.known from core.calendar k where k.day = make_date(y, 1, 1)), false)
	order by y limit 1;
	return case when missing is not null then format('%s deadlines moved, the holidays of %s are missing', moved, missing)
		when moved > 0 then format('%s deadlines moved', moved) else '0' end;
end $$;
comment on function core.work_calendar_at(timestamptz) is
	'Recounts open deadlines after a change of the calendar, and reports a needed year that is '
	'missing in it';
