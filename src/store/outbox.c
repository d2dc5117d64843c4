/* outbox.c -- operations this desk has acknowledged and not yet delivered.
 *
 * Invariants
 *  1. An operation is acknowledged (kept[] filled, DONE) only after its row, its number,
 *     the head and the end of its draft were committed together and synced.
 *  2. seq grows by one with every row ever added; a seq is never used twice.
 *  3. A row leaves only as trimmed history: applied or withdrawn, and no unfinished
 *     operation of its ticket remains.
 *  4. Of one ticket at most the first unfinished operation is sent; all others wait.
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
number_draw(struct store *s, const struct command *cmd, int64_t wall, char regno[41],
	    struct err *err)
{
	regno[0] = '\0';
	if (!(cmd->action->flags & ACTION_CREATES))
		return DONE;
	return lease_draw(s, number_day(cmd->payload, wall), regno, err);
}

/* REFUSED: the payload is longer than the centre would read. */
static enum verdict
payload_too_long(const json_t *payload, struct err *err)
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

/* Adds one new operation to the transaction.  e->order 0: at the end. */
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
	e->order = e->order ? e->order : e->seq;
	e->op = cmd->op;
	e->ticket = cmd->ticket;
	e->state = OP_QUEUED;
	e->action = entries_intern(&s->entries, cmd->action->name);
	if (strlen(payload) > PAYLOAD_MOST)
		v = payload_too_long(cmd->payload, err);
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
command_again(struct store *s, const struct entry *e, const struct command *cmd,
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
command_put(struct store *s, const struct command *cmd, struct entry *e,
	    struct kept *kept, struct err *err)
{
	const struct entry *known = entries_find(&s->entries, &cmd->op);
	char regno[41];
	enum verdict v;

	if (known)
		return command_again(s, known, cmd, kept, err);
	v = number_draw(s, cmd, e->at, regno, err);
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
		v = command_put(s, &p->commands[i], &fresh[i], &kept[i], err);
	}
	if (v == DONE && p->draft)
		v = draft_forget(s, p->draft, err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	for (i = 0; v == DONE && i < p->n; i++)
		if (fresh[i].seq)
			kept[i].state = entries_join(&s->entries, &fresh[i])->state;
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
	id = entries_heir(&s->entries, &id);
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
	struct entry **ready = xcalloc(max, sizeof *ready);
	size_t i, count = entries_next(&s->entries, ready, max);
	enum verdict v = DONE;
	size_t bytes = 0;

	*n = 0;
	for (i = 0; v == DONE && i < count && bytes < NEXT_MOST; i++) {
		v = load_operation(s, ready[i], &out[*n], err);
		if (v == DONE)
			bytes += out[(*n)++].size;
	}
	free(ready);
	if (v != DONE)
		while (*n > 0)
			operation_release(&out[--*n]);
	return v;
}

static enum verdict
outbox_lacks(struct err *err)
{
	return refuse(err, _("There is no such operation in the outbox."));
}

enum verdict
outbox_find(struct store *s, const struct uuid *op, struct operation *out,
	    struct err *err)
{
	const struct entry *e = entries_find(&s->entries, op);

	return e ? load_operation(s, e, out, err) : outbox_lacks(err);
}

void
outbox_sent(struct store *s, const struct uuid *op)
{
	struct entry *e = entries_find(&s->entries, op);

	if (e)
		entry_sent(&s->entries, e);
}

void
outbox_requeue(struct store *s, const struct uuid *op, int64_t from)
{
	struct entry *e = entries_find(&s->entries, op);

	if (e)
		entry_back(&s->entries, e, from);
}

void
outbox_unsent(struct store *s)
{
	entries_back(&s->entries);
}

int64_t
outbox_wake(struct store *s, int64_t now)
{
	return entries_wake(&s->entries, now);
}

void
outbox_counts(const struct store *s, struct outbox_counts *out)
{
	const struct entry *e = entries_oldest((struct entries *)&s->entries);

	out->queued = s->entries.queued;
	out->stuck = s->entries.stuck + s->entries.held;
	out->held = s->entries.held;
	out->oldest = e ? e->at : 0;
}

void
outbox_watch(struct store *s, outbox_moved_fn *fn, void *arg)
{
	s->moved = fn;
	s->moved_arg = arg;
}

/* ---- verdicts, withdrawing, mending -------------------------------------------------- */

static void
entry_tell_moved(void *arg, const struct entry *e)
{
	const struct store *s = arg;

	if (s->moved)
		s->moved(s->moved_arg, &e->op, &e->ticket, e->action, e->state);
}

static void
ticket_hold(struct store *s, const struct uuid *ticket)
{
	entries_hold(&s->entries, ticket, entry_tell_moved, s);
}

void
entry_become(struct store *s, struct entry *e, const struct entry *now)
{
	entry_set(&s->entries, e, now->state);
	e->settled = now->settled;
	e->next = now->next;
	e->maybe = now->maybe;
	e->filed = now->filed;
	memcpy(e->mark, now->mark, sizeof e->mark);
}

struct change {
	struct entry *e, now;
};

static enum verdict
entry_settle(struct store *s, const struct settlement *st, struct change *c,
	     struct err *err)
{
	char *detail = st->detail ? json_write(st->detail) : NULL;
	enum verdict v;

	c->now = *c->e;
	c->now.state = st->state;
	c->now.settled = st->wall;
	c->now.filed = entry_filed(st->state, st->detail);
	v = entry_mark(s, c->e, &c->now, detail, err);
	if (detail)
		mem_wipe(detail, strlen(detail));
	free(detail);
	return v;
}

/* Finds the entry of each settlement; a repeated one, or one that changes nothing, gets
 * none. */
static enum verdict
match(struct store *s, const struct settlement *st, size_t n, struct change *c,
      struct err *err)
{
	size_t i, j;

	for (i = 0; i < n; i++) {
		struct entry *e = entries_find(&s->entries, &st[i].op);

		if (!e)
			return outbox_lacks(err);
		for (j = 0; j < i && c[j].e != e; j++)
			;
		c[i].e =
			j == i && entry_permit(e, WISH_SETTLE) == PERMIT_YES ? e : NULL;
	}
	return DONE;
}

static enum verdict
check_states(const struct settlement *st, size_t n, struct err *err)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (st[i].state != OP_APPLIED && st[i].state != OP_REFUSED &&
		    st[i].state != OP_CONFLICT && st[i].state != OP_ADMIN)
			return broken(err, _("The centre's answer is none."));
	return DONE;
}

