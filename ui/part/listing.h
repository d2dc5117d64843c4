/* ui/part/listing.h -- a list of tickets that comes in pages: finding in it, limiting it,
 * going to a row, tagging, and acting on the row or on all that are tagged.  Worklist and
 * search are listings; each paints its own rows.
 */
#ifndef UI_PART_LISTING_H
#define UI_PART_LISTING_H

#include "base/uuid.h"
#include "base/vec.h"

#include "ui/part/bulk.h"
#include "ui/part/list.h"
#include "ui/part/paged.h"
#include "ui/screen.h"

enum listing_wish { WISH_NOTHING, WISH_FIND, WISH_TAG, WISH_END };

struct listing {
	struct screen screen; /* first: a prompt hands it back */
	struct paged paged;
	struct list list;
	struct bulk bulk; /* of the last act on several tickets */
	VEC(size_t) view; /* rows shown, in order */
	VEC(struct tag {
		char id[UUID_TEXT];
		bool listed;
	})
	tags; /* in the order of their ids */
	char limit[80], found[80], words[80];
	int days, step; /* only what is due within days; -1: all */
	enum listing_wish wish; /* done once the whole list is here */
	bool for_tagged, rest;
};

void listing_start(struct listing *, const struct screen_class *);
void listing_release(struct listing *, struct ui *);
/* Another list will stand here: rows, tags and cursor go. */
void listing_empty(struct listing *, struct ui *);
/* Behind a lock nothing of it stays; the cursor's ticket is found again. */
void listing_hide(struct listing *, struct ui *);
const char *listing_row_id(const void *listing, size_t row);
const char *listing_cell(const struct listing *, size_t row, const char *column);
bool listing_is_limited(const struct listing *);

/* False: this act means nothing in a list of tickets. */
bool listing_act(struct listing *, struct ui *, enum act, const struct key *);
/* The action of this name on the row, or on the tagged ones after ;. */
bool listing_open_action(struct listing *, struct ui *, const char *name,
			 const char *text);
bool listing_command(struct listing *, struct ui *, const char *verb, const char *rest);
/* True: it was about the rows, and they are taken in. */
bool listing_event(struct listing *, struct ui *, const struct event *);
/* What is limited and tagged, at the right end of a line; returns the columns left. */
int listing_draw_limits(const struct listing *, struct canvas line);

/* listing_tags.c: marks a row (ACT_TAG: or takes the mark off); drops the marks of what
 * left the list. */
void listing_tag(struct listing *, const char *ticket, enum act how);
void listing_drop_tags(struct listing *);
bool listing_is_tagged(const struct listing *, size_t row);
/* How many of the tagged rows no limit hides. */
size_t listing_tags_seen(const struct listing *);

/* listing_rows.c: each of the words stands somewhere in the row: in a text, as its state,
 * as its kind. */
bool listing_row_has(struct ui *, const struct rows *, size_t row, const char *words);
void listing_tag_many(struct screen *, struct ui *, const char *words);
void listing_found(struct screen *, struct ui *, const char *words);
bool listing_find_from(struct listing *, struct ui *, int step);
/* The cursor moved: at the end of what is here the list goes on. */
void listing_go_on(struct listing *, struct ui *, enum act);
/* Rows came: what waited for all of them is done now. */
void listing_grant_wish(struct listing *, struct ui *);

#endif
