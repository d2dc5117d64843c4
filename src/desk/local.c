/* local.c -- answers from this desk's own disk, and stores the centre's answers there.
 * Law: a local answer never waits, and carries the time at which the centre sent it.
 */
#include "local.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include "query/pick.h"

#include "store/draft.h"
#include "store/lease.h"
#include "store/mirror.h"
#include "store/outbox.h"

#include "report.h"
#include "witness.h"

struct local_row {
	const char *query;
	enum verdict (*answer)(struct desk *, const struct question *, struct rows *,
			       int64_t *at, struct err *);
	void (*learn)(struct desk *, const struct question *, const struct rows *,
		      struct stamp now);
};

/* ---- the desk's own -------------------------------------------------------------------- */

static enum verdict
drafts_answer(struct desk *desk, const struct question *q, struct rows *rows,
	      int64_t *at, struct err *err)
{
	(void)q;
	*at = 0;
	return draft_rows(desk->store, rows, err);
}

static enum verdict
thrown_answer(struct desk *desk, const struct question *q, struct rows *rows,
	      int64_t *at, struct err *err)
{
	(void)q;
	*at = 0;
	return draft_thrown_rows(desk->store, rows, err);
}

static enum verdict
outbox_answer(struct desk *desk, const struct question *q, struct rows *rows,
	      int64_t *at, struct err *err)
{
	(void)q;
	*at = 0;
	return outbox_rows(desk->store, rows, err);
}

static enum verdict
codes_answer(struct desk *desk, const struct question *q, struct rows *rows,
	     int64_t *at, struct err *err)
{
	char buffer[24];

	*at = 0;
	return mirror_codes(desk->store, question_named(q, "table", buffer), rows, err);
}

static enum verdict
code_answer(struct desk *desk, const struct question *q, struct rows *rows, int64_t *at,
	    struct err *err)
{
	char table[24], text[24];

	*at = 0;
	return mirror_code(desk->store, question_named(q, "table", table),
			   question_named(q, "code", text), rows, err);
}

static enum verdict
pick_answer(struct desk *desk, const struct question *q, struct rows *rows, int64_t *at,
	    struct err *err)
{
	char name[24], text[24], parent[24], limit[24];
	const char *table = question_named(q, "table", name);
	const struct pick_ask ask = {
		.table = table,
		.text = question_named(q, "text", text),
		.parent = question_named(q, "parent", parent),
		.near = /* places near the operator's own unit come first */
		pick_is_place(table) ? json_text(desk->who, "unit") : NULL,
		.limit = (int)strtol(question_named(q, "limit", limit), NULL, 10),
		.wall = clock_now().wall,
	};

	*at = 0;
	return mirror_pick(desk->store, &ask, rows, err);
}

static void
state_row(struct rows *rows, const char *name, const char *value)
{
	const char *const cells[] = { name, value };

	rows_add(rows, cells);
}

static void
state_number(struct rows *rows, const char *name, int64_t n)
{
	char text[24];

	str_format(text, sizeof text, "%lld", (long long)n);
	state_row(rows, name, text);
}

static enum verdict
state_answer(struct desk *desk, const struct question *q, struct rows *rows,
	     int64_t *at, struct err *err)
{
	char id[UUID_TEXT];
	struct msg_link l;

	(void)q;
	*at = 0;
	(void)err;
	report_fill(desk, &l);
	uuid_text(store_id(desk->store), id);
	state_row(rows, "link", link_name(l.state));
	state_row(rows, "reason", l.text);
	state_number(rows, "queued", l.queued);
	state_number(rows, "stuck", l.stuck);
	state_row(rows, "agreed", agreement_name(l.agreed));
	state_number(rows, "again", l.again);
	state_number(rows, "drafts", l.drafts);
	state_number(rows, "numbers", leases_left(desk->store));
	state_row(rows, "store", id);
	state_row(rows, "installation", json_text(desk->centre, "installation"));
	state_row(rows, "version", VERSION);
	return DONE;
}

