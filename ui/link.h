/* ui/link.h -- the socket to this operator's desk: connects, starts a desk where none runs,
 * and reconnects when the socket is lost.  Never blocks.
 */
#ifndef UI_LINK_H
#define UI_LINK_H

#include <stdbool.h>

#include "base/conf.h"
#include "base/json.h"

#include "loop/loop.h"

#include "wire/message.h"

struct link;

/* message NULL: the desk is gone. */
typedef void link_message_fn(void *arg, json_t *message, struct stamp now);
/* The desk cannot be reached at all; the sentence says why. */
typedef void link_fault_fn(void *arg, const char *text, struct stamp now);

struct link *link_new(struct loop *, const struct conf *, link_message_fn *,
		      link_fault_fn *, void *arg);
void link_free(struct link *);

/* Logs in as this operator, however long the desk takes to start.  Holds the password in
 * locked memory until link_forget(), for a desk that has to be restarted. */
void link_hello(struct link *, const char *operator_name, const struct msg_keys *,
		struct stamp now);
/* The password was changed: a restarted desk gets the new one. */
void link_renewed(struct link *, const char *password);
/* Wipes the password. */
void link_forget(struct link *);
/* Disconnects, after writing queued messages as far as possible without blocking. */
void link_close(struct link *);
/* Takes the reference.  False: no desk is connected, and the message was dropped. */
bool link_send(struct link *, json_t *message);

#endif
