#!/usr/bin/python3
"""attack.t -- every demo role, logged in over TCP with its own password, tries what the
program never does.  One TAP line for each attempt; a line "by all" is tried as every role."""
import os
import re
import sys
import threading
import time
import uuid

from attacker import ROLES, STRANGERS, Refused, Session, Tap, q, run, tell

sessions = {}
tap = Tap(sessions)


def entrances(dba):
    """Ways to connect: TLS, one database, the operator's own password."""
    tls, plain = os.environ["ATTACK_TLS"], "host=127.0.0.1 password=demo"
    weaker = tls.replace("verify-full", "require").replace("channel_binding=require", "")
    for user, where, word in (
            ("recv", f"{tls} password=wrong", "password"), ("recv", tls, "password"),
            ("gangshao_owner", f"{tls} password=demo", "password"),
            ("gangshao_operator", f"{tls} password=demo", "password"),
            ("postgres", f"{tls} password=demo", "password"),
            ("recv", f"{plain} sslmode=disable", "no encryption"),
            ("recv", f"{plain} sslmode=disable gssencmode=disable channel_binding=disable", "no encryption"),
            ("recv", f"{weaker} password=demo ssl_max_protocol_version=TLSv1.1 ssl_min_protocol_version=TLSv1",
             "SSL"),
            ("recv", f"{tls} password=demo sslrootcert={os.environ['ATTACK_STRANGER']}", "certificate"),
            ("recv", f"{tls} password=demo host=12315.gov.cn", "certificate"),
            *[(s, f"{tls} password=demo dbname={d}", "permission denied") for s in ROLES
              for d in ("postgres", "template1")],
            ("recv", f"{tls} password=demo dbname=template0", "not currently accepting"),
            ("recv", f"{tls} password=demo replication=true", "replication"),
            ("recv", f"{tls} password=demo replication=database", "start (walsender|WAL sender)"),
            *[("recv", f"{tls} password=demo options='-c {o}'", "permission denied") for o in (
                "role=postgres", "session_authorization=postgres", "log_connections=off", "jit_debugging_support=on",
                "session_preload_libraries=x", "log_statement=all",
                "log_min_messages=debug5", "temp_file_limit=-1")]):
        tap.tries += 1
        try:
            Session(user, where).says("select 1")
            said = "let in"
        except Refused as e:
            said = e.text
        tap.ok(re.search(word, said), f"no way in as {user}: {where.removeprefix(tls).removeprefix(weaker)}", said)
    own = dba.run("select count(*), bool_and(s.ssl) from pg_stat_ssl s join pg_stat_activity a "
                  "using (pid) where a.client_addr is not null and a.usename = any (array(select name from core.operator))")
    tap.ok(own[0][1] == "t" and int(own[0][0]) >= len(sessions), "whoever is in came by TLS", own)


