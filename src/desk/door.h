/* door.h -- the desk's run directory, lock and listening socket.
 */
#ifndef DESK_DOOR_H
#define DESK_DOOR_H

#include <stddef.h>

#include "base/conf.h"
#include "base/err.h"

/* Opens the log, making its directory where missing. */
enum verdict door_log(const struct conf *, struct err *) MUST;
/* Fills path and listens there on *out.  LATER: another desk of this operator runs.
 * REFUSED: an impossible name or an unsafe directory. */
enum verdict door_take(const struct conf *, const char *operator_name, char path[108],
		       int *out, struct err *) MUST;

#endif
