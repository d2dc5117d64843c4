/* world.c -- operators, misfortune and what follows; at the end the count of all intents. */
#include <string.h>

#include "sim.h"

static void
soon(struct world *w, int64_t delay, enum happening kind, int desk)
{
	later_on(w, delay,
		 (struct event){
			 .kind = kind, .desk = desk, .number = w->desks[desk].life });
}

/* ---- the operators ------------------------------------------------------------------------- */

static int
new_ticket(struct world *w)
{
	struct matter t = { .last = { { -1 }, { -1 }, { -1 }, { -1 } } };

	vec_push(&w->tickets, t);
	return (int)w->tickets.n - 1;
}

/* Her own last operation on the ticket that is still owed; -1: none. */
static int
owed_on(const struct desk *d, int ticket)
{
	const struct uuid id = uuid_of(ticket);
	size_t i;

	for (i = d->entries.v.n; i-- > d->entries.first;) {
		const struct entry *e = d->entries.v.v[i];

		if (!entry_is_finished(e) && uuid_eq(&e->ticket, &id))
			return number_of(&e->op);
	}
	return -1;
}

static void
put(struct world *w, struct desk *d, int op)
{
	bool dies = chance(w, 5), kept = false;

	if (!dies || chance(w, 500))
		kept = desk_put(w, d, op, 0);
	d->retell = -1;
	if (dies) { /* before or after the commit: she has not seen the answer */
		d->retell = op;
		desk_kill(w, d);
		soon(w, SECOND + upto(w, 10 * SECOND), EV_START, (int)(d - w->desks));
	} else if (kept) {
		desk_event(w, d, PUMP_KEPT, 0);
	} else {
		d->retell = op; /* refused: she keeps trying */
	}
}

static void
tell(struct world *w, struct desk *d)
{
	struct op o = { .intent = (int)w->intents.n, .desk = (int)(d - w->desks) };
	struct intent intent = { .desk = o.desk, .op = (int)w->ops.n };
	int slot = upto(w, 8), owed;

	if (d->mine[slot] < 0 || chance(w, 300)) {
		o.base = BASE_CREATE;
		o.ticket = d->mine[slot] = new_ticket(w);
	} else { /* hers, or her neighbour's */
		int other = chance(w, 80) ? (o.desk ^ 1) : o.desk;

		o.ticket = w->desks[other].mine[slot];
		if (o.ticket < 0)
			o.ticket = d->mine[slot];
		owed = owed_on(d, o.ticket);
		o.base = chance(w, 400) ? BASE_NONE : owed >= 0 ? BASE_OP : BASE_SERVER;
		o.on = o.base == BASE_OP
			       ? owed
			       : w->tickets.v[o.ticket].version - chance(w, 30);
	}
	o.bad = chance(w, 30);
	o.poison = chance(w, 15);
	o.spoils = o.poison && chance(w, 300);
	d->left--;
	vec_push(&w->ops, o);
	vec_push(&w->intents, intent);
	w->stats.intents++;
	put(w, d, (int)w->ops.n - 1);
}

static void
withdraw_any(struct world *w, struct desk *d)
{
	struct entry *e;

	entries_oldest(&d->entries);
	if (d->entries.v.n == d->entries.first)
		return;
	e = d->entries.v.v[d->entries.first +
			   (size_t)upto(w, (int)(d->entries.v.n - d->entries.first))];
	if (entry_permit(e, WISH_WITHDRAW) == PERMIT_YES &&
	    desk_withdraw(w, d, e, (struct uuid){ 0 }))
		desk_event(w, d, PUMP_KEPT, 0);
}

/* She looks at one of those that need a person. */
static void
attend(struct world *w, struct desk *d)
{
	struct entry *e = NULL;
	enum permit turn;
	size_t i;

	for (i = d->entries.first; i < d->entries.v.n && !e; i++)
		if (entry_is_stuck(d->entries.v.v[i]) && chance(w, 400))
			e = d->entries.v.v[i];
	if (!e)
		return;
	if (chance(w, 200)) {
		(void)desk_withdraw(w, d, e, (struct uuid){ 0 });
	} else {
		turn = entry_permit(e, chance(w, 500) ? WISH_RETRY : WISH_MEND);
		if (turn == PERMIT_YES) /* the administrator has mended the centre */
			w->ops.v[number_of(&e->op)].poison =
				w->ops.v[number_of(&e->op)].spoils = chance(w, 200);
		desk_retry(w, d, e, turn);
	}
	desk_event(w, d, PUMP_KEPT, 0);
}

