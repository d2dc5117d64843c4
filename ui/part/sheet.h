/* ui/part/sheet.h -- lines to read, with a cursor on one of them.  A line may carry an id:
 * Enter opens it, and the cursor stays on it when the lines are rebuilt.
 */
#ifndef UI_PART_SHEET_H
#define UI_PART_SHEET_H

#include "base/vec.h"

#include "ui/part/list.h"

enum { SHEET_SPANS = 4 };

struct sheet_line {
	char id[48];
	struct sheet_span {
		int x;
		enum face face;
		char *text;
	} spans[SHEET_SPANS];
	size_t nspans;
};

struct sheet {
	VEC(struct sheet_line) lines;
	struct list list;
	char found[80];
};

void sheet_release(struct sheet *); /* wipes the text */

/* To build a sheet: clear, lines with their spans, done.  Columns 0 and 1 belong to the
 * cursor. */
void sheet_clear(struct sheet *);
void sheet_line(struct sheet *, const char *id);
void sheet_put(struct sheet *, int x, enum face,
	       const char *text); /* on the last line */
void sheet_format(struct sheet *, int x, enum face, const char *fmt, ...) PRINTF(4, 5);
/* Appends to the last line: at column 1, or two columns after its text. */
void sheet_append(struct sheet *, enum face, const char *fmt, ...) PRINTF(3, 4);
/* A paragraph starting on the last line, wrapped into `cols` columns at x; all its lines
 * have the id of the first. */
void sheet_wrap(struct sheet *, int x, int cols, enum face, const char *text);
/* Removes the lines from this one on. */
void sheet_drop(struct sheet *, size_t from);
void sheet_done(struct sheet *);

/* The id under the cursor; "" where the line opens nothing. */
const char *sheet_at(const struct sheet *);
bool sheet_act(struct sheet *, enum act);
/* Finds the words from the cursor on, by step 1 or -1, wrapping around.  False: none. */
bool sheet_find(struct sheet *, const char *words, int step);
void sheet_draw(struct sheet *, struct canvas, unsigned damage);
/* Paints the first lines, without a cursor. */
void sheet_paint(const struct sheet *, struct canvas);

#endif
