/* list.c -- mirrored worklists, page by page, sealed row by row.  They are not under the
 * root, because they can be fetched again.
 *
 * 1. The rows of a list are its beginning in the centre's order; `complete`: the list is
 *    complete.
 * 2. A newly fetched page replaces the rows in its range.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#include "store/mirror.h"

#include "inside.h"

struct found_list {
	int64_t id, at; /* 0: never fetched */
	bool complete;
};

void
item_bond(struct bond *bond, int64_t list, int64_t n, const struct uuid *ticket)
{
	bond_init(bond, "ITEM");
	bond_int(bond, list);
	bond_int(bond, n);
	bond_uuid(bond, ticket);
}

/* A row as an object by column name, so that columns of another version do no harm. */
static json_t *
row_json(const struct rows *rows, size_t row)
{
	const struct query *q = rows->query;
	json_t *json = json_object();
	size_t i;

	for (i = 0; i < q->ncolumns; i++)
		if (rows->cells[row * q->ncolumns + i])
			json_put(json, q->columns[i].name,
				 rows->cells[row * q->ncolumns + i]);
	return json;
}

void
row_add(struct rows *rows, const json_t *json)
{
	const struct query *q = rows->query;
	struct cells cells;
	size_t i;

	cells_init(&cells, rows);
	for (i = 0; i < q->ncolumns; i++)
		cells_put(&cells, q->columns[i].name,
			  json_string_value(json_object_get(json, q->columns[i].name)));
	cells_add(&cells, rows);
}

static enum verdict
find_list(struct store *s, const struct list_name *name, struct found_list *out,
	  struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_LIST_GET);
	enum verdict v;

	*out = (struct found_list){ 0 };
	db_bind_text(st, 1, name->unit);
	db_bind_text(st, 2, name->queue);
	v = db_step(&s->db, st, err);
	if (v == DONE) {
		out->id = sqlite3_column_int64(st, 0);
		out->at = sqlite3_column_int64(st, 1);
		out->complete = sqlite3_column_int(st, 2);
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

static enum verdict
make_list(struct store *s, const struct list_name *name, int64_t wall,
	  struct found_list *list, struct err *err)
{
	enum verdict v = find_list(s, name, list, err);
	sqlite3_stmt *st;

	if (v != DONE || list->id != 0)
		return v;
	st = db_stmt(&s->db, SQL_LIST_PUT);
	db_bind_text(st, 1, name->unit);
	db_bind_text(st, 2, name->queue);
	sqlite3_bind_int64(st, 3, wall);
	v = db_run(&s->db, st, err);
	list->id = sqlite3_last_insert_rowid(s->db.sql);
	return v;
}

static enum verdict
say_of_list(struct store *s, const struct found_list *list, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_LIST_AT);

	sqlite3_bind_int64(st, 1, list->id);
	sqlite3_bind_int64(st, 2, list->at);
	sqlite3_bind_int(st, 3, list->complete);
	return db_run(&s->db, st, err);
}

/* ---- places ---------------------------------------------------------------------------- */

/* The number of a ticket's row; LATER where it is not in the list. */
static enum verdict
row_number(struct store *s, int64_t list, const struct uuid *ticket, int64_t *n,
	   struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_ITEM_NUMBER);
	enum verdict v;

	sqlite3_bind_int64(st, 1, list);
	db_bind_uuid(st, 2, ticket);
	v = db_step(&s->db, st, err);
	if (v == DONE)
		*n = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return v;
}

/* A place is "rank|ticket" of the row before it. */
static enum verdict
place_number(struct store *s, int64_t list, const char *after, int64_t *n,
	     struct err *err)
{
	const char *ticket = strchr(after, '|');
	struct uuid id;

	*n = INT64_MIN;
	if (!*after)
		return DONE;
	if (!ticket || !uuid_parse(ticket + 1, &id))
		return LATER;
	return row_number(s, list, &id, n, err);
}

