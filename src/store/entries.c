/* entries.c -- the outbox in memory: an index of what is on the disk, and the order of its
 * operations, invariants 4, 5 and 7 of outbox.c.  No disk, so that a simulator can try far
 * more cases than a disk and a network would allow.
 */
#include "entries.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static size_t
hash_of(const struct uuid *id)
{
	uint64_t a, b;

	memcpy(&a, id->b, 8);
	memcpy(&b, id->b + 8, 8);
	a = (a ^ b * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
	return (size_t)(a ^ a >> 32);
}

bool
entry_is_finished(const struct entry *e)
{
	return e->state == OP_APPLIED || e->state == OP_WITHDRAWN;
}

bool
entry_is_stuck(const struct entry *e)
{
	return e->state == OP_REFUSED || e->state == OP_CONFLICT ||
	       e->state == OP_ADMIN;
}

enum op_state
entry_state_kept(const struct entry *e)
{
	return e->state == OP_SENT || e->state == OP_HELD ? OP_QUEUED : e->state;
}

static int *
counter(struct entries *all, const struct entry *e)
{
	if (entry_is_finished(e))
		return &all->finished;
	if (e->state == OP_HELD)
		return &all->held;
	return entry_is_stuck(e) ? &all->stuck : &all->queued;
}

void
entries_release(struct entries *all)
{
	size_t i;

	for (i = 0; i < all->v.n; i++)
		free(all->v.v[i]);
	for (i = 0; i < all->names.n; i++)
		free(all->names.v[i]);
	vec_release(&all->v);
	vec_release(&all->names);
	free(all->hash);
	memset(all, 0, sizeof *all);
}

static void
put_hash(struct entries *all, struct entry *e)
{
	size_t i = hash_of(&e->op) & (all->slots - 1);

	while (all->hash[i])
		i = (i + 1) & (all->slots - 1);
	all->hash[i] = e;
}

static void
rehash(struct entries *all, size_t slots)
{
	size_t i;

	free(all->hash);
	all->slots = slots;
	all->hash = xcalloc(slots, sizeof *all->hash);
	for (i = 0; i < all->v.n; i++)
		put_hash(all, all->v.v[i]);
}

static bool
stands_before(const struct entry *a, const struct entry *b)
{
	return a->order != b->order ? a->order < b->order : a->seq < b->seq;
}

struct entry *
entries_add(struct entries *all, const struct entry *from)
{
	struct entry *e = xmalloc(sizeof *e);
	size_t i;

	*e = *from;
	vec_push(&all->v, e);
	for (i = all->v.n - 1; i > 0 && stands_before(e, all->v.v[i - 1]); i--)
		all->v.v[i] = all->v.v[i - 1];
	all->v.v[i] = e;
	if (i < all->first)
		all->first = i;
	if (all->v.n * 2 > all->slots)
		rehash(all, all->slots ? all->slots * 2 : 64);
	else
		put_hash(all, e);
	++*counter(all, e);
	return e;
}

void
entries_sweep(struct entries *all)
{
	size_t i, n = 0;

	for (i = 0; i < all->v.n; i++) {
		struct entry *e = all->v.v[i];

		if (e->settled != INT64_MIN) {
			all->v.v[n++] = e;
			continue;
		}
		--*counter(all, e);
		free(e);
	}
	if (n == all->v.n)
		return;
	all->v.n = n;
	all->first = 0;
	rehash(all, all->slots);
}

struct entry *
entries_find(const struct entries *all, const struct uuid *op)
{
	size_t i;

	if (!all->slots)
		return NULL;
	for (i = hash_of(op) & (all->slots - 1); all->hash[i];
	     i = (i + 1) & (all->slots - 1))
		if (uuid_eq(&all->hash[i]->op, op))
			return all->hash[i];
	return NULL;
}

void
entry_set(struct entries *all, struct entry *e, enum op_state state)
{
	if (entry_is_finished(e))
		all->first = 0; /* its index is not known */
	--*counter(all, e);
	e->state = state;
	++*counter(all, e);
}

const char *
entries_intern(struct entries *all, const char *action)
{
	char **name;

	vec_each(name, &all->names)
		if (str_eq(*name, action))
			return *name;
	vec_push(&all->names, xstrdup(action));
	return all->names.v[all->names.n - 1];
}

struct entry *
entries_oldest(struct entries *all)
{
	while (all->first < all->v.n && entry_is_finished(all->v.v[all->first]))
		all->first++;
	return all->first < all->v.n ? all->v.v[all->first] : NULL;
}

void
seen_release(struct seen *seen)
{
	free(seen->v);
	memset(seen, 0, sizeof *seen);
}

static size_t
seen_slot(const struct seen *seen, const struct uuid *id)
{
	size_t i = hash_of(id) & (seen->slots - 1);

	while (!uuid_is_nil(&seen->v[i]) && !uuid_eq(&seen->v[i], id))
		i = (i + 1) & (seen->slots - 1);
	return i;
}

static void
seen_grow(struct seen *seen)
{
	struct seen more = { .slots = seen->slots ? seen->slots * 2 : 64 };
	size_t i;

	more.v = xcalloc(more.slots, sizeof *more.v);
	for (i = 0; i < seen->slots; i++)
		if (!uuid_is_nil(&seen->v[i]))
			more.v[seen_slot(&more, &seen->v[i])] = seen->v[i];
	more.n = seen->n;
	free(seen->v);
	*seen = more;
}

bool
seen_add(struct seen *seen, const struct uuid *id)
{
	size_t i;

	if ((seen->n + 1) * 2 > seen->slots)
		seen_grow(seen);
	i = seen_slot(seen, id);
	if (!uuid_is_nil(&seen->v[i]))
		return false;
	seen->v[i] = *id;
	seen->n++;
	return true;
}

bool
seen_has(const struct seen *seen, const struct uuid *id)
{
	return seen->slots && !uuid_is_nil(&seen->v[seen_slot(seen, id)]);
}

/* ---- their order --------------------------------------------------------------------- */

enum permit
entry_permit(const struct entry *e, enum wish wish)
{
	static const enum permit rules[WISH__MAX][OP__MAX] = {
		[WISH_SEND] = { [OP_QUEUED] = PERMIT_YES, [OP_SENT] = PERMIT_SAME },
		[WISH_SETTLE] = { [OP_QUEUED] = PERMIT_YES, [OP_SENT] = PERMIT_YES },
		[WISH_WITHDRAW] = { [OP_QUEUED] = PERMIT_YES,
				    [OP_SENT] = PERMIT_WAIT,
				    [OP_REFUSED] = PERMIT_YES,
				    [OP_CONFLICT] = PERMIT_YES,
				    [OP_HELD] = PERMIT_YES,
				    [OP_ADMIN] = PERMIT_YES,
				    [OP_WITHDRAWN] = PERMIT_SAME },
		[WISH_RETRY] = { [OP_QUEUED] = PERMIT_SAME,
				 [OP_SENT] = PERMIT_SAME,
				 [OP_REFUSED] = PERMIT_ANEW,
				 [OP_CONFLICT] = PERMIT_ANEW,
				 [OP_HELD] = PERMIT_SAME,
				 [OP_ADMIN] = PERMIT_YES },
		[WISH_MEND] = { [OP_REFUSED] = PERMIT_ANEW,
				[OP_CONFLICT] = PERMIT_ANEW,
				[OP_ADMIN] = PERMIT_ANEW },
	};

	if (wish == WISH_WITHDRAW && e->state == OP_QUEUED && e->maybe)
		return PERMIT_WAIT;
	return rules[wish][e->state];
}

size_t
entries_next(struct entries *all, struct entry **out, size_t max)
{
	struct seen seen = { 0 };
	size_t i, n = 0;

	entries_oldest(all);
	for (i = all->first; n < max && i < all->v.n; i++) {
		struct entry *e = all->v.v[i];

		if (!entry_is_finished(e) && seen_add(&seen, &e->ticket) &&
		    entry_permit(e, WISH_SEND) == PERMIT_YES && !e->rest)
			out[n++] = e;
	}
	seen_release(&seen);
	return n;
}

struct entry *
entries_join(struct entries *all, struct entry *fresh)
{
	size_t i;

	entries_oldest(all);
	for (i = all->first; all->stuck && i < all->v.n; i++) {
		const struct entry *e = all->v.v[i];

		if (e->order < fresh->order && entry_is_stuck(e) &&
		    uuid_eq(&e->ticket, &fresh->ticket))
			fresh->state = OP_HELD;
	}
	return entries_add(all, fresh);
}

void
entries_hold(struct entries *all, const struct uuid *of, entry_moved_fn *moved,
	     void *arg)
{
	struct uuid ticket = *of;
	bool stuck = false;
	size_t i;

	entries_oldest(all);
	for (i = all->first; i < all->v.n; i++) {
		struct entry *e = all->v.v[i];
		enum op_state was = e->state, now;

		if (!uuid_eq(&e->ticket, &ticket) || entry_is_finished(e))
			continue;
		if (entry_is_stuck(e)) {
			stuck = true;
			continue;
		}
		now = stuck ? OP_HELD : was == OP_HELD ? OP_QUEUED : was;
		if (now == was)
			continue;
		entry_set(all, e, now);
		moved(arg, e);
	}
}

void
entries_start(struct entries *all)
{
	struct seen tickets = { 0 }, stuck = { 0 };
	size_t i;

	for (i = 0; i < all->v.n; i++) {
		struct entry *e = all->v.v[i];

		if (entry_is_finished(e))
			continue;
		if (entry_is_stuck(e))
			seen_add(&stuck, &e->ticket);
		else if (seen_has(&stuck, &e->ticket))
			entry_set(all, e, OP_HELD);
		else
			e->maybe = !seen_has(&tickets, &e->ticket);
		seen_add(&tickets, &e->ticket);
	}
	seen_release(&tickets);
	seen_release(&stuck);
}

bool
entries_are_awaited(struct entries *all, struct entry *const *these, size_t n)
{
	struct seen tickets = { 0 };
	size_t i, owed = 0;

	for (i = 0; i < n; i++)
		if (these[i])
			seen_add(&tickets, &these[i]->ticket);
	entries_oldest(all);
	for (i = all->first; owed <= tickets.n && i < all->v.n; i++) {
		const struct entry *e = all->v.v[i];

		owed += !entry_is_finished(e) && seen_has(&tickets, &e->ticket);
	}
	n = tickets.n;
	seen_release(&tickets);
	return owed > n;
}

struct uuid
entries_heir(const struct entries *all, const struct uuid *op)
{
	struct uuid id = *op;
	const struct entry *e;
	size_t hops = 0;

	while ((e = entries_find(all, &id)) && !uuid_is_nil(&e->next) &&
	       hops++ < all->v.n)
		id = e->next;
	return id;
}

void
entry_sent(struct entries *all, struct entry *e)
{
	if (entry_permit(e, WISH_SEND) != PERMIT_YES)
		return;
	e->tries++;
	entry_set(all, e, OP_SENT);
}

void
entry_back(struct entries *all, struct entry *e, int64_t from)
{
	if (e->state != OP_SENT)
		return;
	e->maybe = true;
	e->rest = from;
	if (from) {
		e->busy++;
		all->resting++;
	}
	entry_set(all, e, OP_QUEUED);
}

void
entries_back(struct entries *all)
{
	size_t i;

	for (i = all->first; i < all->v.n; i++) {
		entry_back(all, all->v.v[i], 0);
		all->v.v[i]->rest = 0;
	}
	all->resting = 0;
}

int64_t
entries_wake(struct entries *all, int64_t now)
{
	int64_t wake = 0;
	size_t i;

	if (!all->resting)
		return 0;
	all->resting = 0;
	for (i = all->first; i < all->v.n; i++) {
		struct entry *e = all->v.v[i];

		if (e->rest <= now || e->state != OP_QUEUED)
			e->rest = 0;
		if (!e->rest)
			continue;
		all->resting++;
		if (!wake || e->rest < wake)
			wake = e->rest;
	}
	return wake;
}
