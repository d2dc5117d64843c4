/* outbox.c -- operations this desk has acknowledged and not yet delivered.
 *
 * Invariants
 *  1. An operation is acknowledged (kept[] filled, DONE) only after its row, its number,
 *     the head and the end of its draft were committed together and synced.
 *  2. seq grows by one with every row ever added; a seq is never used twice.
 *  3. A row leaves only as trimmed history: applied or withdrawn, and no unsettled
 *     operation of its ticket remains.
 *  4. Of one ticket at most the first unsettled operation is sent; all others wait.
 *  5. Behind a refused, conflicting or admin operation the later ones of its ticket are
 *     held; held and sent are never written to disk, they follow from the rest.
 *  6. The same op id always gets the first answer; with other content it is refused.
 *  7. An operation that may have reached the centre cannot be withdrawn before the answer.
 *  8. A registration number belongs to one operation, or to the one that mends it.
 *
 *             outbox_put            outbox_sent           outbox_settle
 *      (draft) ────────► queued ───────────────► sent ───────────────────► applied
 *                        ▲  │ ▲ ◄─────────────────┘ │
 *      held ◄────────────┘  │ │  unsent, requeue,   ├──► admin ── retry ──► queued
 *       │  (4, 5: follows   │ │  restart            │
 *       │   from others)    │ │                     └──► refused, conflict
 *       └─────────┐         │ └── a new operation ────── retry, mend │
 *                 ▼         ▼       in its place                     ▼
 *              withdrawn ◄── outbox_withdraw ◄─────────────── (the old one)
 */
#include "store/outbox.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"

#include "inside.h"

#define PAYLOAD_MOST (200u << 10) /* the centre accepts 256 KiB in its own encoding */
#define PARCEL_MOST  100
#define NEXT_MOST    (1u << 20) /* bytes offered at once; the last may exceed it */

void
operation_release(struct operation *op)
{
	json_decref(op->payload);
	memset(op, 0, sizeof *op);
}

/* The day in the registration number: of receipt, where the payload names it. */
int32_t
number_day(const json_t *payload, int64_t wall)
{
	int64_t received;

	if (stamp_parse(json_text(payload, "received"), &received))
		return clock_day(received);
	return clock_day(wall);
}

/* The payload as stored: with the registration number, if there is one. */
static char *
payload_text(const json_t *payload, const char *regno)
{
	json_t *copy =
		json_is_object(payload) ? json_copy((json_t *)payload) : json_object();
	char *text;

	if (!copy)
		mem_exhausted();
	if (*regno != '\0')
		json_put(copy, "regno", regno);
	text = json_write(copy);
	json_decref(copy);
	return text;
}

static enum verdict
draw_number(struct store *s, const struct command *cmd, int64_t wall, char regno[41],
	    struct err *err)
{
	regno[0] = '\0';
	if (!(cmd->action->flags & ACTION_CREATES))
		return DONE;
	return lease_draw(s, number_day(cmd->payload, wall), regno, err);
}

/* REFUSED: the payload is longer than the centre would read. */
static enum verdict
too_long(const json_t *payload, struct err *err)
{
	const char *key, *field = "";
	const json_t *value;
	size_t most = 0;

	json_object_foreach((json_t *)payload, key, value) {
		if (json_string_length(value) > most) {
			most = json_string_length(value);
			field = key;
		}
	}
	return refuse_field(err, field, "%s", _("This entry is too long to be kept."));
}

/* Adds one new operation to the transaction.  e->place 0: at the end. */
enum verdict
outbox_insert(struct store *s, const struct command *cmd, const char *regno,
	      struct entry *e, struct err *err)
{
	char *payload = payload_text(cmd->payload, regno);
	struct body body = { .action = cmd->action->name,
			     .base = cmd->base,
			     .regno = regno,
			     .payload = payload };
	enum verdict v;

	e->seq = s->next.seq++;
	e->place = e->place ? e->place : e->seq;
	e->op = cmd->op;
	e->ticket = cmd->ticket;
	e->state = OP_QUEUED;
	e->action = line_name(&s->line, cmd->action->name);
	if (strlen(payload) > PAYLOAD_MOST)
		v = too_long(cmd->payload, err);
	else
		v = entry_insert(s, e, &body, err);
	mem_wipe(payload, strlen(payload));
	free(payload);
	return v;
}

void
kept_fill(struct kept *kept, const struct entry *e, const char *regno)
{
	kept->op = e->op;
	kept->seq = e->seq;
	kept->state = e->state;
	str_copy(kept->regno, sizeof kept->regno, regno);
	kept->former[0] = '\0';
}

/* Repeats the answer a known operation got.  REFUSED: its content was different. */
static enum verdict
answer_again(struct store *s, const struct entry *e, const struct command *cmd,
	     struct kept *kept, struct err *err)
{
	struct body body;
	char *text;
	bool same;
	enum verdict v = entry_read(s, e, &body, NULL, err);

	if (v != DONE)
		return v;
	text = payload_text(cmd->payload, body.regno);
	same = str_eq(text, body.payload) && str_eq(cmd->base, body.base) &&
	       str_eq(cmd->action->name, body.action) &&
	       uuid_eq(&cmd->ticket, &e->ticket);
	if (same)
		kept_fill(kept, e, body.regno);
	else
		v = refuse(err,
			   _("This operation was already kept with other content."));
	mem_wipe(text, strlen(text));
	free(text);
	body_release(&body);
	return v;
}