static bool
row_ticket(const struct rows *rows, size_t row, struct uuid *out)
{
	return uuid_parse(rows_named(rows, row, "ticket"), out);
}

/* ---- writing --------------------------------------------------------------------------- */

static enum verdict
drop_between(struct store *s, int64_t list, int64_t after, int64_t last,
	     struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_ITEM_CLEAR);

	sqlite3_bind_int64(st, 1, list);
	sqlite3_bind_int64(st, 2, after);
	sqlite3_bind_int64(st, 3, last);
	return db_run(&s->db, st, err);
}

static enum verdict
drop_elsewhere(struct store *s, int64_t list, const struct rows *rows, struct err *err)
{
	enum verdict v = DONE;
	struct uuid ticket;
	sqlite3_stmt *st;
	size_t i;

	for (i = 0; v == DONE && i < rows->n; i++) {
		if (!row_ticket(rows, i, &ticket))
			continue;
		st = db_stmt(&s->db, SQL_ITEM_FORGET);
		sqlite3_bind_int64(st, 1, list);
		db_bind_uuid(st, 2, &ticket);
		v = db_run(&s->db, st, err);
	}
	return v;
}

static enum verdict
put_item(struct store *s, int64_t list, int64_t n, json_t *row, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_ITEM_ADD);
	char *text = json_write(row);
	struct str blob = { 0 };
	struct uuid ticket;
	struct bond bond;
	enum verdict v;

	if (!uuid_parse(json_text(row, "ticket"), &ticket))
		memset(&ticket, 0, sizeof ticket);
	item_bond(&bond, list, n, &ticket);
	seal_put(s->seal, &bond, text, strlen(text), &blob);
	mem_wipe(text, strlen(text));
	free(text);
	sqlite3_bind_int64(st, 1, list);
	sqlite3_bind_int64(st, 2, n);
	db_bind_uuid(st, 3, &ticket);
	db_bind_blob(st, 4, blob.s, blob.len);
	v = db_run(&s->db, st, err);
	str_release(&blob);
	json_decref(row);
	return v;
}

/* The former number of the page's last row: the rows after it stay.  INT64_MAX: no known
 * row follows the page. */
static enum verdict
page_end(struct store *s, const struct found_list *list, const struct list_page *page,
	 const struct rows *rows, int64_t *last, struct err *err)
{
	struct uuid ticket;
	enum verdict v;

	*last = INT64_MAX;
	if (page->end == LIST_ENDS || rows->n == 0 ||
	    !row_ticket(rows, rows->n - 1, &ticket))
		return DONE;
	v = row_number(s, list->id, &ticket, last, err);
	return v == LATER ? DONE : v;
}

static enum verdict
list_put_rows(struct store *s, struct found_list *list, const struct list_page *page,
	      const struct rows *rows, struct err *err)
{
	int64_t after, last = 0, n;
	enum verdict v = place_number(s, list->id, page->after, &after, err);
	size_t i;

	if (v == DONE)
		v = page_end(s, list, page, rows, &last, err);
	if (v != DONE)
		return v;
	/* no numbers left between: drop the rows that follow, to be fetched again */
	if (last != INT64_MAX &&
	    (last <= after || (after != INT64_MIN && last - after < (int64_t)rows->n)))
		last = INT64_MAX;
	list->complete = last == INT64_MAX ? page->end == LIST_ENDS : list->complete;
	v = drop_between(s, list->id, after, last, err);
	if (v == DONE)
		v = drop_elsewhere(s, list->id, rows, err);
	n = last != INT64_MAX	 ? last - (int64_t)rows->n + 1
	    : after != INT64_MIN ? after + 1
				 : 0;
	for (i = 0; v == DONE && i < rows->n; i++)
		v = put_item(s, list->id, n + (int64_t)i, row_json(rows, i), err);
	return v;
}

