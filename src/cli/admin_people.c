/* admin_people.c -- operators: a LOGIN role in PostgreSQL and a row in core, always
 * both.  Law: a password leaves this program only as its SCRAM verifier.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "model/password.h"

#include "admin.h"

enum person_sql {
	SQL_HAS_ROLE,
	SQL_HAS_UNIT,
	SQL_HAS_DUTY,
	SQL_ENROL,
	SQL_PASSWORD,
	SQL_GRANT,
	SQL_REVOKE,
	SQL_LOCK,
	SQL_END_SESSIONS,
	SQL_EXPIRE,
	SQL_IS_DEMO,
	SQL_NOTE
};

/* What is done to an operator is done by the database's own functions, which also put
 * it on record. */
static const char *const sql[] = {
	[SQL_HAS_ROLE] = "select 1 from core.operator where name = $1",
	[SQL_HAS_UNIT] = "select 1 from core.unit where code = $1",
	[SQL_HAS_DUTY] = "select 1 from core.code where tbl = 'role' and code = $1",
	[SQL_ENROL] = "select core.enrol($1, $2, $3, $4, "
		      "string_to_array(nullif($5, ''), ','), $6)",
	[SQL_PASSWORD] = "select core.set_password($1, $2)",
	[SQL_GRANT] = "select core.grant_duty($1, $2, coalesce(nullif($3, ''), unit), "
		      "core.day(now()), coalesce(nullif($4, '')::date, 'infinity')) "
		      "from core.operator where name = $1",
	[SQL_REVOKE] = "select 1 from core.revoke_duty($1, $2, nullif($3, '')) n "
		       "where n > 0",
	[SQL_LOCK] = "select core.lock_operator($1, $2::boolean)",
	[SQL_END_SESSIONS] = "select core.end_sessions($1)",
	[SQL_EXPIRE] = "select core.expire_operator($1, $2::date)",
	[SQL_IS_DEMO] = "select 1 where core.setting('demo') = '1'",
	[SQL_NOTE] = "insert into audit.admin (what, detail) values ($1, $2::jsonb)",
};

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

/* The verifier of the password that was given for the operator. */
static enum verdict
verifier(struct admin *admin, struct str *out, struct err *err)
{
	struct str secret = { 0 };
	bool demo = false;
	enum verdict v;

	if (admin->secret_fd < 0 && !admin->secret_file)
		return refuse(err, _("Give the operator's password with --secret-file "
				     "or --secret-fd."));
	v = cli_secret(&secret, admin->secret_fd, admin->secret_file, err);
	if (v == DONE)
		v = admin_run(admin, sql[SQL_IS_DEMO], NULL, &demo, err);
	if (v == DONE && !demo)
		v = password_check(admin->words[0], "", str_text(&secret), err);
	if (v == DONE)
		v = direct_verifier(admin->db, out, admin->words[0], str_text(&secret),
				    err);
	str_wipe(&secret);
	return v;
}

static enum verdict
known_duty(struct admin *admin, const char *duty, const char *unit, struct err *err)
{
	enum verdict v =
		known(admin, SQL_HAS_DUTY, duty, _("There is no duty %s."), err);

	if (v == DONE && *unit)
		v = known(admin, SQL_HAS_UNIT, unit, _("There is no unit %s."), err);
	return v;
}

/* "r04,r05@330106013" */
static enum verdict
known_duties(struct admin *admin, const char *list, struct err *err)
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
		v = known_duty(admin, one, at ? at : "", err);
	}
	return v;
}

static enum verdict
set_last_day(struct admin *admin, struct err *err)
{
	const char *args[] = { admin->words[0], admin_flag(admin, "until"), NULL };

	return admin_run(admin, sql[SQL_EXPIRE], args, NULL, err);
}

