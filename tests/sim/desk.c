/* desk.c -- a desk of the simulation: obeys the real pump as src/desk/drive.c does, keeps
 * operations by the real rules of src/store/entries.c as outbox.c does, on a disk
 * that remembers what was synced. */
#include <stdlib.h>
#include <string.h>

#include "sim.h"

static struct entry *
entry_of(struct desk *d, int op)
{
	const struct uuid id = uuid_of(op);

	return entries_find(&d->entries, &id);
}

void
flight_drop(struct flight *f)
{
	if (--f->refs == 0)
		free(f);
}

/* ---- the disk ------------------------------------------------------------------------------ */

static bool
disk_fails(struct world *w, const struct desk *d)
{
	return w->now < d->disk_bad;
}

/* One entry's new mark, as entry_mark() writes it. */
static void
disk_mark(struct desk *d, const struct entry *now, bool sync)
{
	size_t row = (size_t)now->seq - 1;
	const struct change c = { row, d->rows.v[row] };

	d->rows.v[row] = *now;
	d->rows.v[row].state = entry_state_kept(now);
	vec_push(&d->unsynced, c);
	if (sync)
		vec_clear(&d->unsynced);
}

void
desk_power(struct world *w, struct desk *d)
{
	size_t keep = (size_t)upto(w, (int)d->unsynced.n + 1);

	while (d->unsynced.n > keep) {
		const struct change *c = &d->unsynced.v[--d->unsynced.n];

		d->rows.v[c->row] = c->was;
	}
	vec_clear(&d->unsynced);
}

/* ---- the network --------------------------------------------------------------------------- */

/* A request may be lost, or come late: also after its link has long been given up. */
static void
send_off(struct world *w, struct desk *d, struct entry **e, size_t n)
{
	struct flight *f = calloc(1, sizeof *f + n * sizeof *f->row);
	int64_t at = w->now + 1 + upto(w, 30);
	size_t i;

	if (!f)
		abort();
	f->desk = (int)(d - w->desks);
	f->link = d->link;
	f->epoch = w->epoch;
	f->host = d->host;
	f->n = n;
	f->refs = 2;
	for (i = 0; i < n; i++) {
		const struct op *o = &w->ops.v[number_of(&e[i]->op)];
		struct uuid id = uuid_of(o->on);

		f->row[i].op = number_of(&e[i]->op);
		f->row[i].base = o->base;
		f->row[i].on = o->on;
		if (o->base == BASE_OP) {
			id = entries_heir(&d->entries, &id);
			f->row[i].on = number_of(&id);
		}
		entry_sent(&d->entries, e[i]);
	}
	vec_push(&d->flights, f);
	if (w->now < d->cut) {
		if (chance(w, 500)) {
			f->refs--;
			return; /* never to be seen again */
		}
		at += upto(w, 30 * SECOND); /* a ghost */
	}
	d->arrives = at > d->arrives ? at : d->arrives;
	later_on(w, d->arrives - w->now,
		 (struct event){ .kind = EV_ARRIVE, .flight = f });
}

static int
take_and_send(struct world *w, struct desk *d, const struct pump_orders *o)
{
	struct entry *due[PUMP_BATCH];
	size_t n = entries_next(&d->entries, due, (size_t)o->most), i;
	size_t step = o->way == PUMP_BATCHED ? n : 1;

	if (o->most > PUMP_BATCH)
		failed(w, "more than a batch was ordered", (int)(d - w->desks),
		       o->most);
	for (i = 0; i < n; i += step)
		send_off(w, d, &due[i], step);
	w->stats.batches += step > 1;
	return (int)n;
}

static void
forget_flights(struct desk *d)
{
	size_t i;

	for (i = 0; i < d->flights.n; i++)
		flight_drop(d->flights.v[i]);
	vec_clear(&d->flights);
}

/* A dialling ends when it can; a silent network makes it take its ten seconds. */
static void
dial(struct world *w, struct desk *d)
{
	bool silent = w->now < d->cut && d->silent;

	d->link++;
	later_on(w, silent ? 10 * SECOND : 1 + upto(w, 300),
		 (struct event){ .kind = EV_DIALLED,
				 .desk = (int)(d - w->desks),
				 .number = d->link });
}

/* ---- the pump's orders --------------------------------------------------------------------- */

