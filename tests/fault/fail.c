/* fail.c -- P12: the n-th read, write, sync, piece of memory fails, once or from then on,
 * at every place of a store's life; what was acknowledged is there, also after a power cut.
 *
 * The life runs once; before each of its steps a child is made for every call that the step
 * will make, and there that call fails.  The child goes on as a desk does: a refusal is
 * told, a broken store is closed and opened again.  Out of memory it may also end through
 * the one door, and whoever opens the store next finds all of it.
 * PART (percent of the places, all syncs in any case), SEED repeats a run.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"

#include "store/lease.h"

#include "life.h"
#include "tap.h"

#define STEPS_MOST 200
#define ACKS_MOST  200
#define DOOR	   71

/* A place is one call of one step. */
struct place {
	int step;
	enum fault_kind kind; /* FAULT_NONE: memory */
	long n;
	bool always;
};
static const char *const kinds[] = {
	[FAULT_NONE] = "no memory",
	[FAULT_READ] = "reading fails",
	[FAULT_WRITE] = "writing fails",
	[FAULT_SYNC] = "a sync fails",
	[FAULT_SYNC_FULL] = "a sync finds the disk full",
	[FAULT_FULL] = "the disk is full",
	[FAULT_SHORT] = "a write is cut short",
	[FAULT_INTR] = "a call is interrupted",
};
static struct str text[STEPS_MOST]; /* what the store holds after each step */
static long calls[STEPS_MOST][FAULT__MAX]; /* of each kind in each step */
static struct life life; /* in a child: that child's */
static struct image before, cut, middle;
static struct walk walk;
static uint64_t roll;
static long trials[FAULT__MAX], doors, calm;
static struct place now;

static long
calls_of(enum fault_kind kind)
{
	return kind == FAULT_NONE ? memory_calls() : disk_calls(kind);
}

static void
arm(const struct place *p)
{
	if (p->kind == FAULT_NONE)
		memory_fail(p->n, p->always);
	else
		*disk_fault() = (struct fault){ p->kind, p->n, p->always, 0 };
}

static void
disarm(void)
{
	memory_fail(0, false);
	*disk_fault() = (struct fault){ 0 };
}

static _Noreturn void
wrong(const char *what, const char *more)
{
	disarm();
	printf("# step %d, %s, call %ld%s: %s (%s)\n", now.step, kinds[now.kind], now.n,
	       now.always ? " and all after it" : "", what, more ? more : "");
	_exit(1);
}

static void
check_missing(const char *when)
{
	const char *missing = life_missing(&life);

	if (missing)
		wrong(when, missing);
}

/* Whether the store holds what it held after some step from the one to the other. */
static bool
holds(int from, int to)
{
	struct str is = { 0 };
	struct err err;
	bool found = false;
	int i;

	if (life_text(&life, &is, &err) != DONE)
		wrong("the store cannot be read", err.text);
	for (i = from; i <= to; i++)
		found |= i < 0 ? is.len == 0
			       : is.len == text[i].len &&
					 memcmp(str_text(&is), str_text(&text[i]),
						is.len) == 0;
	str_release(&is);
	return found;
}

static void
open_again(const char *when)
{
	struct err err;

	if (life_open(&life, &err) != DONE &&
	    (now.step > 0 || store_exists(LIFE_DIR, "recv")))
		wrong(when, err.text);
}

/* The process has ended at the door; another opens its store. */
static void
last_words(void)
{
	disarm();
	disk_release();
	life.s = NULL;
	open_again("after the door the store does not open");
	check_missing("after the door");
	if (life.s && !holds(now.step - 1, now.step))
		wrong("after the door it holds what it never held", NULL);
	fflush(stdout);
}

static void
keep_one_more(int number, bool must)
{
	struct kept kept;
	struct err err;
	enum verdict v = life_extra(&life, number, &kept, &err);
	struct life_ack ack = { .seq = kept.seq, .op = kept.op };

	if (v == DONE) {
		str_copy(ack.regno, sizeof ack.regno, kept.regno);
		vec_push(&life.acks, ack);
	} else if (must && !(v == LATER && leases_left(life.s) == 0)) {
		wrong("nothing new can be kept", err.text);
	}
}

/* What a power cut would leave now. */
static void
leave(enum cut how, struct image *out)
{
	walk_start(&walk, disk_log(), &before);
	while (walk.at < disk_log()->n)
		walk_step(&walk);
	walk_cut(&walk, how, &roll, out);
}

static void
cut_power(const struct image *left)
{
	disk_boot(left);
	open_again("after a power cut the store does not open");
	check_missing("after a power cut");
	life_close(&life);
}

/* What a desk does once the step has failed, or is done in spite of it. */
static void
go_on(enum verdict v, bool more)
{
	/* house-keeping promises nothing */
	int least = life_lasting(now.step) == LASTS_NOT ? now.step - 1 : now.step;
	struct err err;

	if (!now.always && v == DONE && life.s && !holds(least, now.step))
		wrong("done, and not done", NULL);
	if (!now.always && (v == REFUSED || v == LATER) && life.s && !more &&
	    !holds(now.step - 1, now.step - 1))
		wrong("refused, and not as before", NULL);
	if (life.s)
		check_missing("while it stays open");
	open_again("it does not open again");
	check_missing("after opening again");
	if (!now.always && life.s && !more && !holds(now.step - 1, now.step))
		wrong("it holds what it never held", NULL);
	if (!now.always && v != DONE && life_again(now.step) &&
	    life_step(&life, now.step, &err) != DONE)
		wrong("it cannot be told again", err.text);
	if (life.s)
		keep_one_more(2, true);
}