/* Where another operation of the same ticket follows, the verdict must survive power loss:
 * otherwise the next one may have reached the centre while the desk believes it was never
 * sent. */
static enum durability
durability(struct store *s, const struct change *c, size_t n)
{
	struct entry **e = xcalloc(n, sizeof *e);
	bool awaited;
	size_t i;

	for (i = 0; i < n; i++)
		e[i] = c[i].e;
	awaited = entries_are_awaited(&s->entries, e, n);
	free(e);
	return awaited ? SURVIVE_POWER : SURVIVE_KILL;
}

enum verdict
outbox_settle_many(struct store *s, const struct settlement *st, size_t n,
		   struct err *err)
{
	struct change *c = xcalloc(n, sizeof *c);
	enum verdict v = check_states(st, n, err);
	size_t i;

	if (v == DONE)
		v = match(s, st, n, c, err);
	if (v == DONE)
		v = store_begin(s, durability(s, c, n), err);
	if (v != DONE) {
		free(c);
		return v;
	}
	for (i = 0; v == DONE && i < n; i++)
		if (c[i].e)
			v = entry_settle(s, &st[i], &c[i], err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	for (i = 0; v == DONE && i < n; i++) {
		if (!c[i].e)
			continue;
		entry_become(s, c[i].e, &c[i].now);
		if (entry_is_stuck(c[i].e))
			ticket_hold(s, &c[i].e->ticket);
	}
	free(c);
	return v;
}

enum verdict
outbox_settle(struct store *s, const struct settlement *st, struct err *err)
{
	return outbox_settle_many(s, st, 1, err);
}

/* One entry's new mark as a durable transaction of its own. */
static enum verdict
entry_mark_alone(struct store *s, struct change *c, const char *detail, struct err *err)
{
	enum verdict v = store_begin(s, SURVIVE_POWER, err);

	if (v != DONE)
		return v;
	v = entry_mark(s, c->e, &c->now, detail, err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	if (v == DONE) {
		entry_become(s, c->e, &c->now);
		ticket_hold(s, &c->e->ticket);
	}
	return v;
}

/* The mark of an operation that the operator withdrew, or replaced by another. */
static char *
reason_text(const struct entry *e, const char *reason, const struct uuid *next)
{
	json_t *json = json_object();
	char id[UUID_TEXT], *text;

	json_put(json, "reason", reason ? reason : "");
	if (e->filed != OP_QUEUED)
		json_put(json, "was", op_state_name(e->filed));
	if (next) {
		uuid_text(next, id);
		json_put(json, "next", id);
	}
	text = json_write(json);
	json_decref(json);
	return text;
}

enum verdict
outbox_withdraw(struct store *s, const struct uuid *op, const char *reason,
		int64_t wall, struct err *err)
{
	struct change c = { .e = entries_find(&s->entries, op) };
	enum permit rule;
	char *text;
	enum verdict v;

	if (!c.e)
		return outbox_lacks(err);
	rule = entry_permit(c.e, WISH_WITHDRAW);
	if (rule == PERMIT_SAME)
		return DONE;
	if (rule == PERMIT_NO)
		return refuse(err,
			      _("This has arrived at the centre already; it cannot be "
				"withdrawn here."));
	if (rule == PERMIT_WAIT)
		return later(err,
			     _("This may have reached the centre already; wait for its "
			       "answer."));
	c.now = *c.e;
	c.now.state = OP_WITHDRAWN;
	c.now.settled = wall;
	text = reason_text(c.e, reason, NULL);
	v = entry_mark_alone(s, &c, text, err);
	free(text);
	return v;
}

/* Replaces a stuck operation by a new one in its place of the queue. */
struct mending {
	struct entry *old, fresh;
	const struct command *cmd;
	const struct uuid *draft; /* removed in the same transaction; NULL: none */
	char regno[41]; /* already read to the caller, or "" */
	char former[41]; /* read to the caller before, if the centre refused it; "" */
};

/* The centre refused the number itself, because another ticket has it: draws another one,
 * and records the former one in the operation. */
static enum verdict
mending_number(struct store *s, struct mending *m, struct err *err)
{
	struct str text = { 0 };
	json_t *detail = NULL;
	bool refused;
	enum verdict v;

	if (m->regno[0] == '\0')
		return DONE;
	v = entry_read(s, m->old, NULL, &text, err);
	if (v != DONE) {
		str_wipe(&text);
		return v;
	}
	if (json_read(&detail, str_text(&text), text.len, NULL) != DONE)
		detail = NULL;
	refused = m->old->state == OP_REFUSED &&
		  str_eq(json_text(detail, "field"), "regno");
	json_decref(detail);
	str_wipe(&text);
	if (!refused)
		return DONE;
	str_copy(m->former, sizeof m->former, m->regno);
	json_put(m->cmd->payload, "formerno", m->former);
	return lease_draw(s, number_day(m->cmd->payload, m->fresh.at), m->regno, err);
}

static enum verdict
mending_write(struct store *s, struct mending *m, struct change *c, struct err *err)
{
	char *text = reason_text(m->old, "", &m->cmd->op);
	enum verdict v = mending_number(s, m, err);

	if (v == DONE)
		v = outbox_insert(s, m->cmd, m->regno, &m->fresh, err);
	if (v == DONE)
		v = entry_mark(s, m->old, &c->now, text, err);
	if (v == DONE && m->draft)
		v = draft_forget(s, m->draft, err);
	free(text);
	return v;
}

static enum verdict
mending_put(struct store *s, struct mending *m, struct kept *kept, struct err *err)
{
	struct change c = { .e = m->old, .now = *m->old };
	enum verdict v = store_begin(s, SURVIVE_POWER, err);

	if (v != DONE)
		return v;
	c.now.state = OP_WITHDRAWN;
	c.now.settled = m->fresh.at;
	c.now.next = m->cmd->op;
	m->fresh.order = m->old->order;
	v = mending_write(s, m, &c, err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	if (v != DONE)
		return v;
	entry_become(s, m->old, &c.now);
	kept_fill(kept, entries_join(&s->entries, &m->fresh), m->regno);
	str_copy(kept->former, sizeof kept->former, m->former);
	ticket_hold(s, &m->fresh.ticket);
	if (m->draft)
		draft_forgotten(s, m->draft);
	return DONE;
}

/* The same content under a new id. */
static enum verdict
entry_repeat(struct store *s, struct entry *old, int64_t wall, struct kept *kept,
	     struct err *err)
{
	struct command cmd = { .op = uuid_new(wall),
			       .ticket = old->ticket,
			       .action = action_named(old->action) };
	struct mending m = { .old = old, .fresh.at = wall, .cmd = &cmd };
	struct body body;
	enum verdict v;

	if (!cmd.action)
		return refuse(err, _("This program does not know the action \"%s\"."),
			      old->action);
	v = entry_read(s, old, &body, NULL, err);
	if (v != DONE)
		return v;
	str_copy(m.regno, sizeof m.regno, body.regno);
	str_copy(cmd.base, sizeof cmd.base, body.base);
	v = json_read(&cmd.payload, body.payload, strlen(body.payload), err);
	if (v == DONE)
		v = mending_put(s, &m, kept, err);
	json_decref(cmd.payload);
	body_release(&body);
	return v;
}

/* Fills kept for an operation that is already in the outbox. */
static enum verdict
kept_again(struct store *s, const struct entry *e, struct kept *kept, struct err *err)
{
	struct body body;
	enum verdict v = entry_read(s, e, &body, NULL, err);

	if (v != DONE)
		return v;
	kept_fill(kept, e, body.regno);
	body_release(&body);
	return DONE;
}

enum verdict
outbox_retry(struct store *s, const struct uuid *op, int64_t wall, struct kept *kept,
	     struct err *err)
{
	struct change c = { .e = entries_find(&s->entries, op) };
	enum verdict v = DONE;
	enum permit rule;

	if (!c.e)
		return outbox_lacks(err);
	rule = entry_permit(c.e, WISH_RETRY);
	if (rule == PERMIT_NO)
		return refuse(err,
			      _("This operation is settled; there is nothing to send "
				"again."));
	if (rule == PERMIT_ANEW)
		return entry_repeat(s, c.e, wall, kept, err);
	if (rule == PERMIT_YES) {
		c.now = *c.e;
		c.now.state = OP_QUEUED;
		c.now.settled = 0;
		c.now.maybe = true;
		v = entry_mark_alone(s, &c, NULL, err);
	}
	return v == DONE ? kept_again(s, c.e, kept, err) : v;
}

enum verdict
outbox_mend(struct store *s, const struct uuid *old_op, const struct parcel *p,
	    struct kept *kept, struct err *err)
{
	const struct command *cmd = p->commands;
	struct mending m = { .old = entries_find(&s->entries, old_op),
			     .fresh.at = p->wall,
			     .cmd = cmd,
			     .draft = p->draft };
	struct entry *known = entries_find(&s->entries, &cmd->op);
	struct body body;
	enum verdict v;

	if (!m.old)
		return outbox_lacks(err);
	if (known && uuid_eq(&m.old->next, &cmd->op))
		return kept_again(s, known, kept, err);
	if (p->n != 1 || known || entry_permit(m.old, WISH_MEND) != PERMIT_ANEW ||
	    !uuid_eq(&m.old->ticket, &cmd->ticket))
		return refuse(
			err, _("Only a refused operation can be mended, by one for the "
			       "same ticket."));
	v = entry_read(s, m.old, &body, NULL, err);
	if (v != DONE)
		return v;
	str_copy(m.regno, sizeof m.regno, body.regno);
	v = mending_put(s, &m, kept, err);
	body_release(&body);
	return v;
}

void
outbox_owes(struct store *s, struct entry *e)
{
	if (s->moved)
		s->moved(s->moved_arg, &e->op, &e->ticket, e->action, e->state);
	ticket_hold(s, &e->ticket);
}