enum verdict
mirror_put_page(struct store *s, const struct list_name *name,
		const struct list_page *page, const struct rows *rows, int64_t wall,
		struct err *err)
{
	struct found_list list = { 0 };
	enum verdict v = store_begin(s, SURVIVE_KILL, err);

	if (v != DONE)
		return v;
	v = make_list(s, name, wall, &list, err);
	if (v == DONE)
		v = list_put_rows(s, &list, page, rows, err);
	if (!*page->after)
		list.at = wall;
	if (v == DONE)
		v = say_of_list(s, &list, err);
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v == LATER ? DONE : v; /* a page after an unknown row is not stored */
}

enum verdict
mirror_put_worklist(struct store *s, const struct list_name *name,
		    const struct rows *rows, int64_t wall, struct err *err)
{
	const struct list_page all = { .after = "", .end = LIST_ENDS };

	return mirror_put_page(s, name, &all, rows, wall, err);
}

/* ---- reading --------------------------------------------------------------------------- */

static enum verdict
read_item(struct store *s, sqlite3_stmt *st, int64_t list, struct rows *out,
	  struct err *err)
{
	struct str text = { 0 };
	json_t *json = NULL;
	struct uuid ticket;
	struct bond bond;
	enum verdict v;

	if (!db_uuid(st, 1, &ticket))
		return db_altered(err);
	item_bond(&bond, list, sqlite3_column_int64(st, 0), &ticket);
	v = seal_get(s->seal, &bond, db_blob(st, 2), &text, err);
	if (v == DONE)
		v = json_read(&json, str_text(&text), text.len, err);
	str_wipe(&text);
	if (v == DONE)
		row_add(out, json);
	json_decref(json);
	return v;
}

static enum verdict
list_read_rows(struct store *s, int64_t list, int64_t after, int limit,
	       struct rows *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_ITEM_ALL);
	enum verdict v;

	sqlite3_bind_int64(st, 1, list);
	sqlite3_bind_int64(st, 2, after);
	sqlite3_bind_int(st, 3, limit > 0 ? limit : -1);
	while ((v = db_step(&s->db, st, err)) == DONE) {
		v = read_item(s, st, list, out, err);
		if (v != DONE)
			break;
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

enum verdict
mirror_page(struct store *s, const struct list_name *name, const struct list_page *page,
	    struct rows *out, int64_t *at, struct err *err)
{
	struct found_list list = { 0 };
	int64_t after = 0;
	enum verdict v = find_list(s, name, &list, err);

	*at = list.at;
	if (v != DONE || list.id == 0)
		return v == DONE ? LATER : v;
	v = place_number(s, list.id, page->after, &after, err);
	if (v == DONE)
		v = list_read_rows(s, list.id, after, page->limit, out, err);
	/* no rows after that place, and the list is not known to end there */
	if (v == DONE && out->n == 0 && *page->after && !list.complete)
		v = LATER;
	return v;
}

enum verdict
mirror_worklist(struct store *s, const struct list_name *name, struct rows *out,
		int64_t *at, struct err *err)
{
	enum verdict v =
		mirror_page(s, name, &(struct list_page){ .after = "" }, out, at, err);

	return v == LATER ? DONE : v;
}

enum verdict
mirror_count(struct store *s, const struct list_name *name, struct list_size *out,
	     struct err *err)
{
	struct found_list list = { 0 };
	sqlite3_stmt *st;
	enum verdict v = find_list(s, name, &list, err);

	*out = (struct list_size){ 0 };
	if (v != DONE || list.id == 0)
		return v;
	st = db_stmt(&s->db, SQL_ITEM_COUNT);
	sqlite3_bind_int64(st, 1, list.id);
	v = db_step(&s->db, st, err);
	if (v == DONE)
		out->rows = sqlite3_column_int64(st, 0);
	out->complete = list.complete;
	sqlite3_reset(st);
	return v;
}
