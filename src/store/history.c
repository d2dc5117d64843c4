/* history.c -- the outbox as a list, and how long settled operations stay in it. */
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

#include "store/mirror.h"
#include "store/outbox.h"

#include "inside.h"

#define HOUR		  INT64_C(3600000)
#define KEEP_APPLIED_MS	  (72 * HOUR)
#define KEEP_WITHDRAWN_MS (INT64_C(30) * 24 * HOUR)
#define TRIM_EVERY_MS	  (HOUR / 6)
#define TRIM_AT_ONCE	  200
#define SHOW_SETTLED	  100
#define SHOW_BYTES	  (3u << 20) /* an answer must fit into a frame */

static bool
is_history(const struct entry *e, int64_t wall)
{
	int64_t age = wall - e->settled;

	if (e->state == OP_WITHDRAWN)
		return age > KEEP_WITHDRAWN_MS;
	return e->state == OP_APPLIED && age > KEEP_APPLIED_MS;
}

/* The seq below which the ledgers agreed and nothing is queued: operations from there on
 * must stay, so that they can be compared and sent again. */
static int64_t
compared(const struct store *s)
{
	int64_t before = s->agreed;
	size_t i;

	for (i = 0; i < s->entries.v.n; i++)
		if (entry_state_kept(s->entries.v.v[i]) == OP_QUEUED &&
		    s->entries.v.v[i]->seq < before)
			before = s->entries.v.v[i]->seq;
	return before;
}

/* Chooses settled operations to remove, oldest first; invariant 3 of outbox.c. */
static size_t
history_choose(struct store *s, int64_t wall, struct entry **out, size_t max)
{
	const int64_t before = compared(s);
	struct seen open = { 0 };
	size_t i, n = 0;

	for (i = 0; i < s->entries.v.n; i++)
		if (!entry_is_finished(s->entries.v.v[i]))
			seen_add(&open, &s->entries.v.v[i]->ticket);
	for (i = 0; n < max && i < s->entries.v.n; i++) {
		struct entry *e = s->entries.v.v[i];

		if (e->seq < before && is_history(e, wall) &&
		    !seen_has(&open, &e->ticket))
			out[n++] = e;
	}
	seen_release(&open);
	return n;
}

static enum verdict
drop(struct store *s, struct entry *const *gone, size_t n, struct err *err)
{
	enum verdict v = store_begin(s, SURVIVE_KILL, err);
	size_t i;

	if (v != DONE)
		return v;
	for (i = 0; v == DONE && i < n; i++) {
		sqlite3_stmt *st = db_stmt(&s->db, SQL_OP_DROP);

		sqlite3_bind_int64(st, 1, gone[i]->seq);
		v = db_run(&s->db, st, err);
		root_flip_entry(s, gone[i]);
		if (s->next.from <= gone[i]->seq)
			s->next.from = gone[i]->seq + 1;
	}
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v;
}

void
outbox_trim(struct store *s, int64_t wall)
{
	struct entry *gone[TRIM_AT_ONCE];
	struct err quiet;
	size_t i, n;

	if (wall - s->trimmed < TRIM_EVERY_MS && wall >= s->trimmed)
		return;
	s->trimmed = wall;
	n = history_choose(s, wall, gone, TRIM_AT_ONCE);
	if (n == TRIM_AT_ONCE)
		s->trimmed = 0; /* there is more */
	if (n == 0 || drop(s, gone, n, &quiet) != DONE)
		return;
	for (i = 0; i < n; i++)
		gone[i]->settled = INT64_MIN;
	entries_sweep(&s->entries);
}

/* The refusal's sentence and its arguments, out of the centre's answer. */
struct reason {
	json_t *json;
	const char *field, *text;
	char *args;
};

static void
history_reason(struct reason *r, const struct str *detail)
{
	const json_t *args;

	memset(r, 0, sizeof *r);
	if (json_read(&r->json, str_text(detail), detail->len, NULL) != DONE)
		r->json = NULL;
	r->field = json_text(r->json, "field");
	r->text = json_text_or(r->json, "text", json_text(r->json, "reason"));
	args = json_object_get(r->json, "args");
	r->args = args ? json_write(args) : NULL;
}