static enum verdict
put_one(struct store *s, const struct command *cmd, struct entry *e, struct kept *kept,
	struct err *err)
{
	const struct entry *known = line_find(&s->line, &cmd->op);
	char regno[41];
	enum verdict v;

	if (known)
		return answer_again(s, known, cmd, kept, err);
	v = draw_number(s, cmd, e->at, regno, err);
	if (v == DONE)
		v = outbox_insert(s, cmd, regno, e, err);
	if (v == DONE)
		kept_fill(kept, e, regno);
	return v;
}

static bool
is_twice(const struct command *cmds, size_t n)
{
	size_t i, j;

	for (i = 1; i < n; i++)
		for (j = 0; j < i; j++)
			if (uuid_eq(&cmds[i].op, &cmds[j].op))
				return true;
	return false;
}

enum verdict
outbox_put(struct store *s, const struct parcel *p, struct kept *kept, struct err *err)
{
	struct entry *fresh;
	enum verdict v;
	size_t i;

	if (p->n == 0 || p->n > PARCEL_MOST || is_twice(p->commands, p->n))
		return refuse(err, _("These operations cannot be kept together."));
	v = store_begin(s, SURVIVE_POWER, err);
	if (v != DONE)
		return v;
	fresh = xcalloc(p->n, sizeof *fresh);
	for (i = 0; v == DONE && i < p->n; i++) {
		fresh[i].at = p->wall;
		v = put_one(s, &p->commands[i], &fresh[i], &kept[i], err);
	}
	if (v == DONE && p->draft)
		v = draft_forget(s, p->draft, err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	for (i = 0; v == DONE && i < p->n; i++)
		if (fresh[i].seq)
			kept[i].state = turn_join(&s->line, &fresh[i])->state;
	if (v == DONE && p->draft)
		draft_forgotten(s, p->draft);
	free(fresh);
	return v;
}

/* Follows "op:<id>" to the operation that replaced it. */
static void
base_now(const struct store *s, const char *base, char out[48])
{
	struct uuid id;

	str_copy(out, 48, base);
	if (!str_starts(base, "op:") || !uuid_parse(base + 3, &id))
		return;
	id = turn_heir(&s->line, &id);
	uuid_text(&id, out + 3);
}

static enum verdict
load_operation(struct store *s, const struct entry *e, struct operation *out,
	       struct err *err)
{
	struct body body;
	enum verdict v = entry_read(s, e, &body, NULL, err);

	if (v != DONE)
		return v;
	memset(out, 0, sizeof *out);
	v = json_read(&out->payload, body.payload, strlen(body.payload), err);
	if (v == DONE) {
		out->seq = e->seq;
		out->at = e->at;
		out->op = e->op;
		out->ticket = e->ticket;
		out->action = e->action;
		out->state = e->state;
		out->tries = e->tries;
		out->busy = e->busy;
		out->size = strlen(body.payload);
		base_now(s, body.base, out->base);
		str_copy(out->regno, sizeof out->regno, body.regno);
	}
	body_release(&body);
	return v;
}

enum verdict
outbox_next(struct store *s, struct operation *out, size_t max, size_t *n,
	    struct err *err)
{
	struct entry **due = xcalloc(max, sizeof *due);
	size_t i, count = turn_next(&s->line, due, max);
	enum verdict v = DONE;
	size_t bytes = 0;

	*n = 0;
	for (i = 0; v == DONE && i < count && bytes < NEXT_MOST; i++) {
		v = load_operation(s, due[i], &out[*n], err);
		if (v == DONE)
			bytes += out[(*n)++].size;
	}
	free(due);
	if (v != DONE)
		while (*n > 0)
			operation_release(&out[--*n]);
	return v;
}

static enum verdict
not_here(struct err *err)
{
	return refuse(err, _("There is no such operation in the outbox."));
}

enum verdict
outbox_find(struct store *s, const struct uuid *op, struct operation *out,
	    struct err *err)
{
	const struct entry *e = line_find(&s->line, op);

	return e ? load_operation(s, e, out, err) : not_here(err);
}

void
outbox_sent(struct store *s, const struct uuid *op)
{
	struct entry *e = line_find(&s->line, op);

	if (e)
		turn_sent(&s->line, e);
}

void
outbox_requeue(struct store *s, const struct uuid *op, int64_t from)
{
	struct entry *e = line_find(&s->line, op);

	if (e)
		turn_back(&s->line, e, from);
}

void
outbox_unsent(struct store *s)
{
	turn_all_back(&s->line);
}

int64_t
outbox_wake(struct store *s, int64_t now)
{
	return turn_wake(&s->line, now);
}

void
outbox_counts(const struct store *s, struct outbox_counts *out)
{
	const struct entry *e = line_oldest((struct line *)&s->line);

	out->queued = s->line.queued;
	out->stuck = s->line.stuck + s->line.held;
	out->held = s->line.held;
	out->oldest = e ? e->at : 0;
}

void
outbox_watch(struct store *s, outbox_moved_fn *fn, void *arg)
{
	s->moved = fn;
	s->moved_arg = arg;
}
