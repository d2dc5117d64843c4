/* names.c -- codes become names: kinds, acts and states from our own tables, all else
 * from the desk's.  Law: each code is asked once, and only of this desk.
 */
#include "names.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "action/action.h"
#include "query/pick.h"

enum { NAME_WAIT = 5000 };

static const char *
own_name(const char *table, const char *code)
{
	const struct action *action;
	enum kind kind;
	bool known;

	if (str_eq(table, "kind")) {
		kind = kind_named(code, &known);
		return known ? kind_label(kind) : NULL;
	}
	if (str_eq(table, "action")) {
		action = action_named(code);
		return action ? _(action->label) : NULL;
	}
	if (str_eq(table, "op_state") && op_state_named(code) < OP__MAX)
		return op_state_label(op_state_named(code));
	return NULL;
}

/* "" where the desk knows none. */
static void
ask_name(struct session *s, const char *table, const char *code, json_t *known)
{
	struct question q = { .query = query_named("code"),
			      .args = json_object(),
			      .from = "mirror",
			      .wait = NAME_WAIT };
	struct answer a = { .rows = NULL };
	bool answered;

	json_put(q.args, "table", table);
	json_put(q.args, "code", code);
	answered = session_ask(s, &q, &a, NULL) == DONE;
	json_put(known, code, answered ? rows_named(a.rows, 0, "name") : "");
	json_decref(q.args);
	rows_free(a.rows);
}

/* Borrowed from the arguments or from `known`, which holds a table's names by code. */
static const char *
name_of(struct session *s, json_t *known, const char *table, const char *code)
{
	const char *own = own_name(table, code);
	json_t *names = json_object_get(known, table);

	if (own)
		return own;
	if (!names) {
		names = json_object();
		json_object_set_new(known, table, names);
	}
	if (!json_object_get(names, code))
		ask_name(s, table, code, names);
	return *json_text(names, code) ? json_text(names, code) : code;
}

struct rows *
names_rows(struct session *s, const struct rows *rows)
{
	const struct query *q = rows->query;
	const char **cells = xcalloc(q->ncolumns, sizeof *cells);
	struct rows *out = rows_new(q);
	json_t *known = json_object();
	const struct column *column;
	size_t r, c;

	for (r = 0; r < rows->n; r++) {
		for (c = 0; c < q->ncolumns; c++) {
			column = &q->columns[c];
			cells[c] = rows->cells[r * q->ncolumns + c];
			if (cells[c] && *cells[c] && column->label && column->pick)
				cells[c] = name_of(s, known, column->pick, cells[c]);
		}
		rows_add(out, cells);
	}
	json_decref(known);
	free(cells);
	return out;
}

void
names_code(struct session *s, const char *table, const char *code, char *out,
	   size_t size)
{
	json_t *known = json_object();

	str_copy(out, size, *code ? name_of(s, known, table, code) : "");
	json_decref(known);
}

/* The places that a text may mean, a few of them, for somebody to choose from. */
static void
list_places(struct str *out, const struct rows *rows)
{
	enum { SHOWN = 5 };
	size_t r;

	for (r = 0; r < rows->n && r < SHOWN; r++)
		str_addf(out, "\n  %s %s", rows_named(rows, r, "code"),
			 rows_named(rows, r, "path"));
	if (rows->n > SHOWN)
		str_add(out, "\n  …");
}

enum verdict
names_place(struct session *s, const char *table, const char *text, char *code,
	    size_t size, struct err *err)
{
	struct question q = { .query = query_named("pick"),
			      .args = json_pack("{s:s, s:s, s:s}", "table", table,
						"text", text, "limit", "51"),
			      .from = "mirror",
			      .wait = NAME_WAIT };
	struct answer a = { .rows = NULL };
	enum verdict v = session_ask(s, &q, &a, err);
	struct str list = { 0 };
	int only = -1;

	json_decref(q.args);
	if (v == DONE)
		only = pick_only(a.rows, text);
	if (v == DONE && only >= 0) {
		str_copy(code, size, rows_named(a.rows, (size_t)only, "code"));
	} else if (v == DONE && a.rows && a.rows->n) {
		list_places(&list, a.rows);
		v = refuse(err, _("Several are called “%s”; give the code of one:%s"),
			   text, str_text(&list));
	} else if (v == DONE) {
		v = refuse(err, _("There is no place called “%s”."), text);
	}
	str_release(&list);
	rows_free(a.rows);
	return v;
}
