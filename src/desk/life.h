/* life.h -- housekeeping, the store's reopening and the desk's end. */
#ifndef DESK_LIFE_H
#define DESK_LIFE_H

#include "desk.h"
#include "event.h"

/* Hears events (event.c). */
void life_made(struct desk *, struct event *);
void life_tick(struct desk *, struct event *);
void life_turn(struct desk *, struct event *);
void life_store_failed(struct desk *, struct event *);
void life_ended(struct desk *, struct event *);

#endif
