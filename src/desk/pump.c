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
pump_leave(struct pump *p, enum pump_link to, struct pump_orders *o)
{
	o->recall |= p->link == PUMP_LINKED;
	if (p->flying > PUMP_WINDOW)
		p->alone = PUMP_ALONE;
	p->link = to;
	p->flying = p->busy = 0;
	p->pause = 0;
}

static void
pump_dial(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	o->hang_up = p->link == PUMP_LINKED || p->link == PUMP_DIALLING;
	pump_leave(p, PUMP_DIALLING, o);
	p->dialled = f->now;
	o->dial = true;
}

static void
pump_stop(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)f;
	o->hang_up = pump_is_wanted(p);
	pump_leave(p, PUMP_OFF, o);
}

/* The pause counts from the start of the dialling, so that a slow dialling uses it up and a
 * healed link is found soon.  A link that fell within PUMP_REDIAL keeps the count of failed
 * diallings. */
static void
pump_fell(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	if (!pump_is_wanted(p))
		return;
	if (p->link == PUMP_LINKED) {
		p->missed = f->now - p->dialled < PUMP_REDIAL ? p->missed : 0;
		p->dialled = f->now;
	}
	pump_leave(p, PUMP_WAITING, o);
	p->redial = p->dialled + pump_backoff(++p->missed, PUMP_REDIAL, f->random);
	if (p->redial < f->now)
		p->redial = f->now;
}

static void
pump_turned_away(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	pump_fell(p, f, o);
	p->redial = f->now + TURNED_AWAY;
}

static void
pump_denied(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)f;
	pump_leave(p, PUMP_ASKING, o);
}

static void
pump_up(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	pump_leave(p, PUMP_LINKED, o);
	p->dialled = f->now;
}

static void
pump_tick(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	if ((p->link == PUMP_WAITING && f->now >= p->redial) ||
	    (p->link == PUMP_DIALLING && f->now >= p->dialled + PUMP_WATCH))
		pump_dial(p, f, o);
}

/* ---- the operations ---------------------------------------------------------------------- */

static void
pump_land(struct pump *p, int n)
{
	p->flying = n < p->flying ? p->flying - n : 0;
}

static void
pump_sent(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	if (p->link == PUMP_LINKED)
		p->flying += f->n;
	p->alone = f->n < p->alone ? p->alone - f->n : 0;
}

static void
pump_answered(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	pump_land(p, f->n);
	p->missed = p->busy = 0;
	p->pause = 0;
}

static void
pump_busy(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	pump_land(p, f->n);
	if (!p->pause)
		p->pause = f->now + pump_backoff(++p->busy, PUMP_PAUSE, f->random);
}

static void
pump_spoilt(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	pump_land(p, f->n);
	p->alone = PUMP_ALONE;
}

static void
pump_stale(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	o->hang_up = true;
	pump_fell(p, f, o);
}

static void
pump_lost(struct pump *p, const struct pump_facts *f, struct pump_orders *o)
{
	(void)o;
	pump_land(p, f->n);
	p->pause = f->now + 1;
}

/* ---- the step ---------------------------------------------------------------------------- */

static void (*const changes[PUMP__EVENTS])(struct pump *, const struct pump_facts *,
					   struct pump_orders *) = {
	[PUMP_TICK] = pump_tick,	 [PUMP_WANTED] = pump_dial,
	[PUMP_UNWANTED] = pump_stop,	 [PUMP_UP] = pump_up,
	[PUMP_FELL] = pump_fell,	 [PUMP_TURNED_AWAY] = pump_turned_away,
	[PUMP_DENIED] = pump_denied,	 [PUMP_SENT] = pump_sent,
	[PUMP_ANSWERED] = pump_answered, [PUMP_BUSY] = pump_busy,
	[PUMP_SPOILT] = pump_spoilt,	 [PUMP_STALE] = pump_stale,
	[PUMP_LOST] = pump_lost,	 [PUMP_SICK] = pump_stop,
};

static void
pump_choose(const struct pump *p, const struct pump_facts *f, struct pump_orders *o)
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
pump_sooner(int64_t a, int64_t b)
{
	return b && b < a ? b : a;
}

static int64_t
pump_next_look(const struct pump *p, const struct pump_facts *f)
{
	int64_t watch = f->now + PUMP_WATCH;

	if (p->link == PUMP_WAITING)
		return pump_sooner(watch, p->redial);
	if (p->link == PUMP_DIALLING)
		return watch;
	if (f->queued <= 0)
		return 0;
	return p->link == PUMP_LINKED
		       ? pump_sooner(pump_sooner(watch, f->wake), p->pause)
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
		pump_choose(p, f, &o);
	o.timer = pump_next_look(p, f);
	return o;
}
