/* harvest.h -- the verdicts that one call brought back. */
#ifndef DESK_HARVEST_H
#define DESK_HARVEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/err.h"

#include "gate/pipe.h"
#include "store/outbox.h"

#include "desk.h"

/* verdicts[i] is about ops[i]; details are owned, operations borrowed. */
struct harvest {
	size_t n;
	bool stale; /* the error concerns the link, not the operations */
	struct settlement *verdicts;
	const struct operation **ops;
};

/* Reads the reply to a call with these operations.  Those without a verdict are left out:
 * they are to be sent again. */
void harvest_read(struct harvest *, const struct operation *ops, size_t n,
		  const struct reply *);
/* Writes the verdicts to the disk, then tells all clients. */
enum verdict harvest_store(struct desk *, struct harvest *, struct stamp now,
			   struct err *) MUST;
/* Frees the verdicts. */
void harvest_release(struct harvest *);

#endif
