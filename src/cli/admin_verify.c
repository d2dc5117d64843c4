/* admin_verify.c -- verifies that the record was not changed.  Law: one read-only snapshot
 * that blocks no one; first the server's functions are compared with the program's own, then
 * they examine the record; roots handed out earlier decide.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#include "admin.h"
#include "csv.h"

enum { WITNESS_MAX = 512 << 20 };

/* What is put before an examination; it comes as $1. */
enum evidence { NOTHING, CODE, WITNESSES, EVIDENCE__MAX };

static const struct examination {
	const char *what; /* N_() */
	const char
		*sql; /* → ticket or number, event, sentence, particulars, how many */
	enum evidence evidence;
} examinations[] = {
#define FINDINGS(call)                                                      \
	"select coalesce(t.regno, v.ticket::text), v.n, v.what, v.detail, " \
	"count(*) over () from core." call                                  \
	" v left join core.ticket t on t.ticket = v.ticket order by 1, 2 limit 200"
	{ N_("The functions are those of this program"),
	  FINDINGS("verify_code($1::jsonb)"), CODE },
	{ N_("The records that are only added to are kept so"),
	  FINDINGS("verify_guard()"), NOTHING },
	{ N_("The chain of events of every ticket holds"), FINDINGS("verify_chain()"),
	  NOTHING },
	{ N_("Every ticket says what follows from its events"),
	  FINDINGS("verify_ticket()"), NOTHING },
	{ N_("Every event has its operation, every operation its event"),
	  FINDINGS("verify_answer()"), NOTHING },
	{ N_("Every reading of a hidden value has its request"),
	  FINDINGS("verify_audit()"), NOTHING },
	{ N_("The roots seal what stands in the record"), FINDINGS("verify_root()"),
	  NOTHING },
	{ N_("Tickets stand as at their last root"), FINDINGS("verify_head()"),
	  NOTHING },
	{ N_("The witnesses know these roots"), FINDINGS("verify_witness($1::jsonb)"),
	  WITNESSES },
#undef FINDINGS
};
static const char sql_sealed[] =
	"select coalesce(max(n), 0), coalesce(sum(lines), 0), "
	"(select count(*) from core.event where xid >= (select coalesce(max(upto), '0') "
	"from core.root)) from core.root";

/* From `text` on: the next function made in it, its name and what stands between its
 * quotes.  Where to go on, or NULL. */
static const char *
next_function(const char *text, struct str *name, struct str *body)
{
	static const char *const heads[] = { "create or replace function ",
					     "create function " };
	const char *p, *end, *open;
	size_t i, len;

	for (p = text; *p; p += strcspn(p, "\n"), p += *p == '\n') {
		for (i = 0; i < 2 && !str_starts(p, heads[i]); i++)
			;
		if (i == 2)
			continue;
		p += strlen(heads[i]);
		len = strcspn(p, "(");
		open = strstr(p, "$$");
		end = open ? strstr(open + 2, "$$") : NULL;
		if (!end)
			return NULL;
		str_clear(name);
		str_addn(name, p, len);
		str_clear(body);
		str_addn(body, open + 2, (size_t)(end - open - 2));
		return end + 2;
	}
	return NULL;
}

static enum verdict
gather(struct admin *admin, const char *folder, json_t *out, struct err *err)
{
	struct str text = { 0 }, name = { 0 }, body = { 0 };
	struct tree_files files;
	enum verdict v;
	const char *p;
	size_t i;

	v = tree_list(&files, admin, folder, ".sql", err);
	for (i = 0; v == DONE && i < files.n; i++) {
		v = tree_read(&text, admin, folder, files.names[i], err);
		p = str_text(&text);
		while (v == DONE && (p = next_function(p, &name, &body)))
			json_put(out, str_text(&name), str_text(&body));
	}
	tree_release(&files);
	str_release(&text);
	str_release(&name);
	str_release(&body);
	return v;
}

/* One file of roots: n and hash, and all of a root where it was exported. */
static enum verdict
read_witness(const char *path, json_t *all, struct err *err)
{
	struct str text = { 0 };
	json_t *rows = NULL, *row;
	enum verdict v;
	size_t i;

	v = cli_read(&text, path, WITNESS_MAX, err);
	if (v == DONE)
		v = csv_read(&rows, str_text(&text), text.len, err);
	json_array_foreach(rows, i, row) {
		const char *n = json_text(row, "n"), *hash = json_text(row, "hash");

		if (v == DONE &&
		    (!*n || strlen(n) > 15 || n[strspn(n, "0123456789")] ||
		     strlen(hash) != 64 || hash[strspn(hash, "0123456789abcdef")]))
			v = refuse(err, _("%s: line %d is no root."), path, (int)i + 2);
		else if (v == DONE && str_empty(json_text(row, "items")))
			json_object_del(row, "items");
		if (v == DONE)
			json_array_append(all, row);
	}
	json_decref(rows);
	str_release(&text);
	return v;
}

static enum verdict
collect(struct admin *admin, char *out[EVIDENCE__MAX], struct err *err)
{
	json_t *code = json_object(), *witnesses = json_array(), *path;
	enum verdict v;
	size_t i;

	v = gather(admin, "migrate", code, err);
	if (v == DONE)
		v = gather(admin, "function", code, err);
	json_array_foreach(json_object_get(admin->flags, "witness"), i, path) {
		if (v == DONE)
			v = read_witness(json_string_value(path), witnesses, err);
	}
	json_object_del(code, "core.dispatch");
	out[CODE] = json_write(code);
	out[WITNESSES] = json_write(witnesses);
	json_decref(code);
	json_decref(witnesses);
	return v;
}

