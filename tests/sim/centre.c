/* centre.c -- the model of the centre: a ledger by operation, versions by ticket; it judges
 * as core.tell_one does, and it watches that nothing is applied twice or out of order. */
#include <string.h>

#include "sim.h"

static struct last *
last_of(struct matter *t, int desk)
{
	size_t i;

	for (i = 0; i < 3 && t->last[i].desk != desk && t->last[i].desk >= 0; i++)
		;
	if (t->last[i].desk != desk)
		t->last[i] = (struct last){ .desk = desk };
	return &t->last[i];
}

static bool
base_fits(const struct world *w, const struct matter *t, enum base base, int on)
{
	if (base == BASE_SERVER)
		return t->version == on;
	if (base == BASE_OP)
		return w->ops.v[on].filed == FILED_APPLIED &&
		       t->version == w->ops.v[on].version;
	return true;
}

static void
apply(struct world *w, int number)
{
	struct op *o = &w->ops.v[number];
	struct matter *t = &w->tickets.v[o->ticket];
	struct last *last = last_of(t, o->desk);
	const struct done done = { .op = number, .was = *last };

	if (o->order < last->order || (o->order == last->order && o->seq <= last->seq))
		failed(w, "applied out of order", o->desk, number);
	if (o->withdrawn)
		failed(w, "applied after it was withdrawn", o->desk, number);
	if (++w->intents.v[o->intent].applied > 1)
		failed(w, "an intent was applied twice", o->desk, number);
	last->order = o->order;
	last->seq = o->seq;
	o->version = ++t->version;
	t->acts++;
	w->stats.acts++;
	vec_push(&w->history, done);
}

/* What is filed is said again; what cannot be decided leaves nothing behind. */
static enum filed
judge(struct world *w, int number, enum base base, int on, enum verdict *why)
{
	struct op *o = &w->ops.v[number];
	struct matter *t = &w->tickets.v[o->ticket];

	if (w->now < t->locked)
		w->desks[o->desk].healed = 0; /* P4 is about the link */
	*why = DONE;
	if (o->filed != FILED_NOT) {
		w->stats.replays++;
		return o->filed;
	}
	if (w->now < t->locked || w->now < w->busy || chance(w, 2))
		*why = LATER;
	else if (o->poison)
		*why = BROKEN;
	if (*why != DONE)
		return FILED_NOT;
	if (o->bad || (t->version == 0) != (base == BASE_CREATE))
		return o->filed = FILED_REFUSED;
	if (!base_fits(w, t, base, on))
		return o->filed = FILED_CONFLICT;
	apply(w, number);
	return o->filed = FILED_APPLIED;
}

void
centre_serve(struct world *w, struct flight *f)
{
	size_t i;

	f->verdict = DONE;
	if (f->host != w->host) {
		f->verdict = LATER;
		f->stale = true;
	} else if (f->n > 1 && chance(w, 20)) {
		f->verdict = chance(w, 500) ? BROKEN : LATER; /* the batch as a whole */
	}
	for (i = 0; i < f->n; i++)
		if (f->n > 1 && w->ops.v[f->row[i].op].spoils)
			f->verdict = BROKEN;
	for (i = 0; f->verdict == DONE && i < f->n; i++)
		f->row[i].filed = judge(w, f->row[i].op, f->row[i].base, f->row[i].on,
					&f->row[i].failed);
	if (f->n == 1 && f->verdict == DONE)
		f->verdict = f->row[0].failed; /* a single one fails as a call */
}

/* Another machine goes on, without the last few things the first has done. */
void
centre_fail_over(struct world *w)
{
	size_t k = (size_t)upto(w, 20);

	w->epoch++;
	w->stats.failovers++;
	while (k-- > 0 && w->history.n > 0) {
		const struct done *d = &w->history.v[--w->history.n];
		struct op *o = &w->ops.v[d->op];
		struct matter *t = &w->tickets.v[o->ticket];

		*last_of(t, o->desk) = d->was;
		t->version--;
		t->acts--;
		w->stats.acts--;
		w->intents.v[o->intent].applied--;
		o->filed = FILED_NOT;
	}
}
