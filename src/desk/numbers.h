/* numbers.h -- registration numbers, leased from the centre. */
#ifndef DESK_NUMBERS_H
#define DESK_NUMBERS_H

#include <stdbool.h>

#include "base/clock.h"

#include "desk.h"
#include "event.h"

/* Requests numbers where fewer than half of a lease are left. */
void numbers_ask(struct desk *, struct stamp now);
/* Whether a request was answered, with numbers or without, or none is needed. */
bool numbers_tried(const struct desk *);

/* Hears events (event.c). */
void numbers_made(struct desk *, struct event *);
/* Numbers may have been used, or may be had: requests some where few are left. */
void numbers_want(struct desk *, struct event *);
void numbers_fell(struct desk *, struct event *);
void numbers_ended(struct desk *, struct event *);

#endif
