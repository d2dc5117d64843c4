/* admin_people.c -- operators: a LOGIN role in PostgreSQL and a row in core, always
 * both.  Law: a password leaves this program only as its SCRAM verifier.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/vec.h"

#include "admin.h"
#include "print.h"

enum person_sql {
	SQL_HAS_ROLE,
	SQL_HAS_UNIT,
	SQL_HAS_DUTY,
	SQL_CREATE,
	SQL_REJOIN,
	SQL_PASSWORD,
	SQL_INSERT,
	SQL_GRANT,
	SQL_REVOKE,
	SQL_LOCKED,
	SQL_LOGIN,
	SQL_END_SESSIONS,
	SQL_UNTIL,
	SQL_VALID,
	SQL_NOTE,
	SQL_LIST
};

/* Those marked "makes" return a statement, which is then run: roles take no parameters,
 * and the server quotes better than we do. */
static const char *const sql[] = {
	[SQL_HAS_ROLE] = "select 1 from core.operator where name = $1",
	[SQL_HAS_UNIT] = "select 1 from core.unit where code = $1",
	[SQL_HAS_DUTY] = "select 1 from core.code where tbl = 'role' and code = $1",
	[SQL_CREATE] /* makes */
	= "select case when exists (select from pg_roles where rolname = $1) then "
	  "format('alter role %I login nosuperuser nocreatedb nocreaterole', $1) "
	  "else format('create role %I login connection limit 8', $1) end",
	[SQL_REJOIN] /* makes */ =
		"select format('grant gangshao_operator to %1$I; "
		"alter role %1$I set statement_timeout = ''30s''; "
		"alter role %1$I set lock_timeout = ''3s''; "
		"alter role %1$I set idle_in_transaction_session_timeout = ''10s''', "
		"$1::text)",
	[SQL_PASSWORD] /* makes */ =
		"select format('alter role %I password %L', $1::text, $2::text)",
	[SQL_INSERT] = "insert into core.operator (name, label, number, unit) "
		       "values ($1, $2, $3, $4)",
	[SQL_GRANT] =
		"insert into core.duty (operator, duty, unit, valid_to) select name, $2, "
		"coalesce(nullif($3, ''), unit), "
		"coalesce(nullif($4, '')::date, 'infinity') from core.operator "
		"where name = $1 on conflict (operator, duty, unit) do update "
		"set valid_to = excluded.valid_to returning unit",
	[SQL_REVOKE] =
		"update core.duty set valid_to = current_date - 1 where operator = $1 "
		"and duty = $2 and unit = coalesce(nullif($3, ''), unit) "
		"and valid_to >= current_date returning unit",
	[SQL_LOCKED] =
		"update core.operator set locked = $2::boolean where name = $1 returning 1",
	[SQL_LOGIN] /* makes */ =
		"select format('alter role %I %s', $1::text, "
		"case when $2::boolean then 'nologin' else 'login' end)",
	[SQL_END_SESSIONS] = "select count(pg_terminate_backend(pid)) "
			     "from pg_stat_activity where usename = $1",
	[SQL_UNTIL] /* makes */ =
		"select format('alter role %I valid until %L', $1::text, "
		"($2::date + 1)::timestamp at time zone 'Asia/Shanghai')",
	[SQL_VALID] =
		"update core.operator set valid_to = $2::date where name = $1 returning 1",
	[SQL_NOTE] = "insert into audit.admin (what, detail) values ($1, $2::jsonb)",
	[SQL_LIST] =
		"select o.name, o.number, o.label, o.unit, u.name, "
		"case when o.locked then 'locked' else '' end, "
		"case when o.valid_to < 'infinity' then o.valid_to::text else '' end, "
		"coalesce(string_agg(d.duty || case when d.unit = o.unit then '' "
		"else '@' || d.unit end, ' ' order by d.duty, d.unit), '') "
		"from core.operator o join core.unit u on u.code = o.unit "
		"left join core.duty d on d.operator = o.name and current_date "
		"between d.valid_from and d.valid_to group by o.name, u.name "
		"order by o.unit, o.name",
};

/* The server makes the statement, with everything quoted; then it is run. */
static enum verdict
make_and_run(struct admin *admin, enum person_sql which, const char *const *args,
	     struct err *err)
{
	struct str statement = { 0 };
	enum verdict v;

	v = admin_value(admin, sql[which], args, &statement, err);
	if (v == DONE)
		v = direct_script(admin->db, str_text(&statement), err);
	str_wipe(&statement);
	return v;
}

static enum verdict
known(struct admin *admin, enum person_sql which, const char *code,
      const char *complaint, struct err *err)
{
	const char *args[] = { code, NULL };
	bool found = false;
	enum verdict v;

	v = admin_run(admin, sql[which], args, &found, err);
	return v == DONE && !found ? refuse(err, complaint, code) : v;
}

