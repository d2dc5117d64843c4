/* waiting.c -- logins and changes of password that wait, at most one of each client.
 *
 * 1. A wrong password costs a delay, which doubles; no password is tried meanwhile.
 * 2. Whatever may end a wait raises all waiting messages again: each is judged anew.
 */
#include "waiting.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"

#include "wire/message.h"

enum { DELAY_FIRST = 500, DELAY_MOST = 30000 };

struct waiting {
	int failures; /* wrong passwords in a row */
	int64_t open_at; /* mono: no password is tried earlier */
};

void
waiting_keep(struct client *c, const json_t *message)
{
	json_t *copy = json_deep_copy(message);

	json_decref(c->hello);
	c->hello = copy;
}

void
waiting_again(struct desk *desk, struct event *event)
{
	struct client *c;
	json_t *hello;
	size_t i;

	for (i = 0; (c = client_at(desk, i)); i++) {
		hello = c->hello;
		c->hello = NULL;
		if (hello && !c->gone)
			desk_raise_event(desk, DESK_CLIENT_SAID,
					 &(struct event){ .now = event->now,
							  .client = c,
							  .message = hello });
		json_decref(hello);
	}
}

static void
delay_ended(void *arg, struct stamp now)
{
	waiting_again(arg, &(struct event){ .now = now });
}

bool
waiting_delays(const struct desk *desk, struct stamp now)
{
	return now.mono < desk->waiting->open_at;
}

void
waiting_delay(struct client *c, const json_t *message)
{
	struct desk *desk = c->desk;

	waiting_keep(c, message);
	loop_timer(desk->loop, desk->waiting->open_at, delay_ended, desk);
}

void
waiting_wrong(struct client *c, int64_t id, const struct err *err, struct stamp now)
{
	struct waiting *w = c->desk->waiting;
	int64_t delay = DELAY_FIRST;
	int i;

	for (i = 0; i < w->failures && delay < DELAY_MOST; i++)
		delay *= 2;
	w->failures++;
	w->open_at = now.mono + (delay < DELAY_MOST ? delay : DELAY_MOST);
	log_note("session: a login was refused, %d in a row", w->failures);
	client_tell(c, msg_no_err(id, REFUSED, err));
}

void
waiting_right(struct desk *desk)
{
	desk->waiting->failures = 0;
}

enum verdict
waiting_unknown(struct err *err)
{
	return refuse_field(
		err, "former", "%s",
		_("The password is wrong here.  If it was changed elsewhere, "
		  "type the former one too."));
}

void
waiting_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->waiting = xcalloc(1, sizeof *desk->waiting);
}

void
waiting_ended(struct desk *desk, struct event *event)
{
	(void)event;
	loop_timer_off(desk->loop, delay_ended, desk);
	free(desk->waiting);
	desk->waiting = NULL;
}
