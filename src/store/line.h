/* line.h -- the outbox in memory: every operation, in the order they must be sent. */
#ifndef STORE_LINE_H
#define STORE_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/uuid.h"
#include "base/vec.h"

#include "wire/message.h"

#include "seal.h"

struct entry {
	int64_t seq, place, at, settled; /* settled: wall ms of the verdict; 0: none */
	struct uuid op, ticket;
	struct uuid next; /* the operation that replaces this one; nil: none */
	const char *action; /* owned by the line */
	enum op_state state; /* sent and held are derived: on disk they are queued */
	enum op_state filed; /* the verdict in the centre's ledger; OP_QUEUED: none */
	int tries;
	int busy; /* how often the centre was too busy for it */
	int64_t rest; /* mono: not sent earlier; 0: no wait */
	bool maybe; /* it may have reached the centre, whose answer is not known */
	unsigned char body[SEAL_TAG], mark[SEAL_TAG];
};

struct line {
	VEC(struct entry *) v; /* by place, then seq */
	struct entry **hash; /* by op id; open addressing */
	size_t slots; /* a power of two, or 0 */
	size_t first; /* every entry before this index is settled */
	int queued, stuck, held, settled;
	int resting; /* upper bound of entries that rest */
	VEC(char *) names; /* of actions */
};

void line_release(struct line *);
/* Adds a copy of the entry.  Change its state only through line_set(). */
struct entry *line_add(struct line *, const struct entry *);
/* Removes and frees every entry whose settled time is INT64_MIN. */
void line_sweep(struct line *);
struct entry *line_find(const struct line *, const struct uuid *op);
void line_set(struct line *, struct entry *, enum op_state);
const char *line_name(struct line *, const char *action); /* interns an action's name */
struct entry *line_oldest(struct line *); /* the first unsettled one; NULL: none */

bool entry_is_settled(const struct entry *); /* applied or withdrawn */
bool entry_is_stuck(const struct entry *); /* refused, conflict, admin */
enum op_state entry_state_kept(const struct entry *); /* its state on disk */

/* A scratch set of ticket ids. */
struct seen {
	struct uuid *v;
	size_t slots, n;
};
void seen_release(struct seen *);
bool seen_add(struct seen *, const struct uuid *); /* false: already in the set */
bool seen_has(const struct seen *, const struct uuid *);

#endif