static enum verdict
known_operator(struct admin *admin, struct err *err)
{
	return known(admin, SQL_HAS_ROLE, admin->words[0],
		     _("There is no operator %s."), err);
}

enum verdict
admin_note(struct admin *admin, const char *what, json_t *detail, struct err *err)
{
	char *text = json_write(detail);
	const char *args[] = { what, text, NULL };
	enum verdict v;

	v = admin_run(admin, sql[SQL_NOTE], args, NULL, err);
	free(text);
	json_decref(detail);
	return v;
}

/* What was done to whom, with the flags that were given: no secret is a flag. */
static enum verdict
note(struct admin *admin, const char *what, struct err *err)
{
	json_t *detail = json_copy(admin->flags);

	json_object_del(detail, "server");
	json_put(detail, "operator", admin->words[0]);
	if (admin->nwords > 1)
		json_put(detail, "duty", admin->words[1]);
	return admin_note(admin, what, detail, err);
}

static enum verdict
set_password(struct admin *admin, const char *name, struct err *err)
{
	struct str secret = { 0 }, verifier = { 0 };
	const char *args[3] = { name, NULL, NULL };
	enum verdict v;

	if (admin->secret_fd < 0 && !admin->secret_file)
		return refuse(err, _("Give the operator's password with --secret-file "
				     "or --secret-fd."));
	v = cli_secret(&secret, admin->secret_fd, admin->secret_file, err);
	if (v == DONE)
		v = direct_verifier(admin->db, &verifier, name, str_text(&secret), err);
	args[1] = str_text(&verifier);
	if (v == DONE)
		v = make_and_run(admin, SQL_PASSWORD, args, err);
	str_wipe(&verifier);
	str_wipe(&secret);
	return v;
}

static enum verdict
give(struct admin *admin, const char *duty, const char *unit, const char *until,
     struct err *err)
{
	const char *args[] = { admin->words[0], duty, unit, until, NULL };
	enum verdict v;

	v = known(admin, SQL_HAS_DUTY, duty, _("There is no duty %s."), err);
	if (v == DONE && *unit)
		v = known(admin, SQL_HAS_UNIT, unit, _("There is no unit %s."), err);
	return v == DONE ? admin_run(admin, sql[SQL_GRANT], args, NULL, err) : v;
}

/* "r04,r05@330106013" */
static enum verdict
give_all(struct admin *admin, const char *list, struct err *err)
{
	char one[40], *at;
	enum verdict v = DONE;
	size_t n;

	for (; v == DONE && *list; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		str_format(one, sizeof one, "%.*s", (int)n, list);
		at = strchr(one, '@');
		if (at)
			*at++ = '\0';
		v = give(admin, one, at ? at : "", "", err);
	}
	return v;
}

static enum verdict
set_last_day(struct admin *admin, struct err *err)
{
	const char *args[] = { admin->words[0], admin_flag(admin, "until"), NULL };
	enum verdict v;

	v = admin_run(admin, sql[SQL_VALID], args, NULL, err);
	return v == DONE ? make_and_run(admin, SQL_UNTIL, args, err) : v;
}

static enum verdict
enrol(struct admin *admin, void *arg, struct err *err)
{
	const char *name = admin->words[0];
	const char *args[] = { name, admin_flag(admin, "label"),
			       admin_flag(admin, "number"), admin_flag(admin, "unit"),
			       NULL };
	const char *who[] = { name, NULL };
	enum verdict v;

	(void)arg;
	v = known(admin, SQL_HAS_UNIT, args[3], _("There is no unit %s."), err);
	if (v == DONE)
		v = admin_run(admin, sql[SQL_INSERT], args, NULL, err);
	if (v == DONE)
		v = make_and_run(admin, SQL_CREATE, who, err);
	if (v == DONE)
		v = make_and_run(admin, SQL_REJOIN, who, err);
	if (v == DONE)
		v = set_password(admin, name, err);
	if (v == DONE)
		v = give_all(admin, admin_flag(admin, "duty"), err);
	if (v == DONE && *admin_flag(admin, "until"))
		v = set_last_day(admin, err);
	return v == DONE ? note(admin, "enrol", err) : v;
}

/* Only names that no role of the server's own can have, and that a desk accepts. */
static bool
name_is_good(const char *name)
{
	size_t n = strlen(name);

	return n >= 2 && n <= 31 && name[0] >= 'a' && name[0] <= 'z' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == n &&
	       !str_starts(name, "gangshao_") && !str_starts(name, "pg_") &&
	       !str_eq(name, "postgres");
}

