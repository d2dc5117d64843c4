/* ui/screen/worklist.h -- the worklist's model, shared by its acts and its painter. */
#ifndef UI_SCREEN_WORKLIST_H
#define UI_SCREEN_WORKLIST_H

#include "base/vec.h"

#include "ui/part/listing.h"

struct queue {
	const char *code, *label, *duties;
	bool quiet; /* shown only while something is in it */
};

/* A list of one of her units. */
struct tab {
	const struct queue *queue;
	char unit[10]; /* "": her own */
};

struct worklist {
	struct listing listing;
	struct answer counters[OPERATOR_UNITS], drafts;
	char units[OPERATOR_UNITS][10];
	size_t nunits;
	VEC(struct tab) tabs;
	size_t tab;
	bool foreign; /* some row is with another unit */
	bool warned; /* of days that are not certain */
	bool settled; /* which list to begin with is decided, or she chose herself */
};

/* The tab's list, and at which unit where that is not her own; "" where the count is not
 * known. */
void worklist_tab_label(const struct worklist *, struct ui *, size_t i, char out[120]);
const char *worklist_queue_count(const struct worklist *, size_t i);
/* A list that is seldom used shows only while something is in it. */
bool worklist_queue_shown(const struct worklist *, size_t i);
/* It holds something that must not wait until somebody looks. */
bool worklist_queue_grave(const struct worklist *, size_t i);

/* worklist_tabs.c */
void worklist_choose_tabs(struct worklist *, const struct operator*);
void worklist_ask_counters(struct worklist *, struct ui *);
bool worklist_is_counter(const struct worklist *, const struct answer *);
enum counted { COUNTED_HERE, COUNTED_BY_CENTRE };
bool worklist_counted(const struct worklist *, enum counted);
bool worklist_tab_holds(const struct worklist *, size_t i); /* something */

void worklist_draw(struct screen *, struct ui *, struct canvas, unsigned damage);

#endif
