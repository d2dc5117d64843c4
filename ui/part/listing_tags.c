/* listing_tags.c -- which rows of the list are marked for the next action. */
#include <string.h>

#include "base/str.h"

#include "ui/part/listing.h"

/* Where the tag stands, or would. */
static size_t
tag_at(const struct listing *l, const char *ticket)
{
	size_t low = 0, high = l->tags.n, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (strcmp(l->tags.v[middle].id, ticket) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_at(const struct listing *l, size_t at, const char *ticket)
{
	return at < l->tags.n && str_eq(l->tags.v[at].id, ticket);
}

bool
listing_is_tagged(const struct listing *l, size_t row)
{
	const char *ticket = listing_cell(l, row, "ticket");

	return is_at(l, tag_at(l, ticket), ticket);
}

size_t
listing_tags_seen(const struct listing *l)
{
	size_t i, n = 0;

	for (i = 0; l->tags.n && i < l->view.n; i++)
		n += listing_is_tagged(l, i);
	return n;
}

void
listing_tag(struct listing *l, const char *ticket, enum act how)
{
	size_t at = tag_at(l, ticket), i;

	if (!is_at(l, at, ticket)) {
		(void)vec_add(&l->tags);
		for (i = l->tags.n - 1; i > at; i--)
			l->tags.v[i] = l->tags.v[i - 1];
		str_copy(l->tags.v[at].id, UUID_TEXT, ticket);
	} else if (how == ACT_TAG) {
		vec_remove(&l->tags, at);
	}
}

/* What left the list is not acted on with what stands in it. */
void
listing_drop_tags(struct listing *l)
{
	const struct rows *rows = l->paged.rows;
	struct tag *tag;
	size_t i, at;

	if (!rows || !l->tags.n || !paged_rests(&l->paged))
		return;
	vec_each(tag, &l->tags)
		tag->listed = false;
	for (i = 0; i < rows->n; i++) {
		at = tag_at(l, rows_named(rows, i, "ticket"));
		if (is_at(l, at, rows_named(rows, i, "ticket")))
			l->tags.v[at].listed = true;
	}
	for (i = l->tags.n; i-- > 0;)
		if (!l->tags.v[i].listed)
			vec_remove(&l->tags, i);
}