/* What must hold after every step of every desk. */
static void
check(struct world *w, const struct desk *d)
{
	int number = (int)(d - w->desks), flying = 0;
	size_t i;

	for (i = 0; i < d->flights.n; i++)
		flying += (int)d->flights.v[i]->n;
	if (flying != d->pump.flying && !d->sick)
		failed(w, "the pump miscounts what flies", number, d->pump.flying);
	if (d->entries.queued > 0 && !d->sick &&
	    (!d->armed || d->armed > w->now + PUMP_WATCH))
		failed(w, "a queue without a timer", number, d->armed);
	if (d->sick && d->pump.link != PUMP_OFF)
		failed(w, "it goes on without a disk", number, 0);
	if (d->pump.link == PUMP_WAITING && d->armed > w->now + MINUTE)
		failed(w, "a link without a timer", number, d->armed);
}

static void
arm(struct world *w, struct desk *d, int64_t at)
{
	d->timer++;
	d->armed = at;
	if (at)
		later_on(w, at > w->now ? at - w->now : 0,
			 (struct event){ .kind = EV_TIMER,
					 .desk = (int)(d - w->desks),
					 .number = d->timer });
}

void
desk_event(struct world *w, struct desk *d, enum pump_event event, int n)
{
	struct pump_facts f = { .n = n };
	struct pump_orders o;
	int rounds = 0;

	for (;;) {
		f.now = w->now;
		f.random = (uint32_t)dice(w);
		f.wake = entries_wake(&d->entries, w->now);
		f.queued = d->entries.queued;
		o = pump_step(&d->pump, event, &f);
		if (o.hang_up)
			d->link++;
		if (o.recall) {
			forget_flights(d);
			entries_back(&d->entries);
		}
		arm(w, d, o.timer);
		if (o.way == PUMP_NOT)
			break;
		if (rounds++ > 1000) {
			failed(w, "a desk sends without end", (int)(d - w->desks), n);
			break;
		}
		f.n = take_and_send(w, d, &o);
		event = PUMP_SENT;
	}
	if (o.dial)
		dial(w, d);
	check(w, d);
	if (d->healed && d->entries.queued == 0) {
		vec_push(&w->waits, w->now - d->healed);
		d->healed = 0;
	}
}

static void
moved(void *arg, const struct entry *e)
{
	(void)arg;
	(void)e;
}

static void
become(struct desk *d, struct entry *e, const struct entry *now)
{
	entry_set(&d->entries, e, now->state);
	e->settled = now->settled;
	e->next = now->next;
	e->maybe = now->maybe;
}

/* The verdict about one operation, as outbox_settle() keeps it. */
static void
settle(struct world *w, struct desk *d, int op, enum op_state state)
{
	struct entry *e = entry_of(d, op), now;

	if (!e || entry_permit(e, WISH_SETTLE) != PERMIT_YES)
		return;
	now = *e;
	now.state = state;
	now.settled = w->now + 1;
	disk_mark(d, &now, entries_are_awaited(&d->entries, &e, 1));
	become(d, e, &now);
	if (entry_is_stuck(e))
		entries_hold(&d->entries, &e->ticket, moved, NULL);
}

static enum op_state
state_of(const struct flight *f, size_t i)
{
	static const enum op_state states[] = { [FILED_APPLIED] = OP_APPLIED,
						[FILED_REFUSED] = OP_REFUSED,
						[FILED_CONFLICT] = OP_CONFLICT };

	if (f->stale || (f->verdict != DONE && f->n > 1))
		return OP_QUEUED;
	return f->row[i].filed ? states[f->row[i].filed] : pump_fate(f->row[i].failed);
}

static void
remove_flight(struct desk *d, struct flight *f)
{
	size_t i;

	for (i = 0; i < d->flights.n && d->flights.v[i] != f; i++)
		;
	if (i < d->flights.n) {
		vec_remove(&d->flights, i);
		flight_drop(f);
	}
}

static void
rest(struct world *w, struct desk *d, const struct flight *f)
{
	bool theirs = f->verdict == DONE || (f->n == 1 && !f->stale);
	size_t i;

	for (i = 0; i < f->n; i++) {
		struct entry *e = entry_of(d, f->row[i].op);

		entry_back(&d->entries, e,
			   theirs ? w->now + 1 +
					    pump_backoff(e->busy + 1, PUMP_REST,
							 (uint32_t)dice(w))
				  : 0);
	}
}

/* The answer has come back over the link it went out on. */
void
desk_land(struct world *w, struct flight *f)
{
	struct desk *d = &w->desks[f->desk];
	struct pump_landing l = {
		.verdict = f->verdict, .heard = true, .stale = f->stale, .n = (int)f->n
	};
	bool sick = disk_fails(w, d);
	size_t i;

	for (i = 0; i < f->n; i++) {
		enum op_state state = state_of(f, i);

		if (state == OP_QUEUED || sick)
			continue;
		settle(w, d, f->row[i].op, state);
		l.kept++;
	}
	rest(w, d, f);
	remove_flight(d, f);
	if (sick) {
		d->sick = true;
		later_on(w, SECOND,
			 (struct event){ .kind = EV_REOPEN,
					 .desk = (int)(d - w->desks),
					 .number = d->life });
	}
	desk_event(w, d, sick ? PUMP_SICK : pump_landed(&l), l.n);
}