/* In a child.  Ends it. */
static _Noreturn void
suffer(void)
{
	struct life_ack then[ACKS_MOST];
	size_t acks = life.acks.n, told;
	struct err err = { 0 };
	enum verdict v;

	mem_on_exhaustion(last_words);
	arm(&now);
	v = life_step(&life, now.step, &err);
	if (v != DONE && err.text[0] == '\0')
		wrong("it fails without a word", NULL);
	acks = life.acks.n;
	if (v != DONE && life.s)
		keep_one_more(1, false);
	if (now.always && v == BROKEN && life_open(&life, &err) == BROKEN)
		acks = life.acks.n;
	if (now.always && life.s)
		keep_one_more(3, false);
	disarm();
	leave(CUT_NOTHING, &middle);
	told = life.acks.n;
	if (told)
		memcpy(then, life.acks.v, told * sizeof *then);
	go_on(v, told > acks);
	life_close(&life);
	if (memory_is_ours() && memory_live() > calm)
		wrong("memory is left", err.text);
	leave(CUT_ANY, &cut);
	cut_power(&cut);
	if (told)
		memcpy(life.acks.v, then, told * sizeof *then);
	life.acks.n = told;
	cut_power(&middle);
	_exit(0);
}

static void
run(struct place p)
{
	int status, out[2];
	char said[64] = "";
	pid_t child;

	now = p;
	trials[p.kind]++;
	roll_next(&roll);
	if (pipe(out) != 0)
		tap_bail("pipe: %s", strerror(errno));
	fflush(stdout);
	child = fork();
	if (child == 0) {
		dup2(out[1], STDERR_FILENO);
		suffer();
	}
	close(out[1]);
	status = 0;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (read(out[0], said, sizeof said - 1) < 0)
		said[0] = '\0';
	close(out[0]);
	if (WIFEXITED(status) && WEXITSTATUS(status) == DOOR && p.kind == FAULT_NONE &&
	    strstr(said, "out of memory"))
		doors++;
	else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		tap_bail("step %d, %s, call %ld%s: status %#x %s", p.step,
			 kinds[p.kind], p.n, p.always ? " and all after it" : "",
			 (unsigned)status, said);
}

static void
run_step(int step, long part)
{
	struct place p = { .step = step };
	int kind, always;
	bool sync;

	for (kind = memory_is_ours() ? 0 : 1; kind < FAULT__MAX; kind++)
		for (p.n = 1; p.n <= calls[step][kind]; p.n++)
			for (always = 0; always < 2; always++) {
				sync = kind == FAULT_SYNC || kind == FAULT_SYNC_FULL;
				if (always && kind == FAULT_INTR)
					continue;
				if (!sync && (long)(roll_next(&roll) % 1000) >= part)
					continue;
				p.kind = (enum fault_kind)kind;
				p.always = always;
				run(p);
			}
}

/* Once to count, and to learn what is held after each step; once to let it fail. */
static void
live(uint64_t seed, long part)
{
	long was[FAULT__MAX];
	struct err err;
	int i, kind;

	disk_wipe();
	disk_seed(seed);
	for (i = 0; i < life_length(); i++) {
		if (part)
			run_step(i, part);
		for (kind = 0; kind < FAULT__MAX; kind++)
			was[kind] = calls_of((enum fault_kind)kind);
		if (life_step(&life, i, &err) != DONE)
			tap_bail("step %d of an undisturbed life: %s", i, err.text);
		for (kind = 0; kind < FAULT__MAX; kind++)
			calls[i][kind] = calls_of((enum fault_kind)kind) - was[kind];
		if (!part && life_text(&life, &text[i], &err) != DONE)
			tap_bail("what a store holds cannot be read: %s", err.text);
		if (!part && !life.s && i > 0)
			str_addn(&text[i], text[i - 1].s, text[i - 1].len);
	}
	life_close(&life);
	calm = memory_live();
	life_release(&life);
}

int
main(void)
{
	uint64_t seed = (uint64_t)tap_number("SEED", (long)time(NULL));
	int kind;

	tap_plan(FAULT__MAX);
	tap_note("SEED=%llu", (unsigned long long)seed);
	log_level(LOG_ERR_);
	disk_new();
	before = image_new();
	cut = image_new();
	middle = image_new();
	walk = walk_new();
	roll = seed;
	live(seed, 0);
	live(seed, tap_number("PART", 20));
	for (kind = 0; kind < FAULT__MAX; kind++)
		tap_ok(trials[kind] > 0 || (kind == FAULT_NONE && !memory_is_ours()),
		       "%s, once and for ever: %ld places, nothing lost", kinds[kind],
		       trials[kind]);
	tap_note("%ld ended at the door", doors);
	return 0;
}
