/* lists.h -- fetches the operator's lists and their counters for offline use. */
#ifndef DESK_LISTS_H
#define DESK_LISTS_H

#include "desk.h"
#include "event.h"

/* Hears events (event.c). */
void lists_made(struct desk *, struct event *);
void lists_agreed(struct desk *, struct event *);
void lists_news(struct desk *, struct event *);
void lists_fetched(struct desk *, struct event *);
void lists_ended(struct desk *, struct event *);

#endif
