/* ui/screen/worklist.h -- the worklist's model, shared by its acts and its painter. */
#ifndef UI_SCREEN_WORKLIST_H
#define UI_SCREEN_WORKLIST_H

#include "base/uuid.h"
#include "base/vec.h"

#include "ui/part/list.h"
#include "ui/screen.h"

struct worklist {
	struct screen screen;
	struct answer answer, counters, drafts;
	struct list list;
	size_t queues[16], nqueues, queue; /* indices into the table of queues */
	VEC(size_t) view; /* rows shown, in order */
	VEC(struct tag { char id[UUID_TEXT]; }) tags;
	char limit[80], found[80];
	int days, most; /* only what is due within days; -1: all */
	bool for_tagged, rest, foreign; /* some row is with another unit */
	bool warned; /* of days that are not certain */
	bool settled; /* which list to begin with is decided, or she chose herself */
};

const char *worklist_cell(const struct worklist *, size_t row, const char *column);
/* worklist_tags.c: marks a row (ACT_TAG: or takes the mark off); drops the marks of what
 * left the list. */
void worklist_tag(struct worklist *, const char *ticket, enum act how);
void worklist_drop_tags(struct worklist *);
bool worklist_is_tagged(const struct worklist *, size_t row);
/* How many of the tagged rows no limit hides. */
size_t worklist_tags_seen(const struct worklist *);
size_t worklist_nqueues(const struct worklist *);
const char *worklist_queue_label(const struct worklist *, size_t i);
const char *worklist_queue_count(const struct worklist *, size_t i); /* "" unknown */
/* A list that is seldom used shows only while something is in it. */
bool worklist_queue_shown(const struct worklist *, size_t i);
/* It holds something that must not wait until somebody looks. */
bool worklist_queue_grave(const struct worklist *, size_t i);
void worklist_draw(struct screen *, struct ui *, struct canvas, unsigned damage);

#endif