static void
operate(struct world *w, const struct event *e)
{
	struct desk *d = &w->desks[e->desk];
	const struct uuid id = uuid_of(d->retell);

	if (w->over && d->retell < 0)
		return;
	soon(w, about(w, 20 * SECOND), EV_OPERATOR, e->desk);
	if (!d->alive || d->sick)
		return;
	if (d->retell >= 0 && entries_find(&d->entries, &id))
		d->retell = -1; /* it is there already: she gets the first answer */
	else if (d->retell >= 0)
		put(w, d, d->retell);
	else if (chance(w, 120))
		withdraw_any(w, d);
	else if (d->entries.stuck && chance(w, 300))
		attend(w, d);
	else if (d->left > 0)
		tell(w, d);
}

/* ---- misfortune ---------------------------------------------------------------------------- */

static void
cut(struct world *w, int desk, bool silent)
{
	struct desk *d = &w->desks[desk];
	int64_t lasts = chance(w, 700) ? about(w, 20 * SECOND)
				       : 5 * MINUTE + upto(w, 20 * MINUTE);

	d->silent = silent;
	d->cut = w->now + lasts;
	d->healed = 0;
	w->stats.cuts++;
	soon(w, lasts, EV_HEAL, desk);
	if (d->alive && d->pump.link == PUMP_LINKED)
		later_on(w, silent ? 5 * SECOND + upto(w, 4 * SECOND) : upto(w, 100),
			 (struct event){
				 .kind = EV_DEAD, .desk = desk, .number = d->link });
}

static void
crash(struct world *w, int desk, bool power)
{
	struct desk *d = &w->desks[desk];

	w->stats.crashes++;
	if (!d->alive)
		return;
	desk_kill(w, d);
	if (power)
		desk_power(w, d);
	soon(w, SECOND + upto(w, MINUTE), EV_START, desk);
}

static void
misfortune(struct world *w, const struct event *e)
{
	struct desk *d = &w->desks[e->desk];
	int what = upto(w, 100);

	if (w->over)
		return;
	soon(w, about(w, 4 * MINUTE), EV_FAULT, e->desk);
	d->healed = 0;
	if (what < 35)
		cut(w, e->desk, false);
	else if (what < 60)
		cut(w, e->desk, true);
	else if (what < 72)
		crash(w, e->desk, false);
	else if (what < 80)
		crash(w, e->desk, true);
	else if (what < 86)
		d->disk_bad = w->now + about(w, 5 * SECOND);
	else if (what < 92)
		d->denied = true; /* known at the next dialling */
	else if (w->tickets.n)
		w->tickets.v[upto(w, (int)w->tickets.n)].locked =
			w->now + about(w, 30 * SECOND);
}

static void
everybody_falls(struct world *w)
{
	int i;

	for (i = 0; i < DESKS; i++) {
		if (w->desks[i].alive && w->desks[i].pump.link == PUMP_LINKED)
			desk_link_dies(w, &w->desks[i]);
	}
}

static void
centre_misfortune(struct world *w)
{
	int what = upto(w, 4);
	int64_t lasts = about(w, 30 * SECOND);
	int i;

	if (w->over)
		return;
	for (i = 0; i < DESKS; i++)
		w->desks[i].healed = 0; /* what P4 promises is not about this */
	later_on(w, about(w, 4 * MINUTE), (struct event){ .kind = EV_CENTRE });
	if (what == 0) {
		w->busy = w->now + lasts;
	} else if (what == 1) {
		w->host++; /* links to the old primary stay up, and stale */
	} else {
		w->down = w->now + lasts;
		everybody_falls(w);
		if (what == 2)
			centre_fail_over(w);
	}
}

static bool
is_healthy(const struct world *w, const struct desk *d)
{
	return w->now >= w->busy && w->now >= w->down && w->now >= d->cut &&
	       w->now >= d->disk_bad && !d->denied && d->alive && !d->sick &&
	       d->pump.link != PUMP_ASKING;
}

/* ---- what happens -------------------------------------------------------------------------- */

