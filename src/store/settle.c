/* settle.c -- ends operations: by the centre's verdict, or by the operator's recorded
 * decision.  The invariants are those of outbox.c.
 */
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

#include "store/outbox.h"

#include "inside.h"

static enum verdict
not_here(struct err *err)
{
	return refuse(err, _("There is no such operation in the outbox."));
}

static void
tell_moved(void *arg, const struct entry *e)
{
	const struct store *s = arg;

	if (s->moved)
		s->moved(s->moved_arg, &e->op, &e->ticket, e->action, e->state);
}

static void
hold_or_release(struct store *s, const struct uuid *ticket)
{
	turn_hold(&s->line, ticket, tell_moved, s);
}

/* After the commit: updates the entry in memory to what was written. */
static void
become(struct store *s, struct entry *e, const struct entry *now)
{
	line_set(&s->line, e, now->state);
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
settle_one(struct store *s, const struct settlement *st, struct change *c,
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
		struct entry *e = line_find(&s->line, &st[i].op);

		if (!e)
			return not_here(err);
		for (j = 0; j < i && c[j].e != e; j++)
			;
		c[i].e = j == i && turn_rule(e, WISH_SETTLE) == TURN_YES ? e : NULL;
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
	awaited = turn_is_awaited(&s->line, e, n);
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
			v = settle_one(s, &st[i], &c[i], err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	for (i = 0; v == DONE && i < n; i++) {
		if (!c[i].e)
			continue;
		become(s, c[i].e, &c[i].now);
		if (entry_is_stuck(c[i].e))
			hold_or_release(s, &c[i].e->ticket);
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
mark_alone(struct store *s, struct change *c, const char *detail, struct err *err)
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
		become(s, c->e, &c->now);
		hold_or_release(s, &c->e->ticket);
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
	struct change c = { .e = line_find(&s->line, op) };
	enum turn rule;
	char *text;
	enum verdict v;

	if (!c.e)
		return not_here(err);
	rule = turn_rule(c.e, WISH_WITHDRAW);
	if (rule == TURN_SAME)
		return DONE;
	if (rule == TURN_NO)
		return refuse(err,
			      _("This has arrived at the centre already; it cannot be "
				"withdrawn here."));
	if (rule == TURN_WAIT)
		return later(err,
			     _("This may have reached the centre already; wait for its "
			       "answer."));
	c.now = *c.e;
	c.now.state = OP_WITHDRAWN;
	c.now.settled = wall;
	text = reason_text(c.e, reason, NULL);
	v = mark_alone(s, &c, text, err);
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
number_anew(struct store *s, struct mending *m, struct err *err)
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
write_mending(struct store *s, struct mending *m, struct change *c, struct err *err)
{
	char *text = reason_text(m->old, "", &m->cmd->op);
	enum verdict v = number_anew(s, m, err);

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
replace(struct store *s, struct mending *m, struct kept *kept, struct err *err)
{
	struct change c = { .e = m->old, .now = *m->old };
	enum verdict v = store_begin(s, SURVIVE_POWER, err);

	if (v != DONE)
		return v;
	c.now.state = OP_WITHDRAWN;
	c.now.settled = m->fresh.at;
	c.now.next = m->cmd->op;
	m->fresh.place = m->old->place;
	v = write_mending(s, m, &c, err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	if (v != DONE)
		return v;
	become(s, m->old, &c.now);
	kept_fill(kept, turn_join(&s->line, &m->fresh), m->regno);
	str_copy(kept->former, sizeof kept->former, m->former);
	hold_or_release(s, &m->fresh.ticket);
	if (m->draft)
		draft_forgotten(s, m->draft);
	return DONE;
}

/* The same content under a new id. */
static enum verdict
repeat(struct store *s, struct entry *old, int64_t wall, struct kept *kept,
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
		v = replace(s, &m, kept, err);
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
	struct change c = { .e = line_find(&s->line, op) };
	enum verdict v = DONE;
	enum turn rule;

	if (!c.e)
		return not_here(err);
	rule = turn_rule(c.e, WISH_RETRY);
	if (rule == TURN_NO)
		return refuse(err,
			      _("This operation is settled; there is nothing to send "
				"again."));
	if (rule == TURN_ANEW)
		return repeat(s, c.e, wall, kept, err);
	if (rule == TURN_YES) {
		c.now = *c.e;
		c.now.state = OP_QUEUED;
		c.now.settled = 0;
		c.now.maybe = true;
		v = mark_alone(s, &c, NULL, err);
	}
	return v == DONE ? kept_again(s, c.e, kept, err) : v;
}

enum verdict
outbox_mend(struct store *s, const struct uuid *old_op, const struct parcel *p,
	    struct kept *kept, struct err *err)
{
	const struct command *cmd = p->commands;
	struct mending m = { .old = line_find(&s->line, old_op),
			     .fresh.at = p->wall,
			     .cmd = cmd,
			     .draft = p->draft };
	struct entry *known = line_find(&s->line, &cmd->op);
	struct body body;
	enum verdict v;

	if (!m.old)
		return not_here(err);
	if (known && uuid_eq(&m.old->next, &cmd->op))
		return kept_again(s, known, kept, err);
	if (p->n != 1 || known || turn_rule(m.old, WISH_MEND) != TURN_ANEW ||
	    !uuid_eq(&m.old->ticket, &cmd->ticket))
		return refuse(
			err, _("Only a refused operation can be mended, by one for the "
			       "same ticket."));
	v = entry_read(s, m.old, &body, NULL, err);
	if (v != DONE)
		return v;
	str_copy(m.regno, sizeof m.regno, body.regno);
	v = replace(s, &m, kept, err);
	body_release(&body);
	return v;
}

void
entry_become(struct store *s, struct entry *e, const struct entry *now)
{
	become(s, e, now);
}

void
outbox_owes(struct store *s, struct entry *e)
{
	if (s->moved)
		s->moved(s->moved_arg, &e->op, &e->ticket, e->action, e->state);
	hold_or_release(s, &e->ticket);
}
