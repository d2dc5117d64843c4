/* worklist_tags.c -- which rows of the list are marked for the next action. */
#include <string.h>

#include "base/str.h"

#include "ui/screen/worklist.h"

/* Where the tag stands, or would. */
static size_t
tag_at(const struct worklist *w, const char *ticket)
{
	size_t low = 0, high = w->tags.n, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (strcmp(w->tags.v[middle].id, ticket) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_at(const struct worklist *w, size_t at, const char *ticket)
{
	return at < w->tags.n && str_eq(w->tags.v[at].id, ticket);
}

bool
worklist_is_tagged(const struct worklist *w, size_t row)
{
	const char *ticket = worklist_cell(w, row, "ticket");

	return is_at(w, tag_at(w, ticket), ticket);
}

size_t
worklist_tags_seen(const struct worklist *w)
{
	size_t i, n = 0;

	for (i = 0; w->tags.n && i < w->view.n; i++)
		n += worklist_is_tagged(w, i);
	return n;
}

void
worklist_tag(struct worklist *w, const char *ticket, enum act how)
{
	size_t at = tag_at(w, ticket), i;

	if (!is_at(w, at, ticket)) {
		(void)vec_add(&w->tags);
		for (i = w->tags.n - 1; i > at; i--)
			w->tags.v[i] = w->tags.v[i - 1];
		str_copy(w->tags.v[at].id, UUID_TEXT, ticket);
	} else if (how == ACT_TAG) {
		vec_remove(&w->tags, at);
	}
}

/* What left the list is not acted on with what stands in it. */
void
worklist_drop_tags(struct worklist *w)
{
	const struct rows *rows = w->paged.rows;
	struct tag *tag;
	size_t i, at;

	if (!rows || !w->tags.n || !paged_rests(&w->paged))
		return;
	vec_each(tag, &w->tags)
		tag->listed = false;
	for (i = 0; i < rows->n; i++) {
		at = tag_at(w, rows_named(rows, i, "ticket"));
		if (is_at(w, at, rows_named(rows, i, "ticket")))
			w->tags.v[at].listed = true;
	}
	for (i = w->tags.n; i-- > 0;)
		if (!w->tags.v[i].listed)
			vec_remove(&w->tags, i);
}

bool
worklist_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct worklist *w = (const struct worklist *)screen;

	(void)ui;
	if (w->tabs.n == 0 || act == ACT_BACK || act == ACT_QUIT || act == ACT_PILE ||
	    act == ACT_SEARCH || act == ACT_OUTBOX || act == ACT_HELP)
		return false;
	return (!w->paged.rows && w->paged.answer.waiting) || w->wish != WISH_NOTHING ||
	       (!w->settled && !worklist_counted(w, COUNTED_HERE) &&
		w->counters[0].waiting);
}
