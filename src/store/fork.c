/* fork.c -- the store's identity at the centre.  Each greeting presents the nonce of the one
 * before; a store that cannot, because it was copied or restored, takes a new identity.
 *
 * 1. The next nonce is durable before it is presented, so that after a lost answer the
 *    greeting is repeated with the same nonces.
 * 2. A fork gives up every leased number: the original may hand them out as well.
 * 3. A fork keeps every op id, so that the centre recognises what the original has sent.
 */
#include <string.h>

#include "base/log.h"
#include "base/mem.h"

#include "store/ledger.h"

#include "inside.h"

enum verdict
store_greet(struct store *s, int64_t wall, struct greeting *out, struct err *err)
{
	enum verdict v = DONE;

	if (uuid_is_nil(&s->head.nonce_next)) {
		v = store_begin(s, SURVIVE_POWER, err);
		if (v != DONE)
			return v;
		s->next.nonce_next = uuid_new(wall);
		v = store_commit(s, err);
	}
	*out = (struct greeting){ .n = s->head.greetings,
				  .seq = s->head.seq,
				  .last = s->head.nonce,
				  .next = s->head.nonce_next };
	return v;
}

enum verdict
store_greeted(struct store *s, struct err *err)
{
	enum verdict v;

	if (uuid_is_nil(&s->head.nonce_next))
		return DONE;
	v = store_begin(s, SURVIVE_KILL, err);
	if (v != DONE)
		return v;
	s->next.greetings++;
	s->next.nonce = s->next.nonce_next;
	memset(&s->next.nonce_next, 0, sizeof s->next.nonce_next);
	return store_commit(s, err);
}

/* The same operation under a new seq, in its old place of the queue. */
static enum verdict
renumber(struct store *s, const struct entry *old, struct entry *fresh, struct err *err)
{
	sqlite3_stmt *st;
	struct body body;
	enum verdict v = entry_read(s, old, &body, NULL, err);

	if (v != DONE)
		return v;
	*fresh = *old;
	fresh->seq = s->next.seq++;
	fresh->settled = 0;
	fresh->maybe = true; /* the original may have sent it */
	st = db_stmt(&s->db, SQL_OP_DROP);
	sqlite3_bind_int64(st, 1, old->seq);
	v = db_run(&s->db, st, err);
	if (v == DONE) {
		root_flip_entry(s, old);
		v = entry_insert(s, fresh, &body, err);
	}
	body_release(&body);
	return v;
}

static void
become_another(struct head *next, int64_t wall)
{
	next->id = uuid_new(wall);
	next->greetings = 0;
	next->forked = 1;
	next->from = next->seq;
	memset(&next->nonce, 0, sizeof next->nonce);
	memset(&next->nonce_next, 0, sizeof next->nonce_next);
	memset(&next->request, 0, sizeof next->request);
	memset(next->leases, 0, sizeof next->leases);
}

enum verdict
store_fork(struct store *s, int64_t wall, struct err *err)
{
	struct entry *fresh = xcalloc(s->entries.v.n + 1, sizeof *fresh);
	enum verdict v = store_begin(s, SURVIVE_POWER, err);
	size_t i;

	if (v != DONE) {
		free(fresh);
		return v;
	}
	become_another(&s->next, wall);
	location_print(&s->location, s->next.print);
	for (i = 0; v == DONE && i < s->entries.v.n; i++)
		if (entry_state_kept(s->entries.v.v[i]) == OP_QUEUED)
			v = renumber(s, s->entries.v.v[i], &fresh[i], err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	for (i = 0; v == DONE && i < s->entries.v.n; i++)
		if (fresh[i].seq)
			*s->entries.v.v[i] = fresh[i];
	free(fresh);
	if (v == DONE)
		log_note("store: it was copied or put back; it is another one now");
	s->agreed = 0;
	return v;
}

bool
store_was_forked(const struct store *s)
{
	return s->head.forked != 0;
}

enum verdict
store_fork_shown(struct store *s, struct err *err)
{
	enum verdict v;

	if (!s->head.forked)
		return DONE;
	v = store_begin(s, SURVIVE_KILL, err);
	if (v != DONE)
		return v;
	s->next.forked = 0;
	return store_commit(s, err);
}
