/* ui/screen/worklist.h -- the worklist's model, shared by its acts and its painter. */
#ifndef UI_SCREEN_WORKLIST_H
#define UI_SCREEN_WORKLIST_H

#include "base/vec.h"

#include "model/queue.h"

#include "ui/part/listing.h"

/* A queue of one of the operator's units. */
struct tab {
	const struct queue *queue;
	char unit[10]; /* "": the operator's own */
};

struct worklist {
	struct listing listing;
	struct answer counters[OPERATOR_UNITS], drafts;
	char units[OPERATOR_UNITS][10];
	size_t nunits;
	VEC(struct tab) tabs;
	size_t tab;
	bool foreign; /* some row is held by another unit */
	bool warned; /* was shown the warning of uncertain deadlines */
	bool settled; /* the first tab is chosen, by the program or the operator */
};

/* The label of a tab's queue, with the unit where it is not the operator's own. */
void worklist_tab_label(const struct worklist *, struct ui *, size_t i, char out[120]);
/* The number of tickets in a tab's queue; "" where not known. */
const char *worklist_queue_count(const struct worklist *, size_t i);
/* Whether the tab is shown; a quiet queue only while it is not empty. */
bool worklist_queue_shown(const struct worklist *, size_t i);
/* Whether the queue holds a ticket that needs attention at once. */
bool worklist_queue_grave(const struct worklist *, size_t i);

/* worklist_tabs.c */
void worklist_choose_tabs(struct worklist *, const struct operator_info *);
void worklist_ask_counters(struct worklist *, struct ui *);
bool worklist_is_counter(const struct worklist *, const struct answer *);
enum counted { COUNTED_HERE, COUNTED_BY_CENTRE };
bool worklist_counted(const struct worklist *, enum counted);
bool worklist_tab_holds(const struct worklist *, size_t i); /* at least one ticket */

void worklist_draw(struct screen *, struct ui *, struct canvas, unsigned damage);

#endif
