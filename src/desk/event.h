/* event.h -- what happens at a desk, told to the modules that must act on it.  A module
 * raises an event and knows none of its hearers: event.c lists them, in order.
 */
#ifndef DESK_EVENT_H
#define DESK_EVENT_H

#include "base/clock.h"
#include "base/err.h"
#include "base/json.h"

#include "query/query.h"

struct client;
struct desk;
struct question;

enum desk_event {
	DESK_MADE, /* the desk starts: each module makes its state */
	DESK_TICK, /* a minute has passed, or less while housekeeping is behind */
	DESK_TURN, /* the loop is about to sleep */
	DESK_ENDED, /* the desk ends: each module frees its state */

	DESK_CLIENT_SAID, /* client, message */
	DESK_CLIENT_WELCOME, /* client has logged in */
	DESK_CLIENT_LEFT, /* client */

	DESK_LINK_WANTED, /* there is a password to dial with */
	DESK_LINK_UNWANTED,
	DESK_LINK_ADMITTED, /* the centre accepted the password: fill introduction */
	DESK_LINK_GREETED, /* message: the centre's greeting, to be stored */
	DESK_LINK_UP,
	DESK_LINK_FAILED, /* verdict, err: dialling failed, or an idle link was lost */
	DESK_LINK_FELL, /* a link that was up is gone; operations may be sent again */
	DESK_LINK_STALE, /* only another link can help */

	DESK_ANSWERED, /* the centre answered: the link works */
	DESK_AGREED, /* the first comparison on this link has ended: sending may begin */
	DESK_KEPT, /* the queue grew, or something in it may go again */
	DESK_SETTLED, /* verdicts came and are on the disk */
	DESK_NUMBERED, /* the request for registration numbers was answered */
	DESK_NEWS, /* rows: the change feed was polled */
	DESK_FETCHED, /* question, rows: the centre answered the desk's own question */

	DESK_STORE_OPENED,
	DESK_STORE_CLOSING, /* to be opened again */
	DESK_STORE_FAILED, /* err: the store returned BROKEN */
	DESK__EVENTS
};

/* What the event is about; an event sets what its line above names. */
struct event {
	struct stamp now;
	struct client *client;
	const json_t *message;
	const struct question *question;
	const struct rows *rows;
	struct introduction *introduction;
	enum verdict verdict; /* of ADMITTED and GREETED: set by the hearers */
	struct err *err;
};

enum { HEARERS_MOST = 16 };

struct hearers {
	/* In the order in which they hear it; NULL after the last. */
	void (*hear[HEARERS_MOST])(struct desk *, struct event *);
	bool may_fail; /* the first verdict but DONE ends the round */
};

/* The hearers of all events (event.c). */
extern const struct hearers desk_hearers[DESK__EVENTS];

/* Tells all hearers of the event, before it returns. */
void desk_raise_event(struct desk *, enum desk_event, struct event *);
/* The same for an event without content. */
void desk_raise(struct desk *, enum desk_event, struct stamp now);
/* The same for DESK_STORE_FAILED. */
void desk_raise_failed(struct desk *, struct err *, struct stamp now);

#endif
