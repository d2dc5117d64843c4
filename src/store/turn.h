/* turn.h -- the order of operations: which may be sent, withdrawn or mended, and which
 * wait for others of their ticket.  Pure: no disk, no clock, no centre.
 */
#ifndef STORE_TURN_H
#define STORE_TURN_H

#include "line.h"

/* A request concerning an operation, and the answer of the rules. */
enum wish { WISH_SEND, WISH_SETTLE, WISH_WITHDRAW, WISH_RETRY, WISH_MEND, WISH__MAX };
enum turn {
	TURN_NO, /* too late, or not in this state */
	TURN_YES,
	TURN_SAME, /* already done: nothing changes */
	TURN_WAIT, /* it may have reached the centre: wait for the answer */
	TURN_ANEW /* only by a new operation in its place */
};
enum turn turn_rule(const struct entry *, enum wish);

/* Up to max entries that may be sent now: of each ticket the first unsettled one, and none
 * behind a stuck one; those already sent and those that rest are left out. */
size_t turn_next(struct line *, struct entry **out, size_t max);

/* Adds a new entry, held if an earlier operation of its ticket is stuck. */
struct entry *turn_join(struct line *, struct entry *fresh);
/* Recomputes which operations of a ticket are held, after one changed; calls moved for each
 * that is newly held or released. */
typedef void turn_moved_fn(void *arg, const struct entry *);
void turn_hold(struct line *, const struct uuid *ticket, turn_moved_fn *, void *arg);
/* After loading: finds the operations that are held and those that may have reached the
 * centre. */
void turn_start(struct line *);
/* Whether another unsettled operation waits for one of these, which are unsettled and of
 * different tickets; NULLs are skipped. */
bool turn_is_awaited(struct line *, struct entry *const *, size_t n);
/* The last operation that replaced this one; itself where none did. */
struct uuid turn_heir(const struct line *, const struct uuid *op);

/* The operation was sent. */
void turn_sent(struct line *, struct entry *);
/* The operation may be sent again, from `from` on (mono ms; 0: now). */
void turn_back(struct line *, struct entry *, int64_t from);
/* The link fell: all sent operations may be sent again, and none rests. */
void turn_all_back(struct line *);
/* Ends the rests that are over; returns when the next one ends (mono ms), 0: none rests. */
int64_t turn_wake(struct line *, int64_t now);

#endif
