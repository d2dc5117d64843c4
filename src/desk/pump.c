/* pump.c -- decides when the desk dials and sends; a pure function of state and event.
 *
 *            wanted            up                  kept, answered, tick
 *   OFF ────────────► DIALLING ──► LINKED ─────────────────────────────► it sends
 *    ▲                 ▲    │       │  ▲ │ busy: a pause, then one alone asks
 *    │unwanted,        │tick│fell   │  └─┘
 *    │sick             │    ▼       │fell, stale
 *   any               WAITING ◄─────┘     DIALLING ──denied──► ASKING ──wanted──► DIALLING
 *
 * 1. While anything is queued a timer is armed, at most PUMP_WATCH away; waiting for a
 *    link, at most PUMP_REDIAL after the last dialling.
 * 2. At most PUMP_WINDOW operations fly singly, or two batches.
 * 3. Nothing is sent while the link is not up or a pause lasts.
 * 4. While the centre is busy the desk pauses, with a cap that doubles, and then sends one
 *    operation at a time until any verdict comes, even a refusal.
 * 5. After a whole batch failed, or was lost with its link, operations are sent one by one,
 *    so that the bad one is found and the others pass, however slow the centre is.
 * 6. A refused password stops everything and drops nothing: retrying would lock the
 *    operator out.
 * 7. Operations under way on a lost link are recalled in the same step.
 * 8. Where the outbox gave nothing to send, the pump waits for the next event.
 */
#include "pump.h"

#include <stddef.h>

enum { FIRST = 1000, TURNED_AWAY = 60000 };

int64_t
pump_backoff(int failures, int64_t most, uint32_t random)
{
	int64_t cap = FIRST;

	while (failures-- > 1 && cap < most)
		cap *= 2;
	return (int64_t)(random % (uint32_t)(cap < most ? cap : most));
}

bool
pump_is_wanted(const struct pump *p)
{
	return p->link != PUMP_OFF && p->link != PUMP_ASKING;
}

enum op_state
pump_fate(enum verdict v)
{
	static const enum op_state fates[] = { [DONE] = OP_APPLIED,
					       [LATER] = OP_QUEUED,
					       [REFUSED] = OP_REFUSED,
					       [BROKEN] = OP_ADMIN };

	return fates[v];
}

enum pump_event
pump_landed(const struct pump_landing *l)
{
	if (!l->heard)
		return PUMP_LOST;
	if (l->stale)
		return PUMP_STALE;
	if (l->kept > 0)
		return PUMP_ANSWERED; /* the others rest */
	return l->n > 1 && l->verdict != DONE ? PUMP_SPOILT : PUMP_BUSY;
}

/* ---- the link ---------------------------------------------------------------------------- */

/* Every way out of LINKED and DIALLING goes through here. */
static void
leave(struct pump *p, enum pump_link to, struct pump_orders *o)
{
	o->recall |= p->link == PUMP_LINKED;
	if (p->flying > PUMP_WINDOW)
		p->alone = PUMP_ALONE;
	p->link = to;
	p->flying = p->busy = 0;
	p->pause = 0;
}

static void
dial(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	o->hang_up = p->link == PUMP_LINKED || p->link == PUMP_DIALLING;
	leave(p, PUMP_DIALLING, o);
	p->dialled = f->now;
	o->dial = true;
}

static void
stop(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)f;
	o->hang_up = pump_is_wanted(p);
	leave(p, PUMP_OFF, o);
}

/* The pause counts from the start of the dialling, so that a slow dialling uses it up and a
 * healed link is found soon.  A link that fell within PUMP_REDIAL keeps the count of failed
 * diallings. */
static void
fell(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	if (!pump_is_wanted(p))
		return;
	if (p->link == PUMP_LINKED) {
		p->missed = f->now - p->dialled < PUMP_REDIAL ? p->missed : 0;
		p->dialled = f->now;
	}
	leave(p, PUMP_WAITING, o);
	p->redial = p->dialled + pump_backoff(++p->missed, PUMP_REDIAL, f->random);
	if (p->redial < f->now)
		p->redial = f->now;
}

