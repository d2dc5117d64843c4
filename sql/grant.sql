-- The rights of operators, and nothing else.  Runs last, as a superuser, after every installation.
reset role;

do $$
declare
	d text := current_database();
	f regprocedure;
	own boolean;
	r text;
begin
	-- Repairs the role settings of operators enrolled by an older program.
	for r in select o.name from core.operator o join pg_roles p on p.rolname = o.name loop
		perform core.hold_role(r);
	end loop;
	execute format('revoke all on database %I from public', d);
	execute format('grant connect on database %I to gangshao_operator', d);
	-- Statements are short: compiling one would take longer than running it.
	execute format('alter database %I set jit = off', d);
	-- The statement, detail and context of an error contain what people said; only its first line goes
	-- into the log.  Operators cannot change any of these settings.
	execute format('alter database %I set log_error_verbosity = terse', d);
	execute format('alter database %I set log_min_error_statement = panic', d);
	execute format('alter database %I set log_parameter_max_length = 0', d);
	execute format('alter database %I set log_statement = none', d);
	execute format('alter database %I set log_min_duration_statement = -1', d);
	execute format('alter database %I set log_min_duration_sample = -1', d);
	execute format('alter database %I set log_transaction_sample_rate = 0', d);
	execute format('alter database %I set log_lock_waits = off', d);
	execute format('alter database %I set log_duration = off', d);
	-- Operators must not work in the cluster's other databases either: no temporary tables, no blocks of
	-- code.
	for r in select datname from pg_database where datname in ('postgres', 'template1') and datname <> d loop
		execute format('revoke all on database %I from public', r);
	end loop;
	-- Advisory locks, large objects, sleeping, notifications, other sessions, queries from text: gangshao
	-- needs none of these for operators, and each could block others or bypass the api functions.
	for f in
		select p.oid::regprocedure from pg_proc p
		where p.pronamespace = 'pg_catalog'::regnamespace
			and has_function_privilege('public', p.oid, 'execute')
			and (p.proname ~ ('^(lo_.*|loread|lowrite|pg_advisory_.*|pg_try_advisory_.*|pg_notify|pg_sleep.*'
				|| '|query_to_xml.*|table_to_xml.*|schema_to_xml.*|database_to_xml.*|cursor_to_xml.*'
				|| '|pg_export_snapshot|pg_cancel_backend|pg_terminate_backend|set_config'
				|| '|pg_logical_emit_message|pg_read_.*|pg_ls_.*|pg_stat_file|pg_get_functiondef'
				|| '|pg_current_logfile|dblink.*|pg_create_.*|pg_replication_.*|ts_stat'
				|| '|pg_stat_get_.*|pg_lock_status|pg_prepared_xact'
				-- a transaction with an id holds back everybody's change feed
				|| '|pg_current_xact_id|pg_current_xact_id_if_assigned|txid_current|txid_current_if_assigned'
				|| '|pg_database_size|pg_tablespace_size|pg_sequence_last_value'
				|| '|pg_relation_size|pg_table_size|pg_indexes_size|pg_total_relation_size'
				|| '|pg_get_replication_slots|pg_show_all_settings|pg_blocking_pids|pg_safe_snapshot_blocking_pids)$')
			or p.oid = 'pg_catalog.ts_rewrite(tsquery, text)'::regprocedure)
	loop
		execute format('revoke execute on function %s from public', f);
	end loop;
	for f in
		select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('core', 'audit', 'api')
	loop
		execute format('alter function %s owner to gangshao_owner', f);
		execute format('revoke all on function %s from public', f);
		execute format('revoke all on function %s from gangshao_operator', f);
	end loop;
	-- Settings of a session must not reach into the api functions: printed plans would show the client
	-- the values they compute with, another time zone would move the days on which duties end, and
	-- literals could be read differently.
	for f, own in
		select p.oid::regprocedure, array_to_string(p.proconfig, ' ') ~ '(^| )lock_timeout='
		from pg_proc p where p.pronamespace = 'api'::regnamespace
	loop
		execute format('alter function %s set debug_print_parse = off', f);
		execute format('alter function %s set debug_print_rewritten = off', f);
		execute format('alter function %s set debug_print_plan = off', f);
		execute format('alter function %s set timezone = ''Asia/Shanghai''', f);
		execute format('alter function %s set datestyle = ''ISO, YMD''', f);
		execute format('alter function %s set standard_conforming_strings = on', f);
		execute format('alter function %s set transform_null_equals = off', f);
		execute format('alter function %s set array_nulls = on', f);
		-- A function with a lock_timeout of its own keeps it: a batch waits less than a single call.
		if not coalesce(own, false) then
			execute format('alter function %s set lock_timeout = ''3s''', f);
		end if;
	end loop;
end $$;

-- What our own functions need of these.
grant execute on function pg_sleep(double precision), pg_stat_get_activity(integer), pg_stat_get_wal_senders(),
	set_config(text, text, boolean), pg_current_xact_id(), pg_sequence_last_value(regclass)
to gangshao_owner;
grant pg_read_all_stats to gangshao_owner;
-- Lets our functions see that a role was changed, and nothing else of it.
grant select (rolname, xmin) on pg_catalog.pg_authid to gangshao_owner;

revoke all on schema public from public;
revoke usage on language plpgsql, sql from public;
grant usage on language plpgsql, sql to gangshao_owner;
revoke all on schema core, audit from public, gangshao_operator;
revoke all on all tables in schema core, audit from public, gangshao_operator;
revoke all on all sequences in schema core, audit from public, gangshao_operator;
revoke create on schema api from public, gangshao_operator;
grant usage on schema api to gangshao_operator;

grant execute on function
	api.hello(uuid, text, integer, jsonb),
	api.tell(uuid, uuid, bigint, uuid, text, text, integer, jsonb),
	api.tell_many(jsonb[]),
	api.lease(uuid, uuid, integer),
	api.ledger(uuid, bigint, bigint),
	api.ledger_rows(uuid, bigint, integer),
	api.worklist(text, text, text, integer),
	api.counters(text),
	api.ticket(uuid, integer, integer),
	api.caller(text),
	api.respondent(text, text),
	api.trader(text, text, integer),
	api.suggest(text, text, text, text),
	api.search(text, integer, text),
	api.why(uuid, text),
	api.documents(uuid),
	api.document(uuid, integer),
	api.document_draft(uuid, text, text, jsonb),
	api.publications(text, text, text),
	api.incidents(),
	api.events_since(text, bigint, integer),
	api.codes_since(bigint),
	api.units_since(bigint, text, integer),
	api.divisions_since(bigint, text, integer),
	api.reveal_request(uuid, text, text),
	api.reveal_redeem(uuid)
to gangshao_operator;

-- An operator who opens psql must not read other sessions' statements or the list of roles' settings.
revoke select on pg_catalog.pg_stat_activity, pg_catalog.pg_settings, pg_catalog.pg_locks from public;

-- Hide how many rows a table has: among others, how many reporters asked for secrecy.
do $$
begin
	revoke select on pg_catalog.pg_class from public;
	execute (select format('grant select (%s) on pg_catalog.pg_class to public', string_agg(quote_ident(attname), ', '))
		from pg_attribute where attrelid = 'pg_catalog.pg_class'::regclass and attnum > 0 and not attisdropped
			and attname not in ('reltuples', 'relpages', 'relallvisible', 'relallfrozen', 'relfrozenxid', 'relminmxid'));
end $$;
