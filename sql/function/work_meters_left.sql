-- An operator who looks something up, rolls back and disconnects is missed by core.work_meters.
create or replace function core.work_meters_left() returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	return (select count(*) from core.meter m where core.meter_settle(m.operator) > 0);
end $$;
comment on function core.work_meters_left() is
	'Records rolled-back look-ups of operators who have disconnected; returns the number';
