/* mirror.c -- lists and tickets as the centre last showed them, sealed row by row.  They
 * are not under the root: they can be asked for again.
 */
#include "store/mirror.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"

#include "inside.h"

#define TICKETS_MOST 1000

void
item_bond(struct bond *bond, int64_t list, int64_t n, const struct uuid *ticket)
{
	bond_init(bond, "ITEM");
	bond_int(bond, list);
	bond_int(bond, n);
	bond_uuid(bond, ticket);
}

static void
ticket_bond(struct bond *bond, const struct uuid *ticket, int64_t at)
{
	bond_init(bond, "TICK");
	bond_uuid(bond, ticket);
	bond_int(bond, at);
}

/* A row as an object by column name, so that another version's columns do no harm. */
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

static void
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

/* The list's id; 0 and *at 0 where there is none. */
static enum verdict
find_list(struct store *s, const struct list_name *name, int64_t *id, int64_t *at,
	  struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_LIST_GET);
	enum verdict v;

	*id = *at = 0;
	db_bind_text(st, 1, name->unit);
	db_bind_text(st, 2, name->queue);
	v = db_step(&s->db, st, err);
	if (v == DONE) {
		*id = sqlite3_column_int64(st, 0);
		*at = sqlite3_column_int64(st, 1);
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

static enum verdict
begin_list(struct store *s, const struct list_name *name, int64_t wall, int64_t *id,
	   struct err *err)
{
	int64_t at;
	sqlite3_stmt *st;
	enum verdict v = find_list(s, name, id, &at, err);

	if (v != DONE)
		return v;
	if (*id == 0) {
		st = db_stmt(&s->db, SQL_LIST_PUT);
		db_bind_text(st, 1, name->unit);
		db_bind_text(st, 2, name->queue);
		sqlite3_bind_int64(st, 3, wall);
		v = db_run(&s->db, st, err);
		*id = sqlite3_last_insert_rowid(s->db.sql);
		return v;
	}
	st = db_stmt(&s->db, SQL_LIST_AT);
	sqlite3_bind_int64(st, 1, *id);
	sqlite3_bind_int64(st, 2, wall);
	v = db_run(&s->db, st, err);
	if (v != DONE)
		return v;
	st = db_stmt(&s->db, SQL_ITEM_CLEAR);
	sqlite3_bind_int64(st, 1, *id);
	return db_run(&s->db, st, err);
}

static void
seal_json(const struct store *s, const struct bond *bond, const json_t *json,
	  struct str *blob)
{
	char *text = json_write(json);

	seal_put(s->seal, bond, text, strlen(text), blob);
	mem_wipe(text, strlen(text));
	free(text);
}

static enum verdict
open_json(const struct store *s, const struct bond *bond, struct blob blob,
	  json_t **out, struct err *err)
{
	struct str text = { 0 };
	enum verdict v = seal_get(s->seal, bond, blob, &text, err);

	if (v == DONE)
		v = json_read(out, str_text(&text), text.len, err);
	str_wipe(&text);
	return v;
}

static enum verdict
put_item(struct store *s, int64_t list, const struct rows *rows, size_t row,
	 struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_ITEM_ADD);
	json_t *json = row_json(rows, row);
	struct str blob = { 0 };
	struct uuid ticket;
	struct bond bond;
	enum verdict v;

	if (!uuid_parse(json_text(json, "ticket"), &ticket))
		memset(&ticket, 0, sizeof ticket);
	item_bond(&bond, list, (int64_t)row, &ticket);
	seal_json(s, &bond, json, &blob);
	sqlite3_bind_int64(st, 1, list);
	sqlite3_bind_int64(st, 2, (int64_t)row);
	db_bind_uuid(st, 3, &ticket);
	db_bind_blob(st, 4, blob.s, blob.len);
	v = db_run(&s->db, st, err);
	str_release(&blob);
	json_decref(json);
	return v;
}

enum verdict
mirror_put_worklist(struct store *s, const struct list_name *name,
		    const struct rows *rows, int64_t wall, struct err *err)
{
	int64_t list = 0;
	enum verdict v = store_begin(s, SURVIVE_KILL, err);
	size_t i;

	if (v != DONE)
		return v;
	v = begin_list(s, name, wall, &list, err);
	for (i = 0; v == DONE && i < rows->n; i++)
		v = put_item(s, list, rows, i, err);
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v;
}

static enum verdict
read_item(struct store *s, sqlite3_stmt *st, int64_t list, struct rows *out,
	  struct err *err)
{
	json_t *json = NULL;
	struct uuid ticket;
	struct bond bond;
	enum verdict v;

	if (!db_uuid(st, 1, &ticket))
		return db_altered(err);
	item_bond(&bond, list, sqlite3_column_int64(st, 0), &ticket);
	v = open_json(s, &bond, db_blob(st, 2), &json, err);
	if (v == DONE)
		row_add(out, json);
	json_decref(json);
	return v;
}

enum verdict
mirror_worklist(struct store *s, const struct list_name *name, struct rows *out,
		int64_t *at, struct err *err)
{
	int64_t list = 0;
	sqlite3_stmt *st;
	enum verdict v = find_list(s, name, &list, at, err);

	if (v != DONE || list == 0)
		return v;
	st = db_stmt(&s->db, SQL_ITEM_ALL);
	sqlite3_bind_int64(st, 1, list);
	while ((v = db_step(&s->db, st, err)) == DONE) {
		v = read_item(s, st, list, out, err);
		if (v != DONE)
			break;
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

enum verdict
mirror_put_ticket(struct store *s, const struct uuid *ticket, const json_t *doc,
		  int64_t wall, struct err *err)
{
	struct str blob = { 0 };
	struct bond bond;
	sqlite3_stmt *st;
	enum verdict v = store_begin(s, SURVIVE_KILL, err);

	if (v != DONE)
		return v;
	ticket_bond(&bond, ticket, wall);
	seal_json(s, &bond, doc, &blob);
	st = db_stmt(&s->db, SQL_TICKET_PUT);
	db_bind_uuid(st, 1, ticket);
	sqlite3_bind_int64(st, 2, wall);
	db_bind_blob(st, 3, blob.s, blob.len);
	v = db_run(&s->db, st, err);
	str_release(&blob);
	if (v == DONE) {
		st = db_stmt(&s->db, SQL_TICKET_TRIM);
		sqlite3_bind_int(st, 1, TICKETS_MOST);
		v = db_run(&s->db, st, err);
	}
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v;
}

enum verdict
mirror_ticket(struct store *s, const struct uuid *ticket, json_t **doc, int64_t *at,
	      struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_TICKET_GET);
	struct bond bond;
	enum verdict v;

	*doc = NULL;
	*at = 0;
	db_bind_uuid(st, 1, ticket);
	v = db_step(&s->db, st, err);
	if (v == DONE) {
		*at = sqlite3_column_int64(st, 0);
		ticket_bond(&bond, ticket, *at);
		v = open_json(s, &bond, db_blob(st, 1), doc, err);
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}
