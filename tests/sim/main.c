/* main.c -- how many worlds, from which seed, and what is said about them.
 * usage: sim; INTENTS= and SEED= in the environment say how many and from where. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

#include "sim.h"

enum { EACH = 100, BOUND = 15 * SECOND };

/* Seeds of worlds that once broke a promise: what was wrong is in the commit that mended it. */
static const uint64_t kept[] = {
	2005,
	3011, /* an operation withdrawn after power loss, which the centre had applied */
};

struct sum {
	struct stats stats;
	long broken;
	VEC(int64_t) waits;
};

static int tests, bad;

static void
say(bool ok, const char *what)
{
	bad += !ok;
	printf("%sok %d - %s\n", ok ? "" : "not ", ++tests, what);
	fflush(stdout);
}

static void
add(struct sum *sum, const struct world *w)
{
	int64_t *wait;
	int i;

	sum->broken += w->broken;
	sum->stats.intents += w->stats.intents;
	sum->stats.acts += w->stats.acts;
	sum->stats.replays += w->stats.replays;
	sum->stats.crashes += w->stats.crashes;
	sum->stats.cuts += w->stats.cuts;
	sum->stats.batches += w->stats.batches;
	sum->stats.failovers += w->stats.failovers;
	for (i = 0; i < OP__MAX; i++)
		sum->stats.ended[i] += w->stats.ended[i];
	vec_each(wait, &w->waits)
		vec_push(&sum->waits, *wait);
}

static void
live(struct sum *sum, uint64_t seed)
{
	struct world *w = xcalloc(1, sizeof *w);

	w->seed = w->dice = seed;
	world_live(w, EACH);
	add(sum, w);
	world_release(w);
	free(w);
}

static int
by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static int64_t
share(struct sum *sum, size_t permille)
{
	size_t i = sum->waits.n * permille / 1000;

	if (!sum->waits.n)
		return -1;
	qsort(sum->waits.v, sum->waits.n, sizeof *sum->waits.v, by_size);
	return sum->waits.v[i < sum->waits.n ? i : sum->waits.n - 1];
}

static void
report(struct sum *sum)
{
	const long *ended = sum->stats.ended;
	long all = ended[OP_APPLIED] + ended[OP_REFUSED] + ended[OP_CONFLICT] +
		   ended[OP_ADMIN] + ended[OP_HELD] + ended[OP_WITHDRAWN];
	int64_t p99 = share(sum, 990);

	printf("# %ld intents: %ld applied, %ld refused, %ld in conflict, %ld parked, %ld "
	       "held, %ld withdrawn\n",
	       sum->stats.intents, ended[OP_APPLIED], ended[OP_REFUSED],
	       ended[OP_CONFLICT], ended[OP_ADMIN], ended[OP_HELD],
	       ended[OP_WITHDRAWN]);
	printf("# %ld cuts, %ld crashes, %ld failovers, %ld batches, %ld answers said again\n",
	       sum->stats.cuts, sum->stats.crashes, sum->stats.failovers,
	       sum->stats.batches, sum->stats.replays);
	printf("# heal to empty, %zu times: p50 %" PRId64 " ms, p99 %" PRId64
	       " ms, most %" PRId64 " ms\n",
	       sum->waits.n, share(sum, 500), p99, share(sum, 1000));
	say(all == sum->stats.intents && sum->broken == 0,
	    "every intent ended in one way, in order, and nothing was applied twice");
	say(sum->waits.n > 0 && p99 <= BOUND,
	    "a queue is empty soon after its link heals");
}

static int64_t
drained(uint64_t seed, int permille, struct sum *sum)
{
	struct world *w = xcalloc(1, sizeof *w);
	int64_t took;

	w->seed = w->dice = seed;
	took = world_drain(w, 1000, permille);
	sum->broken += w->broken;
	world_release(w);
	free(w);
	return took;
}

/* P9: one bad operation in twenty among a thousand tickets. */
static void
poison(uint64_t seed)
{
	int64_t clean = 0, poisoned = 0;
	struct sum sum = { 0 };
	int i;

	for (i = 0; i < 50; i++) {
		clean += drained(seed + (uint64_t)i, 0, &sum);
		poisoned += drained(seed + (uint64_t)i, 50, &sum);
	}
	printf("# 1,000 healthy tickets in %" PRId64
	       " ms, beside one poison in twenty %" PRId64 " ms\n",
	       clean / 50, poisoned / 50);
	say(sum.broken == 0 && poisoned * 10 <= clean * 11,
	    "poison does not delay the healthy by a tenth");
}

static uint64_t
env(const char *name, uint64_t preset)
{
	const char *text = getenv(name);

	return text && *text ? strtoull(text, NULL, 10) : preset;
}

int
main(void)
{
	uint64_t intents = env("INTENTS", 1000000), seed = env("SEED", 20261123), i;
	struct sum sum = { 0 };

	printf("# SEED=%" PRIu64 " INTENTS=%" PRIu64 "\n", seed, intents);
	for (i = 0; i < sizeof kept / sizeof *kept; i++)
		live(&sum, kept[i]);
	say(sum.broken == 0, "worlds that once broke a promise keep it");
	for (i = 0; (uint64_t)sum.stats.intents < intents && !sum.broken; i++)
		live(&sum, seed + i);
	report(&sum);
	poison(seed);
	vec_release(&sum.waits);
	printf("1..%d\n", tests);
	return bad != 0;
}