def closed_doors():
    """Objects closed to every operator."""
    priv = "42501"
    for table in ("core.ticket", "core.caller", "core.reporter", "core.event", "core.applied",
                  "core.reveal", "core.operator", "core.duty", "core.lease", "core.setting",
                  "core.unit", "core.transition", "audit.alarm", "audit.redeemed", "audit.admin"):
        tap.refused(ROLES, f"select * from {table}", priv, f"reading {table}, by all")
    for sql in ("insert into core.duty values ('clerk','r06','330106000')",
                "update core.ticket set state = 'TS70'", "delete from core.event",
                "truncate core.applied", "lock table core.ticket",
                "select from core.ticket for update", "drop table core.ticket",
                "alter table core.ticket disable trigger all", "comment on table core.unit is ''",
                "grant select on core.ticket to public", "select core.me()",
                "select core.who_is('super')", "select core.set_setting('demo', '1')",
                "select core.enrol('x1', 'x', '1', '330100000', null)",
                "select core.lock_operator('recv')", "select core.doctor()",
                "select core.check_chain(gen_random_uuid())", "select core.dispatch(null)",
                "copy core.caller to stdout", "copy core.ticket from stdin",
                "copy (select * from core.reporter) to stdout", "table core.caller",
                "explain analyze select * from core.ticket",
                "declare c cursor with hold for select * from core.caller",
                "prepare x as select * from core.reporter",
                "select nextval('core.event_seq_seq')",
                "select pg_sequence_last_value('core.event_seq_seq'::regclass)",
                "select 'core.who'::regtype, row('a')::core.who"):
        tap.refused(ROLES, sql, priv + " 0A000 25P01 34000", f"{sql[:60]}, by all")
    for sql in ("create schema mine", "create table public.t (a int)", "create table api.t (a int)",
                "create temporary table ticket (a int)", "create temporary view v as select 1",
                "create temporary sequence s", "create table pg_temp.unit (a int)",
                "create function pg_temp.now() returns int language sql as 'select 1'",
                "create function pg_temp.f() returns int language internal as 'int4pl'",
                "create function api.f() returns int language sql as 'select 1'",
                "create function public.f() returns int language c as '/tmp/x', 'f'",
                "create operator pg_temp.= (leftarg = text, rightarg = text, function = texteq)",
                "create type pg_temp.t as (a int)", "create type api.t as enum ('a')",
                "create domain public.d as text", "create cast (text as integer) without function",
                "create aggregate pg_temp.a (int) (sfunc = int4pl, stype = int)",
                "create extension dblink", "create extension file_fdw", "create extension adminpack",
                "create server s foreign data wrapper f", "create foreign data wrapper f",
                "create language plperlu", "create role evil", "create database evil",
                "create tablespace evil location '/tmp'", "create publication p for all tables",
                "create subscription s connection '' publication p", "create event trigger e "
                "on ddl_command_start execute function f()", "create collation pg_temp.c from \"C\"",
                "create access method m type index handler bthandler",
                "create text search configuration pg_temp.c (copy = simple)",
                "select 1 into pg_temp.mine", "create table as_ as select 1",
                "do $$ begin end $$", "do language sql 'select 1'"):
        tap.refused(ROLES, sql, "42501 42704 42883 3F000 0A000 42P17 42601 58P01 42710",
                    f"{sql[:60]}, by all")
    for sql in ("set role gangshao_owner", "set role postgres", "set session authorization shanghai",
                "set local session authorization postgres", "alter role recv superuser",
                "alter role current_user createrole", "alter role shanghai set role postgres",
                "alter role shanghai password 'x'", "grant gangshao_owner to recv",
                "alter database gangshao set search_path = x", "alter system set fsync = off",
                "reassign owned by gangshao_owner to recv", "drop owned by gangshao_owner",
                "set session_replication_role = replica", "set log_statement = 'all'",
                "set log_min_messages = debug5", "set log_min_duration_statement = 0",
                "set log_min_error_statement = debug5", "set log_duration = on",
                "set log_statement_stats = on", "set log_executor_stats = on",
                "set log_lock_waits = on", "set log_temp_files = 0", "set deadlock_timeout = 1",
                "set temp_file_limit = -1", "set max_stack_depth = '7MB'", "set lc_messages = 'C'",
                "set dynamic_library_path = '/tmp'", "set session_preload_libraries = 'x'",
                "set allow_system_table_mods = on",
                "set zero_damaged_pages = on", "set ignore_checksum_failure = on",
                "set backtrace_functions = 'x'", "set track_functions = 'all'",
                "set wal_compression = off", "set commit_delay = 10000", "set jit_provider = 'x'",
                "set plpgsql.variable_conflict = 'use_variable'", "set huge_pages = on",
                "load '/tmp/x.so'", "load 'dblink'", "checkpoint", "vacuum full core.ticket",
                "reindex database gangshao", "cluster core.ticket using ticket_pkey",
                "security label on role recv is 'x'", "begin; prepare transaction 'x'",
                "alter role current_user connection limit 99", "alter role current_user valid until 'infinity'",
                "alter role current_user set temp_file_limit = -1",
                "alter role current_user set log_min_error_statement = 'error'",
                "alter role current_user set session_replication_role = 'replica'",
                "alter role current_user in database gangshao set log_error_verbosity = 'verbose'",
                "set log_error_verbosity = 'verbose'", "set log_parameter_max_length = -1",
                "alter role current_user rename to boss", "import foreign schema x from server y into api",
                "lock table pg_catalog.pg_class in row exclusive mode", "lock table pg_catalog.pg_authid",
                "select from pg_catalog.pg_class for share", "update pg_catalog.pg_proc set prosrc = ''",
                "delete from pg_catalog.pg_statistic", "truncate pg_catalog.pg_class",
                "analyze core.ticket", "create statistics s on unit, state from core.ticket",
                "create rule r as on select to core.ticket do instead nothing",
                "create policy p on core.ticket", "create trigger t after insert on core.ticket execute function f()",
                "create index on core.ticket (state)", "refresh materialized view core.ticket"):
        tap.refused(ROLES, sql, "42501 55P02 42704 22023 58P01 0A000 25001 ok"
                    if sql.startswith(("vacuum", "analyze")) else "42501 55P02 42704 22023 58P01 0A000 22P02 25P01 55000 42939",
                    f"{sql[:60]}, by all")
    for call in ("pg_advisory_lock(1)", "pg_advisory_xact_lock(1)", "pg_try_advisory_lock(1, 2)",
                 "pg_advisory_unlock_all()", "pg_notify('a', 'b')", "pg_sleep(9)",
                 "pg_sleep_for('9 s')", "pg_sleep_until(now() + interval '9 s')", "lo_create(0)",
                 "lo_import('/etc/passwd')", "lo_export(1, '/tmp/x')", "lo_creat(-1)",
                 "lo_from_bytea(0, 'x')", "lo_unlink(1)", "lo_open(1, 131072)", "loread(0, 9)",
                 "lowrite(0, 'x')", "pg_read_file('/etc/passwd')",
                 "pg_read_binary_file('/etc/passwd')", "pg_ls_dir('.')", "pg_ls_logdir()",
                 "pg_ls_waldir()", "pg_ls_tmpdir()", "pg_stat_file('.')", "pg_current_logfile()",
                 "query_to_xml('select 1', true, true, '')",
                 "table_to_xml('core.ticket', true, true, '')",
                 "database_to_xml(true, true, '')", "schema_to_xml('core', true, true, '')",
                 "cursor_to_xml('c', 1, true, true, '')", "set_config('timezone', 'UTC', false)",
                 "pg_export_snapshot()", "pg_cancel_backend(1)", "pg_terminate_backend(1)",
                 "pg_reload_conf()", "pg_rotate_logfile()", "pg_switch_wal()",
                 "pg_create_restore_point('x')", "pg_logical_emit_message(false, 'a', 'b')",
                 "pg_create_physical_replication_slot('x')", "pg_stat_reset()",
                 "pg_log_backend_memory_contexts(1)", "pg_get_functiondef(1)",
                 "ts_stat('select to_tsvector(1::text)')", "pg_promote()",
                 "pg_hba_file_rules()", "pg_show_all_file_settings()", "pg_config()",
                 "pg_get_shmem_allocations()", "pg_get_backend_memory_contexts()",
                 "pg_backup_start('x')", "pg_wal_replay_pause()", "pg_stat_get_activity(null)",
                 "pg_lock_status()", "pg_prepared_xact()", "pg_get_replication_slots()",
                 "ts_rewrite('a'::tsquery, 'select ''a''::tsquery, ''b''::tsquery')",
                 "pg_show_all_settings()", "pg_stat_get_backend_activity(1)",
                 "pg_ls_archive_statusdir()", "pg_stat_get_tuples_inserted('core.ticket'::regclass)",
                 "pg_relation_size(16384::regclass)", "pg_total_relation_size(16384::regclass)",
                 "pg_stat_get_live_tuples(16384)", "pg_stat_get_db_tuples_inserted(16384)"):
        tap.refused(ROLES, f"select {call}", "42501 42883", f"{call[:60]}, by all")
    for sql in ("copy (select 1) to '/tmp/gangshao-x'", "copy (select 1) to program 'id'",
                "select * from pg_stat_activity", "select * from pg_authid",
                "select * from pg_shadow", "select * from pg_statistic", "select * from pg_settings",
                "select * from pg_locks", "select * from pg_largeobject",
                "select * from pg_user_mapping", "select * from pg_file_settings",
                "select * from pg_hba_file_rules", "select * from pg_subscription",
                "select * from pg_stat_ssl", "select * from pg_stat_replication",
                "select * from pg_backend_memory_contexts", "select * from pg_prepared_xacts",
                "select * from pg_stat_statements", "select * from pg_stat_all_tables",
                "select * from pg_stat_user_indexes", "select * from pg_stat_database",
                "select * from pg_statio_all_tables", "select * from pg_stat_progress_vacuum",
                "select * from pg_stat_user_functions"):
        tap.refused(ROLES, sql, "42501 42P01", f"{sql[:60]}, by all")
    for sql, name in (("select prosrc from pg_proc where prosrc ~ 'reveal_hourly'", "the inside"),
                      ("select * from pg_stats where schemaname in ('core', 'audit')", "samples"),
                      ("select * from pg_stats_ext where schemaname = 'core'", "samples of pairs")):
        got = {s: len(sessions[s].run(sql)) for s in ROLES}
        tap.tries += len(ROLES)
        tap.ok(name == "the inside" or not any(got.values()), f"no {name} in catalogues, by all", got)


