/* line.h -- the outbox in memory: every operation, in the order they are owed. */
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
	int64_t seq, place, at, settled; /* settled: wall ms of the verdict, 0 */
	struct uuid op, ticket;
	struct uuid next; /* the operation that mends this one; nil: none */
	const char *action; /* the line's */
	enum op_state
		state; /* sent and held are queued on disk: they follow from others */
	enum op_state filed; /* what the centre's ledger says; OP_QUEUED: nothing */
	int tries;
	int busy; /* how often the centre was too busy for it */
	int64_t rest; /* mono: not offered before; 0: it does not rest */
	bool maybe; /* it may have reached the centre, whose answer is not known */
	unsigned char body[SEAL_TAG], mark[SEAL_TAG];
};

struct line {
	VEC(struct entry *) v; /* by place, then seq */
	struct entry **hash; /* by op id; open addressing */
	size_t slots; /* a power of two, or 0 */
	size_t first; /* nothing unsettled stands before it */
	int queued, stuck, held, settled;
	int resting; /* at most so many rest */
	VEC(char *) names; /* of actions */
};

void line_release(struct line *);
/* Takes the entry in.  Its state may be changed by line_set() only. */
struct entry *line_add(struct line *, const struct entry *);
/* Takes out and frees every entry whose settled time is INT64_MIN. */
void line_sweep(struct line *);
struct entry *line_find(const struct line *, const struct uuid *op);
void line_set(struct line *, struct entry *, enum op_state);
const char *line_name(struct line *, const char *action); /* one copy each */
struct entry *line_oldest(struct line *); /* unsettled; NULL */

bool entry_is_settled(const struct entry *); /* applied or withdrawn */
bool entry_is_stuck(const struct entry *); /* refused, conflict, admin */
enum op_state entry_state_kept(const struct entry *); /* as it stands on disk */

/* Which tickets were seen: a scratch set. */
struct seen {
	struct uuid *v;
	size_t slots, n;
};
void seen_release(struct seen *);
bool seen_add(struct seen *, const struct uuid *); /* false: was there */
bool seen_has(const struct seen *, const struct uuid *);

#endif
