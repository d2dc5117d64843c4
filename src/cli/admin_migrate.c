/* admin_migrate.c -- numbered files, forward only.  Law: a file that ran never runs again
 * and must never change; functions are replaced as a whole, in one transaction.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "admin.h"

static const char sql_hash[] = "select encode(sha256(convert_to($1, 'UTF8')), 'hex')";
static const char sql_there[] = "select to_regclass('core.migration')";
static const char sql_known[] = "select sha256 from core.migration where number = $1";
static const char sql_beyond[] =
	"select number from core.migration where number > $1 order by number limit 1";
static const char sql_record[] =
	"insert into core.migration (number, name, sha256) values ($1, $2, $3) "
	"on conflict (number) do update set sha256 = excluded.sha256, at = now() "
	"where migration.number = 0";
/* Functions are made anew, so that a changed signature or a removed file needs no
 * migration; those that a table leans on (trigger, default, index) are replaced in place. */
static const char sql_clear_functions[] =
	"set local check_function_bodies = off; "
	"do $$ declare f regprocedure; begin "
	"for f in select p.oid from pg_proc p "
	"where p.pronamespace in ('api'::regnamespace, 'core'::regnamespace) "
	"and not exists (select from pg_depend d "
	"where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid) "
	"loop execute 'drop function ' || f; end loop; end $$";

static const char sql_dispatch[] =
	"set local role gangshao_owner; "
	"do $$ begin if to_regproc('core.build_dispatch') is not null then "
	"perform core.build_dispatch(); end if; end $$";

struct migration {
	char number[12];
	const char *name;
	struct str text;
	struct str hash;
};

static enum verdict
script(struct admin *admin, const char *name, const char *text, struct err *err)
{
	struct err inner;
	enum verdict v;

	v = direct_script(admin->db, text, &inner);
	/* A file may have put on another role or path for itself. */
	if (v == DONE)
		v = direct_script(admin->db, "reset role; reset search_path", &inner);
	if (v == REFUSED)
		return refuse(err, "%s: %s", name, inner.text);
	return v == DONE ? DONE : broken(err, "%s: %s", name, inner.text);
}

static enum verdict
record(struct admin *admin, const struct migration *m, struct err *err)
{
	const char *args[] = { m->number, m->name, str_text(&m->hash), NULL };

	return admin_run(admin, sql_record, args, NULL, err);
}

static enum verdict
apply(struct admin *admin, void *arg, struct err *err)
{
	struct migration *m = arg;
	enum verdict v;

	v = script(admin, m->name, str_text(&m->text), err);
	return v == DONE ? record(admin, m, err) : v;
}

/* The recorded checksum: "" where this migration has not run. */
static enum verdict
recorded(struct admin *admin, const char *number, struct str *out, struct err *err)
{
	const char *args[] = { number, NULL };
	enum verdict v;

	v = admin_value(admin, sql_there, NULL, out, err);
	if (v != DONE || !out->len)
		return v;
	return admin_value(admin, sql_known, args, out, err);
}

static enum verdict
one(struct admin *admin, struct migration *m, struct err *err)
{
	const char *text[2] = { NULL };
	struct str known = { 0 };
	enum verdict v;

	v = tree_read(&m->text, admin, "migrate", m->name, err);
	text[0] = str_text(&m->text);
	if (v == DONE)
		v = admin_value(admin, sql_hash, text, &m->hash, err);
	if (v == DONE)
		v = recorded(admin, m->number, &known, err);
	if (v == DONE && known.len && !str_eq(str_text(&known), str_text(&m->hash)))
		v = refuse(err,
			   _("Migration %s was changed after it had run; a change "
			     "needs a new migration."),
			   m->name);
	else if (v == DONE && !known.len) {
		v = admin_together(admin, apply, m, err);
		if (v == DONE)
			printf(_("migrated: %s\n"), m->name);
	}
	str_release(&known);
	return v;
}

static enum verdict
migrations(struct admin *admin, struct err *err)
{
	struct migration m = { .number = "0" };
	struct tree_files files;
	const char *last[2] = { NULL };
	struct str beyond = { 0 };
	enum verdict v;
	size_t i;

	v = tree_list(&files, admin, "migrate", ".sql", err);
	for (i = 0; v == DONE && i < files.n; i++) {
		m.name = files.names[i];
		str_format(m.number, sizeof m.number, "%ld", strtol(m.name, NULL, 10));
		v = one(admin, &m, err);
	}
	last[0] = m.number;
	if (v == DONE && !files.n)
		v = refuse(err, _("There are no migrations in %s."), admin->tree);
	if (v == DONE)
		v = admin_value(admin, sql_beyond, last, &beyond, err);
	if (v == DONE && beyond.len)
		v = refuse(err,
			   _("The database is newer than this program: it has "
			     "migration %s."),
			   str_text(&beyond));
	str_release(&beyond);
	str_release(&m.text);
	str_release(&m.hash);
	tree_release(&files);
	return v;
}

