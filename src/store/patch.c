/* patch.c -- updates mirrored lists with the centre's news between two fetches: a row gets
 * the newer version, or is removed where its queue no longer holds it.
 */
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"

#include "store/mirror.h"

#include "inside.h"

/* One mirrored row of the changed ticket. */
struct found {
	int64_t list, n;
	json_t *row; /* owned */
};
struct founds {
	VEC(struct found) all;
};

static void
founds_release(struct founds *founds)
{
	struct found *f;

	vec_each(f, &founds->all)
		json_decref(f->row);
	vec_release(&founds->all);
}

/* Reads all rows first, because the table must not change while it is read. */
static enum verdict
find_rows(struct store *s, const struct uuid *ticket, struct founds *out,
	  struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_ITEM_FIND);
	struct str text = { 0 };
	struct bond bond;
	enum verdict v;

	db_bind_uuid(st, 1, ticket);
	while ((v = db_step(&s->db, st, err)) == DONE) {
		struct found *f = vec_add(&out->all);

		f->list = sqlite3_column_int64(st, 0);
		f->n = sqlite3_column_int64(st, 1);
		item_bond(&bond, f->list, f->n, ticket);
		v = seal_get(s->seal, &bond, db_blob(st, 2), &text, err);
		if (v == DONE)
			v = json_read(&f->row, str_text(&text), text.len, err);
		if (v != DONE)
			break;
	}
	sqlite3_reset(st);
	str_wipe(&text);
	return v == LATER ? DONE : v;
}

/* Whether a word occurs in a list separated by blanks, commas or semicolons. */
static bool
patch_has_word(const char *list, const char *word)
{
	size_t len = strlen(word), n;

	for (; *list != '\0'; list += n + strspn(list + n, " ,;|")) {
		n = strcspn(list, " ,;|");
		if (n == len && memcmp(list, word, len) == 0)
			return true;
		if (n == 0 && strspn(list, " ,;|") == 0)
			break;
	}
	return false;
}

/* The extra of a queue's row; NULL: not known. */
static json_t *
queue_of(struct store *s, int64_t list)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_LIST_NAME), *code;
	json_t *extra = NULL;
	const char *text;

	sqlite3_bind_int64(st, 1, list);
	if (db_step(&s->db, st, NULL) == DONE) {
		code = db_stmt(&s->db, SQL_CODE_QUEUE);
		db_bind_text(code, 1, db_text(st, 1));
		if (db_step(&s->db, code, NULL) == DONE) {
			text = db_text(code, 0);
			if (json_read(&extra, text, strlen(text), NULL) != DONE)
				extra = NULL;
		}
		sqlite3_reset(code);
	}
	sqlite3_reset(st);
	return extra;
}

static bool
has_left(struct store *s, const struct found *f, const struct ticket_change *c)
{
	json_t *queue = queue_of(s, f->list);
	const char *states = json_text(queue, "states"),
		   *scope = json_text(queue, "scope");
	const char *unit = json_text(f->row, "unit");
	bool left = false;

	if (!str_empty(states) && !str_empty(c->state))
		left = !patch_has_word(states, c->state);
	if (!left && str_eq(scope, "holder") && !str_empty(c->unit) && *unit != '\0')
		left = !str_eq(unit, c->unit);
	json_decref(queue);
	return left;
}

static void
patch_row(json_t *row, const struct ticket_change *c)
{
	char version[16];

	str_format(version, sizeof version, "%d", c->version);
	json_put(row, "version", version);
	if (!str_empty(c->state))
		json_put(row, "state", c->state);
	if (!str_empty(c->unit) && !str_eq(json_text(row, "unit"), c->unit)) {
		json_put(row, "unit", c->unit);
		json_put(row, "unit_name",
			 NULL); /* the old unit's name would be wrong */
	}
	if (!str_empty(c->operator_name))
		json_put(row, "operator", c->operator_name);
}

static enum verdict
patch_write(struct store *s, const struct found *f, const struct uuid *ticket,
	    struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_ITEM_SET);
	char *text = json_write(f->row);
	struct str blob = { 0 };
	struct bond bond;
	enum verdict v;

	item_bond(&bond, f->list, f->n, ticket);
	seal_put(s->seal, &bond, text, strlen(text), &blob);
	sqlite3_bind_int64(st, 1, f->list);
	sqlite3_bind_int64(st, 2, f->n);
	db_bind_blob(st, 3, blob.s, blob.len);
	v = db_run(&s->db, st, err);
	mem_wipe(text, strlen(text));
	free(text);
	str_release(&blob);
	return v;
}

static enum verdict
patch_drop(struct store *s, const struct found *f, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_ITEM_DROP);

	sqlite3_bind_int64(st, 1, f->list);
	sqlite3_bind_int64(st, 2, f->n);
	return db_run(&s->db, st, err);
}

static enum verdict
apply_one(struct store *s, const struct ticket_change *c, struct err *err)
{
	struct founds founds = { 0 };
	struct found *f;
	enum verdict v = find_rows(s, &c->ticket, &founds, err);

	vec_each(f, &founds.all) {
		if (v != DONE)
			break;
		if (strtol(json_text(f->row, "version"), NULL, 10) > c->version)
			continue;
		if (has_left(s, f, c)) {
			v = patch_drop(s, f, err);
			continue;
		}
		patch_row(f->row, c);
		v = patch_write(s, f, &c->ticket, err);
	}
	founds_release(&founds);
	return v;
}

enum verdict
mirror_apply(struct store *s, const struct ticket_change *changes, size_t n,
	     struct err *err)
{
	enum verdict v = store_begin(s, SURVIVE_KILL, err);
	size_t i;

	if (v != DONE)
		return v;
	for (i = 0; v == DONE && i < n; i++)
		v = apply_one(s, &changes[i], err);
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v;
}
