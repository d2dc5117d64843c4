/* store/outbox.h -- operations this desk has acknowledged and not yet delivered.
 * An operation is safe once outbox_put() returns DONE: it survives power loss.  It leaves
 * only through outbox_settle(), when the centre has given its verdict, or through
 * outbox_withdraw(), by the operator's own recorded decision.
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

/* The acknowledgement of one command. */
struct kept {
	struct uuid op;
	int64_t seq; /* order of this store's operations, from 1, without gaps */
	char regno[41]; /* registration number; "" where the action draws none */
	char former[41]; /* the number the caller was told before; "": the same */
	enum op_state state; /* OP_QUEUED, or OP_HELD behind a refused one */
};

/* Commands stored together or not at all. */
struct parcel {
	const struct command *commands;
	size_t n;
	const struct uuid *draft; /* removed in the same transaction; NULL: none */
	int64_t wall; /* now */
};

/* Stores all commands of the parcel, draws registration numbers for those that create a
 * complaint, report or enquiry, and removes the draft, in one durable transaction; fills
 * kept[n].  A known op id with the same content gets its first answer again.
 * LATER: no registration numbers left.  REFUSED: disk full; an op id used for something
 * else.  Nothing is stored then. */
enum verdict outbox_put(struct store *, const struct parcel *, struct kept *kept,
			struct err *) MUST;

/* One operation on its way. */
struct operation {
	int64_t seq, at; /* at: wall ms of the put */
	struct uuid op, ticket;
	char base[48]; /* as sent to the centre */
	const char *action; /* lives as long as the store */
	enum op_state state;
	int tries;
	int busy; /* how often the centre was too busy for it */
	char regno[41];
	json_t *payload; /* owned */
	size_t size; /* of the payload as text */
};
/* Frees what the operation owns. */
void operation_release(struct operation *);

/* Up to max operations that may be sent now: of each ticket the first unfinished one, and
 * none behind a stuck one; in the order they are owed; those already sent are left out.
 * Fewer where they are long: about 1 MiB at once. */
enum verdict outbox_next(struct store *, struct operation *out, size_t max, size_t *n,
			 struct err *) MUST;
/* REFUSED: no such operation. */
enum verdict outbox_find(struct store *, const struct uuid *op, struct operation *out,
			 struct err *) MUST;

/* Marks the operation as sent: outbox_next() leaves it out until outbox_unsent(),
 * outbox_requeue() or a restart.  Not written to disk: the centre's ledger answers a
 * repeated send. */
void outbox_sent(struct store *, const struct uuid *op);
/* The link fell: everything sent and unanswered may be sent again. */
void outbox_unsent(struct store *);
/* One operation may be sent again (e.g. after a transient failure of the centre), from
 * `from` on (mono ms; 0: at once); until then its whole ticket waits. */
void outbox_requeue(struct store *, const struct uuid *op, int64_t from);
/* Ends the waits that are over; returns when the next one ends (mono ms), 0: none
 * waits. */
int64_t outbox_wake(struct store *, int64_t now);

struct settlement {
	struct uuid op;
	enum op_state state; /* OP_APPLIED OP_REFUSED OP_CONFLICT OP_ADMIN */
	const json_t *detail; /* the centre's answer; may be NULL */
	int64_t wall;
};
/* Records a verdict.  Survives kill -9; after power loss the operation is sent again and
 * the centre's ledger gives the same answer.  Settling a settled one again changes
 * nothing. */
enum verdict outbox_settle(struct store *, const struct settlement *,
			   struct err *) MUST;
/* Several verdicts in one commit: all or none. */
enum verdict outbox_settle_many(struct store *, const struct settlement *, size_t n,
				struct err *) MUST;

/* The operator gives up an unfinished operation; durable.  REFUSED: it is already applied.
 * LATER: it may have reached the centre, whose answer must come first. */
enum verdict outbox_withdraw(struct store *, const struct uuid *op, const char *reason,
			     int64_t wall, struct err *) MUST;
/* Sends a stuck operation again; durable.  An OP_ADMIN keeps its id; a refusal is permanent
 * at the centre, so a refused operation gets a new id in the same place of the queue. */
enum verdict outbox_retry(struct store *, const struct uuid *op, int64_t wall,
			  struct kept *, struct err *) MUST;
/* The same with corrected content: the parcel's one command carries the new op id and the
 * old operation's ticket.  A registration number already read to the caller stays, unless
 * the centre refused the number itself: then another is drawn, and both are on record. */
enum verdict outbox_mend(struct store *, const struct uuid *old, const struct parcel *,
			 struct kept *, struct err *) MUST;

struct outbox_counts {
	int queued; /* OP_QUEUED and OP_SENT */
	int stuck; /* refused, conflict, admin, held */
	int held; /* of the stuck: only waiting behind another one */
	int64_t oldest; /* wall ms of the oldest queued or stuck one; 0: none */
};
/* Counts the unfinished operations; touches no disk. */
void outbox_counts(const struct store *, struct outbox_counts *);

/* Called when settling, withdrawing or mending one operation holds or releases others of
 * its ticket: state is OP_HELD or OP_QUEUED. */
typedef void outbox_moved_fn(void *arg, const struct uuid *op,
			     const struct uuid *ticket, const char *action,
			     enum op_state state);
/* Sets the one watcher; fn NULL: none. */
void outbox_watch(struct store *, outbox_moved_fn *, void *arg);

/* The local query `outbox`: stuck operations, then waiting ones, then recently settled
 * ones. */
enum verdict outbox_rows(struct store *, struct rows *out, struct err *) MUST;

#endif