def back_doors(c, dba):
    """The fast path, plans, the operator's own role, and what the catalogues tell about others."""
    for name in ("core.me()", "core.schema_version()", "core.lookup_key", "pg_catalog.lo_create(oid)",
                 "pg_catalog.pg_advisory_unlock_all()", "pg_catalog.pg_export_snapshot()"):
        kind = "regprocedure" if "(" in name else "regclass"
        oid = int(dba.one(f"select '{name}'::{kind}::oid::bigint"))
        got = {s: sessions[s].call(oid) for s in ROLES}
        tap.tries += len(ROLES)
        tap.ok(set(got.values()) <= {"42501", "42883", "22023"}, f"the fast path to {name}, by all", got)
    for s in ("station", "clerk2"):
        for how in ("explain (verbose)", "explain (analyze, verbose, buffers)", "explain (verbose, settings, format json)"):
            tap.tries += 1
            try:
                plan = str(sessions[s].run(f"{how} select * from api.search('年糕', 9), api.ticket({q(c)})"))
            except Refused as e:
                plan = e.text
            tap.ok("core." not in plan and "张" not in plan, f"{how} shows a call, not what is within, by {s}", plan)
    w = Session("back")
    for sql in ("alter role current_user reset all", "alter role current_user set statement_timeout = 0",
                "alter role back in database gangshao reset all"):
        w.says(sql)
    w.close()
    w = Session("back")
    kept = w.run("select current_setting('temp_file_limit'), current_setting('log_error_verbosity'), "
                 "current_setting('log_min_error_statement'), current_setting('log_statement')")
    tap.ok(kept == [["256MB", "terse", "panic", "none"]], "what is set for one's role one cannot take away", kept)
    w.close()
    names = {s: sessions[s].run("select distinct a.k from pg_catalog.pg_class c, aclexplode(c.relacl) x, "
                                "lateral (select c.relname as k) a where x.grantee = 'gangshao_operator'::regrole")
             for s in ("recv", "super")}
    tap.ok(not any(names.values()), "nothing but functions was granted", names)


