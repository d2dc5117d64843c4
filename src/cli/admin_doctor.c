/* admin_doctor.c -- the checks of an installation, one row each.  A check returns nothing
 * where all is well, else what is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

#include "query/query.h"

#include "gate/stmt.h"

#include "admin.h"

static const struct examination {
	const char *what; /* N_() */
	const char *sql;
	bool advice; /* to be seen to, but no fault of the house */
} examinations[] = {
	{ N_("PostgreSQL is 15 or newer"),
	  "select current_setting('server_version') "
	  "where current_setting('server_version_num')::int < 150000" },
	{ N_("The database is in UTF-8 and its character classes too"),
	  "select pg_encoding_to_char(encoding) || ' ' || datctype from pg_database "
	  "where datname = current_database() and (pg_encoding_to_char(encoding) <> 'UTF8' "
	  "or datctype in ('C', 'POSIX'))" },
	{ N_("What is committed is on disk"),
	  "select string_agg(name || ' = ' || setting, ', ') from pg_settings "
	  "where name in ('fsync', 'full_page_writes', 'synchronous_commit') "
	  "and setting = 'off'" },
	{ N_("Passwords are kept as SCRAM verifiers"),
	  "select 'password_encryption = ' || current_setting('password_encryption') "
	  "where current_setting('password_encryption') <> 'scram-sha-256'" },
	{ N_("No way in without a password, or with one that can be read on the way"),
	  "select string_agg(format('pg_hba.conf %s: %s %s', line_number, type, "
	  "coalesce(error, auth_method)), ', ') from pg_hba_file_rules "
	  "where error is not null or auth_method in ('trust', 'password', 'md5', 'ident') "
	  "or type in ('host', 'hostnossl') and auth_method not in ('reject') "
	  "and not address = any ('{127.0.0.1,::1,samehost}')" },
	{ N_("The server speaks TLS wherever it listens to a network"),
	  "select 'ssl = off, listen_addresses = ' || current_setting('listen_addresses') "
	  "where current_setting('ssl') = 'off' and current_setting('listen_addresses') "
	  "<> ''" },
	{ N_("The server's certificate is good for another 30 days"),
	  "select to_char(till, 'YYYY-MM-DD') from (select to_timestamp(convert_from("
	  "decode(m[1], 'hex'), 'SQL_ASCII'), 'YYMMDDHH24MISS') as till from "
	  "regexp_match(encode(decode(regexp_replace(split_part(split_part(pg_read_file("
	  "current_setting('ssl_cert_file')), '-----BEGIN CERTIFICATE-----', 2), "
	  "'-----END', 1), '\\s', '', 'g'), 'base64'), 'hex'), "
	  "'170d(?:3[0-9]){12}5a170d((?:3[0-9]){12})5a') m) c "
	  "where current_setting('ssl') = 'on' and till < now() + interval '30 days'" },
	{ N_("The periodic work is done"),
	  "select string_agg(s.step || ' ' || coalesce(to_char(w.fine, 'YYYY-MM-DD HH24:MI'), "
	  "'-'), ', ' order by s.step) from (values ('sessions', 300), ('roles', 300), "
	  "('deadlines', 3600), ('calendar', 180000), ('roots', 3600), ('upkeep', 14400)) "
	  "s(step, seconds) left join core.work w using (step) where w.fine is null "
	  "or w.fine < now() - make_interval(secs => s.seconds)" },
	{ N_("Nothing of the demonstration stands in an installation that is none"),
	  "select to_char(min(at), 'YYYY-MM-DD HH24:MI') || ' init-demo' from audit.admin "
	  "where what = 'init-demo' and core.setting('demo') is distinct from '1' "
	  "having count(*) > 0" },
	{ N_("The log is archived"),
	  "select case when current_setting('archive_mode') = 'off' then 'archive_mode = off' "
	  "when last_failed_time > coalesce(last_archived_time, '-infinity') then "
	  "'archive_command: ' || to_char(last_failed_time, 'YYYY-MM-DD HH24:MI') end "
	  "from pg_stat_archiver where not pg_is_in_recovery()" },
	{ N_("A base copy of the last two days is in /var/backups/gangshao"),
	  "select coalesce(max(f), '-') from pg_ls_dir('/var/backups/gangshao', true, false) f "
	  "where f ~ '^base-' having coalesce(max(f), '') < "
	  "'base-' || to_char((now() - interval '2 days') at time zone 'UTC', "
	  "'YYYYMMDD')" },
	{ N_("Every operator's password is a SCRAM verifier"),
	  "select string_agg(rolname, ', ') from pg_authid join core.operator on name = "
	  "rolname where rolpassword not like 'SCRAM-SHA-256$%'" },
	{ N_("Operators' roles have the settings of the house"),
	  "select string_agg(name || ': ' || core.role_differs(name), '; ') from "
	  "core.operator where core.role_differs(name) is not null" },
	{ N_("The database sets nothing that the programs rely on otherwise"),
	  "select string_agg(x, ', ') from pg_db_role_setting s, unnest(setconfig) x "
	  "where setrole = 0 and (setdatabase = 0 or setdatabase = (select oid from "
	  "pg_database where datname = current_database())) and split_part(x, '=', 1) "
	  "not in ('jit', 'log_error_verbosity', 'log_min_error_statement', "
	  "'log_parameter_max_length', 'log_statement', 'log_min_duration_statement', "
	  "'log_min_duration_sample', 'log_transaction_sample_rate', 'log_lock_waits', "
	  "'log_duration') and x not in (select unnest(core.role_settings()))" },
	{ N_("The server's log holds no statements and no values"),
	  "select string_agg(name || ' = ' || setting, ', ') from pg_settings "
	  "where (name, setting) in (('log_statement', 'all'), ('log_statement', 'mod')) "
	  "or name = 'log_parameter_max_length_on_error' and setting <> '0'" },
	{ N_("The two roles of the house are groups without rights of their own"),
	  "select string_agg(r, ', ') from (values ('gangshao_owner'), "
	  "('gangshao_operator')) as v(r) left join pg_roles p on p.rolname = r "
	  "where p.rolname is null or p.rolcanlogin or p.rolsuper or p.rolcreaterole "
	  "or p.rolcreatedb or p.rolbypassrls or p.rolreplication" },
	{ N_("Operators see the schema api and no other"),
	  "select string_agg(nspname, ', ') from pg_namespace where nspname in "
	  "('core', 'audit', 'api') and has_schema_privilege('gangshao_operator', oid, "
	  "'usage') <> (nspname = 'api') or nspname in ('core', 'audit', 'api', 'public') "
	  "and has_schema_privilege('gangshao_operator', oid, 'create')" },
	{ N_("No table is open to operators"),
	  "select string_agg(oid::regclass::text, ', ') from pg_class "
	  "where relnamespace in ('core'::regnamespace, 'audit'::regnamespace, "
	  "'api'::regnamespace) and relkind in ('r', 'p', 'v', 'm', 'f') "
	  "and has_any_column_privilege('gangshao_operator', oid, "
	  "'select, insert, update, references')" },
	{ N_("No function but those of api may be run by operators"),
	  "select string_agg(oid::regprocedure::text, ', ') from pg_proc "
	  "where pronamespace in ('core'::regnamespace, 'audit'::regnamespace) "
	  "and has_function_privilege('gangshao_operator', oid, 'execute')" },
	{ N_("Every function of api runs as the owner, with a fixed path, for "
	     "operators only"),
	  "select string_agg(p.oid::regprocedure::text, ', ') from pg_proc p "
	  "where pronamespace = 'api'::regnamespace and (not prosecdef "
	  "or proowner <> 'gangshao_owner'::regrole "
	  "or not coalesce(proconfig::text like '%search_path=pg_catalog%pg_temp%', false) "
	  "or not has_function_privilege('gangshao_operator', p.oid, 'execute') "
	  "or exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) "
	  "where grantee = 0))" },
	{ N_("Every operator has a login role that can nothing else"),
	  "select string_agg(o.name, ', ') from core.operator o left join pg_roles p "
	  "on p.rolname = o.name where p.rolname is null or p.rolsuper or p.rolcreaterole "
	  "or p.rolcreatedb or p.rolbypassrls or p.rolreplication "
	  "or p.rolcanlogin = o.locked "
	  "or not pg_has_role(p.oid, 'gangshao_operator', 'member')" },
	{ N_("Every member of the operators' role is enrolled"),
	  "select string_agg(p.rolname, ', ') from pg_auth_members m join pg_roles p "
	  "on p.oid = m.member where m.roleid = 'gangshao_operator'::regrole "
	  "and p.rolname not in (select name from core.operator)" },
	{ N_("No operator belongs to another role"),
	  "select string_agg(o.name || ': ' || m.roleid::regrole, ', ') "
	  "from core.operator o join pg_roles p on p.rolname = o.name "
	  "join pg_auth_members m on m.member = p.oid "
	  "where m.roleid <> 'gangshao_operator'::regrole" },
	{ N_("The calendar knows this year's days off"),
	  "select y || ': ' || core.year_lacks(y) from (select extract(year from "
	  "core.day(now()))::integer as y) n where core.year_lacks(y) <> ''" },
	{ N_("The calendar knows next year's days off"),
	  "select y || ' (' || core.year_lacks(y) || ')' from (select extract(year from "
	  "core.day(now()))::integer + 1 as y) n where core.year_lacks(y) <> '' "
	  "and extract(month from core.day(now())) >= 11",
	  .advice = true },
	{ N_("Every step of the procedure has its function"),
	  "select string_agg(distinct action, ', ') from core.transition t "
	  "where action <> '' and not exists (select from pg_proc "
	  "where pronamespace = 'core'::regnamespace and proname = 'act_' || t.action)" },
	{ N_("The record of the newest tickets is whole"),
	  "select string_agg(t.regno || ': ' || y.broken, ', ') from (select ticket, regno "
	  "from core.ticket order by ticket desc limit 200) t, "
	  "lateral (select core.check_chain(t.ticket) as broken) y where y.broken is not null" },
	{ N_("No alarm was raised in the last seven days"),
	  "select string_agg(distinct what, ', ') from audit.alarm "
	  "where at > now() - interval '7 days'" },
	{ N_("Units, divisions, states and procedure are loaded"),
	  "select concat_ws(', ', case when not exists (select from core.unit) then 'unit' "
	  "end, case when not exists (select from core.division) then 'division' end, "
	  "case when not exists (select from core.state) then 'state' end, "
	  "case when not exists (select from core.transition) then 'transition' end, "
	  "case when not exists (select from core.code) then 'code' end)" },
};

