/* store/ledger.h -- what this store believes to stand in the centre's ledger under its
 * name, to be compared, and what is done where the two differ.
 *
 * Every operation that the centre gave a verdict stays for three days after it, and until
 * the ledgers agreed; from ledger_sum.from on none was ever let go.
 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/uuid.h"

#include "wire/message.h"

#include "store/store.h"

#define LEDGER_HASH 65 /* SHA-256 in hex and the NUL */

struct ledger_sum {
	int64_t from, below; /* of which numbers */
	int64_t n, last; /* last: 0 where n is */
	char hash[LEDGER_HASH]; /* of a line "seq op verdict\n" each, in order of seq */
};
/* Below the first that may have reached the centre without its answer reaching us; next:
 * the number the next operation will have. */
void ledger_sum(const struct store *, struct ledger_sum *out, int64_t *next);

struct ledger_line {
	int64_t seq;
	struct uuid op;
	enum op_state state; /* queued, applied, refused, conflict, admin, withdrawn */
	enum op_state filed; /* applied, refused, conflict; OP_QUEUED: not on record */
	bool mended; /* another one took its place */
};
/* Every operation from ledger_sum.from on, by seq; free() it. */
size_t ledger_lines(const struct store *, struct ledger_line **out);

/* One difference: OP_QUEUED, it is owed again in its place of the line; otherwise only
 * the record of what the centre once said changes, OP_WITHDRAWN: it has said nothing. */
struct ledger_fix {
	struct uuid op;
	enum op_state filed;
};
/* All in one durable step. */
enum verdict ledger_mend(struct store *, const struct ledger_fix *, size_t n,
			 struct err *) MUST;

/* From now on history may go, until the next doubt: a link that fell, a restart. */
void ledger_agreed(struct store *);
void ledger_doubted(struct store *);

/* ---- identity: a copied or restored store is another one to the centre ---------------- */

/* What the store shows in a greeting; the same until store_greeted().  Durable. */
struct greeting {
	int64_t turn, seq; /* greetings so far; of the next operation */
	struct uuid held, next; /* held nil: the first greeting */
};
enum verdict store_greet(struct store *, int64_t wall, struct greeting *out,
			 struct err *) MUST;
/* The centre has answered it. */
enum verdict store_greeted(struct store *, struct err *) MUST;
/* Takes a new identity: every leased number is given up, what is owed gets new sequence
 * numbers and keeps its op ids and its order.  Durable. */
enum verdict store_fork(struct store *, int64_t wall, struct err *) MUST;
/* Whether it did and nobody was told yet; told: forgets that. */
bool store_was_forked(const struct store *);
enum verdict store_fork_told(struct store *, struct err *) MUST;

#endif