def others_tickets(c, r):
    """Operators of another county get the same answers as if the tickets did not exist."""
    none = str(uuid.uuid4())
    calls = ["select api.ticket({})", "select * from api.why({}, 'D02')",
             "select api.reveal_request({}, 'mobile', '核对号码')"]
    calls += [tell("", "{}", a, p, b).replace("'{}'", "{}", 1) for a, p, b in (
        ("note", '"note":"x"', ""), ("urge", '"note":"x"', ""), ("supervise", '"detail":"x"', ""),
        ("contact", '"how":"1"', ""), ("verify", '"detail":"x"', ""),
        ("accept", '"mode":"1"', "server:1"), ("assign", '"unit":"330105000"', "server:1"),
        ("take", '"detail":"x"', "server:3"), ("sign", '', "server:2"),
        ("approve", '', "server:7"), ("file", '', "server:3"), ("amend", '"brand":"x"', "server:1"),
        ("withdraw", '"how":"1"', "server:1"), ("nonsense", '', "server:1"),
        ("note", '"note":"x"', "nonsense"))]

    def answer(s, sql):
        tap.tries += 1
        try:
            return str(sessions[s].run(sql))
        except Refused as e:
            return str(e)

    for call in calls:
        name = call.split("api.")[1].split("(")[0]
        if name == "tell":
            head, tail = call.split("{}", 1)
            action = tail.split(", ")[2].strip("'")
            name = f"tell {action}"
            tail = tail.replace(", '\"", ", '{\"").replace("\"')", "\"}')").replace(", '')", ", '{}')")
        else:
            head, tail = call.split("{}", 1)
        wrong = []
        for s in STRANGERS:
            want = answer(s, head + q(none) + tail)
            for t in (c, r):
                got = answer(s, head + q(t) + tail)
                if got != want or not ("GS002" in want or "not yours" in want):
                    wrong.append((s, got, want))
        tap.ok(not wrong, f"{name}: another county's ticket is none, by {' '.join(STRANGERS)}", wrong)
    wrong = {}
    for s in STRANGERS:
        for sql in ("select * from api.caller('13800138000')", "select * from api.search('13800138000', 50)",
                    "select * from api.search('0013', 50)", "select * from api.search('杭州某某', 50)",
                    "select * from api.search('年糕', 50)", "select * from api.search('%', 50)",
                    "select * from api.search('00000001', 50)", "select * from api.search('__', 50)",
                    "select ticket from api.events_since('3', 0, 100000) where ticket is not null"):
            tap.tries += 1
            rows = sessions[s].run(sql)
            if any(x in str(rows) for x in (c, r)):
                wrong[s, sql] = rows
    tap.ok(not wrong, "no search, number or feed leads another county to them", wrong)
    wrong = {}
    for s in STRANGERS:
        for unit in ("330106000", "330106013", "330100000", "330000000", "100000000", "%", "' or ''='"):
            for sql in (f"select * from api.worklist({q(unit)}, 'closed', '', 50)",
                        f"select * from api.counters({q(unit)})"):
                tap.tries += 1
                said = sessions[s].says(sql)
                if said != "GS002" and not (s == "shanghai" and unit == ""):
                    wrong[s, sql] = said
    tap.ok(not wrong, "no list and no count of another unit", wrong)
    for s, t in (("clerk", "330105000"), ("station", "330105007"), ("lead", "330105000")):
        tap.refused([s], f"select * from api.worklist('{t}', 'closed', '', 9)", "GS002",
                    f"nor the other way round, by {s}")
    # asked in turn: the times of the answers do not distinguish the two
    s, took = sessions["clerk2"], {c: [], none: []}
    for i in range(400):
        for t in ((c, none), (none, c))[i % 2]:
            at = time.perf_counter()
            s.says(f"select api.ticket({q(t)})")
            took[t].append(time.perf_counter() - at)
    median = {t: sorted(v)[200] for t, v in took.items()}
    tap.ok(0.8 < median[c] / median[none] < 1.25, "and takes the time of one that does not exist",
           median)


