/* sync.c -- fetches standing data: code tables, units, divisions, registration numbers.
 *
 * 1. The desk asks for one page at a time and writes it in slices, one per turn of the
 *    loop, so that typing never waits.
 * 2. A stream's point moves only with the slice that completes a page; an interrupted page
 *    is fetched again.
 * 3. A stream that took several days to read ends at the epoch at which it began.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include "gate/decode.h"
#include "gate/stmt.h"
#include "store/lease.h"
#include "store/mirror.h"

#include "desk.h"

enum { SLICE = 250, PAGE = 1000, AGAIN = 5000 };

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

static void next_stream(struct desk *, struct stamp);
static void ask_page(struct desk *, const struct sync_point *, struct stamp);

static void
later_again(void *arg, struct stamp now)
{
	struct desk *desk = arg;

	if (conn_pipe(desk->conn))
		next_stream(desk, now);
}

/* ---- writing --------------------------------------------------------------------------- */

/* The columns of a unit or division that a picker shows beside the name, as JSON text. */
static char *
extra_text(enum stream stream, const struct rows *rows, size_t row)
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
code_row(struct code_row *out, const struct sync *s, size_t row, char **extra)
{
	const struct rows *rows = s->rows;
	const char *table = streams[s->stream].table;

	*extra = table ? extra_text(s->stream, rows, row) : NULL;
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
write_rows(struct desk *desk, size_t n, const struct sync_point *point, struct err *err)
{
	struct sync *s = &desk->sync;
	struct code_row rows[SLICE] = { 0 };
	char *extras[SLICE];
	enum verdict v;
	size_t i;

	for (i = 0; i < n; i++)
		code_row(&rows[i], s, s->written + i, &extras[i]);
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
write_slice(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	struct sync *s = &desk->sync;
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
		v = write_rows(desk, n, &point, &err);
	s->written += n;
	if (v != DONE) {
		log_err("sync: %s: %s", streams[s->stream].name, err.text);
		page_done(s);
		if (v == BROKEN)
			desk_sick(desk, &err, now);
		else
			loop_timer(desk->loop, now.mono + AGAIN, later_again, desk);
	} else if (n < left) {
		loop_timer(desk->loop, now.mono, write_slice, desk);
	} else {
		page_done(s);
		if (!*s->next)
			log_note("sync: %s are at epoch %lld", streams[s->stream].name,
				 (long long)s->target);
		next_stream(desk, now);
	}
}

/* ---- asking ---------------------------------------------------------------------------- */

static void
on_page(void *arg, const struct reply *reply, struct stamp now)
{
	struct desk *desk = arg;
	struct sync *s = &desk->sync;

	if (reply->verdict != DONE) {
		log_warn("sync: %s: %s, state %s", streams[s->stream].name,
			 verdict_name(reply->verdict), reply->state);
		if (reply->verdict == LATER) {
			loop_timer(desk->loop, now.mono + AGAIN, later_again, desk);
			return;
		}
		s->stream++; /* a stream this centre lacks must not stop the rest */
		next_stream(desk, now);
		return;
	}
	page_done(s);
	s->rows = decode_rows(query_named(streams[s->stream].query), reply->result);
	s->next[0] = '\0';
	if (s->stream != STREAM_CODES && s->rows->n >= PAGE)
		str_copy(s->next, sizeof s->next,
			 rows_named(s->rows, s->rows->n - 1, "code"));
	loop_timer(desk->loop, now.mono, write_slice, desk);
}

static void
ask_page(struct desk *desk, const struct sync_point *point, struct stamp now)
{
	const struct sync *s = &desk->sync;
	const struct query *q = query_named(streams[s->stream].query);
	char epoch[24], page[12];
	const char *const args[] = { epoch, point->after, page };
	const struct call call = {
		.name = q->name,
		.sql = q->sql,
		.args = args,
		.nargs = q->nparams,
		.fn = on_page,
		.arg = desk,
	};

	str_format(epoch, sizeof epoch, "%lld", (long long)point->epoch);
	str_format(page, sizeof page, "%d", PAGE);
	if (!pipe_call(conn_pipe(desk->conn), &call, now))
		log_debug("sync: the link fell");
}

/* The epoch at which reading this stream began; stored, as it may take days. */
static int64_t
target_of(struct desk *desk, const struct sync_point *point)
{
	enum stream stream = desk->sync.stream;
	int64_t is = json_int(conn_hello(desk->conn), streams[stream].epoch, 0);
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
next_stream(struct desk *desk, struct stamp now)
{
	struct sync *s = &desk->sync;
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
		    point.epoch >= json_int(conn_hello(desk->conn),
					    streams[s->stream].epoch, 0))
			continue;
		s->target = target_of(desk, &point);
		ask_page(desk, &point, now);
		return;
	}
}

/* ---- numbers --------------------------------------------------------------------------- */

/* Takes the block the centre lent. */
static enum verdict
take_block(struct store *store, const struct pg_result *result, struct stamp now,
	   struct err *err)
{
	const char *unit = decode_cell(result, 0, "unit");
	const char *first = decode_cell(result, 0, "first");
	const char *last = decode_cell(result, 0, "last");
	struct lease block = { 0 };
	struct uuid request;
	enum verdict v;

	if (!unit || !first || !last)
		return BROKEN;
	str_copy(block.unit, sizeof block.unit, unit);
	block.first = strtoll(first, NULL, 10);
	block.last = strtoll(last, NULL, 10);
	v = lease_request(store, now.wall, &request, err);
	return v == DONE ? lease_add(store, &block, &request, err) : v;
}

static void
on_lease(void *arg, const struct reply *reply, struct stamp now)
{
	struct desk *desk = arg;
	struct err err;
	enum verdict v = reply->verdict;

	desk->sync.lease_asked = false;
	desk->sync.lease_tried = true;
	if (v == DONE)
		v = take_block(desk->store, reply->result, now, &err);
	if (v != DONE)
		log_warn("sync: no numbers (%s), state %s", verdict_name(v),
			 reply->state);
	session_again(desk, now);
}

/* Only an operator who registers calls needs numbers. */
static bool
registers(const struct desk *desk)
{
	const json_t *duties = json_object_get(desk->session.who, "duties"), *duty;
	size_t i;

	json_array_foreach(duties, i, duty)
		if (str_eq(json_text(duty, "duty"), "r01"))
			return true;
	return false;
}

void
sync_lease(struct desk *desk, struct stamp now)
{
	const long want = conf_int(desk->conf, CONF_LEASE);
	char store[UUID_TEXT], request[UUID_TEXT], count[24];
	const char *const args[] = { store, request, count };
	const struct call call = { .name = stmts[STMT_LEASE].name,
				   .sql = stmts[STMT_LEASE].sql,
				   .args = args,
				   .nargs = ARRAY_LEN(args),
				   .fn = on_lease,
				   .arg = desk };
	struct uuid id;
	struct err err;

	if (!registers(desk))
		desk->sync.lease_tried = true;
	if (!registers(desk) || desk->sync.lease_asked || !conn_pipe(desk->conn) ||
	    leases_left(desk->store) * 2 > want)
		return;
	if (lease_request(desk->store, now.wall, &id, &err) != DONE) {
		log_err("sync: no request for numbers could be kept: %s", err.text);
		desk->sync.lease_tried = true;
		return;
	}
	uuid_text(store_id(desk->store), store);
	uuid_text(&id, request);
	str_format(count, sizeof count, "%ld", want);
	desk->sync.lease_asked = pipe_call(conn_pipe(desk->conn), &call, now) != 0;
}

/* ---- life ------------------------------------------------------------------------------ */

void
sync_up(struct desk *desk, struct stamp now)
{
	sync_lease(desk, now);
	feed_up(desk, now);
	if (!desk->sync.rows)
		desk->sync.stream = STREAM_CODES;
	next_stream(desk, now);
}

void
sync_fell(struct desk *desk)
{
	desk->sync.lease_asked = false;
	desk->sync.feed_asked = false;
	loop_timer_off(desk->loop, later_again, desk);
	stock_forget(desk);
}

void
sync_release(struct desk *desk)
{
	sync_fell(desk);
	loop_timer_off(desk->loop, write_slice, desk);
	page_done(&desk->sync);
}