static void
reason_release(struct reason *r)
{
	json_decref(r->json);
	free(r->args);
}

/* The registration number of an operation's ticket: from its registration in this outbox,
 * else from the mirror. */
static void
find_number(struct store *s, const struct entry *e, char *out, size_t size)
{
	json_t *doc = NULL;
	struct body body;
	int64_t at;
	size_t i;

	for (i = 0; i < s->entries.v.n && !*out; i++) {
		const struct entry *other = s->entries.v.v[i];

		if (other == e || !uuid_eq(&other->ticket, &e->ticket) ||
		    entry_read(s, other, &body, NULL, NULL) != DONE)
			continue;
		str_copy(out, size, body.regno);
		body_release(&body);
	}
	if (!*out && mirror_ticket(s, &e->ticket, &doc, &at, NULL) == DONE)
		str_copy(out, size, json_text(doc, "regno"));
	json_decref(doc);
}

static enum verdict
history_show(struct store *s, const struct entry *e, struct rows *out, size_t *bytes,
	     struct err *err)
{
	char op[UUID_TEXT], ticket[UUID_TEXT], at[30], seq[24], tries[16];
	char regno[41] = "";
	struct str detail = { 0 };
	struct reason reason;
	struct cells cells;
	struct body body;
	enum verdict v = entry_read(s, e, &body, &detail, err);

	if (v != DONE)
		return v;
	history_reason(&reason, &detail);
	uuid_text(&e->op, op);
	uuid_text(&e->ticket, ticket);
	stamp_text(e->at, at);
	str_format(seq, sizeof seq, "%lld", (long long)e->seq);
	str_format(tries, sizeof tries, "%d", e->tries);
	cells_init(&cells, out);
	cells_put(&cells, "op", op);
	cells_put(&cells, "seq", seq);
	cells_put(&cells, "ticket", ticket);
	cells_put(&cells, "action", e->action);
	cells_put(&cells, "state", op_state_name(e->state));
	cells_put(&cells, "at", at);
	cells_put(&cells, "tries", tries);
	str_copy(regno, sizeof regno, body.regno);
	if (!*regno)
		find_number(s, e, regno, sizeof regno);
	cells_put(&cells, "regno", regno);
	cells_put(&cells, "field", reason.field);
	cells_put(&cells, "text",
		  uuid_is_nil(&e->next) ? reason.text
					: N_("A mended one took its place."));
	cells_put(&cells, "args", reason.args);
	cells_put(&cells, "payload", body.payload);
	cells_put(&cells, "base", body.base);
	cells_add(&cells, out);
	*bytes += strlen(body.payload) * 2 + detail.len + 300;
	reason_release(&reason);
	body_release(&body);
	str_wipe(&detail);
	return DONE;
}

enum verdict
outbox_rows(struct store *s, struct rows *out, struct err *err)
{
	enum verdict v = DONE;
	size_t i, bytes = 0, settled = 0;
	struct entry *e;

	for (i = 0; v == DONE && i < s->entries.v.n && bytes < SHOW_BYTES; i++) {
		e = s->entries.v.v[i];
		if (entry_is_stuck(e))
			v = history_show(s, e, out, &bytes, err);
	}
	for (i = 0; v == DONE && i < s->entries.v.n && bytes < SHOW_BYTES; i++) {
		e = s->entries.v.v[i];
		if (!entry_is_stuck(e) && !entry_is_finished(e))
			v = history_show(s, e, out, &bytes, err);
	}
	for (i = s->entries.v.n; v == DONE && i-- > 0 && bytes < SHOW_BYTES;) {
		e = s->entries.v.v[i];
		if (entry_is_finished(e) && settled++ < SHOW_SETTLED)
			v = history_show(s, e, out, &bytes, err);
	}
	return v;
}