def people(c, r, dba):
    """The identity of callers and reporters."""
    secret = ("13800138000", "张三丰", "文三路1号")
    wrong = {}
    for s in ROLES:
        for t in (c, r):
            for sql in (f"select api.ticket({q(t)})", "select * from api.search('年糕', 50)",
                        "select * from api.worklist('', 'closed', '', 50)",
                        "select * from api.worklist('', 'below', '', 50)"):
                tap.tries += 1
                try:
                    got = str(sessions[s].run(sql))
                except Refused as e:
                    got = e.text
                if any(x in got for x in secret):
                    wrong[s, sql] = got
    tap.ok(not wrong, "no plain name, number or address in any answer, by all", wrong)
    for s in ("disp", "super", "admin", "station"):
        try:
            got = sessions[s].one(f"select coalesce(api.ticket({q(r)})#>>'{{facts,pname}}', '-')")
        except Refused as e:
            got = e.state
        tap.ok(got in ("-", "GS002"), f"a reporter does not exist for {s}", got)
        tap.refused([s], f"select api.reveal_request({q(r)}, 'mobile', '核对')", "GS002",
                    f"and is not to be asked for by {s}")
        tap.ok(not any(r in row for row in sessions[s].run("select ticket from api.caller('13800138000')")),
               f"nor found by his number by {s}")
    # printed plans would show the client the values they compute with
    for s in ("super", "station", "clerk"):
        w = Session(s)
        for k, v in (("client_min_messages", "log"), ("debug_print_plan", "on"),
                     ("debug_print_parse", "on"), ("debug_print_rewritten", "on"),
                     ("plan_cache_mode", "force_custom_plan"), ("debug_pretty_print", "off")):
            w.run(f"set {k} = {v}")
        w.heard.clear()
        for sql in (f"select api.ticket({q(c)})", "select count(*) from api.caller('13800138000')"):
            w.says(sql)
        heard = "".join(w.heard)
        tap.ok("FUNCEXPR" in heard or "FuncExpr" in heard, f"plans of one's own statement may be printed, by {s}")
        tap.ok(heard.count("PLANNEDSTMT") == 2, f"plans of the inside are not, by {s}",
               heard.count("PLANNEDSTMT"))
        w.close()
    # reads hidden values in every shape of transaction
    lead = sessions["clerk"]
    ask = f"select api.reveal_request({q(c)}, 'mobile', '核对号码')"
    station = sessions["station"]
    for before, between, name in (
            ("begin", "", "begin"), ("begin", "savepoint a", "a savepoint between"),
            ("begin; savepoint a", "release a", "a savepoint released"),
            ("begin; savepoint a", "rollback to a", "a savepoint undone"),
            ("begin isolation level repeatable read", "", "repeatable read"),
            ("begin isolation level serializable", "", "serializable")):
        got = "refused"
        try:
            station.run(before)
            token = station.one(ask)
            if between:
                station.run(between)
            got = str(station.run(f"select * from api.reveal_redeem('{token}')"))
        except Refused as e:
            got = e.state
        station.says("select 1")
        tap.tries += 1
        tap.ok(got in ("GS001", "GS003"), f"asked and read in one transaction: {name}", got)
    for sql, name in (
            (f"select * from (select api.reveal_request({q(c)}, 'mobile', '核对号码') as t offset 0) x, "
             "api.reveal_redeem(x.t)", "one statement"),
            (f"copy (select * from (select api.reveal_request({q(c)}, 'mobile', '核对号码') as t "
             "offset 0) x, api.reveal_redeem(x.t)) to stdout", "one copy"),
            (f"with a as materialized ({ask} as t) select api.reveal_redeem(t) from a", "with")):
        got = "refused"
        w = Session("station")
        try:
            got = str(w.run(sql))
        except Refused as e:
            got = e.state
        tap.tries += 1
        # the start of a copy is no value yet: the next read tells
        if got == "copy":
            got = "GS001"
        tap.ok(got == "GS001", f"asked and read in {name}", got)
        if w.c:
            w.close()
    asked = int(dba.one("select count(*) from core.reveal"))
    token = station.one(ask)
    for s in ("recv", "clerk2", "super", "lead"):
        tap.refused([s], f"select * from api.reveal_redeem('{token}')", "GS001 GS002",
                    f"another's request, by {s}")
    value = station.run(f"select * from api.reveal_redeem('{token}')")
    tap.ok(value == [["mobile", "13800138000"]], "asked, committed, read: by the one who may", value)
    tap.refused(["station"], f"select * from api.reveal_redeem('{token}')", "GS001", "once")
    tap.ok(int(dba.one("select count(*) from core.reveal")) == asked + 1, "and is on record")
    for field in ("content", "facts", "", "detail", "mobile'", "unit"):
        tap.refused(["station"], f"select api.reveal_request({q(c)}, {q(field)}, '核对号码')", "GS001",
                    f"a value that is not hidden: {field or 'none'}")
    for reason in ("", " ", "x", "x" * 201, None):
        tap.refused(["station"], f"select api.reveal_request({q(c)}, 'mobile', {q(reason)})", "GS001",
                    "a request without a reason")
    return lead


