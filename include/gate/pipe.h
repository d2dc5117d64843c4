/* gate/pipe.h -- calls over a live link: each its own transaction, several under way
 * at once, answered in order.
 */
#ifndef GATE_PIPE_H
#define GATE_PIPE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#include "loop/loop.h"

struct pg_conn; /* libpq's */
struct pg_result; /* libpq's; read through gate/decode.h */

/* The answer to a call.  All borrowed for the duration of the callback.
 * DONE: result.  LATER: the link was lost, the deadline passed or the centre is busy.
 * REFUSED: field, text (English msgid) and args (JSON array as text) of the centre.
 * BROKEN: text is the centre's own sentence, for the log. */
struct reply {
	enum verdict verdict;
	const struct pg_result *result;
	const char *state; /* SQLSTATE, "" where the centre did not speak */
	const char *field, *text, *args;
};
typedef void reply_fn(void *arg, const struct reply *, struct stamp now);

struct call {
	const char *name; /* prepared on first use under this name */
	const char *sql;
	const char *const *args; /* text; NULL is SQL null; copied */
	size_t nargs;
	int64_t patience; /* ms until LATER; 0: as long as the link lives */
	reply_fn *fn;
	void *arg;
};

struct pipe;

/* The link is lost: every outstanding call has had its LATER.  The receiver frees the
 * pipe. */
typedef void pipe_lost_fn(void *arg, const struct err *, struct stamp now);

struct pipe_owner {
	pipe_lost_fn *lost;
	void *arg;
};
/* Takes the connection. */
struct pipe *pipe_new(struct loop *, struct pg_conn *, const struct pipe_owner *,
		      struct stamp now);
/* Closes without waiting; outstanding calls are forgotten.  Safe inside callbacks. */
void pipe_free(struct pipe *);

/* The call's number, or 0 where the link is gone and fn will not be called. */
uint64_t pipe_call(struct pipe *, const struct call *, struct stamp now);
/* fn will not be called any more; the centre still finishes the call. */
void pipe_forget(struct pipe *, uint64_t number);

/* Silence on the link, ms: after PIPE_QUIET the pipe sends a heartbeat; with a call
 * outstanding and nothing received for PIPE_DEAD the link is declared dead. */
enum { PIPE_QUIET = 4000, PIPE_DEAD = 5000 };

#endif
