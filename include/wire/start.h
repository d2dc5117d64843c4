/* wire/start.h -- connects to an operator's desk, and starts one where none runs.
 * Shared by the workstation and the command line; the only place where a client starts
 * a child process.
 */
#ifndef WIRE_START_H
#define WIRE_START_H

#include "base/conf.h"
#include "base/err.h"

#include "wire/wire.h"

/* LATER: no desk listens yet.  REFUSED: the operator name is impossible. */
enum verdict desk_connect(struct wire **out, const struct conf *,
			  const char *operator_name, struct err *) MUST;
/* Starts `gangshaod -c CONF -o OPERATOR` detached: own session, no terminal, none of our
 * descriptors.  Returns when the program runs (it may not listen yet: go on with
 * desk_connect).  REFUSED: it cannot be run. */
enum verdict desk_spawn(const struct conf *, const char *operator_name,
			struct err *) MUST;
/* Connects, starting a desk where needed; blocks for up to `wait` milliseconds. */
enum verdict desk_reach(struct wire **out, const struct conf *,
			const char *operator_name, int wait, struct err *) MUST;

#endif
