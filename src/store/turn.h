/* turn.h -- whose turn it is: what may become of an operation, and who waits for whom.
 * Pure: nothing here knows a disk, a clock or a centre.
 */
#ifndef STORE_TURN_H
#define STORE_TURN_H

#include "line.h"

/* What somebody wants to become of an operation, and what the rules say. */
enum wish { WISH_SEND, WISH_SETTLE, WISH_WITHDRAW, WISH_RETRY, WISH_MEND, WISH__MAX };
enum turn {
	TURN_NO, /* it is too late, or not for this state */
	TURN_YES,
	TURN_SAME, /* it is so already */
	TURN_WAIT, /* it may have reached the centre: first its answer */
	TURN_ANEW /* by another operation in its place */
};
enum turn turn_rule(const struct entry *, enum wish);

/* Up to max entries that may be sent now: of each ticket the first unsettled one, and none
 * behind a stuck one; those already sent and those that rest are left out. */
size_t turn_next(struct line *, struct entry **out, size_t max);

/* Takes a new entry in, behind a stuck one if there is one. */
struct entry *turn_join(struct line *, struct entry *fresh);
/* After one operation changed: who of its ticket is held now.  moved is told. */
typedef void turn_moved_fn(void *arg, const struct entry *);
void turn_hold(struct line *, const struct uuid *ticket, turn_moved_fn *, void *arg);
/* After a start: who is held, and who may have reached the centre. */
void turn_start(struct line *);
/* Does another unsettled operation wait for one of these (unsettled, each of a ticket of its
 * own; NULL are left out)? */
bool turn_is_awaited(struct line *, struct entry *const *, size_t n);
/* The operation that stands in this one's place now. */
struct uuid turn_heir(const struct line *, const struct uuid *op);

/* It is on the wire. */
void turn_sent(struct line *, struct entry *);
/* It may be offered again, from a moment on (mono ms; 0: now). */
void turn_back(struct line *, struct entry *, int64_t from);
/* The link fell: all that were sent may be offered again, and nothing rests. */
void turn_all_back(struct line *);
/* Ends the rests that are over; when the next one ends, 0: none rests. */
int64_t turn_wake(struct line *, int64_t now);

#endif
