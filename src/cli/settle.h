/* settle.h -- sends sealed commands and reports the centre's verdicts to the user.
 */
#ifndef SETTLE_H
#define SETTLE_H

#include "action/action.h"

#include "session.h"

/* Queues the commands together, waits cli->wait seconds for the verdict of each and prints
 * those that came.  Returns the worst exit code. */
enum cli_exit settle_commands(struct cli *, struct session *, const struct command *,
			      size_t n);
#endif
