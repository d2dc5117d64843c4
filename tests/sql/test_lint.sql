-- Every function passes plpgsql_check, every object has a comment, and no right is open that should not be.
select plan(11);

select is((select string_agg(format('%s: %s', f.oid::regprocedure, c), E'\n') from pg_proc f
		join pg_language l on l.oid = f.prolang,
		lateral t.plpgsql_check_function(f.oid, other_warnings => true, extra_warnings => false,
			performance_warnings => false) c
	where f.pronamespace in ('core'::regnamespace, 'api'::regnamespace, 'audit'::regnamespace)
		and l.lanname = 'plpgsql' and f.prorettype <> 'trigger'::regtype
		and f.proname <> 'clock_run' and c !~ '^(warning extra|CONTEXT|Context)'), null,
	'plpgsql_check finds nothing');
select is((select string_agg(p.oid::regprocedure::text, ', ') from pg_proc p
	where p.pronamespace in ('core'::regnamespace, 'api'::regnamespace, 'audit'::regnamespace)
		and obj_description(p.oid, 'pg_proc') is null), null, 'every function has a comment');
select is((select string_agg(c.oid::regclass::text, ', ') from pg_class c
	where c.relnamespace in ('core'::regnamespace, 'audit'::regnamespace) and c.relkind in ('r', 'v', 'm', 'p')
		and obj_description(c.oid, 'pg_class') is null), null, 'every table has a comment');
select is((select string_agg(a.attrelid::regclass || '.' || a.attname, ', ') from pg_attribute a
	join pg_class c on c.oid = a.attrelid
	where c.relnamespace in ('core'::regnamespace, 'audit'::regnamespace) and c.relkind in ('r', 'v', 'm', 'p')
		and a.attnum > 0 and not a.attisdropped and col_description(a.attrelid, a.attnum) is null), null,
	'every column has a comment');
select is((select string_agg(conrelid::regclass || ' ' || conname, ', ') from pg_constraint
	where connamespace in ('core'::regnamespace, 'audit'::regnamespace)
		and (conname ~ '_(fkey|check)[0-9]*$' or contype in ('c', 'f') and conname = '')), null,
	'every constraint was given a name');
select is((select string_agg(p.oid::regprocedure::text, ', ') from pg_proc p
	where p.pronamespace = 'api'::regnamespace and (not p.prosecdef
		or not p.proconfig && '{"search_path=pg_catalog, core, pg_temp"}')), null,
	'every api function is a definer with pg_temp last in its path');
select is((select string_agg(p.oid::regprocedure::text, ', ') from pg_proc p
	where p.pronamespace = 'api'::regnamespace and not p.proconfig @> array['debug_print_parse=off',
		'debug_print_rewritten=off', 'debug_print_plan=off', 'TimeZone=Asia/Shanghai', 'DateStyle=ISO, YMD',
		'standard_conforming_strings=on', 'transform_null_equals=off', 'array_nulls=on']), null,
	'no setting of a session reaches into an api function');
select is((select string_agg(p.oid::regprocedure::text, ', ') from pg_proc p
	where p.pronamespace in ('core'::regnamespace, 'audit'::regnamespace) and p.prosecdef), null,
	'no inner function is a definer');
select is((select string_agg(p.oid::regprocedure::text, ', ') from pg_proc p
	where p.pronamespace in ('core'::regnamespace, 'api'::regnamespace, 'audit'::regnamespace)
		and pg_get_userbyid(p.proowner) <> 'gangshao_owner'), null, 'the owner owns every function');
select is((select string_agg(c.oid::regclass::text, ', ') from pg_class c
	where c.relnamespace in ('core'::regnamespace, 'audit'::regnamespace)
		and pg_get_userbyid(c.relowner) <> 'gangshao_owner'), null, 'and every table');
select is((select string_agg(action, ', ') from core.transition x where action not in ('', 'register')
	and not exists (select from pg_proc where pronamespace = 'core'::regnamespace and proname = 'act_' || x.action)),
	null, 'every action of the procedure has its function');
select * from finish();
