/* sync.c -- fetches standing data: code tables, units, divisions.
 *
 * 1. The desk asks for one page at a time and writes it in slices, one per turn of the
 *    loop, so that typing never waits.
 * 2. A stream's point moves only with the slice that completes a page; an interrupted page
 *    is fetched again.
 * 3. A stream that took several days to read ends at the epoch at which it began.
 */
#include "sync.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include "gate/decode.h"
#include "store/mirror.h"

#include "uplink.h"

enum { SLICE = 250, PAGE = 1000, AGAIN = 5000 };

enum stream { STREAM_CODES, STREAM_UNITS, STREAM_DIVISIONS, STREAM__MAX };

struct sync {
	enum stream stream; /* being read; STREAM__MAX: none */
	int64_t target; /* the epoch reached when the stream is read to its end */
	struct rows *rows; /* a page being written, slice by slice */
	size_t written; /* rows of it already written */
	char next[40]; /* cursor after this page; "": the last one */
};

static const struct {
	const char *name, *query, *epoch; /* epoch: key of the greeting */
	const char *table; /* NULL: each row names its own */
	const char *extra[4]; /* columns kept as extra; NULL: the column extra */
} streams[STREAM__MAX] = {
	[STREAM_CODES] = { "codes", "codes_since", "epoch", NULL, { NULL } },
	[STREAM_UNITS] = { "units",
			   "units_since",
			   "units_epoch",
			   "unit",
			   { "tier", "division", "flags" } },
	[STREAM_DIVISIONS] = { "divisions",
			       "divisions_since",
			       "units_epoch",
			       "division",
			       { "level" } },
};

static void stream_next(struct desk *, struct stamp);
static void page_ask(struct desk *, const struct sync_point *, struct stamp);

static void
stream_again(void *arg, struct stamp now)
{
	struct desk *desk = arg;

	if (uplink_pipe(desk))
		stream_next(desk, now);
}

/* ---- writing --------------------------------------------------------------------------- */

/* The columns of a unit or division that a picker shows beside the name, as JSON text. */
static char *
code_row_extra(enum stream stream, const struct rows *rows, size_t row)
{
	json_t *o = json_object();
	char *text;
	size_t i;

	for (i = 0; i < ARRAY_LEN(streams[stream].extra) && streams[stream].extra[i];
	     i++)
		json_put(o, streams[stream].extra[i],
			 rows_named(rows, row, streams[stream].extra[i]));
	text = json_write(o);
	json_decref(o);
	return text;
}

static void
code_row_fill(struct code_row *out, const struct sync *s, size_t row, char **extra)
{
	const struct rows *rows = s->rows;
	const char *table = streams[s->stream].table;

	*extra = table ? code_row_extra(s->stream, rows, row) : NULL;
	*out = (struct code_row){
		.table = table ? table : rows_named(rows, row, "tbl"),
		.code = rows_named(rows, row, "code"),
		.name = rows_named(rows, row, "name"),
		.short_name = rows_named(rows, row, "short_name"),
		.parent = rows_named(rows, row, "parent"),
		.initials = rows_named(rows, row, "initials"),
		.extra = *extra ? *extra : rows_named(rows, row, "extra"),
		.valid_from = rows_named(rows, row, "valid_from"),
		.valid_to = rows_named(rows, row, "valid_to"),
		.sort = (int)strtol(rows_named(rows, row, "sort"), NULL, 10),
	};
}

static enum verdict
slice_put(struct desk *desk, size_t n, const struct sync_point *point, struct err *err)
{
	struct sync *s = desk->sync;
	struct code_row rows[SLICE] = { 0 };
	char *extras[SLICE];
	enum verdict v;
	size_t i;

	for (i = 0; i < n; i++)
		code_row_fill(&rows[i], s, s->written + i, &extras[i]);
	v = mirror_put_codes(desk->store, rows, n, point, err);
	for (i = 0; i < n; i++)
		free(extras[i]);
	return v;
}

static void
page_done(struct sync *s)
{
	rows_free(s->rows);
	s->rows = NULL;
	s->written = 0;
}

static void
slice_write(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	struct sync *s = desk->sync;
	size_t left = s->rows->n - s->written, n = left < SLICE ? left : SLICE;
	struct sync_point point;
	struct err err;
	enum verdict v;

	v = mirror_point(desk->store, streams[s->stream].name, &point, &err);
	if (v == DONE && n == left) {
		if (!*s->next)
			point.epoch = s->target;
		str_copy(point.after, sizeof point.after, s->next);
	}
	if (v == DONE)
		v = slice_put(desk, n, &point, &err);
	s->written += n;
	if (v != DONE) {
		log_err("sync: %s: %s", streams[s->stream].name, err.text);
		page_done(s);
		if (v == BROKEN)
			desk_raise_failed(desk, &err, now);
		else
			loop_timer(desk->loop, now.mono + AGAIN, stream_again, desk);
	} else if (n < left) {
		loop_timer(desk->loop, now.mono, slice_write, desk);
	} else {
		page_done(s);
		if (!*s->next)
			log_note("sync: %s are at epoch %lld", streams[s->stream].name,
				 (long long)s->target);
		stream_next(desk, now);
	}
}