def forged(c, dba):
    """Operations of others, replays, and calls that no program makes."""
    station, clerk2 = sessions["station"], sessions["clerk2"]
    op, store = str(uuid.uuid4()), str(uuid.uuid4())
    real = tell("", c, "note", '{"note":"真"}', op=op, store=store)
    tap.ok(station.run(real)[0][0] == "applied", "an operation of one's own")
    tap.ok("replay" in station.run(real)[0][1], "told again is a replay")
    for name, again in (("number", tell("", c, "note", '{"note":"真"}', op=op, store=store, seq=2)),
                        ("desk", tell("", c, "note", '{"note":"真"}', op=op))):
        tap.ok("replay" in station.run(again)[0][1], f"the same by the same person under another {name} is one, too")
    n = dba.one("select count(*) from core.event")
    alarms = int(dba.one("select count(*) from audit.alarm"))
    shapes = [("other words", "station", tell("", c, "note", '{"note":"假"}', op=op, store=store)),
              ("another action", "station", tell("", c, "urge", '{"note":"真"}', op=op, store=store)),
              ("another base", "station", tell("", c, "note", '{"note":"真"}', "server:1", op, store)),
              ("a colleague", "clerk", real),
              ("a colleague, from her own desk", "clerk", tell("", c, "note", '{"note":"真"}', op=op)), ("another county", "clerk2", real),
              ("the province", "super", real)]
    for name, s, sql in shapes:
        tap.tries += 1
        got = sessions[s].run(sql)[0]
        tap.ok(got[0] == "refused" and "already used" in got[1], f"an operation's id again: {name}", got)
    tap.ok(int(dba.one("select count(*) from audit.alarm")) == alarms + len(shapes), "each raised an alarm")
    tap.ok(dba.one("select count(*) from core.event") == n, "and changed nothing")
    reg = ("{\"kind\":\"complaint\",\"call\":\"" + str(uuid.uuid4()) + "\",\"received\":\"2026-11-01T10:00:00+08:00\","
           "\"regno\":\"%s\",\"incform\":\"1\",\"pname\":\"甲\",\"mobile\":\"13800000000\",\"invname\":\"乙\","
           "\"paddr\":\"丙\",\"invaddr\":\"丁\",\"demand\":[\"04\"],\"content\":\"x\"}")
    for s, number in (("recv", "3301000002026110100000001"), ("recv", "3301060002026110199999999"),
                      ("clerk", "3301060002026110100000001"), ("super", "3300000002026110100000001"),
                      ("clerk2", "3301000002026110100000002"), ("recv", "330100000202611010000000１")):
        tap.tries += 1
        got = sessions[s].run(tell("", uuid.uuid4(), "register", reg % number))[0]
        tap.ok(got[0] == "refused", f"a number one was not handed, by {s}", got)
    lease = dba.one("select request from core.lease limit 1")
    for s in ("recv", "clerk", "shanghai"):
        tap.refused([s], f"select * from api.lease(gen_random_uuid(), '{lease}', 1)", "GS001",
                    f"another desk's block of numbers, by {s}")
    for s in ("clerk", "lead", "super", "admin", "back", "disp"):
        tap.refused([s], "select * from api.lease(gen_random_uuid(), gen_random_uuid(), 1)", "GS001",
                    f"numbers for {s}, who does not register")
    got = sessions["recv"].run("select first, last from api.lease(gen_random_uuid(), gen_random_uuid(), 2000000000)")
    tap.ok(int(got[0][1]) - int(got[0][0]) < 100000, "a block of numbers has its limit", got)
    for s in ("recv",):
        for n in ("-1", "0", "null"):
            said = sessions[s].says(f"select * from api.lease(gen_random_uuid(), gen_random_uuid(), {n})")
            tap.ok(said in ("ok", "GS001"), f"a count of {n}", said)
    deep = '{"note":' + "[" * 20000 + "]" * 20000 + "}"
    for name, sql, states in (
            ("deep JSON", tell("", c, "note", deep), "54001 GS003 22P02 ok"),
            ("256 KiB", tell("", c, "note", '{"note":"' + "语" * 200000 + '"}'), "GS003"),
            ("a zero character", tell("", c, "note", '{"note":"\\u0000"}'), "22P05"),
            ("half a pair", tell("", c, "note", '{"note":"\\ud800"}'), "22P02"),
            ("no JSON", tell("", c, "note", '{"note":'), "22P02"),
            ("an array", tell("", c, "note", "[]"), "GS003"),
            ("another version", tell("", c, "note", schema=2), "GS003"),
            ("a long base", tell("", c, "note", base="x" * 60), "GS003"),
            ("a long action", tell("", c, "x" * 60), "GS003"),
            ("nothing", "select * from api.tell(null,null,null,null,null,null,null,null)", "GS003"),
            ("a batch of 1001", "select * from api.tell_many(array_fill('{}'::jsonb, array[1001]))", "GS003"),
            ("a batch of nothings", "select * from api.tell_many(array[null]::jsonb[])", "GS003"),
            ("a batch of nonsense", "select * from api.tell_many(array['{\"op\":\"x\"}']::jsonb[])", "22P02"),
            ("a place in a list", "select * from api.worklist('', 'handling', 'x', 9)", "GS001"),
            ("a place in the feed", "select * from api.events_since('-1', 0, 9)", "GS001"),
            ("a place far ahead", "select * from api.events_since('9999999999999999999999', 0, 9)", "GS001"),
            ("a long search", f"select * from api.search('{'x' * 200}', 9)", "GS001")):
        tap.refused(["station"], sql, states, f"a call no program makes: {name}")
    tap.refused(["station"], b"select api.search('\xff\xfe', 9)", "22021", "a text that is not UTF-8")
    tap.refused(["station"], b"select * from api.tell_many(array['{\"op\":\"\xc0\xaf\"}']::jsonb[])", "22021",
                "an overlong form")
    for n in ("-1", "0", "2147483647", "null"):
        for call in (f"api.worklist('', 'handling', '', {n})", f"api.search('年糕', {n})",
                     f"api.events_since('0', 0, {n})", f"api.trader('年', '', {n})",
                     f"api.units_since(0, '', {n})"):
            tap.tries += 1
            rows = station.run(f"select count(*) from {call}")
            tap.ok(int(rows[0][0]) <= 50000, f"a limit of {n}: {call[:16]}", rows)
    texts = ["'; drop table core.ticket; --", "\\", "%", "$$", "a' or 'a'='a", "\u202e", "${jndi:x}"]
    tap.ok(all(station.says(f"select * from api.{f}") == "ok" for t in texts for f in (
        f"search({q(t)}, 9)", f"caller({q(t)})", f"respondent({q(t)}, {q(t)})", f"trader({q(t)}, {q(t)}, 9)",
        f"suggest({q(t)}, {q(t)}, {q(t)}, {q(t)})")), "quotes and signs are only text")
    tap.ok(clerk2.says("select 1") == "ok" and int(dba.one("select count(*) from core.ticket")) >= 2,
           "everything stands")


