/* store/outbox.h -- what this desk has promised and not yet delivered.
 * An operation is safe once outbox_put() returns DONE: it survives power loss.  It leaves
 * only through outbox_settle(), when the centre has said yes or no, or through
 * outbox_withdraw(), the operator's own, recorded, change of mind.
 */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "base/uuid.h"

#include "action/action.h"
#include "query/query.h"
#include "wire/message.h"

#include "store/store.h"

/* What was promised for one command. */
struct kept {
	struct uuid op;
	int64_t seq; /* order of this store's operations, from 1, without gaps */
	char regno[41]; /* "" where the action draws none */
	char former[41]; /* the number that the caller was told before; "" the same */
	enum op_state state; /* OP_QUEUED, or OP_HELD behind a refused one */
};

/* What is kept together or not at all. */
struct parcel {
	const struct command *commands;
	size_t n;
	const struct uuid *draft; /* ends with them; NULL: none */
	int64_t wall; /* now */
};

/* All commands of the parcel, the registration numbers of those that create a complaint,
 * report or enquiry, and the end of the draft in one durable transaction; kept[n] is
 * filled.  A known op id with the same content gets its first answer again.
 * LATER: no registration numbers left.  REFUSED: disk full; an op id used for something
 * else.  Nothing is kept then. */
enum verdict outbox_put(struct store *, const struct parcel *, struct kept *kept,
			struct err *) MUST;

/* One operation on its way. */
struct operation {
	int64_t seq, at; /* at: wall ms of the put */
	struct uuid op, ticket;
	char base[48]; /* as the server is to see it */
	const char *action; /* lives as long as the store */
	enum op_state state;
	int tries;
	int busy; /* how often the centre was too busy for it */
	char regno[41];
	json_t *payload; /* owned */
	size_t size; /* of the payload as text */
};
void operation_release(struct operation *);

/* Up to max operations that may be sent now: of each ticket the first unsettled one, and
 * none behind a refused one; in order of seq; those already sent are left out.  Fewer where
 * they are long: about 1 MiB at once. */
enum verdict outbox_next(struct store *, struct operation *out, size_t max, size_t *n,
			 struct err *) MUST;
/* REFUSED: no such operation. */
enum verdict outbox_find(struct store *, const struct uuid *op, struct operation *out,
			 struct err *) MUST;

/* It is on the wire: not offered again until outbox_unsent() or a restart.  Not written
 * to disk: a repeated send is answered by the centre's ledger. */
void outbox_sent(struct store *, const struct uuid *op);
/* The link fell: everything sent and unanswered may be offered again. */
void outbox_unsent(struct store *);
/* One operation may be offered again (e.g. a transient failure of the centre), from a
 * moment on (mono ms; 0: at once); until then it rests, and so does its ticket. */
void outbox_requeue(struct store *, const struct uuid *op, int64_t from);
/* Ends the rests that are over; the mono ms at which the next one ends, 0: none rests. */
int64_t outbox_wake(struct store *, int64_t now);

struct settlement {
	struct uuid op;
	enum op_state state; /* OP_APPLIED OP_REFUSED OP_CONFLICT OP_ADMIN */
	const json_t *detail; /* the centre's answer; may be NULL */
	int64_t wall;
};
/* Kept over kill -9; after power loss the operation is asked again and the centre's
 * ledger gives the same answer.  Settling a settled one again changes nothing. */
enum verdict outbox_settle(struct store *, const struct settlement *,
			   struct err *) MUST;
/* Several verdicts in one commit: all or none. */
enum verdict outbox_settle_many(struct store *, const struct settlement *, size_t n,
				struct err *) MUST;

/* The operator gives up an unsettled operation; durable.  REFUSED: it is applied already,
 * or on the wire this moment (LATER). */
enum verdict outbox_withdraw(struct store *, const struct uuid *op, const char *reason,
			     int64_t wall, struct err *) MUST;
/* Sends a stuck operation again; durable.  An OP_ADMIN keeps its id; a refused one is
 * permanent at the centre, so its content gets a new id in the same place of the line. */
enum verdict outbox_retry(struct store *, const struct uuid *op, int64_t wall,
			  struct kept *, struct err *) MUST;
/* The same with corrected content: the one command's op is the new id, its ticket must be
 * the old one's; a registration number already read to the caller stays, unless it was
 * the number that was refused: then another is drawn, and both stand on record. */
enum verdict outbox_mend(struct store *, const struct uuid *old, const struct parcel *,
			 struct kept *, struct err *) MUST;

struct outbox_counts {
	int queued; /* OP_QUEUED and OP_SENT */
	int stuck; /* refused, conflict, admin, held */
	int held; /* of those: only behind another one */
	int64_t oldest; /* wall ms of the oldest of either; 0: none */
};
void outbox_counts(const struct store *, struct outbox_counts *);

/* Told when settling, withdrawing or mending one operation holds or releases others of
 * its ticket: state is OP_HELD or OP_QUEUED. */
typedef void outbox_moved_fn(void *arg, const struct uuid *op,
			     const struct uuid *ticket, const char *action,
			     enum op_state state);
void outbox_watch(struct store *, outbox_moved_fn *, void *arg);

/* The local query `outbox`: what needs a person, what waits, what was settled lately. */
enum verdict outbox_rows(struct store *, struct rows *out, struct err *) MUST;

#endif
