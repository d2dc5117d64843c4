/* settle.h -- from a sealed command to the centre's verdict, told to the user.
 */
#ifndef SETTLE_H
#define SETTLE_H

#include "action/action.h"

#include "session.h"

/* Queues the commands together, waits cli->wait seconds for the verdict of each, prints
 * what came.  The exit code is the worst. */
enum cli_exit settle_commands(struct cli *, struct session *, const struct command *,
			      size_t n);
#endif