def sessions_that_outlive(c, dba):
    """Rights end at once, for sessions and cursors opened before too."""
    look = f"select api.ticket({q(c)})"
    took = ("select core.grant_duty('clerk', d, '330106000', core.day(now()) - 9, core.day(now()) - 1) "
            "from unnest('{r04,r05}'::text[]) d")
    gave = "update core.duty set valid_from = core.day(now()) - 9, valid_to = 'infinity' where operator = 'clerk'"
    def opened(first, then, name, states):
        w = Session("clerk")
        for sql in first:
            w.run(sql)
        dba.run(took)
        tap.tries += 1
        said = w.says(then)
        tap.ok(said in states.split(), f"a duty ends: {name}", said)
        w.close()
        dba.run(gave)
    opened([f"prepare a as {look}", "execute a"], "execute a", "a prepared statement", "GS002")
    opened(["begin", look], look, "an open transaction", "GS002")
    opened(["begin", f"declare k cursor for select api.ticket({q(c)}) from generate_series(1, 9)",
            "fetch 1 from k"], "fetch 1 from k", "an open cursor", "GS002")
    opened(["begin", f"prepare b as {tell('', c, 'note', '{}')}"], "execute b", "a prepared operation", "ok")
    for level in ("repeatable read", "serializable"):
        w = Session("clerk")
        w.run(f"begin isolation level {level}")
        w.run("select 1 from pg_class limit 1")
        dba.run(took)
        tap.tries += 1
        said = w.says(look)
        tap.ok(said == "GS003", f"a duty ends: {level}", said)
        w.close()
        dba.run(gave)
    for zone in ("XXX167", "XXX40", "YYY-40", "UTC+12"):
        opened([f"set timezone = '{zone}'"], look, f"the day in zone {zone}", "GS002")
        opened([f"set timezone = '{zone}'"], "select * from api.worklist('', 'closed', '', 9)",
               f"its list in zone {zone}", "GS002")
    w = Session("clerk2")
    w.run(f"prepare a as select * from api.counters('')")
    dba.run("select core.lock_operator('clerk2')")
    for sql in ("execute a", look, "select * from api.search('年糕', 9)", "select api.hello(null, '', 1, '{}')",
                "select * from api.codes_since(0)", "select * from api.units_since(0, '', 9)",
                "select * from api.divisions_since(0, '', 9)", "select * from api.events_since('0', 0, 9)",
                "select * from api.caller('1')", "select * from api.respondent('', 'x')",
                "select * from api.trader('x', '', 1)", "select * from api.suggest('330106', '', '', '')",
                "select * from api.why(gen_random_uuid(), 'D01')", tell("", c, "note"),
                "select * from api.tell_many('{}')", "select api.reveal_redeem(gen_random_uuid())",
                "select * from api.lease(gen_random_uuid(), gen_random_uuid(), 1)"):
        tap.tries += 1
        said = w.says(sql)
        tap.ok(said == "28000", f"locked out while logged in: {sql[:44]}", said)
    try:
        Session("clerk2")
        tap.ok(False, "locked out: no new login")
    except Refused as e:
        tap.ok("not permitted to log in" in e.text, "locked out: no new login", e)
    w.close()
    dba.run("select core.lock_operator('clerk2', false)")


