/* waiting.h -- logins and changes of password that wait: for the centre, or for the delay
 * after a wrong password.
 */
#ifndef DESK_WAITING_H
#define DESK_WAITING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/json.h"

#include "client.h"

/* Keeps a copy of the client's message; waiting_again() raises it again. */
void waiting_keep(struct client *, const json_t *message);
/* Whether no password is tried yet, after a wrong one. */
bool waiting_delays(const struct desk *, struct stamp now);
/* Keeps the message until that delay has passed. */
void waiting_delay(struct client *, const json_t *message);
/* REFUSED with the sentence for a password that the store does not know. */
enum verdict waiting_unknown(struct err *);
/* Answers a wrong password (id 0: of a login) and lengthens the delay before the next
 * try. */
void waiting_wrong(struct client *, int64_t id, const struct err *, struct stamp now);
/* A password was right: the next wrong one costs the shortest delay. */
void waiting_right(struct desk *);

/* Hears events (event.c). */
void waiting_made(struct desk *, struct event *);
/* Raises each waiting message again, after a change it may have waited for. */
void waiting_again(struct desk *, struct event *);
void waiting_ended(struct desk *, struct event *);

#endif
