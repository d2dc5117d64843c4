/* ask.h -- the questions that wait for the centre's answer. */
#ifndef DESK_ASK_H
#define DESK_ASK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/json.h"

#include "client.h"

/* Answers a client's question. */
void ask_serve(struct client *, const json_t *message, struct stamp now);
/* Forgets the client's question of this id. */
void ask_cancel(struct client *, int64_t id);
/* The desk's own question: the answer updates the mirror and is raised as DESK_FETCHED.
 * False: the link is down. */
bool ask_own(struct desk *, const char *query, json_t *args /* taken */,
	     struct stamp now);

/* Hears events (event.c). */
void ask_made(struct desk *, struct event *);
void ask_up(struct desk *, struct event *);
void ask_failed(struct desk *, struct event *);
void ask_fell(struct desk *, struct event *);
void ask_client_left(struct desk *, struct event *);
void ask_ended(struct desk *, struct event *);

#endif
