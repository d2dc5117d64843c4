/* raise.c -- tells the hearers of an event, in the order of the desk's table. */
#include "desk.h"
#include "event.h"

void
desk_raise_event(struct desk *desk, enum desk_event kind, struct event *event)
{
	const struct hearers *hearers = &desk->hearers[kind];
	size_t i;

	for (i = 0; i < HEARERS_MOST && hearers->hear[i]; i++) {
		hearers->hear[i](desk, event);
		if (hearers->may_fail && event->verdict != DONE)
			break;
	}
}

void
desk_raise(struct desk *desk, enum desk_event kind, struct stamp now)
{
	desk_raise_event(desk, kind, &(struct event){ .now = now });
}

void
desk_raise_failed(struct desk *desk, struct err *err, struct stamp now)
{
	desk_raise_event(desk, DESK_STORE_FAILED,
			 &(struct event){ .now = now, .err = err });
}
