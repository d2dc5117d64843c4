create or replace function core.work_deadlines() returns text
language sql volatile set search_path = pg_catalog, core, pg_temp as $$
	select core.work_deadlines_at(now());
$$;
comment on function core.work_deadlines() is
	'Urges before the last day and escalates after it, once for each rule and run of a clock';
