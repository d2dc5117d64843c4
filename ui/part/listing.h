/* ui/part/listing.h -- a list of tickets, fetched in pages: finding, limiting, going to a
 * row, tagging, and acting on the row or on all tagged rows.  Worklist and search are
 * listings; each paints its own rows.
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
	int days, step; /* days: show only rows due within so many; -1: all */
	enum listing_wish wish; /* to be done once the whole list is here */
	bool for_tagged, rest;
};

void listing_start(struct listing *, const struct screen_class *);
void listing_release(struct listing *, struct ui *);
/* Forgets rows, tags and cursor, before another list is shown. */
void listing_empty(struct listing *, struct ui *);
/* Forgets the rows while locked; keeps the id under the cursor. */
void listing_hide(struct listing *, struct ui *);
const char *listing_row_id(const void *listing, size_t row);
const char *listing_cell(const struct listing *, size_t row, const char *column);
bool listing_is_limited(const struct listing *);

/* False: this act means nothing in a list of tickets. */
bool listing_act(struct listing *, struct ui *, enum act, const struct key *);
/* Opens the action of this name on the row, or after ";" on the tagged rows. */
bool listing_open_action(struct listing *, struct ui *, const char *name,
			 const char *text);
bool listing_command(struct listing *, struct ui *, const char *verb, const char *rest);
/* True: the event concerned the rows, and they are updated. */
bool listing_event(struct listing *, struct ui *, const struct event *);
/* Draws limit and tags at the right end of a line; returns the columns left. */
int listing_draw_limits(const struct listing *, struct canvas line);

/* listing_tags.c: tags a row (how ACT_TAG: toggles its tag). */
void listing_tag(struct listing *, const char *ticket, enum act how);
/* Drops the tags of rows that left the list. */
void listing_drop_tags(struct listing *);
bool listing_is_tagged(const struct listing *, size_t row);
/* How many tagged rows are not hidden by a limit. */
size_t listing_tags_seen(const struct listing *);

/* listing_rows.c: whether each of the words occurs in the row: in a text, its state or its
 * kind. */
bool listing_row_has(struct ui *, const struct rows *, size_t row, const char *words);
void listing_tag_many(struct screen *, struct ui *, const char *words);
void listing_found(struct screen *, struct ui *, const char *words);
bool listing_find_from(struct listing *, struct ui *, int step);
/* The cursor moved: at the end of the known rows, fetches the next page. */
void listing_go_on(struct listing *, struct ui *, enum act);
/* Rows came: does what waited for the whole list. */
void listing_grant_wish(struct listing *, struct ui *);

#endif
