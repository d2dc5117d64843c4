-- Connected operators in every round; the others once a minute (core.work_meters_left), and when they
-- connect.
create or replace function core.work_meters() returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	return (select count(*) from (select distinct a.usename from pg_stat_activity a
			join core.meter m on m.operator = a.usename where a.backend_type = 'client backend') x
		where core.meter_settle(x.usename) > 0);
end $$;
comment on function core.work_meters() is
	'Records look-ups whose transactions were rolled back, and raises an alarm; returns the number of '
	'operators';
