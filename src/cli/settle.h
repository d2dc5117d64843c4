/* settle.h -- from a sealed command to the centre's verdict, told to the user.
 */
#ifndef SETTLE_H
#define SETTLE_H

#include "action/action.h"

#include "session.h"

/* Queues the command, waits cli->wait seconds for its verdict, prints what came. */
enum cli_exit settle_command(struct cli *, struct session *, const struct command *);
/* Waits until this operation is settled.  LATER: not yet.  *message owns out's texts. */
enum verdict settle_wait(struct session *, const struct uuid *op, int wait,
			 struct msg_settled *out, json_t **message, struct err *) MUST;

#endif
