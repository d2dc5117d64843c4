/* draft.c -- half-typed forms: sealed, replaced in place, under the root. */
#include "store/draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"

#include "inside.h"

void
draft_bond(struct bond *bond, const struct draft_entry *d)
{
	bond_init(bond, "DRFT");
	bond_uuid(bond, &d->draft);
	bond_int(bond, d->seq);
	bond_int(bond, d->at);
}

static struct draft_entry *
draft_find(struct store *s, const struct uuid *draft)
{
	struct draft_entry *d;

	vec_each(d, &s->drafts)
		if (uuid_eq(&d->draft, draft))
			return d;
	return NULL;
}

/* Writes the row; sets the id of a new one (id 0). */
static enum verdict
draft_write(struct store *s, struct draft_entry *d, const char *body, struct err *err)
{
	bool fresh = d->id == 0;
	sqlite3_stmt *st = db_stmt(&s->db, fresh ? SQL_DRAFT_ADD : SQL_DRAFT_SET);
	struct str blob = { 0 };
	struct bond bond;
	enum verdict v;

	draft_bond(&bond, d);
	seal_put(s->seal, &bond, body, strlen(body), &blob);
	seal_tag((struct blob){ blob.s, blob.len }, d->tag);
	if (fresh)
		db_bind_uuid(st, 1, &d->draft);
	else
		sqlite3_bind_int64(st, 1, d->id);
	sqlite3_bind_int64(st, 2, d->seq);
	sqlite3_bind_int64(st, 3, d->at);
	db_bind_blob(st, 4, blob.s, blob.len);
	v = db_run(&s->db, st, err);
	if (v == DONE && fresh)
		d->id = sqlite3_last_insert_rowid(s->db.sql);
	str_release(&blob);
	return v;
}

enum verdict
draft_put(struct store *s, const struct draft *draft, struct err *err)
{
	struct draft_entry *old = draft_find(s, &draft->id);
	struct draft_entry d = { .draft = draft->id,
				 .seq = draft->seq,
				 .at = draft->at };
	enum verdict v;

	if (old && draft->seq <= old->seq)
		return DONE;
	d.id = old ? old->id : 0;
	v = store_begin(s, SURVIVE_KILL, err);
	if (v != DONE)
		return v;
	v = draft_write(s, &d, draft->body, err);
	if (v != DONE) {
		store_abort(s);
		return v;
	}
	if (old)
		root_flip_draft(s, old);
	root_flip_draft(s, &d);
	v = store_commit(s, err);
	if (v == DONE && old)
		*old = d;
	else if (v == DONE)
		vec_push(&s->drafts, d);
	return v;
}

enum verdict
draft_forget(struct store *s, const struct uuid *draft, struct err *err)
{
	struct draft_entry *d = draft_find(s, draft);
	sqlite3_stmt *st;

	if (!d)
		return DONE;
	root_flip_draft(s, d);
	st = db_stmt(&s->db, SQL_DRAFT_DROP);
	sqlite3_bind_int64(st, 1, d->id);
	return db_run(&s->db, st, err);
}

void
draft_forgotten(struct store *s, const struct uuid *draft)
{
	struct draft_entry *d = draft_find(s, draft);

	if (d)
		vec_remove(&s->drafts, d - s->drafts.v);
}

enum verdict
draft_drop(struct store *s, const struct uuid *draft, struct err *err)
{
	enum verdict v;

	if (!draft_find(s, draft))
		return DONE;
	v = store_begin(s, SURVIVE_KILL, err);
	if (v != DONE)
		return v;
	v = draft_forget(s, draft, err);
	if (v != DONE) {
		store_abort(s);
		return v;
	}
	v = store_commit(s, err);
	if (v == DONE)
		draft_forgotten(s, draft);
	return v;
}

/* -- discarded ----------------------------------------------------------------------- */

/* The highest seq: a late save of the draft cannot bring it back. */
#define THROWN INT64_MAX

static bool
is_thrown(const struct draft_entry *d)
{
	return d->seq == THROWN;
}