static void
dialled(struct world *w, const struct event *e)
{
	struct desk *d = &w->desks[e->desk];

	if (e->number != d->link || d->pump.link != PUMP_DIALLING)
		return;
	if (w->now < d->cut || w->now < w->down) {
		desk_event(w, d, PUMP_FELL, 0);
	} else if (d->denied) {
		if (d->asked)
			failed(w, "a refused password was tried again", e->desk, 0);
		d->asked = true;
		d->healed = 0;
		desk_event(w, d, PUMP_DENIED, 0);
		soon(w, about(w, MINUTE), EV_PASSWORD, e->desk);
	} else if (chance(w, 3)) {
		d->healed = 0;
		desk_event(w, d, PUMP_TURNED_AWAY, 0);
	} else {
		d->arrives = d->returns = 0;
		d->host = w->host;
		desk_lacks(w, d);
		desk_event(w, d, PUMP_UP, 0);
	}
}

static void
password(struct world *w, const struct event *e)
{
	struct desk *d = &w->desks[e->desk];

	d->denied = d->asked = false;
	if (d->alive && d->pump.link == PUMP_ASKING)
		desk_event(w, d, PUMP_WANTED, 0);
}

static void
arrive(struct world *w, const struct event *e)
{
	struct flight *f = e->flight;
	struct desk *d = &w->desks[f->desk];
	int64_t at = w->now + 1 + upto(w, 30);

	if (f->epoch == w->epoch && w->now >= w->down)
		centre_serve(w, f);
	if (f->link != d->link || w->now < d->cut || f->epoch != w->epoch ||
	    w->now < w->down) {
		flight_drop(f); /* nobody hears the answer */
		return;
	}
	d->returns = at > d->returns ? at : d->returns;
	later_on(w, d->returns - w->now,
		 (struct event){ .kind = EV_RETURN, .flight = f });
}

static void
come_back(struct world *w, const struct event *e)
{
	struct flight *f = e->flight;

	if (f->link == w->desks[f->desk].link && w->now >= w->desks[f->desk].cut)
		desk_land(w, f);
	flight_drop(f);
}

/* A silent cut that healed before the pipe gave up has lost some packets for good. */
static void
dead(struct world *w, const struct event *e)
{
	struct desk *d = &w->desks[e->desk];

	if (d->alive && e->number == d->link && d->pump.link == PUMP_LINKED)
		desk_link_dies(w, d);
}

static void
timer(struct world *w, const struct event *e)
{
	struct desk *d = &w->desks[e->desk];

	if (e->number == d->timer && d->alive)
		desk_event(w, d, PUMP_TICK, 0);
}

static void
start(struct world *w, const struct event *e)
{
	if (e->number == w->desks[e->desk].life && !w->desks[e->desk].alive)
		desk_start(w, &w->desks[e->desk]);
}

static void
reopen(struct world *w, const struct event *e)
{
	struct desk *d = &w->desks[e->desk];

	if (e->number != d->life || !d->alive)
		return;
	desk_kill(w, d);
	if (w->now < d->disk_bad)
		soon(w, SECOND, EV_START, e->desk);
	else
		desk_start(w, d);
}

static void
heal(struct world *w, const struct event *e)
{
	struct desk *d = &w->desks[e->desk];

	if (w->now >= d->cut && is_healthy(w, d) && d->entries.queued > 0 &&
	    d->entries.queued <= 100 && !d->entries.resting)
		d->healed = w->now;
}

static void
centre(struct world *w, const struct event *e)
{
	(void)e;
	centre_misfortune(w);
}

static void (*const happens[EV__KINDS])(struct world *, const struct event *) = {
	[EV_TIMER] = timer,	  [EV_DIALLED] = dialled,  [EV_ARRIVE] = arrive,
	[EV_RETURN] = come_back,  [EV_DEAD] = dead,	   [EV_OPERATOR] = operate,
	[EV_PASSWORD] = password, [EV_FAULT] = misfortune, [EV_HEAL] = heal,
	[EV_START] = start,	  [EV_REOPEN] = reopen,	   [EV_CENTRE] = centre,
};

/* ---- the end ------------------------------------------------------------------------------- */

static void
all_is_well(struct world *w)
{
	size_t i;

	w->over = true;
	w->busy = w->down = 0;
	for (i = 0; i < w->tickets.n; i++)
		w->tickets.v[i].locked = 0;
	for (i = 0; i < DESKS; i++) {
		struct desk *d = &w->desks[i];

		d->cut = d->disk_bad = d->healed = 0;
		d->denied = d->asked = false;
		if (d->alive && d->pump.link == PUMP_ASKING)
			desk_event(w, d, PUMP_WANTED, 0);
	}
}

