/* time.c -- chance and time: dice from a seed, and what is to happen, the next first. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim.h"

uint64_t
dice(struct world *w)
{
	uint64_t z = w->dice += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

int
upto(struct world *w, int n)
{
	return (int)(dice(w) % (uint64_t)(n > 0 ? n : 1));
}

bool
chance(struct world *w, int permille)
{
	return upto(w, 1000) < permille;
}

int64_t
about(struct world *w, int64_t mean)
{
	double u = ((double)(dice(w) >> 11) + 1) / 9007199254740993.0;

	return (int64_t)(-log(u) * (double)mean) + 1;
}

struct uuid
uuid_of(int number)
{
	struct uuid id = { 0 };
	uint64_t n = (uint64_t)number + 1;

	memcpy(id.b, &n, sizeof n);
	return id;
}

int
number_of(const struct uuid *id)
{
	uint64_t n;

	memcpy(&n, id->b, sizeof n);
	return (int)(n - 1);
}

void
failed(struct world *w, const char *what, int desk, int64_t detail)
{
	if (w->broken++ < 5)
		printf("# seed %llu, t %lld ms, desk %d: %s (%lld)\n",
		       (unsigned long long)w->seed, (long long)w->now, desk, what,
		       (long long)detail);
}

static bool
before(const struct event *a, const struct event *b)
{
	return a->at != b->at ? a->at < b->at : a->order < b->order;
}

void
later_on(struct world *w, int64_t delay, struct event e)
{
	size_t i = w->heap.n, up;

	e.at = w->now + delay;
	e.order = w->order++;
	vec_push(&w->heap, e);
	for (; i > 0 && before(&e, &w->heap.v[up = (i - 1) / 2]); i = up)
		w->heap.v[i] = w->heap.v[up];
	w->heap.v[i] = e;
}

struct event
next_event(struct world *w)
{
	struct event first = w->heap.v[0], last = w->heap.v[--w->heap.n];
	size_t i = 0, child;

	while ((child = 2 * i + 1) < w->heap.n) {
		if (child + 1 < w->heap.n &&
		    before(&w->heap.v[child + 1], &w->heap.v[child]))
			child++;
		if (!before(&w->heap.v[child], &last))
			break;
		w->heap.v[i] = w->heap.v[child];
		i = child;
	}
	if (w->heap.n)
		w->heap.v[i] = last;
	return first;
}
