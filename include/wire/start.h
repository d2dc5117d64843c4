/* wire/start.h -- reaching the desk of an operator, starting it where none runs.
 * The same for the workstation and the command line; the only place where a client
 * makes a child.
 */
#ifndef WIRE_START_H
#define WIRE_START_H

#include "base/conf.h"
#include "base/err.h"

#include "wire/wire.h"

/* LATER: no desk listens yet.  REFUSED: no such operator name can be. */
enum verdict desk_connect(struct wire **out, const struct conf *, const char *operator,
			  struct err *) MUST;
/* Starts `gangshaod -c CONF -o OPERATOR` as a process of nobody: own session, no
 * terminal, no descriptor of ours.  Returns when the program runs (it may not listen
 * yet: go on with desk_connect).  REFUSED: it cannot be run. */
enum verdict desk_spawn(const struct conf *, const char *operator, struct err *) MUST;
/* Connects, starting where needed; waits up to `wait` milliseconds.  For programs that
 * have nothing else to do meanwhile. */
enum verdict desk_reach(struct wire **out, const struct conf *, const char *operator,
			int wait, struct err *) MUST;

#endif