static enum verdict
enrol(struct admin *admin, void *arg, struct err *err)
{
	struct str secret = { 0 };
	const char *args[] = { admin->words[0],
			       admin_flag(admin, "label"),
			       admin_flag(admin, "number"),
			       admin_flag(admin, "unit"),
			       admin_flag(admin, "duty"),
			       NULL,
			       NULL };
	enum verdict v;

	(void)arg;
	v = known(admin, SQL_HAS_UNIT, args[3], _("There is no unit %s."), err);
	if (v == DONE)
		v = known_duties(admin, args[4], err);
	if (v == DONE)
		v = verifier(admin, &secret, err);
	args[5] = str_text(&secret);
	if (v == DONE)
		v = admin_run(admin, sql[SQL_ENROL], args, NULL, err);
	if (v == DONE && *admin_flag(admin, "until"))
		v = set_last_day(admin, err);
	str_wipe(&secret);
	return v;
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

enum verdict
admin_password(struct admin *admin, struct err *err)
{
	struct str secret = { 0 };
	const char *args[] = { admin->words[0], NULL, NULL };
	enum verdict v = known_operator(admin, err);

	if (v == DONE)
		v = verifier(admin, &secret, err);
	args[1] = str_text(&secret);
	if (v == DONE)
		v = admin_run(admin, sql[SQL_PASSWORD], args, NULL, err);
	str_wipe(&secret);
	return v;
}

enum verdict
admin_grant(struct admin *admin, struct err *err)
{
	const char *args[] = { admin->words[0], admin->words[1],
			       admin_flag(admin, "unit"), admin_flag(admin, "until"),
			       NULL };
	enum verdict v = known_operator(admin, err);

	if (v == DONE)
		v = known_duty(admin, args[1], args[2], err);
	return v == DONE ? admin_run(admin, sql[SQL_GRANT], args, NULL, err) : v;
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
	return v;
}

enum verdict
admin_revoke(struct admin *admin, struct err *err)
{
	enum verdict v = known_operator(admin, err);

	return v == DONE ? admin_together(admin, revoke, NULL, err) : v;
}

static enum verdict
set_lock(struct admin *admin, const char *locked, struct err *err)
{
	const char *args[] = { admin->words[0], locked, NULL };

	return admin_run(admin, sql[SQL_LOCK], args, NULL, err);
}

enum verdict
admin_lock(struct admin *admin, struct err *err)
{
	const char *who[] = { admin->words[0], NULL };
	enum verdict v = set_lock(admin, "true", err);

	/* those that began before the lock was committed */
	return v == DONE ? admin_run(admin, sql[SQL_END_SESSIONS], who, NULL, err) : v;
}

enum verdict
admin_unlock(struct admin *admin, struct err *err)
{
	return set_lock(admin, "false", err);
}

enum verdict
admin_expire(struct admin *admin, struct err *err)
{
	enum verdict v = known_operator(admin, err);

	return v == DONE ? set_last_day(admin, err) : v;
}

static const struct column columns[] = {
	{ "name", N_("Name"), COL_TEXT },      { "number", N_("Number"), COL_TEXT },
	{ "label", N_("Operator"), COL_TEXT }, { "unit", N_("Unit"), COL_TEXT },
	{ "unit_name", N_("Name"), COL_TEXT }, { "locked", N_("Lock"), COL_FLAG },
	{ "until", N_("Until"), COL_DATE },    { "duties", N_("Duties"), COL_TEXT },
};
static const struct query list = {
	.sql = "select o.name, o.number, o.label, o.unit, u.name, o.locked::text, "
	       "case when o.valid_to < 'infinity' then o.valid_to::text end, "
	       "coalesce(string_agg(d.duty || case when d.unit = o.unit then '' "
	       "else '@' || d.unit end, ' ' order by d.duty, d.unit), '') "
	       "from core.operator o join core.unit u on u.code = o.unit "
	       "left join core.duty d on d.operator = o.name and current_date "
	       "between d.valid_from and d.valid_to group by o.name, u.name "
	       "order by o.unit, o.name",
	COLUMNS(columns)
};

enum verdict
admin_operators(struct admin *admin, struct err *err)
{
	return admin_list(admin, &list, NULL, err);
}
