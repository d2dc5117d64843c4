/* ui/part/row.h -- what rows of lists have in common: the signs of a ticket, and a name
 * without what all names around here begin with.
 */
#ifndef UI_PART_ROW_H
#define UI_PART_ROW_H

#include "ui/ui.h"

#define SIGN_COLS 6 /* of the column: a major incident and one more, or three */

/* A flag of a ticket as a list shows it: a word or letter, never a colour alone. */
struct sign {
	char flag;
	enum face face;
	const char *word, *help; /* N_() */
};
extern const struct sign row_signs[]; /* the gravest first; ends with flag 0 */

/* The signs that fit into exactly the columns of the canvas. */
void row_put_signs(struct canvas, const char *flags);

/* The part of a respondent's name that tells him from others: province, city and county of
 * one's own office are left out at its start. */
const char *row_name(struct ui *, const char *name);

/* The action that a key of a list opens on its ticket; NULL: none. */
const char *row_action(enum act);
/* The same by its first letter, as typed behind a colon; another word stays. */
const char *row_verb(const char *word);

#endif
