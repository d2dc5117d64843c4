/* desk.c -- one operator's desk as a whole: its work between two turns, and its end.
 *
 * 1. It ends when no client is connected and nothing can be sent: the queue is empty, or
 *    waits for a person (a refused password).
 * 2. Housekeeping runs only while the clients are silent: it may take a tenth of a second.
 * 3. A store that failed is reopened from the disk; the desk accepts nothing meanwhile.
 */
#include "desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"

#include "store/outbox.h"

enum { LINGER = 5000, REOPEN = 1000, TIDY = 60000, TIDY_MORE = 500, QUIET = 2000 };

static void
tidy(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	bool busy = now.mono < desk->clients.heard + QUIET;
	bool more = busy;

	pass_seen(desk, now);
	if (!busy && desk->store)
		more = store_tidy(desk->store, now.wall);
	if (!more)
		mem_trim();
	loop_timer(desk->loop, now.mono + (more ? TIDY_MORE : TIDY), tidy, desk);
}

static bool
is_idle(const struct desk *desk)
{
	struct outbox_counts counts = { 0 };

	if (desk->clients.v.n)
		return false;
	if (desk->store)
		outbox_counts(desk->store, &counts);
	return counts.queued == 0 || !pump_is_wanted(&desk->pump);
}

static void
linger_ended(void *arg, struct stamp now)
{
	struct desk *desk = arg;

	(void)now;
	if (!is_idle(desk)) /* a client connected in this turn */
		return;
	log_note("desk: nobody is here and nothing is left to do");
	loop_stop(desk->loop);
}

static void
before_sleep(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	bool idle;

	clients_sweep(desk);
	agree_look(desk, now);
	link_report(desk);
	idle = is_idle(desk);
	if (idle == desk->lingering)
		return;
	desk->lingering = idle;
	if (idle)
		loop_timer(desk->loop, now.mono + LINGER, linger_ended, desk);
	else
		loop_timer_off(desk->loop, linger_ended, desk);
}

/* An operation was held or released because of another of its ticket. */
static void
moved(void *arg, const struct uuid *op, const struct uuid *ticket, const char *action,
      enum op_state state)
{
	const struct msg_settled m = {
		.op = *op, .ticket = *ticket, .action = action, .state = state
	};

	clients_tell(arg, msg_settled(&m));
}

void
desk_opened(struct desk *desk)
{
	outbox_watch(desk->store, moved, desk);
}

static void
reopen(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	struct err err;

	desk->sick = false;
	link_stop(desk, now);
	sync_release(desk);
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
	desk_opened(desk);
	link_start(desk, now);
}

void
desk_sick(struct desk *desk, const struct err *err, struct stamp now)
{
	log_err("desk: the store failed: %s", err->text);
	if (!desk->sick) /* further failures must not postpone it */
		loop_timer(desk->loop, now.mono + REOPEN, reopen, desk);
	desk->sick = true;
}

void
desk_init(struct desk *desk, struct loop *loop, const struct conf *conf,
	  const char *operator_name)
{
	const struct stamp now = clock_now();

	memset(desk, 0, sizeof *desk);
	desk->loop = loop;
	desk->conf = conf;
	desk->operator_name = operator_name;
	desk->clients.socket = -1;
	desk->sync.stream = STREAM__MAX;
	loop_before_sleep(loop, before_sleep, desk);
	loop_timer(loop, now.mono + TIDY, tidy, desk);
}

void
desk_release(struct desk *desk)
{
	clients_release(desk);
	ask_release(desk);
	link_release(desk);
	drive_release(desk);
	agree_release(desk);
	sync_release(desk);
	renew_release(desk);
	session_release(desk);
	store_close(desk->store);
	desk->store = NULL;
	secret_forget(&desk->password);
}
