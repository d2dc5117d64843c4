/* report.h -- the state of link and queue, as the clients are told it. */
#ifndef DESK_REPORT_H
#define DESK_REPORT_H

#include "wire/message.h"

#include "desk.h"
#include "event.h"

/* Fills the report; its texts are borrowed until the next event. */
void report_fill(const struct desk *, struct msg_link *);

/* Hears events (event.c). */
void report_made(struct desk *, struct event *);
void report_turn(struct desk *, struct event *);
void report_ended(struct desk *, struct event *);

#endif
