/* ui/part/fieldset_own.h -- private to the files fieldset*.c. */
#ifndef UI_PART_FIELDSET_OWN_H
#define UI_PART_FIELDSET_OWN_H

#include "ui/part/fieldset.h"

bool place_is_open(const struct fieldset *, size_t place);
/* Moves the focus on where the value of another field has hidden the field in focus. */
void fieldset_keep_open(struct fieldset *, struct ui *);
/* The name of the code in the field; NULL while the text is no known code. */
const char *place_code_name(struct fieldset *, struct ui *, size_t place);

/* Typing in a field of one code: the first key replaces a known code and opens the list. */
bool act_code(struct fieldset *, struct ui *, enum act, const struct key *);
bool picker_start(struct fieldset *, struct ui *);
/* Keys while the list is open; false: the key belongs to the field. */
bool picker_key(struct fieldset *, struct ui *, enum act, const struct key *);
bool picker_is_typing(const struct fieldset *);
/* Takes the candidate under the cursor and closes the list; false: there is none. */
bool picker_take(struct fieldset *, struct ui *);
void picker_follow(struct fieldset *, struct ui *);
/* Leaving the field with the list open: takes the candidate under the cursor if the list
 * belongs to the text and a candidate was chosen or the text is no code; closes the list. */
void picker_leave(struct fieldset *, struct ui *);
/* Starts looking up a text that is no known code.  True: under way, judge it later. */
bool look_up_left(struct fieldset *, struct ui *, size_t place);

/* Whether the code may be chosen into the field now. */
bool code_is_offered(struct fieldset *, struct ui *, size_t field,
		     const struct choice *);

/* Turns to the page that shows the field in focus; true: it is another one. */
bool fieldset_turn(struct fieldset *);
/* Whether the code of the FIELD_ASKER asks for other fields than have a place. */
bool fieldset_is_outdated(const struct fieldset *);
/* The extra of a code's row (rule_context.extra); arg: the fieldset. */
const json_t *code_extra(void *fs, const char *table, const char *code);
/* Asks for the tables of the FIELD_ASKER fields and of the boxes. */
void boxes_ask(struct fieldset *, struct ui *);

/* Asks for the values of the code field in focus, for the help on it. */
void values_ask(struct fieldset *, struct ui *);

/* Whether the table is short enough to be held and shown whole. */
bool table_is_short(const char *table);
/* Whether the row of the FIELD_ASKER's code has not come yet. */
bool asker_waits(const struct fieldset *);
bool boxes_wait(const struct fieldset *, size_t place);

/* Boxes of a field of several codes. */
size_t boxes_count(struct fieldset *, struct ui *, size_t place);
const char *boxes_cell(struct fieldset *, struct ui *, size_t place, size_t box,
		       const char *what);
bool boxes_is_on(const struct fieldset *, size_t field, const char *code);
/* Types into the boxes.  False: the text names no box. */
bool boxes_type(struct fieldset *, struct ui *, const char *text);

#endif
