/* pump.h -- decides when the desk dials and sends, without doing either.
 *
 * pump_step(state, event) → state, orders.  Pure: time, randomness and the length of the
 * queue come in as facts.  drive.c obeys the orders; tests/sim proves them.
 */
#ifndef DESK_PUMP_H
#define DESK_PUMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#include "wire/message.h"

enum {
	PUMP_WINDOW = 16, /* operations under way, one sync each */
	PUMP_LONG = 20, /* a queue longer than this goes in batches */
	PUMP_BATCH = 200, /* operations in one batch */
	PUMP_ALONE = 200, /* operations sent singly after a batch failed */
	PUMP_WATCH = 60000, /* ms: the queue is checked at least this often */
	PUMP_REDIAL = 12000, /* ms: the longest from one dialling to the next */
	PUMP_PAUSE = 8000, /* ms: the longest pause while the centre is busy */
	PUMP_REST = 60000 /* ms: the longest wait of one operation before a retry */
};

enum pump_link {
	PUMP_OFF, /* no link is wanted */
	PUMP_ASKING, /* the centre refused the password: a person must act */
	PUMP_WAITING, /* for the time of the next dialling */
	PUMP_DIALLING,
	PUMP_LINKED,
	PUMP__LINKS
};

struct pump {
	enum pump_link link;
	int missed; /* diallings in a row that failed */
	int64_t dialled; /* mono of the last dialling */
	int64_t redial; /* mono of the next, while waiting */
	int flying; /* operations sent and not answered */
	int alone; /* operations that must go singly, because a batch failed */
	int busy; /* how often in a row the centre was busy */
	int64_t pause; /* mono: nothing is sent earlier; 0: no pause */
};

enum pump_event {
	PUMP_TICK, /* time has passed */
	PUMP_KEPT, /* the queue grew, or something in it may go again */
	PUMP_WANTED, /* there is a password to dial with */
	PUMP_UNWANTED,
	PUMP_UP, /* the link is up */
	PUMP_FELL, /* dialling failed, or the link was lost */
	PUMP_TURNED_AWAY, /* the centre refuses this desk: a person must act */
	PUMP_DENIED, /* the centre refused the password */
	PUMP_SENT, /* n operations were sent */
	PUMP_ANSWERED, /* n have their verdict, on the disk */
	PUMP_BUSY, /* n came back: the centre is busy */
	PUMP_SPOILT, /* n came back: their whole batch failed */
	PUMP_STALE, /* n came back: only another link can help */
	PUMP_LOST, /* n came back: the link is being lost */
	PUMP_SICK, /* n came back: their verdict could not be stored */
	PUMP__EVENTS
};

struct pump_facts {
	int n; /* of the event */
	int queued; /* unsettled operations that may be sent, including those flying */
	int64_t wake; /* mono: the next end of an operation's rest; 0: none rests */
	int64_t now; /* mono */
	uint32_t random; /* for the jitter */
};

enum pump_way { PUMP_NOT, PUMP_SINGLY, PUMP_BATCHED };

/* To be obeyed in this order. */
struct pump_orders {
	bool hang_up; /* close the link or the dialling, without its callback */
	bool recall; /* queue the flying operations again */
	int64_t timer; /* mono of the next PUMP_TICK; 0: none is needed */
	enum pump_way way; /* how to send; then report PUMP_SENT, even of 0 */
	int most; /* operations to take from the outbox now */
	bool dial; /* last, because dialling may end at once */
};

/* Changes only the state. */
struct pump_orders pump_step(struct pump *, enum pump_event, const struct pump_facts *);

bool pump_is_wanted(const struct pump *); /* a link is wanted and no person must act */

/* The state an operation gets from the end of its call: one sent singly, or one whose
 * failure its batch reports.  OP_QUEUED: it is sent again. */
enum op_state pump_fate(enum verdict);

/* How a call ended. */
struct pump_landing {
	enum verdict verdict;
	bool heard; /* the centre answered; false: the link ended */
	bool stale; /* only another link can help */
	int n, kept; /* operations of the call; those with a verdict on the disk */
};
/* The event for the pump after a call has ended. */
enum pump_event pump_landed(const struct pump_landing *);

/* Full jitter, ms: from 0 to below a cap that doubles from 1 s to `most`. */
int64_t pump_backoff(int failures, int64_t most, uint32_t random);

#endif
