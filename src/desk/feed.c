/* feed.c -- polls the change feed as often as configured, and refreshes the lists.
 *
 * 1. While the link is up a poll is under way or timed.
 * 2. The cursor is stored only after the mirror and the clients have the news; a crash may
 *    repeat news, which is harmless.
 * 3. Lists are fetched again when the link comes up and, after news, at most once every
 *    LISTS_REST.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include "gate/decode.h"
#include "store/mirror.h"

#include "desk.h"

enum { PAGE = 200, SOON = 100, LISTS_REST = 15000 };

static void look(void *arg, struct stamp now);

static void
again_in(struct desk *desk, int64_t ms, struct stamp now)
{
	loop_timer(desk->loop, now.mono + ms, look, desk);
}

static void
keep_cursor(struct desk *desk)
{
	struct sync *s = &desk->sync;
	char text[64];

	str_format(text, sizeof text, "%s %s", s->xid, s->seq);
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
read_cursor(struct desk *desk)
{
	const json_t *feed = json_object_get(conn_hello(desk->conn), "feed");
	struct sync *s = &desk->sync;
	struct str text = { 0 };
	const char *blank;

	if (store_meta_get(desk->store, "feed", &text, NULL) == DONE &&
	    (blank = strchr(str_text(&text), ' '))) {
		text.s[blank - text.s] = '\0';
		str_copy(s->xid, sizeof s->xid, text.s);
		str_copy(s->seq, sizeof s->seq, blank + 1);
	} else {
		copy_number(s->xid, sizeof s->xid, feed, "xid");
		copy_number(s->seq, sizeof s->seq, feed, "seq");
		keep_cursor(desk); /* so that a cut before the first news skips none */
	}
	str_release(&text);
}

static void
apply(struct desk *desk, const struct rows *rows)
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
news(const struct rows *rows)
{
	static const char *const told[] = { "ticket", "action", "state", "unit",
					    "operator" };
	json_t *o = json_object(), *list = json_array(), *row;
	size_t i, k;

	for (i = 0; i < rows->n; i++) {
		row = json_object();
		for (k = 0; k < ARRAY_LEN(told); k++)
			json_put(row, told[k], rows_named(rows, i, told[k]));
		json_put_int(row, "version",
			     strtol(rows_named(rows, i, "version"), NULL, 10));
		json_array_append_new(list, row);
	}
	json_put(o, "m", message_name(MSG_NEWS));
	json_object_set_new(o, "rows", list);
	return o;
}

/* Asks for the counters of each unit the operator works at. */
static bool
ask_counters(struct desk *desk, struct stamp now)
{
	const char *units[OPERATOR_UNITS];
	struct operator_info me;
	size_t i, n;

	(void)operator_read(&me, desk->session.who);
	n = operator_units(&me, units);
	for (i = 0; i < n; i++)
		if (!ask_own(desk, "counters", json_pack("{s:s}", "unit", units[i]),
			     now))
			return false;
	return n > 0 || ask_own(desk, "counters", NULL, now);
}

static void
refresh_lists(struct desk *desk, struct stamp now)
{
	struct sync *s = &desk->sync;

	if (!s->stale || now.mono < s->lists_at + LISTS_REST)
		return;
	s->stale = false;
	s->lists_at = now.mono;
	if (!ask_counters(desk, now))
		s->stale = true;
}

static void
on_events(void *arg, const struct reply *reply, struct stamp now)
{
	struct desk *desk = arg;
	struct sync *s = &desk->sync;
	int64_t wait = conf_int(desk->conf, CONF_POLL_SECONDS) * 1000;
	struct rows *rows;

	s->feed_asked = false;
	if (reply->verdict != DONE) {
		log_warn("feed: %s, state %s", verdict_name(reply->verdict),
			 reply->state);
		again_in(desk, wait, now);
		return;
	}
	rows = decode_rows(query_named("events_since"), reply->result);
	if (rows->n) {
		apply(desk, rows);
		clients_tell(desk, news(rows));
		str_copy(s->xid, sizeof s->xid, rows_named(rows, rows->n - 1, "xid"));
		str_copy(s->seq, sizeof s->seq, rows_named(rows, rows->n - 1, "seq"));
		keep_cursor(desk);
		s->stale = true;
	}
	if (rows->n >= PAGE)
		wait = 0;
	rows_free(rows);
	refresh_lists(desk, now);
	sync_lease(desk, now);
	again_in(desk, wait, now);
}

static void
look(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	const struct query *q = query_named("events_since");
	char page[12];
	const char *const args[] = { desk->sync.xid, desk->sync.seq, page };
	const struct call call = { .name = q->name,
				   .sql = q->sql,
				   .args = args,
				   .nargs = ARRAY_LEN(args),
				   .fn = on_events,
				   .arg = desk };

	if (desk->sync.feed_asked || !desk->conn || !conn_pipe(desk->conn))
		return;
	str_format(page, sizeof page, "%d", PAGE);
	desk->sync.feed_asked = pipe_call(conn_pipe(desk->conn), &call, now) != 0;
}

void
feed_soon(struct desk *desk, struct stamp now)
{
	if (!desk->sync.feed_asked)
		again_in(desk, SOON, now);
}

void
feed_up(struct desk *desk, struct stamp now)
{
	desk->sync.stale = true;
	desk->sync.lists_at = now.mono - LISTS_REST;
	read_cursor(desk);
	refresh_lists(desk, now);
	again_in(desk, 0, now);
}
