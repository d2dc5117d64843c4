/* power.c -- P2: the power is cut after every write of a store's life, and again after
 * every write of the life that follows; what was called durable is there.
 *
 * The life runs once on the disk in memory and leaves a log.  For every place in it a disk
 * is made as the cut would leave it, and the store on it is opened: it must hold exactly
 * what it held after some step between the last durable one and the one in flight.
 * TRIALS (2): disks made for each place.  AGAIN (1): places of the second cut; 0: all.
 * SEED repeats a run.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"

#include "store/lease.h"

#include "life.h"
#include "tap.h"

#define STEPS_MOST 200

/* What the store held after each step, and where in the log each step ended. */
struct tale {
	struct str text[STEPS_MOST];
	enum lasting lasting[STEPS_MOST];
	int n;
};
static struct tale whole, second;
static struct life told; /* every acknowledgement of the whole life */
static struct log life_log;
static struct image before, cut, recut;
static struct walk walk, rewalk;
static uint64_t roll;
static long trials, cuts_again;
static int again;

static void
tell(struct tale *t, struct life *l, enum lasting lasting)
{
	struct err err;
	int i = t->n++;

	t->lasting[i] = lasting;
	if (life_text(l, &t->text[i], &err) != DONE)
		tap_bail("what a store holds cannot be read: %s", err.text);
	if (!l->s && i > 0) { /* a closed store holds what it held */
		str_clear(&t->text[i]);
		str_addn(&t->text[i], t->text[i - 1].s, t->text[i - 1].len);
	}
	disk_mark(i);
}

static void
live_once(uint64_t seed)
{
	struct err err;
	int i;

	disk_wipe();
	image_copy(&before, disk_live());
	disk_seed(seed);
	for (i = 0; i < life_length(); i++) {
		if (life_step(&told, i, &err) != DONE)
			tap_bail("step %d of an undisturbed life: %s", i, err.text);
		tell(&whole, &told, life_lasting(i));
	}
	log_copy(&life_log, disk_log());
}

/* What a walk has passed: the last step that survives power, and the last of any kind. */
struct passed {
	int power, any;
};
static void
pass(struct passed *p, const struct tale *t, const struct event *e)
{
	if (e->kind != EV_MARK)
		return;
	p->any = e->file;
	if (t->lasting[e->file] == LASTS_POWER)
		p->power = e->file;
}

