/* ui/part/paged.h -- a list that comes in pages.  What is known of it stands in `rows`, from
 * its beginning without a gap; the rest is asked for when somebody goes there.
 */
#ifndef UI_PART_PAGED_H
#define UI_PART_PAGED_H

#include "ui/ui.h"

#define PAGED_PAGE 200
#define PAGED_MOST 10000 /* rows; what lies beyond is named, and found by searching */

struct paged {
	struct answer answer; /* the page under way, or the last one */
	struct rows *rows; /* NULL: nothing yet */
	struct rows
		*coming; /* what takes their place once it reaches as far; NULL: no */
	const char *query;
	json_t *args; /* without after and limit */
	size_t before; /* rows before the page under way */
	size_t want; /* so many rows are to be known */
	bool whole; /* nothing follows them at the centre */
};

/* From the beginning, as far as rows are shown now.  args taken. */
void paged_ask(struct paged *, struct ui *, const char *query, json_t *args);
/* Another list is asked for: the rows go. */
void paged_empty(struct paged *, struct ui *);
/* True where this event brought rows, or the end of asking for them. */
bool paged_event(struct paged *, struct ui *, const struct event *);
/* One page more / all there are, as far as PAGED_MOST. */
void paged_more(struct paged *, struct ui *);
void paged_all(struct paged *, struct ui *);
/* Nothing more is under way / nothing more can be had. */
bool paged_rests(const struct paged *);
bool paged_is_all(const struct paged *);

#endif