/* An intent has ended in one way, and the centre knows of no other. */
static void
count_intent(struct world *w, int number)
{
	const struct intent *intent = &w->intents.v[number];
	struct desk *d = &w->desks[intent->desk];
	const struct op *o = &w->ops.v[intent->op];
	const struct uuid id = uuid_of(intent->op);
	const struct entry *e = entries_find(&d->entries, &id);

	if (!e) {
		failed(w, "an intent is nowhere", intent->desk, number);
		return;
	}
	w->stats.ended[e->state]++;
	if (!entry_is_finished(e) && !entry_is_stuck(e) && e->state != OP_HELD)
		failed(w, "an intent has not ended", intent->desk, number);
	if ((e->state == OP_APPLIED) != (o->filed == FILED_APPLIED))
		failed(w, "desk and centre differ about an intent", intent->desk,
		       number);
	if (intent->applied != (e->state == OP_APPLIED))
		failed(w, "the centre's effects are not what the desk shows",
		       intent->desk, number);
}

static void
count(struct world *w)
{
	size_t i;

	for (i = 0; i < w->intents.n; i++)
		count_intent(w, (int)i);
	for (i = 0; i < w->tickets.n; i++)
		if (w->tickets.v[i].version != w->tickets.v[i].acts)
			failed(w, "an update was lost", -1, (int64_t)i);
}

static void
settle_down(struct world *w, int64_t until)
{
	while (w->heap.n > 0 && w->heap.v[0].at <= until) {
		const struct event e = next_event(w);

		w->still = e.at > w->now ? 0 : w->still + 1;
		w->now = e.at;
		happens[e.kind](w, &e);
		if (w->still > 100000) {
			failed(w, "time stands still: a desk spins", e.desk, e.kind);
			return;
		}
	}
}

static void
begin(struct world *w, int intents)
{
	int i, k;

	w->now = SECOND;
	for (i = 0; i < DESKS; i++) {
		struct desk *d = &w->desks[i];

		d->left = intents;
		d->retell = -1;
		for (k = 0; k < 8; k++)
			d->mine[k] = -1;
		desk_start(w, d);
		soon(w, about(w, 20 * SECOND), EV_OPERATOR, i);
		soon(w, about(w, 4 * MINUTE), EV_FAULT, i);
	}
	later_on(w, about(w, 4 * MINUTE), (struct event){ .kind = EV_CENTRE });
}

void
world_release(struct world *w)
{
	size_t i;

	for (i = 0; i < w->heap.n; i++)
		if (w->heap.v[i].flight)
			flight_drop(w->heap.v[i].flight);
	for (i = 0; i < DESKS; i++) {
		desk_release(&w->desks[i]);
		vec_release(&w->desks[i].flights);
		vec_release(&w->desks[i].rows);
		vec_release(&w->desks[i].unsynced);
	}
	vec_release(&w->heap);
	vec_release(&w->ops);
	vec_release(&w->intents);
	vec_release(&w->tickets);
	vec_release(&w->history);
	vec_release(&w->waits);
}

void
world_live(struct world *w, int intents)
{
	int64_t over;
	int i;

	begin(w, intents);
	settle_down(w, (int64_t)intents * 30 * SECOND);
	all_is_well(w);
	over = w->now;
	settle_down(w, over + 5 * MINUTE);
	for (i = 0; i < DESKS; i++)
		if (w->desks[i].entries.queued)
			failed(w, "a queue is not empty five minutes after", i,
			       w->desks[i].entries.queued);
	count(w);
}

int64_t
world_drain(struct world *w, int operations, int permille)
{
	struct desk *d = &w->desks[0];
	int64_t last = 0, from;
	size_t i;

	w->now = SECOND;
	w->over = true;
	d->alive = true;
	d->retell = -1;
	for (i = 0; i < (size_t)operations; i++) {
		struct op o = { .intent = (int)i,
				.base = BASE_CREATE,
				.ticket = new_ticket(w),
				.poison = chance(w, permille) };
		struct intent intent = { .op = (int)i };

		vec_push(&w->ops, o);
		vec_push(&w->intents, intent);
		(void)desk_put(w, d, (int)i, 0);
	}
	from = w->now;
	desk_event(w, d, PUMP_WANTED, 0);
	settle_down(w, w->now + 30 * MINUTE);
	count(w);
	for (i = 0; i < d->entries.v.n; i++) {
		const struct entry *e = d->entries.v.v[i];

		if (e->state == OP_APPLIED && e->settled > last)
			last = e->settled;
	}
	return last - from;
}
