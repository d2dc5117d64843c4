create or replace function core.role_settings() returns text[]
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	-- A sort without limit must not fill the disk of the centre; only a superuser can raise
	-- temp_file_limit.
	select array['statement_timeout=8s', 'lock_timeout=3s', 'idle_in_transaction_session_timeout=8s',
		'search_path=api, pg_catalog', 'temp_file_limit=256MB', 'default_transaction_isolation=read committed',
		'default_transaction_read_only=off', 'default_transaction_deferrable=off', 'TimeZone=Asia/Shanghai',
		'DateStyle=ISO, YMD', 'standard_conforming_strings=on']
		|| case when current_setting('server_version_num')::integer >= 170000 then '{transaction_timeout=8s}'::text[]
			else '{}' end;
$$;
comment on function core.role_settings() is
	'The settings of every operator''s role, as the server stores them: all of them, and no others';
