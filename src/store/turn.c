/* turn.c -- the order of operations: invariants 4, 5 and 7 of outbox.c, in memory only, so
 * that a simulator can try far more cases than a disk and a network would allow.
 */
#include "turn.h"

#include <string.h>

enum turn
turn_rule(const struct entry *e, enum wish wish)
{
	static const enum turn rules[WISH__MAX][OP__MAX] = {
		[WISH_SEND] = { [OP_QUEUED] = TURN_YES, [OP_SENT] = TURN_SAME },
		[WISH_SETTLE] = { [OP_QUEUED] = TURN_YES, [OP_SENT] = TURN_YES },
		[WISH_WITHDRAW] = { [OP_QUEUED] = TURN_YES,
				    [OP_SENT] = TURN_WAIT,
				    [OP_REFUSED] = TURN_YES,
				    [OP_CONFLICT] = TURN_YES,
				    [OP_HELD] = TURN_YES,
				    [OP_ADMIN] = TURN_YES,
				    [OP_WITHDRAWN] = TURN_SAME },
		[WISH_RETRY] = { [OP_QUEUED] = TURN_SAME,
				 [OP_SENT] = TURN_SAME,
				 [OP_REFUSED] = TURN_ANEW,
				 [OP_CONFLICT] = TURN_ANEW,
				 [OP_HELD] = TURN_SAME,
				 [OP_ADMIN] = TURN_YES },
		[WISH_MEND] = { [OP_REFUSED] = TURN_ANEW,
				[OP_CONFLICT] = TURN_ANEW,
				[OP_ADMIN] = TURN_ANEW },
	};

	if (wish == WISH_WITHDRAW && e->state == OP_QUEUED && e->maybe)
		return TURN_WAIT;
	return rules[wish][e->state];
}

size_t
turn_next(struct line *line, struct entry **out, size_t max)
{
	struct seen seen = { 0 };
	size_t i, n = 0;

	line_oldest(line);
	for (i = line->first; n < max && i < line->v.n; i++) {
		struct entry *e = line->v.v[i];

		if (!entry_is_settled(e) && seen_add(&seen, &e->ticket) &&
		    turn_rule(e, WISH_SEND) == TURN_YES && !e->rest)
			out[n++] = e;
	}
	seen_release(&seen);
	return n;
}

struct entry *
turn_join(struct line *line, struct entry *fresh)
{
	size_t i;

	line_oldest(line);
	for (i = line->first; line->stuck && i < line->v.n; i++) {
		const struct entry *e = line->v.v[i];

		if (e->place < fresh->place && entry_is_stuck(e) &&
		    uuid_eq(&e->ticket, &fresh->ticket))
			fresh->state = OP_HELD;
	}
	return line_add(line, fresh);
}

void
turn_hold(struct line *line, const struct uuid *of, turn_moved_fn *moved, void *arg)
{
	struct uuid ticket = *of;
	bool stuck = false;
	size_t i;

	line_oldest(line);
	for (i = line->first; i < line->v.n; i++) {
		struct entry *e = line->v.v[i];
		enum op_state was = e->state, now;

		if (!uuid_eq(&e->ticket, &ticket) || entry_is_settled(e))
			continue;
		if (entry_is_stuck(e)) {
			stuck = true;
			continue;
		}
		now = stuck ? OP_HELD : was == OP_HELD ? OP_QUEUED : was;
		if (now == was)
			continue;
		line_set(line, e, now);
		moved(arg, e);
	}
}

void
turn_start(struct line *line)
{
	struct seen tickets = { 0 }, stuck = { 0 };
	size_t i;

	for (i = 0; i < line->v.n; i++) {
		struct entry *e = line->v.v[i];

		if (entry_is_settled(e))
			continue;
		if (entry_is_stuck(e))
			seen_add(&stuck, &e->ticket);
		else if (seen_has(&stuck, &e->ticket))
			line_set(line, e, OP_HELD);
		else
			e->maybe = !seen_has(&tickets, &e->ticket);
		seen_add(&tickets, &e->ticket);
	}
	seen_release(&tickets);
	seen_release(&stuck);
}

bool
turn_is_awaited(struct line *line, struct entry *const *these, size_t n)
{
	struct seen tickets = { 0 };
	size_t i, owed = 0;

	for (i = 0; i < n; i++)
		if (these[i])
			seen_add(&tickets, &these[i]->ticket);
	line_oldest(line);
	for (i = line->first; owed <= tickets.n && i < line->v.n; i++) {
		const struct entry *e = line->v.v[i];

		owed += !entry_is_settled(e) && seen_has(&tickets, &e->ticket);
	}
	n = tickets.n;
	seen_release(&tickets);
	return owed > n;
}

struct uuid
turn_heir(const struct line *line, const struct uuid *op)
{
	struct uuid id = *op;
	const struct entry *e;
	size_t hops = 0;

	while ((e = line_find(line, &id)) && !uuid_is_nil(&e->next) &&
	       hops++ < line->v.n)
		id = e->next;
	return id;
}

void
turn_sent(struct line *line, struct entry *e)
{
	if (turn_rule(e, WISH_SEND) != TURN_YES)
		return;
	e->tries++;
	line_set(line, e, OP_SENT);
}

void
turn_back(struct line *line, struct entry *e, int64_t from)
{
	if (e->state != OP_SENT)
		return;
	e->maybe = true;
	e->rest = from;
	if (from) {
		e->busy++;
		line->resting++;
	}
	line_set(line, e, OP_QUEUED);
}

void
turn_all_back(struct line *line)
{
	size_t i;

	for (i = line->first; i < line->v.n; i++) {
		turn_back(line, line->v.v[i], 0);
		line->v.v[i]->rest = 0;
	}
	line->resting = 0;
}

int64_t
turn_wake(struct line *line, int64_t now)
{
	int64_t wake = 0;
	size_t i;

	if (!line->resting)
		return 0;
	line->resting = 0;
	for (i = line->first; i < line->v.n; i++) {
		struct entry *e = line->v.v[i];

		if (e->rest <= now || e->state != OP_QUEUED)
			e->rest = 0;
		if (!e->rest)
			continue;
		line->resting++;
		if (!wake || e->rest < wake)
			wake = e->rest;
	}
	return wake;
}