static void
turned_away(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	fell(p, f, o);
	p->redial = f->now + TURNED_AWAY;
}

static void
denied(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)f;
	leave(p, PUMP_ASKING, o);
}

static void
up(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	leave(p, PUMP_LINKED, o);
	p->dialled = f->now;
}

static void
tick(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	if ((p->link == PUMP_WAITING && f->now >= p->redial) ||
	    (p->link == PUMP_DIALLING && f->now >= p->dialled + PUMP_WATCH))
		dial(p, f, o);
}

/* ---- the operations ---------------------------------------------------------------------- */

static void
land(struct pump *p, int n)
{
	p->flying = n < p->flying ? p->flying - n : 0;
}

static void
sent(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	if (p->link == PUMP_LINKED)
		p->flying += f->n;
	p->alone = f->n < p->alone ? p->alone - f->n : 0;
}

static void
answered(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	land(p, f->n);
	p->missed = p->busy = 0;
	p->pause = 0;
}

static void
busy(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	land(p, f->n);
	if (!p->pause)
		p->pause = f->now + pump_backoff(++p->busy, PUMP_PAUSE, f->random);
}

static void
spoilt(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	land(p, f->n);
	p->alone = PUMP_ALONE;
}

static void
stale(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	o->hang_up = true;
	fell(p, f, o);
}

static void
lost(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	land(p, f->n);
	p->pause = f->now + 1;
}

/* ---- the step ---------------------------------------------------------------------------- */

static void (*const changes[PUMP__EVENTS])(struct pump *, const struct pump_facts *,
					   struct pump_orders *) = {
	[PUMP_TICK] = tick,	    [PUMP_WANTED] = dial,
	[PUMP_UNWANTED] = stop,	    [PUMP_UP] = up,
	[PUMP_FELL] = fell,	    [PUMP_TURNED_AWAY] = turned_away,
	[PUMP_DENIED] = denied,	    [PUMP_SENT] = sent,
	[PUMP_ANSWERED] = answered, [PUMP_BUSY] = busy,
	[PUMP_SPOILT] = spoilt,	    [PUMP_STALE] = stale,
	[PUMP_LOST] = lost,	    [PUMP_SICK] = stop,
};

static void
choose(const struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	int window = p->busy ? 1 : PUMP_WINDOW;
	int waiting = f->queued - p->flying;

	if (p->link != PUMP_LINKED || p->pause || waiting <= 0)
		return;
	if (waiting > PUMP_LONG && !p->alone && !p->busy) {
		o->way = p->flying <= PUMP_BATCH ? PUMP_BATCHED : PUMP_NOT;
		o->most = o->way == PUMP_BATCHED ? PUMP_BATCH : 0;
	} else if (p->flying < window) {
		o->way = PUMP_SINGLY;
		o->most = window - p->flying;
	}
}

static int64_t
sooner(int64_t a, int64_t b)
{
	return b && b < a ? b : a;
}

static int64_t
next_look(const struct pump *p, const struct pump_facts *f)
{
	int64_t watch = f->now + PUMP_WATCH;

	if (p->link == PUMP_WAITING)
		return sooner(watch, p->redial);
	if (p->link == PUMP_DIALLING)
		return watch;
	if (f->queued <= 0)
		return 0;
	return p->link == PUMP_LINKED ? sooner(sooner(watch, f->wake), p->pause)
				      : watch;
}

struct pump_orders
pump_step(struct pump *p, enum pump_event event, const struct pump_facts *f)
{
	struct pump_orders o = { .way = PUMP_NOT };

	if (changes[event])
		changes[event](p, f, &o);
	if (p->pause <= f->now)
		p->pause = 0;
	if (event != PUMP_SENT || f->n > 0)
		choose(p, f, &o);
	o.timer = next_look(p, f);
	return o;
}
