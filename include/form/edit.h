/* form/edit.h -- a text buffer with a cursor and undo; knows nothing of a terminal.
 * Always valid UTF-8 without control characters but \n and \t; offsets are bytes at
 * character boundaries.  A line editor (rows 1) is one that takes no newlines: pasted
 * ones become blanks.
 */
#ifndef FORM_EDIT_H
#define FORM_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct edit;

struct edit *edit_new(size_t max_chars, size_t rows); /* max_chars 0: no limit */
void edit_free(struct edit *); /* wipes the text */

const char *edit_text(const struct edit *); /* borrowed until the next change */
size_t edit_len(const struct edit *);
size_t edit_chars(const struct edit *);
size_t edit_cursor(const struct edit *);
/* Counts changes of the text, so that a caller knows when to journal. */
unsigned edit_version(const struct edit *);

void edit_set(struct edit *, const char *text); /* forgets undo; cursor at the end */
/* Replaces everything as one undo step; cursor at the end.  Text that a program sets or
 * puts may exceed max_chars: the field's rule then reports it. */
void edit_put(struct edit *, const char *text);
/* Inserts s at the cursor.  Returns how many characters were left out, because they did
 * not fit or are no text (0: none). */
size_t edit_insert(struct edit *, const char *s, size_t len);

enum edit_move {
	EDIT_LEFT,
	EDIT_RIGHT,
	EDIT_WORD_LEFT,
	EDIT_WORD_RIGHT,
	EDIT_HOME,
	EDIT_END,
	EDIT_UP,
	EDIT_DOWN,
	EDIT_PAGE_UP,
	EDIT_PAGE_DOWN,
	EDIT_TOP,
	EDIT_BOTTOM
};
/* Up, down, home, end and pages follow display lines of `columns` width (edit_wrap);
 * going up and down keeps the column it started in. */
void edit_move(struct edit *, enum edit_move, int columns);
void edit_seek(struct edit *, size_t at); /* to the nearest character boundary */

enum edit_cut {
	EDIT_CHAR_BACK,
	EDIT_CHAR,
	EDIT_WORD_BACK,
	EDIT_WORD,
	EDIT_TO_END,
	EDIT_TO_START,
	EDIT_ALL
};
void edit_cut(struct edit *, enum edit_cut); /* more than a character can be put back by
					      * edit_yank */
void edit_yank(struct edit *);
/* Shares a kill buffer, so that text cut in one field can be yanked in another.
 * Borrowed. */
void edit_share(struct edit *, struct str *kill);
bool edit_undo(struct edit *); /* false: nothing to undo; one typed run is one step */
bool edit_redo(struct edit *);

/* Display lines at a width: wraps at character boundaries by columns, never inside one;
 * closing punctuation does not start a line and opening punctuation does not end one
 * where avoidable. */
struct edit_line {
	size_t at, len; /* bytes, without the newline */
};
/* Returns the number of lines (at least 1), which may exceed max; lines may be NULL. */
size_t edit_wrap(const char *text, size_t len, int columns, struct edit_line *lines,
		 size_t max);
/* The display line that shows the offset: a wrapped line's end shows on the next. */
size_t edit_line_of(const struct edit_line *lines, size_t n, size_t at);

#endif
