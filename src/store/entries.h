/* entries.h -- the outbox in memory: every operation, in the order they must be sent, and
 * the rules which may be sent, withdrawn or mended.  No disk, no clock, no centre.
 */
#ifndef STORE_ENTRIES_H
#define STORE_ENTRIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/uuid.h"
#include "base/vec.h"

#include "wire/message.h"

#include "seal.h"

struct entry {
	int64_t seq, at;
	int64_t order; /* of sending: its seq, or that of the one it replaces */
	int64_t settled; /* wall ms of the verdict; 0: none */
	struct uuid op, ticket;
	struct uuid next; /* the operation that replaces this one; nil: none */
	const char *action; /* owned by struct entries */
	enum op_state state; /* sent and held are derived: on disk they are queued */
	enum op_state filed; /* the verdict in the centre's ledger; OP_QUEUED: none */
	int tries;
	int busy; /* how often the centre was too busy for it */
	int64_t rest; /* mono: not sent earlier; 0: no wait */
	bool maybe; /* it may have reached the centre, whose answer is not known */
	unsigned char body[SEAL_TAG], mark[SEAL_TAG];
};

struct entries {
	VEC(struct entry *) v; /* by order, then seq */
	struct entry **hash; /* by op id; open addressing */
	size_t slots; /* a power of two, or 0 */
	size_t first; /* every entry before this index is finished */
	int queued, stuck, held, finished;
	int resting; /* upper bound of entries that rest */
	VEC(char *) names; /* of actions */
};

/* Frees all entries. */
void entries_release(struct entries *);
/* Adds a copy of the entry.  Change its state only through entry_set(). */
struct entry *entries_add(struct entries *, const struct entry *);
/* Removes and frees every entry whose settled time is INT64_MIN. */
void entries_sweep(struct entries *);
/* The entry of this operation; NULL: none. */
struct entry *entries_find(const struct entries *, const struct uuid *op);
/* Gives the entry another state and keeps the counts right. */
void entry_set(struct entries *, struct entry *, enum op_state);
/* Interns an action's name. */
const char *entries_intern(struct entries *, const char *action);
/* The first unfinished one; NULL: none. */
struct entry *entries_oldest(struct entries *);

bool entry_is_finished(const struct entry *); /* applied or withdrawn */
bool entry_is_stuck(const struct entry *); /* refused, conflict, admin */
enum op_state entry_state_kept(const struct entry *); /* its state on disk */

/* ---- their order --------------------------------------------------------------------- */

/* A request concerning an operation, and the answer of the rules. */
enum wish { WISH_SEND, WISH_SETTLE, WISH_WITHDRAW, WISH_RETRY, WISH_MEND, WISH__MAX };
enum permit {
	PERMIT_NO, /* too late, or not in this state */
	PERMIT_YES,
	PERMIT_SAME, /* already done: nothing changes */
	PERMIT_WAIT, /* it may have reached the centre: wait for the answer */
	PERMIT_ANEW /* only by a new operation in its place */
};
/* Whether the wish may be fulfilled in the state the entry is in. */
enum permit entry_permit(const struct entry *, enum wish);

/* Up to max entries that may be sent now: of each ticket the first unfinished one, and none
 * behind a stuck one; those already sent and those that rest are left out. */
size_t entries_next(struct entries *, struct entry **out, size_t max);

/* Adds a new entry, held if an earlier operation of its ticket is stuck. */
struct entry *entries_join(struct entries *, struct entry *fresh);
/* Called for an entry that is newly held or released. */
typedef void entry_moved_fn(void *arg, const struct entry *);
/* Recomputes which operations of a ticket are held, after one of them changed. */
void entries_hold(struct entries *, const struct uuid *ticket, entry_moved_fn *,
		  void *arg);
/* After loading: finds the operations that are held and those that may have reached the
 * centre. */
void entries_start(struct entries *);
/* Whether another unfinished operation waits for one of these, which are unfinished and of
 * different tickets; NULLs are skipped. */
bool entries_are_awaited(struct entries *, struct entry *const *, size_t n);
/* The last operation that replaced this one; itself where none did. */
struct uuid entries_heir(const struct entries *, const struct uuid *op);

/* The operation was sent. */
void entry_sent(struct entries *, struct entry *);
/* The operation may be sent again, from `from` on (mono ms; 0: now). */
void entry_back(struct entries *, struct entry *, int64_t from);
/* The link fell: all sent operations may be sent again, and none rests. */
void entries_back(struct entries *);
/* Ends the rests that are over; returns when the next one ends (mono ms), 0: none rests. */
int64_t entries_wake(struct entries *, int64_t now);

/* A scratch set of ticket ids. */
struct seen {
	struct uuid *v;
	size_t slots, n;
};
/* Frees the set. */
void seen_release(struct seen *);
bool seen_add(struct seen *, const struct uuid *); /* false: already in the set */
bool seen_has(const struct seen *, const struct uuid *);

#endif
