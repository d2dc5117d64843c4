create or replace function core.sessions_at_work() returns text
language sql volatile set search_path = pg_catalog, core, pg_temp as $$
	select coalesce(string_agg(format('%s pid %s %s', a.usename, a.pid, a.application_name), ', ' order by a.xact_start), '')
	from pg_stat_activity a
	where a.backend_xid is not null and a.pid <> pg_backend_pid();
$$;
comment on function core.sessions_at_work() is
	'Sessions with an open transaction that has written something, the oldest first: role, process, '
	'program';
