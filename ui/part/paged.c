/* paged.c -- fetches a list page by page.
 *
 * 1. A page begins after the last row of the one before it; the mirror's answer is shown
 *    until the centre's replaces it.
 * 2. When a list is fetched again, the old rows stay until the new ones are as many.
 */
#include "ui/part/paged.h"

#include <string.h>

#include "base/str.h"

static struct rows *
gathered(struct paged *p)
{
	return p->coming ? p->coming : p->rows;
}

static void
ask_page(struct paged *p, struct ui *ui)
{
	const struct rows *rows = gathered(p);
	size_t n = rows ? rows->n : 0;
	json_t *args = json_copy(p->args);
	char most[16];

	str_format(most, sizeof most, "%d", PAGED_PAGE);
	json_put(args, "limit", most);
	json_put(args, "after", n ? rows_named(rows, n - 1, "next") : "");
	p->before = n;
	ui_ask(ui, &p->answer, p->query, args, NULL);
}

void
paged_ask(struct paged *p, struct ui *ui, const char *query, json_t *args)
{
	p->want = p->rows && p->rows->n > PAGED_PAGE ? p->rows->n : PAGED_PAGE;
	p->query = query;
	json_decref(p->args);
	p->args = args;
	p->whole = false;
	rows_free(p->coming);
	p->coming = rows_new(query_named(query));
	ask_page(p, ui);
}

void
paged_empty(struct paged *p, struct ui *ui)
{
	ui_forget(ui, &p->answer);
	rows_free(p->rows);
	rows_free(p->coming);
	json_decref(p->args);
	*p = (struct paged){ 0 };
}

static bool
is_known(const struct rows *rows, const char *ticket)
{
	int column = query_column(rows->query, "ticket");
	size_t i;

	for (i = rows->n; i-- > 0;)
		if (str_eq(rows_cell(rows, i, column), ticket))
			return true;
	return false;
}

/* What moved from a later page to an earlier one while they were read stands once. */
static void
add_page(struct rows *all, const struct rows *page)
{
	size_t i, n = page->query->ncolumns;

	for (i = 0; i < page->n; i++)
		if (!is_known(all, rows_named(page, i, "ticket")))
			rows_add(all, (const char *const *)page->cells + i * n);
}

static void
show(struct paged *p)
{
	if (!p->coming)
		return;
	rows_free(p->rows);
	p->rows = p->coming;
	p->coming = NULL;
}

static void
take_page(struct paged *p)
{
	struct rows *all = gathered(p);

	rows_cut(all, p->before);
	add_page(all, p->answer.rows);
	/* the mirror's beginning of a list may be shorter than a page */
	p->whole = p->answer.rows->n == 0 ||
		   (!p->answer.mirror && p->answer.rows->n < PAGED_PAGE) ||
		   str_empty(rows_named(all, all->n - 1, "next"));
	if (p->whole || !p->rows || all->n >= p->rows->n)
		show(p);
}

/* What was shown stays; else whatever came. */
static void
give_up(struct paged *p)
{
	if (!p->rows)
		show(p);
	rows_free(p->coming);
	p->coming = NULL;
}

bool
paged_event(struct paged *p, struct ui *ui, const struct event *event)
{
	if (!event->answer || event->answer != &p->answer || !p->args)
		return false;
	if (event->kind == EVENT_ROWS && p->answer.rows)
		take_page(p);
	if (p->answer.waiting)
		return true;
	if (event->kind != EVENT_ROWS)
		give_up(p);
	else if (!p->whole && gathered(p)->n < p->want && gathered(p)->n > p->before)
		ask_page(p, ui);
	else
		show(p);
	return true;
}

static void
want(struct paged *p, struct ui *ui, size_t rows)
{
	p->want = rows < PAGED_MOST ? rows : PAGED_MOST;
	if (p->rows && !p->whole && !p->answer.waiting && p->rows->n < p->want)
		ask_page(p, ui);
}

void
paged_more(struct paged *p, struct ui *ui)
{
	if (p->rows)
		want(p, ui, p->rows->n + 1);
}

void
paged_all(struct paged *p, struct ui *ui)
{
	want(p, ui, PAGED_MOST);
}

bool
paged_rests(const struct paged *p)
{
	return !p->answer.waiting;
}

bool
paged_is_all(const struct paged *p)
{
	return p->whole || (p->rows && p->rows->n >= PAGED_MOST);
}
