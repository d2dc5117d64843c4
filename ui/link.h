/* ui/link.h -- the socket to this operator's desk: reached, started where none runs, and
 * reached again when it was lost.  Nothing here ever waits.
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

/* Says hello as this operator, however long the desk takes to start.  The password is
 * held in locked memory until link_forget(), for a desk that has to be started anew. */
void link_hello(struct link *, const char *operator, const struct msg_keys *,
		struct stamp now);
/* The password has become another: a desk that has to be started anew is shown that. */
void link_renewed(struct link *, const char *password);
void link_forget(struct link *);
/* Leaves the desk: what was said last goes out first, as far as it can at once. */
void link_close(struct link *);
/* Takes the reference; where no desk is connected the message is dropped (false). */
bool link_send(struct link *, json_t *message);

#endif