/* ---- asking ---------------------------------------------------------------------------- */

static void
page_came(void *arg, const struct reply *reply, struct stamp now)
{
	struct desk *desk = arg;
	struct sync *s = desk->sync;

	if (reply->verdict != DONE) {
		log_warn("sync: %s: %s, state %s", streams[s->stream].name,
			 verdict_name(reply->verdict), reply->state);
		if (reply->verdict == LATER) {
			loop_timer(desk->loop, now.mono + AGAIN, stream_again, desk);
			return;
		}
		s->stream++; /* a stream this centre lacks must not stop the rest */
		stream_next(desk, now);
		return;
	}
	page_done(s);
	s->rows = decode_rows(query_named(streams[s->stream].query), reply->result);
	s->next[0] = '\0';
	if (s->stream != STREAM_CODES && s->rows->n >= PAGE)
		str_copy(s->next, sizeof s->next,
			 rows_named(s->rows, s->rows->n - 1, "code"));
	loop_timer(desk->loop, now.mono, slice_write, desk);
}

static void
page_ask(struct desk *desk, const struct sync_point *point, struct stamp now)
{
	const struct sync *s = desk->sync;
	const struct query *q = query_named(streams[s->stream].query);
	char epoch[24], page[12];
	const char *const args[] = { epoch, point->after, page };
	const struct call call = {
		.name = q->name,
		.sql = q->sql,
		.args = args,
		.nargs = q->nparams,
		.fn = page_came,
		.arg = desk,
	};

	str_format(epoch, sizeof epoch, "%lld", (long long)point->epoch);
	str_format(page, sizeof page, "%d", PAGE);
	if (!pipe_call(uplink_pipe(desk), &call, now))
		log_debug("sync: the link fell");
}

/* The epoch at which reading this stream began; stored, as it may take days. */
static int64_t
stream_target(struct desk *desk, const struct sync_point *point)
{
	enum stream stream = desk->sync->stream;
	int64_t is = json_int(uplink_hello(desk), streams[stream].epoch, 0);
	struct str was = { 0 };
	char name[32], text[24];

	str_format(name, sizeof name, "sync.%s", streams[stream].name);
	str_format(text, sizeof text, "%lld", (long long)is);
	if (*point->after && store_meta_get(desk->store, name, &was, NULL) == DONE &&
	    was.len)
		is = strtoll(was.s, NULL, 10);
	else if (!*point->after &&
		 store_meta_put(desk->store, name, text, NULL) != DONE)
		log_warn("sync: the beginning of %s was not kept",
			 streams[stream].name);
	str_release(&was);
	return is;
}

static void
stream_next(struct desk *desk, struct stamp now)
{
	struct sync *s = desk->sync;
	struct sync_point point;
	struct err err;

	if (s->rows)
		return;
	for (; s->stream < STREAM__MAX; s->stream++) {
		if (mirror_point(desk->store, streams[s->stream].name, &point, &err) !=
		    DONE) {
			log_err("sync: %s", err.text);
			continue;
		}
		if (!*point.after &&
		    point.epoch >=
			    json_int(uplink_hello(desk), streams[s->stream].epoch, 0))
			continue;
		s->target = stream_target(desk, &point);
		page_ask(desk, &point, now);
		return;
	}
}

/* ---- events ------------------------------------------------------------------------------ */

void
sync_agreed(struct desk *desk, struct event *event)
{
	if (!desk->sync->rows)
		desk->sync->stream = STREAM_CODES;
	stream_next(desk, event->now);
}

void
sync_fell(struct desk *desk, struct event *event)
{
	(void)event;
	loop_timer_off(desk->loop, stream_again, desk);
}

void
sync_closing(struct desk *desk, struct event *event)
{
	sync_fell(desk, event);
	loop_timer_off(desk->loop, slice_write, desk);
	page_done(desk->sync);
}

void
sync_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->sync = xcalloc(1, sizeof *desk->sync);
	desk->sync->stream = STREAM__MAX;
}

void
sync_ended(struct desk *desk, struct event *event)
{
	sync_closing(desk, event);
	free(desk->sync);
	desk->sync = NULL;
}