static const char sql_clock[] =
	"select round(extract(epoch from clock_timestamp() - $1::timestamptz))::text "
	"where abs(extract(epoch from clock_timestamp() - $1::timestamptz)) > 30";
static const char sql_functions[] =
	"select string_agg(w, ', ') from jsonb_array_elements_text($1::jsonb) as e(w) "
	"where not exists (select from pg_proc where pronamespace = 'api'::regnamespace "
	"and proname = w)";
static const char sql_more_functions[] =
	"select string_agg(distinct proname, ', ') from pg_proc "
	"where pronamespace = 'api'::regnamespace and not $1::jsonb ? proname";

static const struct column columns[] = {
	{ "state", N_("State"), COL_TEXT }, /* ok fault advice unknown */
	{ "what", N_("Examined"), COL_TEXT },
	{ "finding", N_("Finding"), COL_TEXT },
};
static const struct query list = { COLUMNS(columns) };

struct round {
	int ill, unknown;
	struct rows *rows; /* NULL: each line is printed as soon as it is known */
};

static void
tell(struct round *round, const char *what, const char *fault, bool examined)
{
	const char *state = !examined ? "unknown" : *fault ? "fault" : "ok";
	const char *cells[] = { state, what, *fault ? fault : NULL };

	if (round->rows)
		rows_add(round->rows, cells);
	else if (!examined)
		printf(_("??  %s: %s\n"), what, fault);
	else if (*fault)
		printf(_("!!  %s: %s\n"), what, fault);
	else
		printf(_("ok  %s\n"), what);
	round->ill += examined && *fault;
	round->unknown += !examined;
}

