/* lists.c -- fetches the operator's lists for offline use: the counters of each unit first,
 * then each list that they count, page after page.
 * Law: once the ledgers agreed, and after news at most once every REST.
 */
#include "lists.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

#include "model/ticket.h"

#include "store/mirror.h"

#include "ask.h"
#include "local.h"
#include "question.h"

enum { REST = 15000 };

struct lists {
	bool stale; /* news came since the last refresh */
	int64_t refreshed; /* mono */
};

/* Asks for the counters of each unit the operator works at. */
static bool
counters_ask(struct desk *desk, struct stamp now)
{
	const char *units[OPERATOR_UNITS];
	struct operator_info me;
	size_t i, n;

	(void)operator_read(&me, desk->who);
	n = operator_units(&me, units);
	for (i = 0; i < n; i++)
		if (!ask_own(desk, "counters", json_pack("{s:s}", "unit", units[i]),
			     now))
			return false;
	return n > 0 || ask_own(desk, "counters", NULL, now);
}

static void
lists_refresh(struct desk *desk, struct stamp now)
{
	struct lists *l = desk->lists;

	if (!l->stale || now.mono < l->refreshed + REST)
		return;
	l->stale = false;
	l->refreshed = now.mono;
	if (!counters_ask(desk, now))
		l->stale = true;
}

/* Asks for each list that the counters name. */
static void
counters_fetched(struct desk *desk, struct event *event)
{
	const struct rows *rows = event->rows;
	const char *unit, *queue;
	char buffer[24];
	size_t i;

	unit = question_named(event->question, "unit", buffer);
	for (i = 0; i < rows->n; i++) {
		queue = rows_named(rows, i, "queue");
		if (!ask_own(desk, "worklist",
			     json_pack("{s:s, s:s}", "unit", unit, "queue", queue),
			     event->now))
			break;
	}
}

/* Asks for the next page of a list, up to LOCAL_LIST rows. */
static void
worklist_fetched(struct desk *desk, struct event *event)
{
	const struct rows *rows = event->rows;
	char unit[24], queue[24];
	const struct list_name name = { question_named(event->question, "unit", unit),
					question_named(event->question, "queue",
						       queue) };
	struct list_size size;
	const char *next;

	if (!rows->n || rows->n < local_limit(event->question))
		return;
	next = rows_named(rows, rows->n - 1, "next");
	if (*next && mirror_count(desk->store, &name, &size, NULL) == DONE &&
	    size.rows < LOCAL_LIST)
		(void)ask_own(desk, "worklist",
			      json_pack("{s:s, s:s, s:s}", "unit", name.unit, "queue",
					name.queue, "after", next),
			      event->now);
}

/* ---- events ------------------------------------------------------------------------------ */

void
lists_fetched(struct desk *desk, struct event *event)
{
	const char *query = event->question->query->name;

	if (str_eq(query, "counters"))
		counters_fetched(desk, event);
	else if (str_eq(query, "worklist"))
		worklist_fetched(desk, event);
}

void
lists_news(struct desk *desk, struct event *event)
{
	if (event->rows->n)
		desk->lists->stale = true;
	lists_refresh(desk, event->now);
}

void
lists_agreed(struct desk *desk, struct event *event)
{
	desk->lists->stale = true;
	desk->lists->refreshed = event->now.mono - REST;
	lists_refresh(desk, event->now);
}

void
lists_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->lists = xcalloc(1, sizeof *desk->lists);
}

void
lists_ended(struct desk *desk, struct event *event)
{
	(void)event;
	free(desk->lists);
	desk->lists = NULL;
}