def literals(dba):
    """Settings that would make the functions read literals differently."""
    w = Session("recv")
    # renamed by PostgreSQL 16
    parallel = dba.one("select name from pg_settings where name in ('force_parallel_mode', 'debug_parallel_query')")
    for s in ("standard_conforming_strings = off", "backslash_quote = on", "escape_string_warning = off",
              "datestyle = 'German'", "intervalstyle = 'sql_standard'", "transform_null_equals = on",
              "array_nulls = off", "bytea_output = 'escape'", "extra_float_digits = -15",
              "search_path = pg_temp, public, core", "quote_all_identifiers = on", "row_security = off",
              "statement_timeout = 0", "lock_timeout = 0", "idle_in_transaction_session_timeout = 0",
              "client_encoding = 'SQL_ASCII'", "default_transaction_deferrable = on",
              "constraint_exclusion = on", "xmloption = 'document'", "synchronous_commit = off",
              f"{parallel} = on", "enable_seqscan = off", "enable_indexscan = off",
              "client_encoding = 'UTF8'", "work_mem = '64kB'", "lc_time = 'C'", "jit = on"):
        w.run(f"set {s}")
    lease = w.run("select unit, first from api.lease('" + (store := str(uuid.uuid4())) + "', gen_random_uuid(), 9)")
    unit, first = lease[0][0], int(lease[0][1])

    def register(i, change):
        import json
        p = {"kind": "complaint", "call": str(uuid.uuid4()), "received":
             time.strftime("%Y-%m-%dT00:00:01+00:00", time.gmtime()),
             "regno": unit + time.strftime("%Y%m%d", time.gmtime()) + f"{first + i:08}", "incform": "1",
             "pname": "甲", "mobile": "13811112222", "invname": "乙店", "paddr": "丙路1号", "invaddr": "丁路",
             "demand": ["04"], "content": "x", **change}
        return w.run(tell("", uuid.uuid4(), "register", json.dumps(p), store=store))[0]

    got = register(0, {})
    tap.ok(got[0] == "applied", "strange settings of a session hinder nobody's work", got)
    for i, change in enumerate(({"invoam": "12x5"}, {"buydate": "2099-01-01"}, {"uscc": "12345"},
                                {"mobile": "", "inccall": ""}, {"regno": "x"}, {"received": "2026-1"}), 1):
        tap.tries += 1
        got = register(i, change)
        tap.ok(got[0] == "refused" and list(change)[0] in got[1], f"nor let {change} in", got)
    tap.ok(dba.one("select coalesce(string_agg(core.check_chain(ticket), ', '), '') from core.ticket") == "",
           "every chain holds")
    w.close()


def stalls(c, dba):
    """A session that locks a ticket blocks that ticket only; others are told to try again."""
    w = Session("station")
    w.run("set lock_timeout = 0; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0")
    w.run("begin")
    w.run(tell("", c, "note", '{"note":"x"}'))
    got = {}

    def other():
        s = Session("clerk")
        s.run("set lock_timeout = 0")
        at = time.monotonic()
        got["said"] = s.says(tell("", c, "note", '{"note":"y"}'))
        got["took"] = time.monotonic() - at
        s.close()

    t = threading.Thread(target=other)
    t.start()
    look = sessions["lead"].says(f"select api.ticket({q(c)})")
    tap.ok(look == "ok", "a ticket that is held can be read", look)
    reg = sessions["recv"].says("select * from api.lease(gen_random_uuid(), gen_random_uuid(), 1)")
    tap.ok(reg == "ok", "and others work on")
    t.join(20)
    tap.ok(got.get("said") == "55P03" and got["took"] < 6, "who needs it is told to come again", got)
    w.run("rollback")
    tap.ok(sessions["clerk"].says(tell("", c, "note", '{"note":"y"}')) == "ok", "and may, after")
    w.close()
    said = sessions["back"].says("set work_mem = '64kB'; select count(*) from (select i from "
                                 "generate_series(1, 6000000) i order by i % 1000003, md5('')) x")
    tap.ok(said == "53400", "a sort without end stops before the disk is full", said)
    for n in range(50):
        sessions["recv"].says("notify flood")
    tap.ok(sessions["lead"].says("select 1") == "ok", "notifications reach nobody")
    many = []
    try:
        for n in range(20):
            many.append(Session("back"))
        tap.ok(False, "logins have a limit")
    except Refused as e:
        tap.ok("too many connections" in e.text and len(many) < 9, "logins of one operator have a limit", e)
    for m in many:
        m.close()
    del dba


def main(dba):
    c, r = dba.one("select t.complaint_in('TS40')"), dba.one("select t.report_in('JB20')")
    closed = dba.one("select t.complaint_in('TS70')")
    for s in ROLES + ["shanghai"]:
        sessions[s] = Session(s)
        sessions[s].run("select api.hello(null, 'test', 1, '{}')")
    entrances(dba)
    closed_doors()
    back_doors(c, dba)
    others_tickets(c, r)
    others_tickets(closed, r)
    people(c, r, dba)
    forged(c, dba)
    sessions_that_outlive(c, dba)
    literals(dba)
    stalls(c, dba)
    print(f"# {len(sessions)} logins")
    tap.end()


if __name__ == "__main__":
    run(main)
