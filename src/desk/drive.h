/* drive.h -- sends the queue and dials, as the pump decides. */
#ifndef DESK_DRIVE_H
#define DESK_DRIVE_H

#include <stdbool.h>

#include "desk.h"
#include "event.h"

/* Whether a link is wanted and no person must act first. */
bool drive_is_wanted(const struct desk *);

/* Hears events (event.c). */
void drive_made(struct desk *, struct event *);
void drive_opened(struct desk *, struct event *);
void drive_wanted(struct desk *, struct event *);
void drive_unwanted(struct desk *, struct event *);
void drive_up(struct desk *, struct event *);
void drive_failed(struct desk *, struct event *);
void drive_stale(struct desk *, struct event *);
void drive_answered(struct desk *, struct event *);
void drive_kept(struct desk *, struct event *);
void drive_ended(struct desk *, struct event *);

#endif
