/* worklist_tabs.c -- an operator's queues at each of the operator's units, and the number of
 * tickets in each.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/screen/worklist.h"

void
worklist_ask_counters(struct worklist *w, struct ui *ui)
{
	size_t i;

	for (i = 0; i < w->nunits; i++)
		ui_ask(ui, &w->counters[i], "counters",
		       json_pack("{s:s}", "unit", w->units[i]), NULL);
}

static bool
is_for(const struct queue *queue, const struct operator_info *me, const char *unit)
{
	char duties[80];
	char *duty, *rest;

	if (!*queue->duties)
		return true;
	str_copy(duties, sizeof duties, queue->duties);
	for (duty = strtok_r(duties, " ", &rest); duty;
	     duty = strtok_r(NULL, " ", &rest))
		if (operator_works_at(me, duty, unit))
			return true;
	return false;
}

/* Her own unit's lists first; then those of every other at which she works, herself or for
 * somebody absent.  What she registered is one list, whatever the unit. */
void
worklist_choose_tabs(struct worklist *w, const struct operator_info *me)
{
	const char *units[OPERATOR_UNITS];
	struct tab *tab;
	size_t i, k;

	w->nunits = operator_units(me, units);
	for (k = 0; k < w->nunits; k++) {
		str_copy(w->units[k], sizeof w->units[k], units[k]);
		for (i = 0; i < nqueues; i++) {
			if (!is_for(&queues[i], me, units[k]) ||
			    (k > 0 && str_eq(queues[i].scope, "mine")))
				continue;
			tab = vec_add(&w->tabs);
			tab->queue = &queues[i];
			str_copy(tab->unit, sizeof tab->unit, units[k]);
		}
	}
}

bool
worklist_tab_holds(const struct worklist *w, size_t i)
{
	const char *n = worklist_queue_count(w, i);

	return *n && !str_eq(n, "0");
}

bool
worklist_queue_grave(const struct worklist *w, size_t i)
{
	return str_eq(w->tabs.v[i].queue->scope, "incident") &&
	       worklist_tab_holds(w, i);
}

static bool
is_worth_showing(const struct worklist *w, size_t i)
{
	return !w->tabs.v[i].queue->quiet || worklist_tab_holds(w, i);
}

bool
worklist_queue_shown(const struct worklist *w, size_t i)
{
	return i == w->tab || is_worth_showing(w, i);
}

/* By the desk's copy or, settled, by the centre. */
bool
worklist_counted(const struct worklist *w, enum counted by)
{
	size_t i;

	for (i = 0; i < w->nunits; i++)
		if (!w->counters[i].rows ||
		    (by == COUNTED_BY_CENTRE && w->counters[i].waiting))
			return false;
	return true;
}

bool
worklist_is_counter(const struct worklist *w, const struct answer *answer)
{
	return answer >= w->counters && answer < w->counters + w->nunits;
}

void
worklist_tab_label(const struct worklist *w, struct ui *ui, size_t i, char out[120])
{
	const char *unit = w->tabs.v[i].unit;

	str_format(out, 120, "%s%s%s", _(w->tabs.v[i].queue->label), *unit ? "·" : "",
		   *unit ? ui_label(ui, "unit", unit) : "");
}

const char *
worklist_queue_count(const struct worklist *w, size_t i)
{
	const struct rows *rows = NULL;
	size_t r;

	for (r = 0; r < w->nunits; r++)
		if (str_eq(w->units[r], w->tabs.v[i].unit))
			rows = w->counters[r].rows;
	for (r = 0; rows && r < rows->n; r++)
		if (str_eq(rows_named(rows, r, "queue"), w->tabs.v[i].queue->code))
			return rows_named(rows, r, "n");
	return "";
}
