/* stock.c -- prefetches the tickets of the operator's queues, so that they can be opened and
 * acted on without the centre.
 *
 * 1. The desk asks for one document at a time, PACE apart, and only for versions newer than
 *    the mirror's; of a document larger than BYTES the centre sends its last steps, or
 *    nothing.
 * 2. Each fetched list names the tickets to check; they are forgotten when the link falls.
 */
#include "stock.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/uuid.h"
#include "base/vec.h"

#include "model/queue.h"

#include "store/mirror.h"

#include "ask.h"
#include "question.h"

enum { PACE = 100, MOST = 500, CHECKED_AT_ONCE = 8, BYTES = 65536 };

struct stock_item {
	struct uuid ticket;
	long version;
};

struct stock {
	VEC(struct stock_item) v;
	size_t next; /* index of the first ticket not yet checked */
};

static void stock_forget(struct desk *);

/* Whether this version of the ticket, or a newer one, is in the mirror. */
static bool
stock_has(struct desk *desk, const struct stock_item *item)
{
	json_t *doc = NULL;
	bool here = false;
	int64_t at;

	if (mirror_ticket(desk->store, &item->ticket, &doc, &at, NULL) == DONE)
		here = doc && json_int(doc, "version", 0) >= item->version;
	json_decref(doc);
	return here;
}

static void
stock_step(void *arg, struct stamp now)
{
	struct desk *desk = arg;
	struct stock *s = desk->stock;
	char ticket[UUID_TEXT];
	int i;

	for (i = 0; s->next < s->v.n && i < CHECKED_AT_ONCE; i++) {
		const struct stock_item *item = &s->v.v[s->next++];

		if (stock_has(desk, item))
			continue;
		uuid_text(&item->ticket, ticket);
		if (!ask_own(desk, "ticket",
			     json_pack("{s:s, s:i}", "ticket", ticket, "most", BYTES),
			     now))
			return;
		break;
	}
	if (s->next < s->v.n)
		loop_timer(desk->loop, now.mono + PACE, stock_step, desk);
	else
		stock_forget(desk);
}

static bool
stock_lists(const struct stock *s, const struct stock_item *item)
{
	size_t i;

	for (i = 0; i < s->v.n; i++)
		if (uuid_eq(&s->v.v[i].ticket, &item->ticket))
			return true;
	return false;
}

static void
stock_forget(struct desk *desk)
{
	loop_timer_off(desk->loop, stock_step, desk);
	vec_release(&desk->stock->v);
	desk->stock->next = 0;
}

static void
stock_add(struct desk *desk, const char *queue, const struct rows *rows,
	  struct stamp now)
{
	const struct queue *list = queue_named(queue);
	struct stock *s = desk->stock;
	struct stock_item item;
	size_t i;

	if (!list || !list->prefetch)
		return;
	for (i = 0; i < rows->n && s->v.n < MOST; i++) {
		item.version = strtol(rows_named(rows, i, "version"), NULL, 10);
		if (uuid_parse(rows_named(rows, i, "ticket"), &item.ticket) &&
		    !stock_lists(s, &item))
			vec_push(&s->v, item);
	}
	if (s->next < s->v.n)
		loop_timer(desk->loop, now.mono + PACE, stock_step, desk);
}

/* ---- events ------------------------------------------------------------------------------ */

void
stock_fetched(struct desk *desk, struct event *event)
{
	char queue[24];

	if (str_eq(event->question->query->name, "worklist"))
		stock_add(desk, question_named(event->question, "queue", queue),
			  event->rows, event->now);
}

void
stock_fell(struct desk *desk, struct event *event)
{
	(void)event;
	stock_forget(desk);
}

void
stock_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->stock = xcalloc(1, sizeof *desk->stock);
}

void
stock_ended(struct desk *desk, struct event *event)
{
	(void)event;
	stock_forget(desk);
	free(desk->stock);
	desk->stock = NULL;
}