/* Each function file, the grants last: `each` gets the name and the text. */
static enum verdict
each_function(struct admin *admin,
	      enum verdict (*each)(struct admin *, void *, const char *name,
				   const struct str *text, struct err *),
	      void *arg, struct err *err)
{
	struct tree_files files;
	struct str text = { 0 };
	enum verdict v;
	size_t i;

	v = tree_list(&files, admin, "function", ".sql", err);
	for (i = 0; v == DONE && i < files.n; i++) {
		v = tree_read(&text, admin, "function", files.names[i], err);
		if (v == DONE)
			v = each(admin, arg, files.names[i], &text, err);
	}
	if (v == DONE)
		v = tree_read(&text, admin, "", "grant.sql", err);
	if (v == DONE)
		v = each(admin, arg, "grant.sql", &text, err);
	str_release(&text);
	tree_release(&files);
	return v;
}

static enum verdict
gather(struct admin *admin, void *all, const char *name, const struct str *text,
       struct err *err)
{
	(void)admin;
	(void)err;
	str_addf(all, "-- %s\n", name);
	str_addn(all, str_text(text), text->len);
	return DONE;
}

/* Functions belong to the owner's role, grants are given by the administrator, who
 * also has the dispatcher of actions written anew. */
static enum verdict
run_one(struct admin *admin, void *none, const char *name, const struct str *text,
	struct err *err)
{
	bool grants = str_eq(name, "grant.sql");
	enum verdict v = DONE;

	(void)none;
	if (grants)
		v = script(admin, "build_dispatch", sql_dispatch, err);
	else
		v = direct_script(admin->db, "set local role gangshao_owner", err);
	return v == DONE ? script(admin, name, str_text(text), err) : v;
}

static enum verdict
replace(struct admin *admin, void *arg, struct err *err)
{
	enum verdict v;

	v = script(admin, "api", sql_clear_functions, err);
	if (v == DONE)
		v = each_function(admin, run_one, NULL, err);
	return v == DONE ? record(admin, arg, err) : v;
}

enum verdict
admin_migrate(struct admin *admin, struct err *err)
{
	struct migration functions = { .number = "0", .name = "function" };
	struct str known = { 0 };
	const char *text[2] = { NULL };
	enum verdict v;

	v = migrations(admin, err);
	if (v == DONE)
		v = each_function(admin, gather, &functions.text, err);
	text[0] = str_text(&functions.text);
	if (v == DONE)
		v = admin_value(admin, sql_hash, text, &functions.hash, err);
	if (v == DONE)
		v = recorded(admin, functions.number, &known, err);
	if (v == DONE && !str_eq(str_text(&known), str_text(&functions.hash))) {
		v = admin_together(admin, replace, &functions, err);
		if (v == DONE)
			printf("%s", _("functions replaced\n"));
	}
	if (v == DONE)
		printf("%s", _("The database is up to date.\n"));
	str_release(&known);
	str_release(&functions.text);
	str_release(&functions.hash);
	return v;
}

/* Adds the name of what the database has not, or has otherwise. */
static enum verdict
compare(struct admin *admin, struct migration *m, struct str *fault, struct err *err)
{
	const char *text[] = { str_text(&m->text), NULL };
	struct str known = { 0 };
	enum verdict v;

	v = admin_value(admin, sql_hash, text, &m->hash, err);
	if (v == DONE)
		v = recorded(admin, m->number, &known, err);
	if (v == DONE && !str_eq(str_text(&known), str_text(&m->hash)))
		str_addf(fault, "%s%s", fault->len ? ", " : "", m->name);
	str_release(&known);
	return v;
}

enum verdict
admin_compare(struct admin *admin, struct str *fault, struct err *err)
{
	struct migration m = { .number = "0" };
	struct tree_files files;
	enum verdict v;
	size_t i;

	v = tree_list(&files, admin, "migrate", ".sql", err);
	for (i = 0; v == DONE && i < files.n; i++) {
		m.name = files.names[i];
		str_format(m.number, sizeof m.number, "%ld", strtol(m.name, NULL, 10));
		v = tree_read(&m.text, admin, "migrate", m.name, err);
		if (v == DONE)
			v = compare(admin, &m, fault, err);
	}
	str_clear(&m.text);
	m.name = "function";
	str_copy(m.number, sizeof m.number, "0");
	if (v == DONE)
		v = each_function(admin, gather, &m.text, err);
	if (v == DONE)
		v = compare(admin, &m, fault, err);
	str_release(&m.text);
	str_release(&m.hash);
	tree_release(&files);
	return v;
}