enum verdict
admin_enrol(struct admin *admin, struct err *err)
{
	const char *args[] = { admin->words[0], NULL };
	bool there = false;
	enum verdict v;

	if (!name_is_good(admin->words[0]))
		return refuse(err, _("An operator's name is 2 to 31 small letters, "
				     "digits and _, a letter first."));
	v = admin_run(admin, sql[SQL_HAS_ROLE], args, &there, err);
	if (v == DONE && there)
		v = refuse(err, _("There is an operator %s already."), args[0]);
	return v == DONE ? admin_together(admin, enrol, NULL, err) : v;
}

static enum verdict
password(struct admin *admin, void *arg, struct err *err)
{
	enum verdict v;

	(void)arg;
	v = set_password(admin, admin->words[0], err);
	return v == DONE ? note(admin, "password", err) : v;
}

enum verdict
admin_password(struct admin *admin, struct err *err)
{
	enum verdict v = known_operator(admin, err);

	return v == DONE ? admin_together(admin, password, NULL, err) : v;
}

static enum verdict
grant(struct admin *admin, void *arg, struct err *err)
{
	enum verdict v;

	(void)arg;
	v = give(admin, admin->words[1], admin_flag(admin, "unit"),
		 admin_flag(admin, "until"), err);
	return v == DONE ? note(admin, "grant", err) : v;
}

enum verdict
admin_grant(struct admin *admin, struct err *err)
{
	enum verdict v = known_operator(admin, err);

	return v == DONE ? admin_together(admin, grant, NULL, err) : v;
}

static enum verdict
revoke(struct admin *admin, void *arg, struct err *err)
{
	const char *args[] = { admin->words[0], admin->words[1],
			       admin_flag(admin, "unit"), NULL };
	bool found = false;
	enum verdict v;

	(void)arg;
	v = admin_run(admin, sql[SQL_REVOKE], args, &found, err);
	if (v == DONE && !found)
		v = refuse(err, _("%s does not have the duty %s."), args[0], args[1]);
	return v == DONE ? note(admin, "revoke", err) : v;
}

enum verdict
admin_revoke(struct admin *admin, struct err *err)
{
	enum verdict v = known_operator(admin, err);

	return v == DONE ? admin_together(admin, revoke, NULL, err) : v;
}

static enum verdict
set_lock(struct admin *admin, void *locked, struct err *err)
{
	const char *args[] = { admin->words[0], locked, NULL };
	enum verdict v;

	v = admin_run(admin, sql[SQL_LOCKED], args, NULL, err);
	if (v == DONE)
		v = make_and_run(admin, SQL_LOGIN, args, err);
	return v == DONE ? note(admin, str_eq(locked, "true") ? "lock" : "unlock", err)
			 : v;
}

enum verdict
admin_lock(struct admin *admin, struct err *err)
{
	const char *who[] = { admin->words[0], NULL };
	char locked[] = "true";
	enum verdict v = known_operator(admin, err);

	if (v == DONE)
		v = admin_together(admin, set_lock, locked, err);
	if (v == DONE)
		v = admin_run(admin, sql[SQL_END_SESSIONS], who, NULL, err);
	return v;
}

enum verdict
admin_unlock(struct admin *admin, struct err *err)
{
	char locked[] = "false";
	enum verdict v = known_operator(admin, err);

	return v == DONE ? admin_together(admin, set_lock, locked, err) : v;
}

static enum verdict
expire(struct admin *admin, void *arg, struct err *err)
{
	enum verdict v = set_last_day(admin, err);

	(void)arg;
	return v == DONE ? note(admin, "expire", err) : v;
}

enum verdict
admin_expire(struct admin *admin, struct err *err)
{
	enum verdict v = known_operator(admin, err);

	return v == DONE ? admin_together(admin, expire, NULL, err) : v;
}

enum verdict
admin_operators(struct admin *admin, struct err *err)
{
	enum { COLUMNS = 8 };
	struct direct_rows *rows = NULL;
	VEC(const char *) cells = { 0 };
	struct str out = { 0 };
	enum verdict v;
	size_t i;

	v = direct_exec(admin->db, sql[SQL_LIST], NULL, 0, &rows, err);
	if (v != DONE)
		return v;
	vec_push(&cells, _("Name"));
	vec_push(&cells, _("Number"));
	vec_push(&cells, _("Operator"));
	vec_push(&cells, _("Unit"));
	vec_push(&cells, "");
	vec_push(&cells, _("Lock"));
	vec_push(&cells, _("Until"));
	vec_push(&cells, _("Duties"));
	for (i = 0; i < direct_count(rows) * COLUMNS; i++)
		vec_push(&cells, direct_cell(rows, i / COLUMNS, i % COLUMNS));
	print_table(&out, cells.v, cells.n / COLUMNS, COLUMNS);
	if (!print_out(&out))
		v = broken(err, _("Standard output cannot be written."));
	str_release(&out);
	vec_release(&cells);
	direct_rows_free(rows);
	return v;
}
