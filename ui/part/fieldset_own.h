/* ui/part/fieldset_own.h -- what fieldset.c, fieldset_pick.c and fieldset_draw.c share. */
#ifndef UI_PART_FIELDSET_OWN_H
#define UI_PART_FIELDSET_OWN_H

#include "ui/part/fieldset.h"

bool place_is_open(const struct fieldset *, size_t place);
/* The field in focus went away with another one's value: on to the next. */
void fieldset_keep_open(struct fieldset *, struct ui *);
/* The name of a code as it stands in the field, NULL while it is no known code. */
const char *place_code_name(struct fieldset *, struct ui *, size_t place);

/* Typing in a field of one code: the first key replaces a known code and opens the list. */
bool act_code(struct fieldset *, struct ui *, enum act, const struct key *);
bool picker_start(struct fieldset *, struct ui *);
/* Keys while the list is open; false: the field's own. */
bool picker_key(struct fieldset *, struct ui *, enum act, const struct key *);
bool picker_is_typing(const struct fieldset *);
/* Takes the candidate under the cursor and closes the list; false: there is none. */
bool picker_take(struct fieldset *, struct ui *);
void picker_follow(struct fieldset *, struct ui *);
/* Leaving the field with the list open: takes the candidate where one was meant. */
void picker_leave(struct fieldset *, struct ui *);
/* Starts looking up what was left unresolved.  True: under way, judge it later. */
bool look_up_left(struct fieldset *, struct ui *, size_t place);

/* Whether the code may be chosen into the field now. */
bool code_is_offered(struct fieldset *, struct ui *, size_t field,
		     const struct choice *);

/* Lays out anew where the code that asks (FIELD_ASKER) has changed. */
void fieldset_follow(struct fieldset *, struct ui *);
/* What the table says of a code beside its name (rule_context.extra); arg: the fieldset. */
const json_t *code_extra(void *fs, const char *table, const char *code);
/* Asks for the tables whose codes say what else is asked for. */
void boxes_ask(struct fieldset *, struct ui *);

/* Asks for the values of the code field in focus, for the help on it. */
void values_ask(struct fieldset *, struct ui *);

/* A table that is held whole, and short enough to be read through. */
bool table_is_short(const char *table);
/* What the code that asks wants beside its name is not known yet. */
bool asker_waits(const struct fieldset *);
bool boxes_wait(const struct fieldset *, size_t place);

/* Boxes of a field of several codes. */
size_t boxes_count(struct fieldset *, struct ui *, size_t place);
const char *boxes_cell(struct fieldset *, struct ui *, size_t place, size_t box,
		       const char *what);
bool boxes_is_on(const struct fieldset *, size_t field, const char *code);
/* False: no box is meant. */
bool boxes_type(struct fieldset *, struct ui *, const char *text);

#endif
