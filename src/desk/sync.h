/* sync.h -- fetches standing data: code tables, units, divisions. */
#ifndef DESK_SYNC_H
#define DESK_SYNC_H

#include "desk.h"
#include "event.h"

/* Hears events (event.c). */
void sync_made(struct desk *, struct event *);
void sync_agreed(struct desk *, struct event *);
void sync_fell(struct desk *, struct event *);
/* The store closes: drops a page that is being written. */
void sync_closing(struct desk *, struct event *);
void sync_ended(struct desk *, struct event *);

#endif
