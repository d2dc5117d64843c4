/* stock.h -- prefetches the tickets of the operator's lists for offline use. */
#ifndef DESK_STOCK_H
#define DESK_STOCK_H

#include "desk.h"
#include "event.h"

/* Hears events (event.c). */
void stock_made(struct desk *, struct event *);
void stock_fetched(struct desk *, struct event *);
void stock_fell(struct desk *, struct event *);
void stock_ended(struct desk *, struct event *);

#endif
