/* local.c -- answers from this desk's own disk, and stores the centre's answers there.
 * Law: a local answer never waits, and carries the time at which the centre sent it.
 */
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

#include "desk.h"

struct local {
	const char *query;
	enum verdict (*answer)(struct desk *, const struct ask *, struct rows *,
			       int64_t *at, struct err *);
	void (*learn)(struct desk *, const struct ask *, const struct rows *,
		      struct stamp now);
};

/* ---- the desk's own -------------------------------------------------------------------- */

static enum verdict
drafts(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
       struct err *err)
{
	(void)a;
	*at = 0;
	return draft_rows(desk->store, rows, err);
}

static enum verdict
thrown(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
       struct err *err)
{
	(void)a;
	*at = 0;
	return draft_thrown_rows(desk->store, rows, err);
}

static enum verdict
outbox(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
       struct err *err)
{
	(void)a;
	*at = 0;
	return outbox_rows(desk->store, rows, err);
}

static enum verdict
codes(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
      struct err *err)
{
	char buffer[24];

	*at = 0;
	return mirror_codes(desk->store, ask_named(a, "table", buffer), rows, err);
}

static enum verdict
code(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
     struct err *err)
{
	char table[24], text[24];

	*at = 0;
	return mirror_code(desk->store, ask_named(a, "table", table),
			   ask_named(a, "code", text), rows, err);
}

