create or replace function core.end_sessions(p_name text) returns bigint
language sql volatile set search_path = pg_catalog, core, pg_temp as $$
	select count(*) filter (where pg_terminate_backend(a.pid)) from pg_stat_activity a
	where a.usename = p_name and a.pid <> pg_backend_pid();
$$;
comment on function core.end_sessions(text) is 'Ends every session of an operator; returns their number';
