/* ui/screen/worklist.h -- the worklist's model, shared by its acts and its painter. */
#ifndef UI_SCREEN_WORKLIST_H
#define UI_SCREEN_WORKLIST_H

#include "base/uuid.h"
#include "base/vec.h"

#include "ui/part/bulk.h"
#include "ui/part/list.h"
#include "ui/part/paged.h"
#include "ui/screen.h"

struct queue {
	const char *code, *label, *duties;
	bool quiet; /* shown only while something is in it */
};

/* A list of one of her units. */
struct tab {
	const struct queue *queue;
	char unit[10]; /* "": her own */
};

enum worklist_wish { WISH_NOTHING, WISH_FIND, WISH_TAG, WISH_END };

struct worklist {
	struct screen screen;
	struct paged paged;
	struct answer counters[OPERATOR_UNITS], drafts;
	struct list list;
	struct bulk bulk; /* of the last act on several tickets */
	char units[OPERATOR_UNITS][10];
	size_t nunits;
	VEC(struct tab) tabs;
	size_t tab;
	VEC(size_t) view; /* rows shown, in order */
	VEC(struct tag {
		char id[UUID_TEXT];
		bool listed;
	})
	tags; /* in the order of their ids */
	char limit[80], found[80], words[80];
	int days, step; /* only what is due within days; -1: all */
	enum worklist_wish wish; /* done once the whole list is here */
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
/* The tab's list, and at which unit where that is not her own; "" where the count is not
 * known. */
void worklist_tab_label(const struct worklist *, struct ui *, size_t i, char out[120]);
const char *worklist_queue_count(const struct worklist *, size_t i);
/* A list that is seldom used shows only while something is in it. */
bool worklist_queue_shown(const struct worklist *, size_t i);
/* It holds something that must not wait until somebody looks. */
bool worklist_queue_grave(const struct worklist *, size_t i);
const char *worklist_row_id(const void *worklist, size_t row);

/* worklist_tabs.c */
void worklist_choose_tabs(struct worklist *, const struct operator*);
void worklist_ask_counters(struct worklist *, struct ui *);
bool worklist_is_counter(const struct worklist *, const struct answer *);
enum counted { COUNTED_HERE, COUNTED_BY_CENTRE };
bool worklist_counted(const struct worklist *, enum counted);
bool worklist_tab_holds(const struct worklist *, size_t i); /* something */

/* worklist_rows.c: each of the words stands somewhere in the row: in a text, as its state,
 * as its kind. */
bool worklist_row_has(struct ui *, const struct rows *, size_t row, const char *words);
void worklist_tag_many(struct screen *, struct ui *, const char *words);
void worklist_found(struct screen *, struct ui *, const char *words);
bool worklist_find_from(struct worklist *, struct ui *, int step);
/* The cursor moved: at the end of what is here the list goes on. */
void worklist_go_on(struct worklist *, struct ui *, enum act);
/* Rows came: what waited for all of them is done now. */
void worklist_grant_wish(struct worklist *, struct ui *);

void worklist_draw(struct screen *, struct ui *, struct canvas, unsigned damage);
/* Rows of the list that is shown are under way; at the login also which list that is. */
bool worklist_waits(const struct screen *, const struct ui *, enum act);

#endif
