-- An operator's account: the settings its role is held to, who may change them, and whose password it is.
select plan(24);

create function pg_temp.settings(p_who text) returns text[] language sql as $$
	select array(select unnest(s.setconfig) from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
		where r.rolname = p_who and s.setdatabase = 0 order by 1);
$$;
create function pg_temp.held() returns text[] language sql as $$
	select array(select unnest(core.role_settings()) order by 1);
$$;
select is(pg_temp.settings('recv'), pg_temp.held(), 'an operator who was enrolled has every setting of the house');
select ok('{search_path,temp_file_limit,default_transaction_isolation,TimeZone}' <@ array(
	select split_part(x, '=', 1) from unnest(core.role_settings()) x), 'among them search_path, temp_file_limit, isolation and time zone');

-- A role may change itself: the server restores it and records the change.
select t.run('recv', 'alter role recv set statement_timeout = 0');
select t.run('recv', 'alter role recv set work_mem = ''1GB''');
select t.run('recv', format('alter role recv in database %I set lock_timeout = 0', current_database()));
select t.run('disp', 'alter role disp reset all');
select isnt(pg_temp.settings('disp'), pg_temp.held(), 'an operator can lift settings of his own role');
select ok('temp_file_limit=256MB' = any (pg_temp.settings('disp')), 'but not the limit of temporary files');
select is(core.work_roles(), 2, 'the periodic work finds both');
select is(pg_temp.settings('recv') || pg_temp.settings('disp'), pg_temp.held() || pg_temp.held(), 'puts all of it back');
select is((select count(*) from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
	where r.rolname = 'recv' and s.setdatabase <> 0), 0::bigint, 'also what holds for one database only');
select is((select string_agg(operator || ' ' || what, ', ' order by operator) from audit.alarm where what = 'role settings'),
	'disp role settings, recv role settings', 'and raises an alarm for each');
select is(core.work_roles(), 0, 'then there is nothing to do');

-- Without commit: an operator's own change does not block the administrator.
create extension if not exists dblink schema t;
select t.dblink_connect('own', format('host=%s dbname=%s user=clerk', current_setting('unix_socket_directories'), current_database()));
select t.dblink_exec('own', 'begin');
select t.dblink_exec('own', 'alter role clerk set work_mem = ''2MB''');
select t.dblink_exec('own', 'alter role clerk password ''a long one''');
create temp table began as select clock_timestamp() as at;
select lives_ok('select core.lock_operator(''clerk'')', 'a lock comes through while the locked one changes his role');
select ok(clock_timestamp() - at < interval '4 seconds', 'at once') from began;
select ok(not rolcanlogin, 'and holds') from pg_roles where rolname = 'clerk';
select core.lock_operator('clerk', false);

-- Another session that is not ended is named.
select t.dblink_connect('other', format('host=%s dbname=%s user=postgres application_name=carpenter', current_setting('unix_socket_directories'), current_database()));
select t.dblink_exec('other', 'begin');
select t.dblink_exec('other', 'alter role clerk connection limit 7');
update began set at = clock_timestamp();
create function pg_temp.lock_says() returns text language plpgsql as $$
declare
	args text;
begin
	perform core.lock_operator('clerk');
	return 'locked';
exception when others then
	get stacked diagnostics args = pg_exception_hint;
	return sqlerrm || args;
end $$;
select matches(pg_temp.lock_says(), 'being changed by another session.*postgres pid [0-9]+ carpenter',
	'a session of somebody else that holds the account is named');
select ok(clock_timestamp() - at < interval '9 seconds', 'within seconds') from began;
select t.dblink_exec('other', 'rollback');

-- Passwords: stored as SCRAM only; who set them.
select throws_ok('select core.set_password(''lead'', ''md5abc'')', 'GS001', 'A password is kept as a SCRAM verifier only.', 'no other verifier is taken');
select core.set_setting('demo', '0');
select core.set_password('lead', 'SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0$' || repeat('A', 43) || '=:' || repeat('B', 43) || '=');
select ok(core.password_due('lead'), 'a password that an administrator gave is not the operator''s own');
select core.expire_operator('lead', core.day(now()) + 9);
select ok(core.password_due('lead'), 'nor is it after another change of the account by an administrator');
select throws_ok('select * from t.ask(''lead'', ''select * from api.counters(null)'')', '28G01', null, 'until then he does nothing else');
select t.run('lead', 'alter role lead password ''something of my own''');
select ok(not core.password_due('lead'), 'it is when he has changed it');
select lives_ok('select * from t.ask(''lead'', ''select * from api.counters(null)'')', 'and works on');
select is(core.role_differs('back'), null, 'a role as the house has it differs in nothing');
alter role back set timezone = 'UTC';
select matches(core.role_differs('back'), 'TimeZone=UTC.*without TimeZone=Asia/Shanghai', 'one that does not is named with both');
select t.run('station', 'set password_encryption = md5');
select t.run('station', 'alter role station password ''something of my own''');
select core.work_roles();
select is((select rolpassword from pg_authid where rolname = 'station'), null, 'a password kept as MD5 is taken away');
select is((select count(*) from audit.alarm where operator = 'station' and what = 'password not SCRAM'), 1::bigint, 'with an alarm');
select * from finish();
