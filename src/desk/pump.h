/* pump.h -- when what may be sent: outbox → gate → settle, decided without doing it.
 */
#ifndef DESK_PUMP_H
#define DESK_PUMP_H

#include <stdbool.h>
#include <stdint.h>

enum {
	PUMP_WINDOW = 16, /* operations under way, one sync each */
	PUMP_LONG = 20, /* a queue longer than this goes in batches */
	PUMP_BATCH = 50, /* operations in one batch */
	PUMP_WATCH = 60000, /* ms: a queue is looked at at least this often */
	PUMP_MEND = 200 /* operations sent singly after a batch failed whole */
};

struct pump {
	bool up;
	int flying; /* sent and not answered */
	int failures; /* since the last answer */
	int singly; /* operations that must go alone, because a batch failed */
	int64_t pause; /* mono: nothing is sent before; 0: no pause */
};

enum pump_event {
	PUMP_KEPT, /* the queue grew, or something in it may go again */
	PUMP_UP, /* the link is up */
	PUMP_FELL, /* the link is down; what was flying may be offered again */
	PUMP_SENT, /* n operations are on the way */
	PUMP_ANSWERED, /* n have their verdict */
	PUMP_BUSY, /* n came back without one: the centre is busy */
	PUMP_SPOILT, /* n came back because their batch failed whole */
	PUMP_TICK
};

struct pump_facts {
	int n; /* of the event */
	int queued; /* unsettled operations that may go, those flying included */
	int64_t now; /* mono */
	uint32_t random; /* for the jitter */
};

enum pump_way { PUMP_NOT, PUMP_SINGLY, PUMP_BATCHED };

struct pump_plan {
	enum pump_way way;
	int most; /* operations to take from the outbox now */
	int64_t timer; /* mono of the next tick; 0: none is needed */
};

/* Changes the state, touches nothing else. */
struct pump_plan pump_step(struct pump *, enum pump_event, const struct pump_facts *);

/* Full jitter: anything between 0 and the cap, which doubles from 1 s to 60 s. */
int64_t pump_backoff(int failures, uint32_t random);

#endif
