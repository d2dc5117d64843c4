/* life.c -- a desk's housekeeping, the reopening of its store, and when it ends.
 *
 * 1. It ends when no client is connected and nothing can be sent: the queue is empty, or
 *    waits for a person (a refused password).
 * 2. Housekeeping runs only while the clients are silent: it may take a tenth of a second.
 * 3. A store that failed is reopened from the disk; the desk accepts nothing meanwhile.
 */
#include "life.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"

#include "store/outbox.h"

#include "client.h"
#include "drive.h"

enum { LINGER = 5000, REOPEN = 1000, TIDY = 60000, TIDY_MORE = 500, QUIET = 2000 };

struct life {
	bool lingering; /* no client and nothing queued: the desk will end soon */
	bool sick; /* the store failed; it will be reopened shortly */
};

/* ---- housekeeping ------------------------------------------------------------------------ */

static void
life_ticked(void *arg, struct stamp now)
{
	desk_raise(arg, DESK_TICK, now);
}

void
life_tick(struct desk *desk, struct event *event)
{
	const int64_t mono = event->now.mono;
	bool busy = mono < clients_heard(desk) + QUIET;
	bool more = busy;

	if (!busy && desk->store)
		more = store_tidy(desk->store, event->now.wall);
	if (!more)
		mem_trim();
	loop_timer(desk->loop, mono + (more ? TIDY_MORE : TIDY), life_ticked, desk);
}

/* ---- the end ----------------------------------------------------------------------------- */

static bool
desk_is_idle(const struct desk *desk)
{
	struct outbox_counts counts = { 0 };

	if (client_at(desk, 0))
		return false;
	if (desk->store)
		outbox_counts(desk->store, &counts);
	return counts.queued == 0 || !drive_is_wanted(desk);
}

static void
linger_ended(void *arg, struct stamp now)
{
	struct desk *desk = arg;

	(void)now;
	if (!desk_is_idle(desk)) /* a client connected in this turn */
		return;
	log_note("desk: nobody is here and nothing is left to do");
	loop_stop(desk->loop);
}

static void
life_before_sleep(void *arg, struct stamp now)
{
	desk_raise(arg, DESK_TURN, now);
}

void
life_turn(struct desk *desk, struct event *event)
{
	bool idle = desk_is_idle(desk);

	if (idle == desk->life->lingering)
		return;
	desk->life->lingering = idle;
	if (idle)
		loop_timer(desk->loop, event->now.mono + LINGER, linger_ended, desk);
	else
		loop_timer_off(desk->loop, linger_ended, desk);
}

/* ---- a store that failed ----------------------------------------------------------------- */

static void
reopen_store(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	struct err err;

	desk->life->sick = false;
	desk_raise(desk, DESK_LINK_UNWANTED, now);
	desk_raise(desk, DESK_STORE_CLOSING, now);
	store_close(desk->store);
	desk->store = NULL;
	if (store_open(&desk->store, conf_text(desk->conf, CONF_STORE_DIR),
		       desk->operator_name, secret_text(&desk->password),
		       &err) != DONE) {
		log_err("desk: the store does not open: %s", err.text);
		loop_stop(desk->loop);
		return;
	}
	log_note("desk: the store was opened again");
	desk_raise(desk, DESK_STORE_OPENED, now);
	desk_raise(desk, DESK_LINK_WANTED, now);
}

void
life_store_failed(struct desk *desk, struct event *event)
{
	log_err("desk: the store failed: %s", event->err->text);
	if (!desk->life->sick) /* further failures must not postpone it */
		loop_timer(desk->loop, event->now.mono + REOPEN, reopen_store, desk);
	desk->life->sick = true;
}

void
life_made(struct desk *desk, struct event *event)
{
	desk->life = xcalloc(1, sizeof *desk->life);
	loop_before_sleep(desk->loop, life_before_sleep, desk);
	loop_timer(desk->loop, event->now.mono + TIDY, life_ticked, desk);
}

void
life_ended(struct desk *desk, struct event *event)
{
	(void)event;
	loop_timer_off(desk->loop, life_ticked, desk);
	loop_timer_off(desk->loop, linger_ended, desk);
	loop_timer_off(desk->loop, reopen_store, desk);
	free(desk->life);
	desk->life = NULL;
}
