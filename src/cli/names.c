/* names.c -- codes become names: kinds, acts and states from our own tables, all else
 * from the desk's.  Law: each code is asked once, and only of this desk.
 */
#include "names.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "action/action.h"

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