static bool
same(const struct str *a, const struct str *b)
{
	return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

static int
find(const struct tale *t, int from, int to, const struct str *text)
{
	int i;

	for (i = to < t->n ? to : t->n - 1; i >= from && i >= 0; i--)
		if (same(&t->text[i], text))
			return i;
	return -1;
}

static void
wrong(const char *what, const struct walk *w, enum cut how, const char *more)
{
	tap_note("%s: %s", what, more);
	tap_bail("cut %d at event %zu of %zu, seed state %llu", (int)how, w->at,
		 w->log->n, (unsigned long long)roll);
}

/* The numbers told in the steps that ended are never told again. */
static void
check_fresh(const struct kept *kept, int ended, const struct walk *w, enum cut how)
{
	const struct life_ack *a;

	vec_each(a, &told.acks)
		if (a->step <= ended && str_eq(a->regno, kept->regno))
			wrong("a number is told twice", w, how, kept->regno);
}

/* Opens what the cut left; *held is what it holds. */
static bool
reopen(struct life *l, int sure, const struct walk *w, enum cut how, struct str *held)
{
	struct err err;
	enum verdict v;

	if (!store_exists(LIFE_DIR, "recv")) {
		if (sure >= 0)
			wrong("the store is gone", w, how, "");
		if (life_step(l, 0, &err) != DONE)
			wrong("no store can be made", w, how, err.text);
		return false;
	}
	v = life_open(l, &err);
	if (v != DONE)
		wrong("the store does not open", w, how, err.text);
	if (life_text(l, held, &err) != DONE)
		wrong("the store cannot be read", w, how, err.text);
	return true;
}

/* The life that follows: what was in flight is told again, a new call is taken. */
static void
live_on(struct life *l, int flying, const struct walk *w, enum cut how)
{
	struct kept kept;
	struct err err;

	second.n = 0;
	tell(&second, l, LASTS_NOT);
	if (flying > 0 && flying < life_length() && life_again(flying) &&
	    life_step(l, flying, &err) == DONE)
		tell(&second, l, LASTS_POWER);
	if (leases_left(l->s) > 0) {
		if (life_extra(l, 1, &kept, &err) != DONE)
			wrong("nothing new can be kept", w, how, err.text);
		check_fresh(&kept, flying - 1, w, how);
		tell(&second, l, LASTS_POWER);
	}
	life_close(l);
	tell(&second, l, LASTS_NOT);
}

/* The second cut, in the life that followed the first. */
static void
cut_again(const struct walk *w, enum cut first, int sure)
{
	struct passed p = { -1, -1 };
	struct str held = { 0 };
	struct life l = { 0 };
	enum cut how;

	for (; p.any < second.n - 1 && rewalk.at < rewalk.log->n; walk_step(&rewalk)) {
		const struct event *e = &rewalk.log->v[rewalk.at];

		pass(&p, &second, e);
		if (again && roll_next(&roll) % rewalk.log->n >= (unsigned)again)
			continue;
		how = (enum cut)(roll_next(&roll) % 4);
		walk_cut(&rewalk, how, &roll, &recut);
		disk_boot(&recut);
		cuts_again++;
		if (!reopen(&l, p.power >= 0 ? 0 : sure, w, first, &held))
			continue;
		if (p.power >= 0 && find(&second, p.power, second.n - 1, &held) < 0)
			wrong("after a second cut", w, first, str_text(&held));
		life_release(&l);
	}
	str_release(&held);
}

static struct log second_log;

static void
cut_once(enum cut how, const struct passed *p)
{
	int sure = how == CUT_KILL ? p->any : p->power;
	struct str held = { 0 };
	struct life l = { 0 };

	trials++;
	walk_cut(&walk, how, &roll, &cut);
	if (how == CUT_KILL)
		disk_kill(&walk);
	else
		disk_boot(&cut);
	if (reopen(&l, sure, &walk, how, &held)) {
		if (find(&whole, sure, p->any + 1, &held) < 0)
			wrong("it holds what it never held", &walk, how,
			      str_text(&held));
		live_on(&l, p->any + 1, &walk, how);
		log_copy(&second_log, disk_log());
		walk_start(&rewalk, &second_log, how == CUT_KILL ? &walk.sure : &cut);
		cut_again(&walk, how, p->power);
	}
	life_release(&l);
	str_release(&held);
}

int
main(void)
{
	struct passed p = { -1, -1 };
	uint64_t seed = (uint64_t)tap_number("SEED", (long)time(NULL));
	long each = tap_number("TRIALS", 2), i;

	again = (int)tap_number("AGAIN", 1);
	tap_plan(2);
	tap_note("SEED=%llu", (unsigned long long)seed);
	log_level(LOG_ERR_);
	disk_new();
	before = image_new();
	cut = image_new();
	recut = image_new();
	life_log = log_new();
	second_log = log_new();
	walk = walk_new();
	rewalk = walk_new();
	roll = seed;
	live_once(seed);
	walk_start(&walk, &life_log, &before);
	while (walk.at < life_log.n) {
		const struct event *e = &life_log.v[walk.at];

		pass(&p, &whole, e);
		walk_step(&walk);
		for (i = 0; e->kind != EV_MARK && i < each; i++)
			cut_once((enum cut)((walk.at + 2 * (size_t)i + (size_t)i / 2) %
					    4),
				 &p);
	}
	tap_ok(trials > 0, "power cut at each of %zu writes: what was kept is there",
	       life_log.n - (size_t)whole.n);
	tap_ok(cuts_again > 0, "and cut again in the life that follows");
	tap_note("%ld cuts, %ld second cuts, 0 lost", trials, cuts_again);
	return 0;
}
