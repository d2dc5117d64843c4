create or replace function core.work_calendar() returns text
language sql volatile set search_path = pg_catalog, core, pg_temp as $$
	select core.work_calendar_at(now());
$$;
comment on function core.work_calendar() is
	'Checks that open deadlines follow the calendar, and that no needed year is missing in it';
