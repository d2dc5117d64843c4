/* code.c -- code tables as the centre sent them: public, in plain, by table and code. */
#include "code.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#include "store/mirror.h"

#define LEVELS_MOST 12

static enum verdict
code_put(struct store *s, const struct code_row *r, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_CODE_PUT);

	db_bind_text(st, 1, r->table);
	db_bind_text(st, 2, r->code);
	db_bind_text(st, 3, r->name);
	db_bind_text(st, 4, r->short_name);
	db_bind_text(st, 5, r->parent);
	db_bind_text(st, 6, r->initials);
	db_bind_text(st, 7, r->extra);
	db_bind_text(st, 8, r->valid_from);
	db_bind_text(st, 9, r->valid_to);
	sqlite3_bind_int(st, 10, r->sort);
	return db_run(&s->db, st, err);
}

static enum verdict
put_stale(struct store *s, const char *table, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_STALE_PUT);

	db_bind_text(st, 1, table);
	return db_run(&s->db, st, err);
}

static enum verdict
put_point(struct store *s, const struct sync_point *p, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_POINT_PUT);

	db_bind_text(st, 1, p->stream);
	sqlite3_bind_int64(st, 2, p->epoch);
	db_bind_text(st, 3, p->after);
	return db_run(&s->db, st, err);
}

enum verdict
mirror_put_codes(struct store *s, const struct code_row *rows, size_t n,
		 const struct sync_point *point, struct err *err)
{
	enum verdict v = store_begin(s, SURVIVE_KILL, err);
	size_t i;

	if (v != DONE)
		return v;
	for (i = 0; v == DONE && i < n; i++) {
		v = code_put(s, &rows[i], err);
		if (v == DONE && (i == 0 || !str_eq(rows[i].table, rows[i - 1].table)))
			v = put_stale(s, rows[i].table, err);
	}
	if (v == DONE)
		v = put_point(s, point, err);
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v;
}

enum verdict
mirror_point(struct store *s, const char *stream, struct sync_point *out,
	     struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_POINT_GET);
	enum verdict v;

	memset(out, 0, sizeof *out);
	str_copy(out->stream, sizeof out->stream, stream);
	db_bind_text(st, 1, stream);
	v = db_step(&s->db, st, err);
	if (v == DONE) {
		out->epoch = sqlite3_column_int64(st, 0);
		str_copy(out->after, sizeof out->after, db_text(st, 1));
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

enum verdict
mirror_forget(struct store *s, struct err *err)
{
	enum verdict v = store_begin(s, SURVIVE_KILL, err);

	if (v != DONE)
		return v;
	v = db_script(&s->db, sql_forget, err);
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v;
}

enum verdict
mirror_codes(struct store *s, const char *table, struct rows *out, struct err *err)
{
	static const char *const names[] = { "code", "name", "parent", "initials",
					     "extra" };
	sqlite3_stmt *st = db_stmt(&s->db, SQL_CODE_ALL);
	struct cells cells;
	enum verdict v;
	size_t i;

	db_bind_text(st, 1, table);
	while ((v = db_step(&s->db, st, err)) == DONE) {
		cells_init(&cells, out);
		for (i = 0; i < ARRAY_LEN(names); i++)
			cells_put(&cells, names[i], db_text(st, (int)i));
		cells_add(&cells, out);
	}
	return v == LATER ? DONE : v;
}

void
code_release(struct code *c)
{
	str_release(&c->name);
	str_release(&c->short_name);
	str_release(&c->parent);
	str_release(&c->initials);
	str_release(&c->extra);
}

enum verdict
code_get(struct store *s, const char *table, const char *code, struct code *out,
	 struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_CODE_GET);
	enum verdict v;

	db_bind_text(st, 1, table);
	db_bind_text(st, 2, code);
	v = db_step(&s->db, st, err);
	if (v == DONE) {
		str_set(&out->name, db_text(st, 0));
		str_set(&out->short_name,
			*db_text(st, 1) ? db_text(st, 1) : db_text(st, 0));
		str_set(&out->parent, db_text(st, 2));
		str_set(&out->initials, db_text(st, 3));
		str_set(&out->extra, db_text(st, 4));
		str_copy(out->from, sizeof out->from, db_text(st, 5));
		str_copy(out->to, sizeof out->to, db_text(st, 6));
	}
	sqlite3_reset(st);
	return v;
}

enum verdict
code_above(struct store *s, const char *table, const char *parent, struct str *out,
	   struct err *err)
{
	char at[40];
	enum verdict v = DONE;
	int level;

	str_set(out, "|");
	str_copy(at, sizeof at, parent);
	for (level = 0; v == DONE && *at != '\0' && level < LEVELS_MOST; level++) {
		sqlite3_stmt *st = db_stmt(&s->db, SQL_CODE_PARENT);

		str_splice(out, 0, 0, at, strlen(at));
		str_splice(out, 0, 0, "|", 1);
		db_bind_text(st, 1, table);
		db_bind_text(st, 2, at);
		v = db_step(&s->db, st, err);
		str_copy(at, sizeof at, v == DONE ? db_text(st, 0) : "");
		sqlite3_reset(st);
	}
	return v == LATER ? DONE : v;
}

/* In a unit's path the national office is left out, and a province above a city. */
static bool
is_left_out(const char *table, const char *code, const char *below)
{
	if (!str_eq(table, "unit") || str_empty(below))
		return false;
	return str_eq(code, "000000000") ||
	       (str_ends(code, "0000000") && str_ends(below, "00000"));
}

enum verdict
code_path(struct store *s, const char *table, const char *code, struct str *out,
	  struct err *err)
{
	char at[64], below[64] = "";
	struct code c = { 0 };
	enum verdict v = DONE;
	int level;

	str_clear(out);
	str_copy(at, sizeof at, code);
	for (level = 0; *at != '\0' && level < LEVELS_MOST; level++) {
		v = code_get(s, table, at, &c, err);
		if (v != DONE)
			break;
		if (!is_left_out(table, at, below)) {
			if (out->len)
				str_splice(out, 0, 0, " › ", strlen(" › "));
			str_splice(out, 0, 0, str_text(&c.short_name),
				   c.short_name.len);
		}
		str_copy(below, sizeof below, at);
		str_copy(at, sizeof at, str_text(&c.parent));
	}
	code_release(&c);
	return v == LATER ? DONE : v;
}

enum verdict
mirror_code(struct store *s, const char *table, const char *code, struct rows *out,
	    struct err *err)
{
	struct str path = { 0 };
	struct code c = { 0 };
	struct cells cells;
	enum verdict v = code_get(s, table, code, &c, err);

	if (v == DONE)
		v = code_path(s, table, code, &path, err);
	if (v == DONE) {
		cells_init(&cells, out);
		cells_put(&cells, "code", code);
		cells_put(&cells, "name", str_text(&c.name));
		cells_put(&cells, "path", str_text(&path));
		cells_add(&cells, out);
	}
	code_release(&c);
	str_release(&path);
	return v == LATER ? DONE : v;
}
