/* pump.c -- the decision when to send what; a pure function of state and event.
 *
 *          kept, up, tick, answered
 *   IDLE ───────────────────────────► SENDING (flying > 0) ──answered──► IDLE
 *     ▲                                  │ busy
 *     └──────────── PAUSED ◄─────────────┘     fell: flying = 0, wait for up
 *
 * 1. While anything is queued a timer is armed, at most PUMP_WATCH away.
 * 2. At most PUMP_WINDOW operations fly singly, or two batches.
 * 3. Nothing is sent while the link is down or a pause lasts.
 * 4. Every failure doubles the cap of the pause; an answer, also a refusal, ends it.
 * 5. After a batch failed whole its operations go one by one, so that the bad one is
 *    found and the others pass.
 */
#include "pump.h"

#include <stddef.h>

int64_t
pump_backoff(int failures, uint32_t random)
{
	int64_t cap = 1000;

	while (failures-- > 1 && cap < 60000)
		cap *= 2;
	if (cap > 60000)
		cap = 60000;
	return (int64_t)(random % (uint32_t)cap);
}

static void
land(struct pump *p, int n)
{
	p->flying = n < p->flying ? p->flying - n : 0;
}

static void
pause_for(struct pump *p, const struct pump_facts *f)
{
	p->failures++;
	p->pause = f->now + pump_backoff(p->failures, f->random);
}

static void
apply(struct pump *p, enum pump_event event, const struct pump_facts *f)
{
	switch (event) {
	case PUMP_UP:
		*p = (struct pump){ .up = true, .singly = p->singly };
		break;
	case PUMP_FELL:
		*p = (struct pump){ .singly = p->singly };
		break;
	case PUMP_SENT:
		p->flying += f->n;
		p->singly = f->n < p->singly ? p->singly - f->n : 0;
		break;
	case PUMP_ANSWERED:
		land(p, f->n);
		p->failures = 0;
		p->pause = 0;
		break;
	case PUMP_BUSY:
		land(p, f->n);
		pause_for(p, f);
		break;
	case PUMP_SPOILT:
		land(p, f->n);
		p->singly = PUMP_MEND;
		break;
	case PUMP_KEPT:
	case PUMP_TICK:
		break;
	}
	if (p->pause <= f->now)
		p->pause = 0;
}

static void
choose(const struct pump *p, const struct pump_facts *f, struct pump_plan *plan)
{
	int waiting = f->queued - p->flying;

	if (!p->up || p->pause || waiting <= 0)
		return;
	if (waiting > PUMP_LONG && !p->singly) {
		plan->way = p->flying <= PUMP_BATCH ? PUMP_BATCHED : PUMP_NOT;
		plan->most = plan->way == PUMP_BATCHED ? PUMP_BATCH : 0;
	} else if (p->flying < PUMP_WINDOW) {
		plan->way = PUMP_SINGLY;
		plan->most = PUMP_WINDOW - p->flying;
	}
}

struct pump_plan
pump_step(struct pump *p, enum pump_event event, const struct pump_facts *f)
{
	struct pump_plan plan = { .way = PUMP_NOT };

	apply(p, event, f);
	choose(p, f, &plan);
	if (p->pause)
		plan.timer = p->pause;
	else if (f->queued > 0)
		plan.timer = f->now + PUMP_WATCH;
	return plan;
}
