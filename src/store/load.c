/* load.c -- loads a store: verifies every operation, draft and value against the root in
 * the head, so that none can have been changed, removed or restored.
 */
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

#include "store/ledger.h"

#include "inside.h"

static bool
is_kept_state(int state)
{
	return state == OP_QUEUED || state == OP_APPLIED || state == OP_REFUSED ||
	       state == OP_CONFLICT || state == OP_ADMIN || state == OP_WITHDRAWN;
}

/* Reads the rest of a mark: the operation that replaces a withdrawn one, and the verdict in
 * the centre's ledger. */
static void
read_detail(struct entry *e, const struct str *detail)
{
	json_t *json = NULL;

	e->filed = e->state == OP_APPLIED ? OP_APPLIED : OP_QUEUED;
	if (e->state == OP_APPLIED || e->state == OP_QUEUED)
		return;
	if (json_read(&json, str_text(detail), detail->len, NULL) != DONE)
		json = NULL;
	e->filed = entry_filed(e->state, json);
	if (e->state != OP_WITHDRAWN || !uuid_parse(json_text(json, "next"), &e->next))
		memset(&e->next, 0, sizeof e->next);
	json_decref(json);
}

static bool
read_columns(sqlite3_stmt *st, struct entry *e)
{
	e->seq = sqlite3_column_int64(st, 0);
	e->order = sqlite3_column_int64(st, 1);
	e->at = sqlite3_column_int64(st, 2);
	e->state = (enum op_state)sqlite3_column_int(st, 3);
	e->settled = sqlite3_column_int64(st, 4);
	if (!is_kept_state(sqlite3_column_int(st, 3)) || !db_uuid(st, 5, &e->op) ||
	    !db_uuid(st, 6, &e->ticket) || sqlite3_column_bytes(st, 7) != SEAL_TAG ||
	    sqlite3_column_bytes(st, 8) < SEAL_EXTRA ||
	    sqlite3_column_bytes(st, 9) < SEAL_EXTRA)
		return false;
	seal_tag(db_blob(st, 8), e->mark);
	seal_tag(db_blob(st, 9), e->body);
	return true;
}

static enum verdict
read_entry(struct store *s, sqlite3_stmt *st, struct entry *e, struct err *err)
{
	struct sealed sealed;
	struct str detail = { 0 };
	struct body body;
	struct bond bond;
	enum verdict v;

	memset(e, 0, sizeof *e);
	if (!read_columns(st, e) || e->seq >= s->head.seq ||
	    entries_find(&s->entries, &e->op))
		return db_altered(err);
	mark_bond(&bond, e);
	v = seal_get(s->seal, &bond, db_blob(st, 8), &detail, err);
	sealed = (struct sealed){ sqlite3_column_blob(st, 7), db_blob(st, 9) };
	if (v == DONE)
		v = entry_open(s, e, &sealed, &body, err);
	if (v == DONE) {
		e->action = entries_intern(&s->entries, body.action);
		read_detail(e, &detail);
		body_release(&body);
	}
	str_wipe(&detail);
	return v;
}

/* Checks the chain: each row names the tag of the body before it. */
static bool
is_chained(const struct store *s, sqlite3_stmt *st, const struct entry *e, int64_t seq,
	   const unsigned char tag[SEAL_TAG])
{
	if (e->seq == seq + 1 && seq > 0 &&
	    memcmp(sqlite3_column_blob(st, 7), tag, SEAL_TAG) != 0)
		return false;
	return e->seq + 1 != s->head.seq ||
	       memcmp(e->body, s->head.chain, SEAL_TAG) == 0;
}

static enum verdict
load_ops(struct store *s, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_OP_ALL);
	unsigned char tag[SEAL_TAG] = { 0 };
	int64_t seq = 0;
	struct entry e;
	enum verdict v;

	while ((v = db_step(&s->db, st, err)) == DONE) {
		v = read_entry(s, st, &e, err);
		if (v == DONE && !is_chained(s, st, &e, seq, tag))
			v = db_altered(err);
		if (v != DONE)
			break;
		seq = e.seq;
		memcpy(tag, e.body, SEAL_TAG);
		root_flip_entry(s, &e);
		entries_add(&s->entries, &e);
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

static enum verdict
load_drafts(struct store *s, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_DRAFT_ALL);
	struct str text = { 0 };
	struct bond bond;
	enum verdict v;

	while ((v = db_step(&s->db, st, err)) == DONE) {
		struct draft_entry *d = vec_add(&s->drafts);
		struct blob body = db_blob(st, 4);

		d->id = sqlite3_column_int64(st, 0);
		d->seq = sqlite3_column_int64(st, 2);
		d->at = sqlite3_column_int64(st, 3);
		v = db_uuid(st, 1, &d->draft) ? DONE : db_altered(err);
		if (v == DONE) {
			draft_bond(&bond, d);
			v = seal_get(s->seal, &bond, body, &text, err);
		}
		if (v != DONE)
			break;
		seal_tag(body, d->tag);
		root_flip_draft(s, d);
	}
	sqlite3_reset(st);
	str_wipe(&text);
	return v == LATER ? DONE : v;
}

static enum verdict
load_metas(struct store *s, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_META_ALL);
	enum verdict v;

	while ((v = db_step(&s->db, st, err)) == DONE) {
		struct meta_entry *m = vec_add(&s->metas);
		struct blob body = db_blob(st, 1);

		m->name = xstrdup(db_text(st, 0));
		if (body.n < SEAL_EXTRA) {
			v = db_altered(err);
			break;
		}
		seal_tag(body, m->tag);
		root_flip_meta(s, m);
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

/* A store that was copied, or restored over a newer one, shares its identity and leases
 * with another store: it gives up both.  A new store has no print yet. */
static enum verdict
check_print(struct store *s, struct err *err)
{
	static const unsigned char none[16] = { 0 };
	unsigned char print[16], was[16];
	bool fresh = memcmp(s->head.print, none, sizeof none) == 0;
	enum verdict v;

	location_print(&s->location, print);
	location_print_first(&s->location, was);
	if (!fresh && (memcmp(s->head.print, s->aged ? was : print, 16) != 0 ||
		       location_witnessed(&s->location) > s->head.seq))
		return store_fork(s, clock_now().wall, err);
	location_witness(&s->location, s->head.seq);
	if (!fresh && !s->aged)
		return DONE;
	v = store_begin(s, SURVIVE_POWER, err);
	if (v != DONE)
		return v;
	memcpy(s->next.print, print, sizeof print);
	return store_commit(s, err);
}

enum verdict
store_load(struct store *s, struct err *err)
{
	enum verdict v = head_read(s, err);

	if (v != DONE)
		return v;
	s->next = s->head;
	memset(s->next.root, 0, sizeof s->next.root);
	v = load_ops(s, err);
	if (v == DONE)
		v = load_drafts(s, err);
	if (v == DONE)
		v = load_metas(s, err);
	if (v == DONE && sodium_memcmp(s->next.root, s->head.root, SEAL_ROOT) != 0)
		v = db_altered(err);
	s->next = s->head;
	if (v != DONE)
		return v;
	entries_start(&s->entries);
	db_trust(&s->db);
	return check_print(s, err);
}
