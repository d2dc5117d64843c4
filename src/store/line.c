/* line.c -- the outbox in memory, an index of what is on the disk. */
#include "line.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static size_t
hash_of(const struct uuid *id)
{
	uint64_t a, b;

	memcpy(&a, id->b, 8);
	memcpy(&b, id->b + 8, 8);
	a = (a ^ b * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
	return (size_t)(a ^ a >> 32);
}

bool
entry_is_settled(const struct entry *e)
{
	return e->state == OP_APPLIED || e->state == OP_WITHDRAWN;
}

bool
entry_is_stuck(const struct entry *e)
{
	return e->state == OP_REFUSED || e->state == OP_CONFLICT ||
	       e->state == OP_ADMIN;
}

enum op_state
entry_state_kept(const struct entry *e)
{
	return e->state == OP_SENT || e->state == OP_HELD ? OP_QUEUED : e->state;
}

static int *
counter(struct line *line, const struct entry *e)
{
	if (entry_is_settled(e))
		return &line->settled;
	if (e->state == OP_HELD)
		return &line->held;
	return entry_is_stuck(e) ? &line->stuck : &line->queued;
}

void
line_release(struct line *line)
{
	size_t i;

	for (i = 0; i < line->v.n; i++)
		free(line->v.v[i]);
	for (i = 0; i < line->names.n; i++)
		free(line->names.v[i]);
	vec_release(&line->v);
	vec_release(&line->names);
	free(line->hash);
	memset(line, 0, sizeof *line);
}

static void
put_hash(struct line *line, struct entry *e)
{
	size_t i = hash_of(&e->op) & (line->slots - 1);

	while (line->hash[i])
		i = (i + 1) & (line->slots - 1);
	line->hash[i] = e;
}

static void
rehash(struct line *line, size_t slots)
{
	size_t i;

	free(line->hash);
	line->slots = slots;
	line->hash = xcalloc(slots, sizeof *line->hash);
	for (i = 0; i < line->v.n; i++)
		put_hash(line, line->v.v[i]);
}

static bool
stands_before(const struct entry *a, const struct entry *b)
{
	return a->place != b->place ? a->place < b->place : a->seq < b->seq;
}

struct entry *
line_add(struct line *line, const struct entry *from)
{
	struct entry *e = xmalloc(sizeof *e);
	size_t i;

	*e = *from;
	vec_push(&line->v, e);
	for (i = line->v.n - 1; i > 0 && stands_before(e, line->v.v[i - 1]); i--)
		line->v.v[i] = line->v.v[i - 1];
	line->v.v[i] = e;
	if (i < line->first)
		line->first = i;
	if (line->v.n * 2 > line->slots)
		rehash(line, line->slots ? line->slots * 2 : 64);
	else
		put_hash(line, e);
	++*counter(line, e);
	return e;
}

void
line_sweep(struct line *line)
{
	size_t i, n = 0;

	for (i = 0; i < line->v.n; i++) {
		struct entry *e = line->v.v[i];

		if (e->settled != INT64_MIN) {
			line->v.v[n++] = e;
			continue;
		}
		--*counter(line, e);
		free(e);
	}
	if (n == line->v.n)
		return;
	line->v.n = n;
	line->first = 0;
	rehash(line, line->slots);
}

struct entry *
line_find(const struct line *line, const struct uuid *op)
{
	size_t i;

	if (!line->slots)
		return NULL;
	for (i = hash_of(op) & (line->slots - 1); line->hash[i];
	     i = (i + 1) & (line->slots - 1))
		if (uuid_eq(&line->hash[i]->op, op))
			return line->hash[i];
	return NULL;
}

void
line_set(struct line *line, struct entry *e, enum op_state state)
{
	if (entry_is_settled(e))
		line->first = 0; /* its index is not known */
	--*counter(line, e);
	e->state = state;
	++*counter(line, e);
}

const char *
line_name(struct line *line, const char *action)
{
	char **name;

	vec_each(name, &line->names)
		if (str_eq(*name, action))
			return *name;
	vec_push(&line->names, xstrdup(action));
	return line->names.v[line->names.n - 1];
}

struct entry *
line_oldest(struct line *line)
{
	while (line->first < line->v.n && entry_is_settled(line->v.v[line->first]))
		line->first++;
	return line->first < line->v.n ? line->v.v[line->first] : NULL;
}

void
seen_release(struct seen *seen)
{
	free(seen->v);
	memset(seen, 0, sizeof *seen);
}

static size_t
seen_slot(const struct seen *seen, const struct uuid *id)
{
	size_t i = hash_of(id) & (seen->slots - 1);

	while (!uuid_is_nil(&seen->v[i]) && !uuid_eq(&seen->v[i], id))
		i = (i + 1) & (seen->slots - 1);
	return i;
}

static void
seen_grow(struct seen *seen)
{
	struct seen more = { .slots = seen->slots ? seen->slots * 2 : 64 };
	size_t i;

	more.v = xcalloc(more.slots, sizeof *more.v);
	for (i = 0; i < seen->slots; i++)
		if (!uuid_is_nil(&seen->v[i]))
			more.v[seen_slot(&more, &seen->v[i])] = seen->v[i];
	more.n = seen->n;
	free(seen->v);
	*seen = more;
}

bool
seen_add(struct seen *seen, const struct uuid *id)
{
	size_t i;

	if ((seen->n + 1) * 2 > seen->slots)
		seen_grow(seen);
	i = seen_slot(seen, id);
	if (!uuid_is_nil(&seen->v[i]))
		return false;
	seen->v[i] = *id;
	seen->n++;
	return true;
}

bool
seen_has(const struct seen *seen, const struct uuid *id)
{
	return seen->slots && !uuid_is_nil(&seen->v[seen_slot(seen, id)]);
}