static enum verdict
witness_answer(struct desk *desk, const struct question *q, struct rows *rows,
	       int64_t *at, struct err *err)
{
	(void)q;
	(void)err;
	*at = 0;
	witness_rows(desk, rows);
	return DONE;
}

/* ---- the mirror ------------------------------------------------------------------------ */

size_t
local_limit(const struct question *q)
{
	char buffer[24];
	long n = strtol(question_named(q, "limit", buffer), NULL, 10);

	return n > 0 && n < LOCAL_PAGE ? (size_t)n : LOCAL_PAGE;
}

static enum verdict
worklist_answer(struct desk *desk, const struct question *q, struct rows *rows,
		int64_t *at, struct err *err)
{
	char unit[24], queue[24], after[24];
	const struct list_name name = { question_named(q, "unit", unit),
					question_named(q, "queue", queue) };
	const struct list_page page = { .after = question_named(q, "after", after),
					.limit = (int)local_limit(q) };

	return mirror_page(desk->store, &name, &page, rows, at, err);
}

static void
worklist_learn(struct desk *desk, const struct question *q, const struct rows *rows,
	       struct stamp now)
{
	char unit[24], queue[24], after[24];
	const struct list_name name = { question_named(q, "unit", unit),
					question_named(q, "queue", queue) };
	struct list_page page = { .after = question_named(q, "after", after) };
	bool full = rows->n >= local_limit(q);
	struct err err;

	page.end = full ? LIST_GOES_ON : LIST_ENDS;
	if (mirror_put_page(desk->store, &name, &page, rows, now.wall, &err) != DONE)
		log_warn("local: a list was not mirrored: %s", err.text);
}

static enum verdict
ticket_answer(struct desk *desk, const struct question *q, struct rows *rows,
	      int64_t *at, struct err *err)
{
	const char *cells[1];
	char buffer[24], *text;
	struct uuid id;
	json_t *doc = NULL;
	enum verdict v;

	if (*question_named(q, "before", buffer) ||
	    !uuid_parse(question_named(q, "ticket", buffer), &id))
		return LATER;
	v = mirror_ticket(desk->store, &id, &doc, at, err);
	if (v != DONE || !doc)
		return v == DONE ? LATER : v;
	cells[0] = text = json_write(doc);
	rows_add(rows, cells);
	free(text);
	json_decref(doc);
	return DONE;
}

static void
ticket_learn(struct desk *desk, const struct question *q, const struct rows *rows,
	     struct stamp now)
{
	const char *text = rows_named(rows, 0, "doc");
	char buffer[24];
	struct uuid id;
	json_t *doc = NULL;
	struct err err;

	if (!*text || *question_named(q, "before", buffer) ||
	    !uuid_parse(question_named(q, "ticket", buffer), &id) ||
	    json_read(&doc, text, strlen(text), NULL) != DONE)
		return;
	if (mirror_put_ticket(desk->store, &id, doc, now.wall, &err) != DONE)
		log_warn("local: a ticket was not mirrored: %s", err.text);
	json_decref(doc);
}

/* Small answers kept whole, by query and unit, sealed: "counters.330100000". */
static void
shelf_name(char out[80], const struct question *q)
{
	char buffer[24];

	str_format(out, 80, "%s.%s", q->query->name, question_named(q, "unit", buffer));
}

/* The count of a completely mirrored list is the number of its rows. */
static void
counter_here(struct desk *desk, const struct list_name *name, char count[24])
{
	struct list_size size;

	if (mirror_count(desk->store, name, &size, NULL) == DONE && size.complete)
		str_format(
			count, 24, "%lld",
			(long long)(size.rows < LOCAL_LIST ? size.rows : LOCAL_LIST));
}

static void
counters_add(struct desk *desk, const struct question *q, const struct rows *kept,
	     struct rows *out)
{
	char unit[24], count[24];
	struct list_name name = { .unit = question_named(q, "unit", unit) };
	size_t i;

	for (i = 0; i < kept->n; i++) {
		const char *cells[] = { rows_named(kept, i, "queue"), count };

		name.queue = cells[0];
		str_copy(count, sizeof count, rows_named(kept, i, "n"));
		counter_here(desk, &name, count);
		rows_add(out, cells);
	}
}

