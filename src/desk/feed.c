/* feed.c -- polls the change feed as often as configured.
 *
 * 1. While the link is up a poll is under way or timed.
 * 2. The cursor is stored only after the mirror and the clients have the news; a crash may
 *    repeat news, which is harmless.
 */
#include "feed.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include "wire/message.h"

#include "gate/decode.h"
#include "store/mirror.h"

#include "client.h"
#include "uplink.h"

enum { PAGE = 200, SOON = 100 };

struct feed {
	char xid[24], seq[24]; /* the cursor; "": not known */
	bool asked; /* a poll is under way */
};

static void feed_poll(void *arg, struct stamp now);

static void
feed_poll_in(struct desk *desk, int64_t ms, struct stamp now)
{
	loop_timer(desk->loop, now.mono + ms, feed_poll, desk);
}

static void
cursor_keep(struct desk *desk)
{
	struct feed *f = desk->feed;
	char text[64];

	str_format(text, sizeof text, "%s %s", f->xid, f->seq);
	if (store_meta_put(desk->store, "feed", text, NULL) != DONE)
		log_warn("feed: the cursor was not kept");
}

/* Numbers may come as numbers or, being wide, as text. */
static void
copy_number(char *out, size_t size, const json_t *o, const char *key)
{
	if (json_is_integer(json_object_get(o, key)))
		str_format(out, size, "%lld", (long long)json_int(o, key, 0));
	else
		str_copy(out, size, json_text(o, key));
}

static void
cursor_read(struct desk *desk)
{
	const json_t *feed = json_object_get(uplink_hello(desk), "feed");
	struct feed *f = desk->feed;
	struct str text = { 0 };
	const char *blank;

	if (store_meta_get(desk->store, "feed", &text, NULL) == DONE &&
	    (blank = strchr(str_text(&text), ' '))) {
		text.s[blank - text.s] = '\0';
		str_copy(f->xid, sizeof f->xid, text.s);
		str_copy(f->seq, sizeof f->seq, blank + 1);
	} else {
		copy_number(f->xid, sizeof f->xid, feed, "xid");
		copy_number(f->seq, sizeof f->seq, feed, "seq");
		cursor_keep(desk); /* so that a cut before the first news skips none */
	}
	str_release(&text);
}

static void
feed_apply(struct desk *desk, const struct rows *rows)
{
	struct ticket_change *changes = xcalloc(rows->n, sizeof *changes);
	struct err err;
	size_t i, n = 0;

	for (i = 0; i < rows->n; i++) {
		if (!uuid_parse(rows_named(rows, i, "ticket"), &changes[n].ticket))
			continue;
		changes[n].version =
			(int)strtol(rows_named(rows, i, "version"), NULL, 10);
		changes[n].state = rows_named(rows, i, "state");
		changes[n].unit = rows_named(rows, i, "unit");
		changes[n].operator_name = rows_named(rows, i, "operator");
		n++;
	}
	if (n && mirror_apply(desk->store, changes, n, &err) != DONE)
		log_warn("feed: the mirror did not follow: %s", err.text);
	free(changes);
}

static json_t *
news_message(const struct rows *rows)
{
	static const char *const columns[] = { "ticket", "action", "state", "unit",
					       "operator" };
	json_t *o = json_object(), *list = json_array(), *row;
	size_t i, k;

	for (i = 0; i < rows->n; i++) {
		row = json_object();
		for (k = 0; k < ARRAY_LEN(columns); k++)
			json_put(row, columns[k], rows_named(rows, i, columns[k]));
		json_put_int(row, "version",
			     strtol(rows_named(rows, i, "version"), NULL, 10));
		json_array_append_new(list, row);
	}
	json_put(o, "m", message_name(MSG_NEWS));
	json_object_set_new(o, "rows", list);
	return o;
}

static void
feed_came(void *arg, const struct reply *reply, struct stamp now)
{
	struct desk *desk = arg;
	struct feed *f = desk->feed;
	int64_t wait = conf_int(desk->conf, CONF_POLL_SECONDS) * 1000;
	struct rows *rows;

	f->asked = false;
	if (reply->verdict != DONE) {
		log_warn("feed: %s, state %s", verdict_name(reply->verdict),
			 reply->state);
		feed_poll_in(desk, wait, now);
		return;
	}
	rows = decode_rows(query_named("events_since"), reply->result);
	if (rows->n) {
		feed_apply(desk, rows);
		clients_tell(desk, news_message(rows));
		str_copy(f->xid, sizeof f->xid, rows_named(rows, rows->n - 1, "xid"));
		str_copy(f->seq, sizeof f->seq, rows_named(rows, rows->n - 1, "seq"));
		cursor_keep(desk);
	}
	if (rows->n >= PAGE)
		wait = 0;
	desk_raise_event(desk, DESK_NEWS, &(struct event){ .now = now, .rows = rows });
	rows_free(rows);
	feed_poll_in(desk, wait, now);
}

static void
feed_poll(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	const struct query *q = query_named("events_since");
	char page[12];
	const char *const args[] = { desk->feed->xid, desk->feed->seq, page };
	const struct call call = { .name = q->name,
				   .sql = q->sql,
				   .args = args,
				   .nargs = ARRAY_LEN(args),
				   .fn = feed_came,
				   .arg = desk };

	if (desk->feed->asked || !uplink_pipe(desk))
		return;
	str_format(page, sizeof page, "%d", PAGE);
	desk->feed->asked = pipe_call(uplink_pipe(desk), &call, now) != 0;
}

/* ---- events ------------------------------------------------------------------------------ */

/* Polls soon, after own verdicts. */
void
feed_settled(struct desk *desk, struct event *event)
{
	if (!desk->feed->asked)
		feed_poll_in(desk, SOON, event->now);
}

void
feed_agreed(struct desk *desk, struct event *event)
{
	cursor_read(desk);
	feed_poll_in(desk, 0, event->now);
}

void
feed_fell(struct desk *desk, struct event *event)
{
	(void)event;
	desk->feed->asked = false;
}

void
feed_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->feed = xcalloc(1, sizeof *desk->feed);
}

void
feed_ended(struct desk *desk, struct event *event)
{
	(void)event;
	loop_timer_off(desk->loop, feed_poll, desk);
	free(desk->feed);
	desk->feed = NULL;
}
