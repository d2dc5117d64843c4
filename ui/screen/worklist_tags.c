/* worklist_tags.c -- which rows of the list are marked for the next action. */
#include "base/str.h"

#include "ui/screen/worklist.h"

static size_t
tag_at(const struct worklist *w, const char *ticket)
{
	size_t i;

	for (i = 0; i < w->tags.n; i++)
		if (str_eq(w->tags.v[i].id, ticket))
			return i;
	return w->tags.n;
}

bool
worklist_is_tagged(const struct worklist *w, size_t row)
{
	return tag_at(w, worklist_cell(w, row, "ticket")) < w->tags.n;
}

size_t
worklist_tags_seen(const struct worklist *w)
{
	size_t i, n = 0;

	for (i = 0; i < w->view.n; i++)
		n += worklist_is_tagged(w, i);
	return n;
}

void
worklist_tag(struct worklist *w, const char *ticket, enum act how)
{
	size_t at = tag_at(w, ticket);

	if (at == w->tags.n)
		str_copy(vec_add(&w->tags)->id, UUID_TEXT, ticket);
	else if (how == ACT_TAG)
		vec_remove(&w->tags, at);
}

static bool
is_listed(const struct rows *rows, const char *ticket)
{
	size_t i;

	for (i = 0; i < rows->n; i++)
		if (str_eq(rows_named(rows, i, "ticket"), ticket))
			return true;
	return false;
}

/* What left the list is not acted on with what stands in it. */
void
worklist_drop_tags(struct worklist *w)
{
	size_t i;

	for (i = w->tags.n; w->answer.rows && !w->answer.waiting && i-- > 0;)
		if (!is_listed(w->answer.rows, w->tags.v[i].id))
			vec_remove(&w->tags, i);
}
