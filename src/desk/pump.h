/* pump.h -- what the desk does about its outbox and its link, decided without doing it.
 *
 * pump_step(state, event) → state, orders.  It asks nobody: time, chance and the length of
 * the queue come in as facts.  drive.c obeys the orders; tests/sim proves them.
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
	PUMP_ALONE = 200, /* operations sent singly after a batch came to nothing */
	PUMP_WATCH = 60000, /* ms: a queue is looked at at least this often */
	PUMP_REDIAL = 12000, /* ms: the longest from one dialling to the next */
	PUMP_PAUSE = 8000, /* ms: the longest pause of a desk whose centre is busy */
	PUMP_REST = 60000 /* ms: the longest rest of one operation */
};

enum pump_link {
	PUMP_OFF, /* nobody wants a link */
	PUMP_ASKING, /* the password was refused: only a person can go on */
	PUMP_WAITING, /* until it is time to dial */
	PUMP_DIALLING,
	PUMP_LINKED,
	PUMP__LINKS
};

struct pump {
	enum pump_link link;
	int missed; /* diallings in a row that came to nothing */
	int64_t dialled; /* mono of the last dialling */
	int64_t redial; /* mono of the next, while waiting */
	int flying; /* operations sent and not answered */
	int alone; /* operations that must go singly, because a batch failed */
	int busy; /* how often in a row the centre was busy */
	int64_t pause; /* mono: nothing is sent before; 0: no pause */
};

enum pump_event {
	PUMP_TICK, /* time has passed */
	PUMP_KEPT, /* the queue grew, or something in it may go again */
	PUMP_WANTED, /* there is a password to dial with */
	PUMP_UNWANTED,
	PUMP_UP, /* the link is up */
	PUMP_FELL, /* dialling came to nothing, or the link is no more */
	PUMP_TURNED_AWAY, /* the centre does not want this desk: a person must act */
	PUMP_DENIED, /* the centre does not take this password */
	PUMP_SENT, /* n operations are on the way */
	PUMP_ANSWERED, /* n have their verdict, on the disk */
	PUMP_BUSY, /* n came back: the centre is busy */
	PUMP_SPOILT, /* n came back: their batch failed whole */
	PUMP_STALE, /* n came back: only another link can help */
	PUMP_LOST, /* n came back: the link is about to be no more */
	PUMP_SICK, /* n came back: the disk did not take their verdict */
	PUMP__EVENTS
};

struct pump_facts {
	int n; /* of the event */
	int queued; /* unsettled operations that may go, those flying included */
	int64_t wake; /* mono, to come: an operation's rest ends; 0: none rests */
	int64_t now; /* mono */
	uint32_t random; /* for the jitter */
};

enum pump_way { PUMP_NOT, PUMP_SINGLY, PUMP_BATCHED };

/* To be obeyed in this order. */
struct pump_orders {
	bool hang_up; /* close the link or the dialling, silently */
	bool recall; /* what was flying is offered again */
	int64_t timer; /* mono of the next PUMP_TICK; 0: none is needed */
	enum pump_way way; /* send, then report PUMP_SENT, also of none */
	int most; /* operations to take from the outbox now */
	bool dial; /* the last: its end may come at once */
};

/* Changes the state, touches nothing else. */
struct pump_orders pump_step(struct pump *, enum pump_event, const struct pump_facts *);

bool pump_is_wanted(const struct pump *); /* a link, and nobody has to act first */

/* What a call's end means for an operation that went alone, or for one whose failure its
 * batch reports: OP_QUEUED is offered again. */
enum op_state pump_fate(enum verdict);

/* How a call ended, of which kept operations have their verdict on the disk. */
struct pump_landing {
	enum verdict verdict;
	bool heard; /* the centre said so, not the link's end */
	bool stale; /* only another link can help */
	int n, kept;
};
enum pump_event pump_landed(const struct pump_landing *);

/* Full jitter: anything from 0 to below the cap, which doubles from 1 s to most. */
int64_t pump_backoff(int failures, int64_t most, uint32_t random);

#endif