/* What the administrator should see to; it does not make the house ill. */
static void
tell_advice(struct round *round, const char *what, const char *missing)
{
	const char *cells[] = { "advice", what, missing };

	if (round->rows)
		rows_add(round->rows, cells);
	else
		printf(_("--  %s: not yet %s\n"), what, missing);
}

static void
examine(struct admin *admin, struct round *round, const char *what, const char *sql,
	const char *arg)
{
	const char *args[] = { arg, NULL };
	struct str fault = { 0 };
	struct err err;
	enum verdict v;

	v = admin_value(admin, sql, args, &fault, &err);
	tell(round, what, v == DONE ? str_text(&fault) : err.text, v == DONE);
	str_release(&fault);
}

static void
advise(struct admin *admin, struct round *round, const char *what, const char *sql)
{
	struct str fault = { 0 };
	struct err err;
	enum verdict v;

	v = admin_value(admin, sql, NULL, &fault, &err);
	if (v == DONE && fault.len)
		tell_advice(round, what, str_text(&fault));
	else
		tell(round, what, v == DONE ? "" : err.text, v == DONE);
	str_release(&fault);
}

/* The functions this program calls: the golden list.  Yours to free(). */
static char *
golden(void)
{
	json_t *calls = json_array();
	const struct query *const *q;
	char *text;
	size_t i;

	for (i = 0; i < STMT__MAX; i++)
		if (strstr(stmts[i].sql, "api."))
			json_array_append_new(calls, json_string(stmts[i].name));
	for (q = queries; *q; q++)
		if ((*q)->sql)
			json_array_append_new(calls, json_string((*q)->name));
	text = json_write(calls);
	json_decref(calls);
	return text;
}

