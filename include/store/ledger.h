/* store/ledger.h -- this store's view of its entries in the centre's ledger: its sum and
 * lines, for comparison, and the repair of differences.
 *
 * An operation that the centre has applied stays for three days after the verdict, and
 * until the ledgers were found to agree; none from ledger_sum.from on was ever removed.
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
	int64_t from, below; /* covers sequence numbers from … below */
	int64_t n, last; /* last: 0 where n is */
	char hash[LEDGER_HASH]; /* over lines "seq op verdict\n", in order of seq */
};
/* Sums the operations before the first one that may have reached the centre without its
 * answer reaching this desk.  *next: the number of the next operation. */
void ledger_sum(const struct store *, struct ledger_sum *out, int64_t *next);

struct ledger_line {
	int64_t seq;
	struct uuid op;
	enum op_state state; /* queued, applied, refused, conflict, admin, withdrawn */
	enum op_state filed; /* applied, refused, conflict; OP_QUEUED: not on record */
	bool mended; /* replaced by another operation */
};
/* Every operation from ledger_sum.from on, by seq; free() it. */
size_t ledger_lines(const struct store *, struct ledger_line **out);

/* The repair of one difference.  filed OP_QUEUED: send the operation again, in its old
 * place of the queue; otherwise only correct the record of the centre's verdict,
 * OP_WITHDRAWN: the centre has given none. */
struct ledger_fix {
	struct uuid op;
	enum op_state filed;
};
/* Applies all repairs in one durable transaction. */
enum verdict ledger_mend(struct store *, const struct ledger_fix *, size_t n,
			 struct err *) MUST;

/* The ledgers agree: history may be trimmed, until ledger_doubted() or a restart. */
void ledger_agreed(struct store *);
/* The link fell, or the ledgers differ. */
void ledger_doubted(struct store *);

/* ---- identity: the centre treats a copied or restored store as another one ------------- */

/* What the store presents in a greeting; the same until store_greeted().  Durable. */
struct greeting {
	int64_t n; /* greetings answered so far */
	int64_t seq; /* of the next operation */
	struct uuid last,
		next; /* nonces of the last greeting (nil: none) and this one */
};
/* Draws the nonce of the next greeting, where none is drawn yet. */
enum verdict store_greet(struct store *, int64_t wall, struct greeting *out,
			 struct err *) MUST;
/* The centre has answered the greeting. */
enum verdict store_greeted(struct store *, struct err *) MUST;
/* Takes a new identity: gives up every leased number; unfinished operations get new
 * sequence numbers and keep their op ids and order.  Durable. */
enum verdict store_fork(struct store *, int64_t wall, struct err *) MUST;
/* Whether the store forked and no operator was told yet; store_fork_shown() clears that. */
bool store_was_forked(const struct store *);
/* Records that an operator was shown that the store forked. */
enum verdict store_fork_shown(struct store *, struct err *) MUST;

#endif
