/* entry.c -- an operation's two sealed records.  The body, the operator's command, never
 * changes and is chained to the body before it; the mark, the operation's fate, is bound to
 * the body and to the state stored in plain.
 */
#include <string.h>

#include "base/mem.h"

#include "inside.h"

void
body_release(struct body *b)
{
	str_wipe(&b->text);
	memset(b, 0, sizeof *b);
}

static void
body_bond(struct bond *bond, const struct entry *e, const unsigned char prev[SEAL_TAG])
{
	bond_init(bond, "OPBD");
	bond_int(bond, e->seq);
	bond_int(bond, e->order);
	bond_int(bond, e->at);
	bond_uuid(bond, &e->op);
	bond_uuid(bond, &e->ticket);
	bond_tag(bond, prev);
}

void
mark_bond(struct bond *bond, const struct entry *e)
{
	bond_init(bond, "OPMK");
	bond_int(bond, e->seq);
	bond_int(bond, (int64_t)entry_state_kept(e));
	bond_int(bond, e->settled);
	bond_tag(bond, e->body);
}

static void
seal_mark(const struct store *s, struct entry *e, const char *detail, struct str *blob)
{
	struct bond bond;

	mark_bond(&bond, e);
	seal_put(s->seal, &bond, detail ? detail : "", detail ? strlen(detail) : 0,
		 blob);
	seal_tag((struct blob){ blob->s, blob->len }, e->mark);
}

/* Joins action, base, regno and payload, each with its NUL, so that none needs parsing. */
static void
body_pack(const struct body *b, struct str *out)
{
	str_addn(out, b->action, strlen(b->action) + 1);
	str_addn(out, b->base, strlen(b->base) + 1);
	str_addn(out, b->regno, strlen(b->regno) + 1);
	str_add(out, b->payload);
}

static bool
body_unpack(struct body *b)
{
	const char **part[] = { &b->action, &b->base, &b->regno, &b->payload };
	const char *p = str_text(&b->text), *end = p + b->text.len;
	size_t i;

	for (i = 0; i < ARRAY_LEN(part); i++) {
		if (p > end)
			return false;
		*part[i] = p;
		p += strlen(p) + 1;
	}
	return p == end + 1;
}

enum verdict
entry_insert(struct store *s, struct entry *e, const struct body *b, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_OP_ADD);
	struct str plain = { 0 }, body = { 0 }, mark = { 0 };
	struct bond bond;
	enum verdict v;

	body_pack(b, &plain);
	body_bond(&bond, e, s->next.chain);
	seal_put(s->seal, &bond, plain.s, plain.len, &body);
	seal_tag((struct blob){ body.s, body.len }, e->body);
	seal_mark(s, e, NULL, &mark);
	sqlite3_bind_int64(st, 1, e->seq);
	sqlite3_bind_int64(st, 2, e->order);
	sqlite3_bind_int64(st, 3, e->at);
	sqlite3_bind_int(st, 4, (int)entry_state_kept(e));
	db_bind_uuid(st, 5, &e->op);
	db_bind_uuid(st, 6, &e->ticket);
	db_bind_blob(st, 7, s->next.chain, SEAL_TAG);
	db_bind_blob(st, 8, mark.s, mark.len);
	db_bind_blob(st, 9, body.s, body.len);
	v = db_run(&s->db, st, err);
	if (v == DONE) {
		memcpy(s->next.chain, e->body, SEAL_TAG);
		root_flip_entry(s, e);
	}
	str_wipe(&plain);
	str_release(&body);
	str_release(&mark);
	return v;
}

enum verdict
entry_mark(struct store *s, const struct entry *old, struct entry *now,
	   const char *detail, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_OP_MARK);
	struct str mark = { 0 };
	enum verdict v;

	seal_mark(s, now, detail, &mark);
	sqlite3_bind_int64(st, 1, now->seq);
	sqlite3_bind_int(st, 2, (int)entry_state_kept(now));
	sqlite3_bind_int64(st, 3, now->settled);
	db_bind_blob(st, 4, mark.s, mark.len);
	v = db_run(&s->db, st, err);
	if (v == DONE) {
		root_flip_entry(s, old);
		root_flip_entry(s, now);
	}
	str_release(&mark);
	return v;
}

enum verdict
entry_open(const struct store *s, const struct entry *e, const struct sealed *sealed,
	   struct body *b, struct err *err)
{
	struct bond bond;
	enum verdict v;

	memset(b, 0, sizeof *b);
	body_bond(&bond, e, sealed->prev);
	v = seal_get(s->seal, &bond, sealed->body, &b->text, err);
	if (v == DONE && !body_unpack(b))
		v = db_altered(err);
	if (v != DONE)
		body_release(b);
	return v;
}

enum verdict
entry_read(struct store *s, const struct entry *e, struct body *b, struct str *detail,
	   struct err *err)
{
	struct sealed sealed;
	sqlite3_stmt *st = db_stmt(&s->db, SQL_OP_GET);
	struct bond bond;
	enum verdict v;

	sqlite3_bind_int64(st, 1, e->seq);
	v = db_step(&s->db, st, err);
	if (v == LATER || (v == DONE && sqlite3_column_bytes(st, 0) != SEAL_TAG))
		v = db_altered(err);
	if (v == DONE && detail) {
		mark_bond(&bond, e);
		v = seal_get(s->seal, &bond, db_blob(st, 1), detail, err);
	}
	if (v == DONE && b) {
		sealed = (struct sealed){ sqlite3_column_blob(st, 0), db_blob(st, 2) };
		v = entry_open(s, e, &sealed, b, err);
	}
	sqlite3_reset(st);
	return v;
}

enum op_state
entry_filed(enum op_state state, const json_t *detail)
{
	enum op_state was;

	switch (state) {
	case OP_APPLIED:
		return OP_APPLIED;
	case OP_REFUSED:
	case OP_CONFLICT: /* a failure that was no verdict is in no ledger */
		return json_object_get(detail, "sqlstate") || json_is(detail, "unfiled")
			       ? OP_QUEUED
			       : state;
	case OP_WITHDRAWN:
		was = op_state_named(json_text(detail, "was"));
		return was == OP_APPLIED || was == OP_REFUSED || was == OP_CONFLICT
			       ? was
			       : OP_QUEUED;
	default:
		return OP_QUEUED;
	}
}
