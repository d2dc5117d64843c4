/* ui/part/paged.h -- a list fetched in pages.  `rows` holds its beginning without a gap; the
 * rest is fetched when the operator goes there.
 */
#ifndef UI_PART_PAGED_H
#define UI_PART_PAGED_H

#include "ui/ui.h"

#define PAGED_PAGE 200
#define PAGED_MOST 10000 /* rows; use the search for rows beyond */

struct paged {
	struct answer answer; /* the page under way, or the last one */
	struct rows *rows; /* NULL: nothing yet */
	struct rows *coming; /* replaces rows once it is as long; NULL: none */
	const char *query;
	json_t *args; /* without after and limit */
	size_t before; /* rows before the page under way */
	size_t want; /* fetch until so many rows are known */
	bool whole; /* the list is complete */
};

/* Fetches from the beginning, as many rows as are shown now.  args taken. */
void paged_ask(struct paged *, struct ui *, const char *query, json_t *args);
/* Forgets the rows, before another list is fetched. */
void paged_empty(struct paged *, struct ui *);
/* True where the event answered a page of this list. */
bool paged_event(struct paged *, struct ui *, const struct event *);
/* Fetches one page more / all rows, up to PAGED_MOST. */
void paged_more(struct paged *, struct ui *);
void paged_all(struct paged *, struct ui *);
/* Whether no page is under way / no more rows can be fetched. */
bool paged_rests(const struct paged *);
bool paged_is_all(const struct paged *);

#endif
