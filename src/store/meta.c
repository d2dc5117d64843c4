/* meta.c -- small sealed values by name, each under the root. */
#include <string.h>

#include "base/mem.h"

#include "store/store.h"

#include "inside.h"

void
meta_bond(struct bond *bond, const char *name)
{
	bond_init(bond, "META");
	bond_text(bond, name);
}

static size_t
meta_find(const struct store *s, const char *name)
{
	size_t i = 0;

	while (i < s->metas.n && !str_eq(s->metas.v[i].name, name))
		i++;
	return i;
}

static enum verdict
write_value(struct store *s, struct meta_entry *m, const char *text, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_META_PUT);
	struct str blob = { 0 };
	struct bond bond;
	enum verdict v;

	meta_bond(&bond, m->name);
	seal_put(s->seal, &bond, text, strlen(text), &blob);
	seal_tag((struct blob){ blob.s, blob.len }, m->tag);
	db_bind_text(st, 1, m->name);
	db_bind_blob(st, 2, blob.s, blob.len);
	v = db_run(&s->db, st, err);
	str_release(&blob);
	return v;
}

static enum verdict
drop_value(struct store *s, const char *name, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_META_DROP);

	db_bind_text(st, 1, name);
	return db_run(&s->db, st, err);
}

/* Updates the list in memory after the commit. */
static void
keep_entry(struct store *s, size_t at, struct meta_entry *m, const char *text)
{
	if (text && at == s->metas.n) {
		m->name = xstrdup(m->name);
		vec_push(&s->metas, *m);
	} else if (text) {
		memcpy(s->metas.v[at].tag, m->tag, sizeof m->tag);
	} else if (at < s->metas.n) {
		free(s->metas.v[at].name);
		vec_remove(&s->metas, at);
	}
}

enum verdict
meta_write(struct store *s, struct meta_entry *m, const char *text, struct err *err)
{
	size_t at = meta_find(s, m->name);
	enum verdict v =
		text ? write_value(s, m, text, err) : drop_value(s, m->name, err);

	if (v == DONE && at < s->metas.n)
		root_flip_meta(s, &s->metas.v[at]);
	if (v == DONE && text)
		root_flip_meta(s, m);
	return v;
}

void
meta_written(struct store *s, struct meta_entry *m, const char *text)
{
	keep_entry(s, meta_find(s, m->name), m, text);
}

enum verdict
store_meta_put(struct store *s, const char *name, const char *text, struct err *err)
{
	struct meta_entry m = { .name = (char *)name };
	enum verdict v = store_begin(s, SURVIVE_KILL, err);

	if (v != DONE)
		return v;
	v = meta_write(s, &m, text, err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	if (v == DONE)
		meta_written(s, &m, text);
	return v;
}

enum verdict
store_meta_get(struct store *s, const char *name, struct str *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_META_GET);
	struct bond bond;
	enum verdict v;

	str_clear(out);
	db_bind_text(st, 1, name);
	v = db_step(&s->db, st, err);
	if (v == LATER)
		return DONE;
	if (v == DONE) {
		meta_bond(&bond, name);
		v = seal_get(s->seal, &bond, db_blob(st, 0), out, err);
	}
	sqlite3_reset(st);
	return v;
}
