-- An operator who opens psql gains nothing: the golden list of rights, and the rights taken from everybody.
select plan(36);
create temporary table golden (line text);
\copy golden from 'golden_functions.txt'
select is((select string_agg(f, E'\n' order by f collate "C") from (select replace(p.oid::regprocedure::text, ', ', ',') as f
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname not in ('pg_catalog', 'information_schema', 't') and n.nspname not like 'pg\_temp%'
			and has_schema_privilege('recv', n.oid, 'usage') and has_function_privilege('recv', p.oid, 'execute')) x),
	(select string_agg(line, E'\n' order by line collate "C") from golden), 'an operator may execute exactly the golden list');
create temporary table revoked (line text);
\copy revoked from 'golden_revoked.txt'
select is((select string_agg(f, E'\n' order by f collate "C") from (select replace(p.oid::regprocedure::text, ', ', ',') as f
		from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace
			and not has_function_privilege('recv', p.oid, 'execute')) x),
	-- "16- f()" stands for one that PostgreSQL has since 16, "-16 f()" for one that it had until 16
	(select string_agg(f, E'\n' order by f collate "C")
		from (select regexp_replace(line, '^\d*-\d* ', '') as f, substring(line from '^(\d+)-')::integer as since,
				substring(line from '^-(\d+)')::integer as until,
				current_setting('server_version_num')::integer / 10000 as now from revoked) x
		where now >= coalesce(since, now) and now <= coalesce(until, now)), 'and of PostgreSQL''s own all but these');
create function pg_temp.refused(p_sql text, p_state text, p_name text) returns text language plpgsql as $$
declare
	got text := 'allowed';
begin
	begin
		perform t.run('recv', p_sql);
	exception when others then
		got := sqlstate;
	end;
	return t.is(got, p_state, p_name);
end $$;
select pg_temp.refused('select count(*) from core.ticket', '42501', 'no table');
select pg_temp.refused('select count(*) from audit.alarm', '42501', 'no audit');
select pg_temp.refused('select core.me()', '42501', 'no inner function');
select pg_temp.refused('select core.enrol(''x1'', ''x'', ''1'', ''330100000'', null)', '42501', 'no enrolling');
select pg_temp.refused('insert into core.duty values (''recv'', ''r06'', ''000000000'')', '42501', 'no granting oneself');
select pg_temp.refused('create temporary table core_ticket (a int)', '42501', 'no temporary tables');
select pg_temp.refused('create table public.x (a int)', '42501', 'no tables in public');
select pg_temp.refused('create schema mine', '42501', 'no schemas');
select pg_temp.refused('create function api.f() returns int language sql as ''select 1''', '42501', 'no functions');
select pg_temp.refused('do $x$ begin end $x$', '42501', 'no anonymous blocks');
select pg_temp.refused('set role gangshao_owner', '42501', 'no other role');
select pg_temp.refused('set session authorization clerk', '42501', 'no other session');
select pg_temp.refused('select pg_advisory_lock(1)', '42501', 'no advisory locks');
select pg_temp.refused('select pg_try_advisory_xact_lock(1)', '42501', 'not tried either');
select pg_temp.refused('select pg_sleep(1)', '42501', 'no sleeping');
select pg_temp.refused('select pg_notify(''a'', ''b'')', '42501', 'no notifications by function');
select pg_temp.refused('select lo_create(0)', '42501', 'no large objects');
select pg_temp.refused('select pg_read_file(''/etc/passwd'')', '42501', 'no files');
select pg_temp.refused('copy (select 1) to program ''id''', '42501', 'no programs');
select pg_temp.refused('copy (select 1) to ''/tmp/x''', '42501', 'no files by copy');
select pg_temp.refused('select query_to_xml(''select 1'', true, true, '''')', '42501', 'no queries from text');
select pg_temp.refused('select set_config(''search_path'', ''x'', false)', '42501', 'no settings by function');
select pg_temp.refused('select pg_terminate_backend(1)', '42501', 'no ending of sessions');
select pg_temp.refused('select * from pg_stat_activity', '42501', 'no look at other sessions');
select pg_temp.refused('select rolpassword from pg_authid', '42501', 'no passwords');
select pg_temp.refused('alter role recv superuser', '42501', 'no raising of oneself');
select pg_temp.refused('select from core.unit for update', '42501', 'no locking of rows');
select pg_temp.refused('create extension hstore', '42501', 'no extensions');
select pg_temp.refused('select pg_export_snapshot()', '42501', 'no snapshots');
select pg_temp.refused('create temporary view v as select 1', '42501', 'no views');
-- A temporary table of the operator cannot shadow ours.
select is((select string_agg(setting, ', ') from (select unnest(setconfig) as setting from pg_db_role_setting
	where setrole = 'recv'::regrole) s where setting like '%timeout%'),
	'statement_timeout=8s, lock_timeout=3s, idle_in_transaction_session_timeout=8s'
		-- a setting that PostgreSQL has since 17
		|| case when current_setting('server_version_num')::integer >= 170000 then ', transaction_timeout=8s' else '' end,
	'an operator has time limits');
select ok(not has_schema_privilege('recv', 'core', 'usage') and not has_schema_privilege('recv', 'audit', 'usage'), 'core and audit are shut');
select ok(not has_database_privilege('recv', current_database(), 'temp'), 'no temporary schema');
select ok(not exists (select from pg_class c where c.relnamespace in ('core'::regnamespace, 'audit'::regnamespace)
	and c.relkind = 'r' and has_table_privilege('recv', c.oid, 'select, insert, update, delete')), 'no table is granted');
select * from finish();