static enum verdict
draft_read_body(struct store *s, const struct draft_entry *d, struct str *out,
		struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_DRAFT_GET);
	struct bond bond;
	enum verdict v;

	sqlite3_bind_int64(st, 1, d->id);
	draft_bond(&bond, d);
	v = db_step(&s->db, st, err);
	if (v == LATER)
		v = db_altered(err);
	if (v == DONE)
		v = seal_get(s->seal, &bond, db_blob(st, 0), out, err);
	sqlite3_reset(st);
	return v;
}

/* Deletes drafts that were discarded long ago. */
static enum verdict
forget_old(struct store *s, int64_t wall, struct err *err)
{
	const int64_t kept = (int64_t)30 * 24 * 3600 * 1000;
	struct uuid old;
	enum verdict v = DONE;
	size_t i;

	for (i = s->drafts.n; v == DONE && i-- > 0;)
		if (is_thrown(&s->drafts.v[i]) && s->drafts.v[i].at < wall - kept) {
			old = s->drafts.v[i].draft;
			v = draft_drop(s, &old, err);
		}
	return v;
}

enum verdict
draft_throw(struct store *s, const struct uuid *draft, const char *reason, int64_t wall,
	    struct err *err)
{
	struct draft_entry *d = draft_find(s, draft);
	struct str body = { 0 };
	json_t *o = NULL;
	char *text;
	enum verdict v;

	if (!d || is_thrown(d))
		return DONE;
	v = draft_read_body(s, d, &body, err);
	if (v == DONE && json_read(&o, str_text(&body), body.len, NULL) != DONE)
		o = json_object(); /* its text is lost; its end is still on record */
	str_wipe(&body);
	if (v != DONE)
		return v;
	json_put(o, "thrown", reason);
	text = json_write(o);
	json_decref(o);
	v = draft_put(s, &(struct draft){ *draft, THROWN, wall, text }, err);
	mem_wipe(text, strlen(text));
	free(text);
	return v == DONE ? forget_old(s, wall, err) : v;
}

int
draft_count(const struct store *s)
{
	size_t i;
	int n = 0;

	for (i = 0; i < s->drafts.n; i++)
		n += !is_thrown(&s->drafts.v[i]);
	return n;
}

static int
by_time(const void *a, const void *b)
{
	int64_t x = (*(const struct draft_entry *const *)a)->at;
	int64_t y = (*(const struct draft_entry *const *)b)->at;

	return (x < y) - (x > y);
}

static enum verdict
draft_put_row(struct store *s, const struct draft_entry *d, struct rows *out,
	      struct err *err)
{
	struct str body = { 0 };
	char id[UUID_TEXT], at[30];
	struct cells cells;
	enum verdict v = draft_read_body(s, d, &body, err);

	if (v == DONE) {
		uuid_text(&d->draft, id);
		stamp_text(d->at, at);
		cells_init(&cells, out);
		cells_put(&cells, "draft", id);
		cells_put(&cells, "at", at);
		cells_put(&cells, "body", str_text(&body));
		cells_add(&cells, out);
	}
	str_wipe(&body);
	return v;
}

enum which { DRAFTS_OPEN, DRAFTS_THROWN };

static enum verdict
draft_put_rows(struct store *s, enum which which, struct rows *out, struct err *err)
{
	const struct draft_entry **sorted = xcalloc(s->drafts.n + 1, sizeof *sorted);
	enum verdict v = DONE;
	size_t i, n = 0;

	for (i = 0; i < s->drafts.n; i++)
		if (is_thrown(&s->drafts.v[i]) == (which == DRAFTS_THROWN))
			sorted[n++] = &s->drafts.v[i];
	qsort(sorted, n, sizeof *sorted, by_time);
	for (i = 0; v == DONE && i < n; i++)
		v = draft_put_row(s, sorted[i], out, err);
	free(sorted);
	return v;
}

enum verdict
draft_rows(struct store *s, struct rows *out, struct err *err)
{
	return draft_put_rows(s, DRAFTS_OPEN, out, err);
}

enum verdict
draft_thrown_rows(struct store *s, struct rows *out, struct err *err)
{
	return draft_put_rows(s, DRAFTS_THROWN, out, err);
}