/* LATER: no such answer is stored. */
static enum verdict
shelf_get(struct desk *desk, const struct question *q, struct rows **kept, int64_t *at,
	  struct err *err)
{
	struct str text = { 0 };
	json_t *o = NULL;
	char name[80];
	enum verdict v;

	shelf_name(name, q);
	v = store_meta_get(desk->store, name, &text, err);
	if (v == DONE && (!text.len || json_read(&o, text.s, text.len, NULL) != DONE))
		v = LATER;
	if (v == DONE && !(*kept = rows_read(q->query, json_object_get(o, "rows"))))
		v = LATER;
	*at = json_int(o, "at", 0);
	json_decref(o);
	str_wipe(&text);
	return v;
}

static enum verdict
counters_answer(struct desk *desk, const struct question *q, struct rows *rows,
		int64_t *at, struct err *err)
{
	struct rows *kept = NULL;
	enum verdict v = shelf_get(desk, q, &kept, at, err);

	if (v == DONE)
		counters_add(desk, q, kept, rows);
	rows_free(kept);
	return v;
}

/* As they were known last: their time runs on without a link. */
static enum verdict
incidents_answer(struct desk *desk, const struct question *q, struct rows *rows,
		 int64_t *at, struct err *err)
{
	struct rows *kept = NULL;
	enum verdict v = shelf_get(desk, q, &kept, at, err);
	size_t i;

	for (i = 0; v == DONE && i < kept->n; i++)
		rows_add(rows, kept->cells + i * q->query->ncolumns);
	rows_free(kept);
	return v;
}

static void
shelf_put(struct desk *desk, const struct question *q, const struct rows *rows,
	  struct stamp now)
{
	json_t *o = json_object();
	char name[80], *text;

	shelf_name(name, q);
	json_put_int(o, "at", now.wall);
	json_object_set_new(o, "rows", rows_json(rows));
	text = json_write(o);
	if (store_meta_put(desk->store, name, text, NULL) != DONE)
		log_warn("local: %s were not mirrored", q->query->name);
	free(text);
	json_decref(o);
}

/* The centre may have what the mirror lacks: an empty result is no answer, and only the
 * centre can continue its own list after a row. */
static enum verdict
search_answer(struct desk *desk, const struct question *q, struct rows *rows,
	      int64_t *at, struct err *err)
{
	char text[24], limit[24], after[24];
	const struct search_ask ask = {
		.text = question_named(q, "text", text),
		.limit = (int)strtol(question_named(q, "limit", limit), NULL, 10),
	};
	enum verdict v;

	if (*question_named(q, "after", after))
		return LATER;
	v = mirror_search(desk->store, &ask, rows, at, err);
	return v == DONE && rows->n == 0 ? LATER : v;
}

static const struct local_row locals[] = {
	{ "drafts", drafts_answer, NULL },
	{ "thrown", thrown_answer, NULL },
	{ "outbox", outbox_answer, NULL },
	{ "codes", codes_answer, NULL },
	{ "code", code_answer, NULL },
	{ "pick", pick_answer, NULL },
	{ "state", state_answer, NULL },
	{ "witness", witness_answer, NULL },
	{ "worklist", worklist_answer, worklist_learn },
	{ "search", search_answer, NULL },
	{ "ticket", ticket_answer, ticket_learn },
	{ "counters", counters_answer, shelf_put },
	{ "incidents", incidents_answer, shelf_put },
};

static const struct local_row *
local_named(const char *query)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(locals); i++)
		if (str_eq(locals[i].query, query))
			return &locals[i];
	return NULL;
}

enum verdict
local_answer(struct desk *desk, const struct question *q, struct rows *rows,
	     int64_t *at, struct err *err)
{
	const struct local_row *l = local_named(q->query->name);

	return l ? l->answer(desk, q, rows, at, err) : LATER;
}

void
local_learn(struct desk *desk, const struct question *q, const struct rows *rows,
	    struct stamp now)
{
	const struct local_row *l = local_named(q->query->name);

	if (l && l->learn)
		l->learn(desk, q, rows, now);
}
