/* ui/part/row.h -- common to the rows of lists: the signs of a ticket, a respondent's name
 * without the local place names, the shortcuts of actions.
 */
#ifndef UI_PART_ROW_H
#define UI_PART_ROW_H

#include "ui/ui.h"

#define SIGN_COLS 6 /* width: a major incident and one more sign, or three signs */

/* A flag of a ticket as a list shows it: a word or letter, never a colour alone. */
struct sign {
	char flag;
	enum face face;
	const char *word, *help; /* N_() */
};
extern const struct sign row_signs[]; /* the gravest first; ends with flag 0 */

/* The signs that fit into exactly the columns of the canvas. */
void row_put_signs(struct canvas, const char *flags);

/* A respondent's name without a leading province, city or county of the operator's own
 * office. */
const char *row_name(struct ui *, const char *name);

/* A state's name; where it is too wide, without what it says in brackets: "待初查". */
void row_state(char *out, size_t size, struct ui *, const char *state, int cols);

/* The action that a key of a list opens on its ticket; NULL: none. */
const char *row_action(enum act);
/* The same by its first letter, typed after a colon; other words are returned unchanged. */
const char *row_verb(const char *word);

#endif
