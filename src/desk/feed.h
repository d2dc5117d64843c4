/* feed.h -- polls the centre's change feed. */
#ifndef DESK_FEED_H
#define DESK_FEED_H

#include "desk.h"
#include "event.h"

/* Hears events (event.c). */
void feed_made(struct desk *, struct event *);
void feed_agreed(struct desk *, struct event *);
void feed_settled(struct desk *, struct event *);
void feed_fell(struct desk *, struct event *);
void feed_ended(struct desk *, struct event *);

#endif
