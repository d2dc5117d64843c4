/* dial.h -- opens a connection to the configured hosts: tries each host and each of its
 * addresses, each with its own deadline.
 */
#ifndef GATE_PRIVATE_DIAL_H
#define GATE_PRIVATE_DIAL_H

#include "base/conf.h"
#include "base/err.h"

#include "loop/loop.h"

#include "gate/pipe.h"

struct dial;

enum {
	DIAL_MOST = 10000, /* ms, for all hosts together */
	DIAL_PATIENCE = 5000 /* ms, at most, for one host: look-up and addresses */
};

/* DONE: pg is the receiver's.  The dial is already freed when this is called. */
typedef void dial_fn(void *arg, enum verdict, const struct err *, struct pg_conn *pg,
		     struct stamp now);

struct dial_plan {
	const struct conf *conf;
	const char *operator_name, *password; /* must stay valid until the callback */
	size_t *good; /* index of the host that answered last; set by DONE */
	dial_fn *fn;
	void *arg;
};
/* Starts dialling; the callback comes from the loop, never from this call. */
struct dial *dial_start(struct loop *, const struct dial_plan *, struct stamp now);
/* Ends the dialling without a callback; NULL is fine. */
void dial_stop(struct dial *);

#endif
