/* lookup.h -- resolves a host outside the loop: getaddrinfo(3) blocks, so a child process
 * calls it and sends the answer through a pipe.
 */
#ifndef GATE_PRIVATE_LOOKUP_H
#define GATE_PRIVATE_LOOKUP_H

#include "base/clock.h"

#include "loop/loop.h"

struct lookup;

/* addresses: numeric, separated by commas; "" where none was found in time. */
typedef void lookup_fn(void *arg, const char *addresses, struct stamp now);

/* The host is copied.  NULL: no child could be made. */
struct lookup *lookup_start(struct loop *, const char *host, int64_t due_mono,
			    lookup_fn *, void *arg);
/* Ends the look-up without a callback; NULL is fine. */
void lookup_stop(struct lookup *);

#endif