static void
examine_tree(struct admin *admin, struct round *round)
{
	const char *what = _("Migrations and functions are those of this program");
	struct str fault = { 0 };
	struct err err;
	enum verdict v;

	v = admin_compare(admin, &fault, &err);
	tell(round, what, v == DONE ? str_text(&fault) : err.text, v == DONE);
	str_release(&fault);
}

static void
examine_fonts(struct admin *admin, struct round *round)
{
	const char *what = _("Every character of the names of divisions, units and "
			     "people can be printed");
	struct str fault = { 0 };
	struct err err;
	enum verdict v = doctor_fonts(admin, &fault, &err);

	tell(round, what, v == DONE ? str_text(&fault) : err.text, v == DONE);
	str_release(&fault);
}

static void
examine_all(struct admin *admin, struct round *round)
{
	char now[30], *calls = golden();
	const struct examination *e;

	for (e = examinations; e < examinations + ARRAY_LEN(examinations); e++) {
		if (e->advice)
			advise(admin, round, _(e->what), e->sql);
		else
			examine(admin, round, _(e->what), e->sql, NULL);
	}
	examine(admin, round, _("Every function that the programs call is there"),
		sql_functions, calls);
	examine(admin, round, _("No further function is offered"), sql_more_functions,
		calls);
	stamp_text(clock_now().wall, now);
	examine(admin, round, _("This machine and the server agree on the time"),
		sql_clock, now);
	examine_tree(admin, round);
	examine_fonts(admin, round);
	free(calls);
}

enum verdict
admin_doctor(struct admin *admin, struct err *err)
{
	struct round round = { .ill = 0 };
	enum verdict v = DONE;

	if (admin->cli->format != FORMAT_TABLE)
		round.rows = rows_new(&list);
	examine_all(admin, &round);
	if (round.rows) {
		v = admin_print(admin, round.rows, err);
		rows_free(round.rows);
	}
	if (v == DONE && (round.ill || round.unknown))
		v = refuse(err, _("%d faults, %d not examined."), round.ill,
			   round.unknown);
	return v;
}