static const char *
cell(const struct direct_rows *rows, size_t row, size_t column)
{
	const char *text = direct_cell(rows, row, column);

	return text ? text : "";
}

static const struct column columns[] = {
	{ "state", N_("State"), COL_TEXT }, /* ok fault sealed */
	{ "what", N_("Examined"), COL_TEXT },
	{ "ticket", N_("Ticket"), COL_TEXT },
	{ "event", N_("Event"), COL_INT },
	{ "finding", N_("Finding"), COL_TEXT },
	{ "detail", N_("Particulars"), COL_TEXT },
};
static const struct query list = { COLUMNS(columns) };

struct inquiry {
	int faults;
	struct rows *rows; /* NULL: each line is printed as soon as it is known */
};

/* One line a finding: ticket, event, what, particulars. */
static void
put_findings(const struct direct_rows *rows)
{
	size_t i;

	for (i = 0; i < direct_count(rows); i++) {
		printf("    %s", cell(rows, i, 0));
		if (*cell(rows, i, 1))
			printf(_(" event %s"), cell(rows, i, 1));
		printf(" %s", _(cell(rows, i, 2)));
		if (*cell(rows, i, 3))
			printf(" (%s)", cell(rows, i, 3));
		putchar('\n');
	}
}

static void
add_findings(struct rows *to, const char *what, const struct direct_rows *rows)
{
	const char *well[ARRAY_LEN(columns)] = { "ok", what };
	size_t i;

	if (!direct_count(rows))
		rows_add(to, well);
	for (i = 0; i < direct_count(rows); i++) {
		const char *cells[] = { "fault",
					what,
					direct_cell(rows, i, 0),
					direct_cell(rows, i, 1),
					_(cell(rows, i, 2)),
					direct_cell(rows, i, 3) };

		rows_add(to, cells);
	}
}

static enum verdict
examine(struct admin *admin, const struct examination *x, const char *evidence,
	struct inquiry *inquiry, struct err *err)
{
	struct direct_rows *rows = NULL;
	enum verdict v;
	size_t n;

	v = direct_exec(admin->db, x->sql, &evidence, evidence != NULL, &rows, err);
	if (v != DONE)
		return v;
	n = direct_count(rows);
	if (inquiry->rows) {
		add_findings(inquiry->rows, _(x->what), rows);
	} else {
		printf(n ? _("!!  %s: no, %s\n") : _("ok  %s\n"), _(x->what),
		       n ? direct_cell(rows, 0, 4) : "");
		put_findings(rows);
	}
	inquiry->faults += n ? (int)strtol(direct_cell(rows, 0, 4), NULL, 10) : 0;
	direct_rows_free(rows);
	return DONE;
}

/* How far the seals reach: what came since is held by its chains alone. */
static enum verdict
put_sealed(struct admin *admin, struct inquiry *inquiry, struct err *err)
{
	const char *cells[ARRAY_LEN(columns)] = { "sealed" };
	struct direct_rows *rows = NULL;
	enum verdict v = direct_exec(admin->db, sql_sealed, NULL, 0, &rows, err);
	struct str said = { 0 };

	if (v != DONE)
		return v;
	str_addf(&said, _("%s roots seal %s lines; %s events are not sealed yet.\n"),
		 cell(rows, 0, 0), cell(rows, 0, 1), cell(rows, 0, 2));
	if (inquiry->rows) {
		str_splice(&said, said.len - 1, 1, "", 0);
		cells[1] = str_text(&said);
		rows_add(inquiry->rows, cells);
	} else {
		printf("%s", str_text(&said));
	}
	str_release(&said);
	direct_rows_free(rows);
	return DONE;
}

/* The examinations, in one snapshot of the database. */
static enum verdict
inquire(struct admin *admin, char *const evidence[EVIDENCE__MAX],
	struct inquiry *inquiry, struct err *err)
{
	enum verdict v = direct_script(admin->db,
				       "begin isolation level repeatable read read "
				       "only; set local jit = off; "
				       "set local search_path = pg_catalog, pg_temp",
				       err);
	size_t i;

	for (i = 0; v == DONE && i < ARRAY_LEN(examinations); i++)
		v = examine(admin, &examinations[i], evidence[examinations[i].evidence],
			    inquiry, err);
	if (v == DONE)
		v = put_sealed(admin, inquiry, err);
	return v == DONE ? direct_script(admin->db, "commit", err) : v;
}

enum verdict
admin_verify(struct admin *admin, struct err *err)
{
	char *evidence[EVIDENCE__MAX] = { NULL };
	struct inquiry inquiry = { .faults = 0 };
	enum verdict v;
	size_t i;

	if (admin->cli->format != FORMAT_TABLE)
		inquiry.rows = rows_new(&list);
	v = collect(admin, evidence, err);
	if (v == DONE)
		v = inquire(admin, evidence, &inquiry, err);
	for (i = 0; i < EVIDENCE__MAX; i++)
		free(evidence[i]);
	if (v == DONE && inquiry.rows)
		v = admin_print(admin, inquiry.rows, err);
	if (inquiry.rows)
		rows_free(inquiry.rows);
	if (v == DONE && inquiry.faults)
		v = refuse(err, _("The record is not what was recorded: %d findings."),
			   inquiry.faults);
	return v;
}
