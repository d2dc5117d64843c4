/* session.h -- logins to this desk. */
#ifndef DESK_SESSION_H
#define DESK_SESSION_H

#include "base/clock.h"
#include "base/json.h"

#include "client.h"

/* Serves a login. */
void session_hello(struct client *, const json_t *hello, struct stamp now);

/* Hears events (event.c). */
void session_made(struct desk *, struct event *);
/* Makes the store at the first login; fills the introduction. */
void session_admitted(struct desk *, struct event *);
/* Stores what the greeting says of centre and operator. */
void session_greeted(struct desk *, struct event *);
/* Makes the password that the centre accepted the store's only one. */
void session_confirmed(struct desk *, struct event *);
/* The greeting is stored: reads it back. */
void session_known(struct desk *, struct event *);
/* Answers the logins that waited for the link. */
void session_failed(struct desk *, struct event *);
void session_ended(struct desk *, struct event *);

#endif