/* The pipe is dead: each call has its LATER, then the link its end. */
void
desk_link_dies(struct world *w, struct desk *d)
{
	size_t left = d->flights.n;

	while (left-- > 0 && d->flights.n > 0) {
		struct flight *f = d->flights.v[0];
		int n = (int)f->n;
		size_t i;

		for (i = 0; i < f->n; i++)
			entry_back(&d->entries, entry_of(d, f->row[i].op), 0);
		remove_flight(d, f);
		desk_event(w, d, PUMP_LOST, n);
	}
	d->link++;
	desk_event(w, d, PUMP_FELL, 0);
}

/* ---- life and death ------------------------------------------------------------------------ */

void
desk_release(struct desk *d)
{
	forget_flights(d);
	entries_release(&d->entries);
}

void
desk_kill(struct world *w, struct desk *d)
{
	(void)w;
	desk_release(d);
	d->alive = d->sick = d->asked = false;
	d->life++;
	d->timer++;
	d->link++;
	d->armed = d->healed = 0;
}

void
desk_start(struct world *w, struct desk *d)
{
	size_t i;

	memset(&d->pump, 0, sizeof d->pump);
	d->alive = true;
	for (i = 0; i < d->rows.n; i++) {
		struct entry e = d->rows.v[i];

		e.tries = e.busy = 0;
		e.rest = 0;
		e.maybe = false;
		entries_add(&d->entries, &e);
	}
	entries_start(&d->entries);
	desk_event(w, d, PUMP_WANTED, 0);
	desk_event(w, d, PUMP_KEPT, 0);
}

/* The centre may have it: its ledger will say. */
static void
owe_again(struct desk *d, struct entry *e)
{
	struct entry now = *e;

	now.state = OP_QUEUED;
	now.settled = 0;
	now.maybe = true;
	disk_mark(d, &now, true);
	become(d, e, &now);
	entries_hold(&d->entries, &e->ticket, moved, NULL);
}

/* The ledgers are compared: what the new centre lacks is owed again. */
void
desk_lacks(struct world *w, struct desk *d)
{
	size_t i;

	for (i = 0; i < d->entries.v.n; i++) {
		struct entry *e = d->entries.v.v[i];

		if (e->state != OP_APPLIED ||
		    w->ops.v[number_of(&e->op)].filed == FILED_APPLIED)
			continue;
		owe_again(d, e);
	}
}

/* ---- what the operator does ---------------------------------------------------------------- */

/* Keeps a new operation; order 0: at the end.  False: nothing is kept. */
bool
desk_put(struct world *w, struct desk *d, int op, int64_t order)
{
	struct op *o = &w->ops.v[op];
	struct entry e = { .state = OP_QUEUED, .at = w->now };

	if (disk_fails(w, d))
		return false;
	e.seq = o->seq = ++d->seq;
	e.order = o->order = order ? order : e.seq;
	e.op = uuid_of(op);
	e.ticket = uuid_of(o->ticket);
	vec_push(&d->rows, e);
	vec_clear(&d->unsynced); /* the sync takes along what came before */
	entries_join(&d->entries, &e);
	return true;
}

bool
desk_withdraw(struct world *w, struct desk *d, struct entry *e, struct uuid heir)
{
	struct entry now = *e;

	if (disk_fails(w, d))
		return false;
	now.state = OP_WITHDRAWN;
	now.settled = w->now + 1;
	now.next = heir;
	w->ops.v[number_of(&e->op)].withdrawn = true;
	disk_mark(d, &now, true);
	become(d, e, &now);
	entries_hold(&d->entries, &e->ticket, moved, NULL);
	return true;
}

void
desk_retry(struct world *w, struct desk *d, struct entry *e, enum permit turn)
{
	struct op again = w->ops.v[number_of(&e->op)];
	int op = (int)w->ops.n;

	if (disk_fails(w, d))
		return;
	if (turn == PERMIT_YES) {
		owe_again(d, e);
		return;
	}
	again.bad = chance(w, 100);
	again.poison = again.spoils = false;
	again.filed = FILED_NOT;
	if (again.base == BASE_SERVER)
		again.on = w->tickets.v[again.ticket].version;
	vec_push(&w->ops, again);
	(void)desk_withdraw(w, d, e, uuid_of(op));
	(void)desk_put(w, d, op, e->order);
	w->intents.v[again.intent].op = op;
	entries_hold(&d->entries, &e->ticket, moved, NULL);
}