static enum verdict
pick(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
     struct err *err)
{
	char name[24], text[24], parent[24], limit[24];
	const char *table = ask_named(a, "table", name);
	const struct pick_ask ask = {
		.table = table,
		.text = ask_named(a, "text", text),
		.parent = ask_named(a, "parent", parent),
		.near = /* places near the operator's own unit come first */
		pick_is_place(table) ? json_text(desk->session.who, "unit") : NULL,
		.limit = (int)strtol(ask_named(a, "limit", limit), NULL, 10),
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
state(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
      struct err *err)
{
	char id[UUID_TEXT];
	struct msg_link l;

	(void)a;
	*at = 0;
	(void)err;
	link_now(desk, &l);
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
	state_row(rows, "installation",
		  json_text(desk->session.centre, "installation"));
	state_row(rows, "version", VERSION);
	return DONE;
}

static enum verdict
witness(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
	struct err *err)
{
	(void)a;
	(void)err;
	*at = 0;
	witness_rows(desk, rows);
	return DONE;
}

/* ---- the mirror ------------------------------------------------------------------------ */

enum { PAGE = 200, LIST_MOST = 1000 }; /* as far as counters count */

static int
page_limit(const struct ask *a)
{
	char buffer[24];
	long n = strtol(ask_named(a, "limit", buffer), NULL, 10);

	return n > 0 && n < PAGE ? (int)n : PAGE; /* no answer is longer */
}

static enum verdict
worklist(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
	 struct err *err)
{
	char unit[24], queue[24], after[24];
	const struct list_name name = { ask_named(a, "unit", unit),
					ask_named(a, "queue", queue) };
	const struct list_page page = { .after = ask_named(a, "after", after),
					.limit = page_limit(a) };

	return mirror_page(desk->store, &name, &page, rows, at, err);
}

/* Fetches the next page of a list too, up to LIST_MOST rows. */
static void
fetch_on(struct desk *desk, const struct list_name *name, const struct rows *rows,
	 struct stamp now)
{
	const char *next = rows->n ? rows_named(rows, rows->n - 1, "next") : "";
	struct list_size size;

	if (*next && mirror_count(desk->store, name, &size, NULL) == DONE &&
	    size.rows < LIST_MOST)
		(void)ask_own(desk, "worklist",
			      json_pack("{s:s, s:s, s:s}", "unit", name->unit, "queue",
					name->queue, "after", next),
			      now);
}

static void
learn_worklist(struct desk *desk, const struct ask *a, const struct rows *rows,
	       struct stamp now)
{
	char unit[24], queue[24], after[24];
	const struct list_name name = { ask_named(a, "unit", unit),
					ask_named(a, "queue", queue) };
	struct list_page page = { .after = ask_named(a, "after", after) };
	bool full = rows->n >= (size_t)page_limit(a);
	struct err err;

	page.end = full ? LIST_GOES_ON : LIST_ENDS;
	if (mirror_put_page(desk->store, &name, &page, rows, now.wall, &err) != DONE)
		log_warn("local: a list was not mirrored: %s", err.text);
	if (a->client)
		return;
	stock_list(desk, name.queue, rows, now);
	if (full)
		fetch_on(desk, &name, rows, now);
}

static enum verdict
ticket(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
       struct err *err)
{
	const char *cells[1];
	char buffer[24], *text;
	struct uuid id;
	json_t *doc = NULL;
	enum verdict v;

	if (*ask_named(a, "before", buffer) ||
	    !uuid_parse(ask_named(a, "ticket", buffer), &id))
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
learn_ticket(struct desk *desk, const struct ask *a, const struct rows *rows,
	     struct stamp now)
{
	const char *text = rows_named(rows, 0, "doc");
	char buffer[24];
	struct uuid id;
	json_t *doc = NULL;
	struct err err;

	if (!*text || *ask_named(a, "before", buffer) ||
	    !uuid_parse(ask_named(a, "ticket", buffer), &id) ||
	    json_read(&doc, text, strlen(text), NULL) != DONE)
		return;
	if (mirror_put_ticket(desk->store, &id, doc, now.wall, &err) != DONE)
		log_warn("local: a ticket was not mirrored: %s", err.text);
	json_decref(doc);
}

/* Small answers kept whole, by query and unit, sealed: "counters.330100000". */
static void
shelf_name(char out[80], const struct ask *a)
{
	char buffer[24];

	str_format(out, 80, "%s.%s", a->query->name, ask_named(a, "unit", buffer));
}

/* The count of a completely mirrored list is the number of its rows. */
static void
count_here(struct desk *desk, const struct list_name *name, char count[24])
{
	struct list_size size;

	if (mirror_count(desk->store, name, &size, NULL) == DONE && size.whole)
		str_format(count, 24, "%lld",
			   (long long)(size.rows < LIST_MOST ? size.rows : LIST_MOST));
}

static void
add_counters(struct desk *desk, const struct ask *a, const struct rows *kept,
	     struct rows *out)
{
	char unit[24], count[24];
	struct list_name name = { .unit = ask_named(a, "unit", unit) };
	size_t i;

	for (i = 0; i < kept->n; i++) {
		const char *cells[] = { rows_named(kept, i, "queue"), count };

		name.queue = cells[0];
		str_copy(count, sizeof count, rows_named(kept, i, "n"));
		count_here(desk, &name, count);
		rows_add(out, cells);
	}
}

/* LATER: no such answer is stored. */
static enum verdict
from_shelf(struct desk *desk, const struct ask *a, struct rows **kept, int64_t *at,
	   struct err *err)
{
	struct str text = { 0 };
	json_t *o = NULL;
	char name[80];
	enum verdict v;

	shelf_name(name, a);
	v = store_meta_get(desk->store, name, &text, err);
	if (v == DONE && (!text.len || json_read(&o, text.s, text.len, NULL) != DONE))
		v = LATER;
	if (v == DONE && !(*kept = rows_read(a->query, json_object_get(o, "rows"))))
		v = LATER;
	*at = json_int(o, "at", 0);
	json_decref(o);
	str_wipe(&text);
	return v;
}

static enum verdict
counters(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
	 struct err *err)
{
	struct rows *kept = NULL;
	enum verdict v = from_shelf(desk, a, &kept, at, err);

	if (v == DONE)
		add_counters(desk, a, kept, rows);
	rows_free(kept);
	return v;
}

/* As they were known last: their time runs on without a link. */
static enum verdict
incidents(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
	  struct err *err)
{
	struct rows *kept = NULL;
	enum verdict v = from_shelf(desk, a, &kept, at, err);
	size_t i;

	for (i = 0; v == DONE && i < kept->n; i++)
		rows_add(rows, kept->cells + i * a->query->ncolumns);
	rows_free(kept);
	return v;
}

static void
shelve(struct desk *desk, const struct ask *a, const struct rows *rows,
       struct stamp now)
{
	json_t *o = json_object();
	char name[80], *text;

	shelf_name(name, a);
	json_put_int(o, "at", now.wall);
	json_object_set_new(o, "rows", rows_json(rows));
	text = json_write(o);
	if (store_meta_put(desk->store, name, text, NULL) != DONE)
		log_warn("local: %s were not mirrored", a->query->name);
	free(text);
	json_decref(o);
}

/* The desk's own question for the counters tells which lists to fetch. */
static void
learn_counters(struct desk *desk, const struct ask *a, const struct rows *rows,
	       struct stamp now)
{
	const char *unit, *queue;
	char buffer[24];
	size_t i;

	shelve(desk, a, rows, now);
	unit = ask_named(a, "unit", buffer);
	for (i = 0; !a->client && i < rows->n; i++) {
		queue = rows_named(rows, i, "queue");
		if (!ask_own(desk, "worklist",
			     json_pack("{s:s, s:s}", "unit", unit, "queue", queue),
			     now))
			break;
	}
}

/* The centre may have what the mirror lacks: an empty result is no answer, and only the
 * centre can continue its own list after a row. */
static enum verdict
search(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
       struct err *err)
{
	char text[24], limit[24], after[24];
	const struct search_ask ask = {
		.text = ask_named(a, "text", text),
		.limit = (int)strtol(ask_named(a, "limit", limit), NULL, 10),
	};
	enum verdict v;

	if (*ask_named(a, "after", after))
		return LATER;
	v = mirror_search(desk->store, &ask, rows, at, err);
	return v == DONE && rows->n == 0 ? LATER : v;
}

static const struct local locals[] = {
	{ "drafts", drafts, NULL },
	{ "thrown", thrown, NULL },
	{ "outbox", outbox, NULL },
	{ "codes", codes, NULL },
	{ "code", code, NULL },
	{ "pick", pick, NULL },
	{ "state", state, NULL },
	{ "witness", witness, NULL },
	{ "worklist", worklist, learn_worklist },
	{ "search", search, NULL },
	{ "ticket", ticket, learn_ticket },
	{ "counters", counters, learn_counters },
	{ "incidents", incidents, shelve },
};

static const struct local *
local_named(const char *query)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(locals); i++)
		if (str_eq(locals[i].query, query))
			return &locals[i];
	return NULL;
}

enum verdict
local_answer(struct desk *desk, const struct ask *a, struct rows *rows, int64_t *at,
	     struct err *err)
{
	const struct local *l = local_named(a->query->name);

	return l ? l->answer(desk, a, rows, at, err) : LATER;
}

void
local_learn(struct desk *desk, const struct ask *a, const struct rows *rows,
	    struct stamp now)
{
	const struct local *l = local_named(a->query->name);

	if (l && l->learn)
		l->learn(desk, a, rows, now);
}
