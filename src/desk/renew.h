/* renew.h -- changes of the operator's password. */
#ifndef DESK_RENEW_H
#define DESK_RENEW_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/json.h"

#include "client.h"

/* Serves a request to change the password. */
void renew_serve(struct client *, const json_t *message, struct stamp now);
/* Tries at the centre a login password that the store does not know; the result answers
 * the login.  False: not possible now. */
bool renew_prove(struct client *, const char *password, struct stamp now);
/* Whether a change or a proof is under way. */
bool renew_is_busy(const struct desk *);

/* Hears events (event.c). */
void renew_made(struct desk *, struct event *);
void renew_client_left(struct desk *, struct event *);
void renew_ended(struct desk *, struct event *);

#endif
