/* press.h -- typesets the pages of a document.
 * All lengths are points (1/72 inch), except those in Pango's units.
 */
#ifndef PRESS_H
#define PRESS_H

#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#include "model/paper.h"

/* The faces a document is set in; sizes and distances stand in face.c. */
enum face {
	FACE_TEXT,
	FACE_TITLE,
	FACE_OFFICE,
	FACE_CELL,
	FACE_NOTE,
	FACE_FOLIO,
	FACE__MAX
};

struct fonts {
	const char *text, *title, *figures; /* families, best first, with commas */
};

struct faces {
	PangoContext *context;
	PangoFontDescription *fonts[FACE__MAX];
	double ascent[FACE__MAX], height[FACE__MAX];
	size_t unknown; /* characters without a glyph in any font … */
	uint32_t first[4]; /* … and the first of them */
};
void faces_open(struct faces *, const struct fonts *);
/* Appends to out, once each, the characters of the text for which some face has no glyph
 * in any font. */
struct str;
void faces_lack(struct faces *, const char *text, struct str *out);
void faces_close(struct faces *);
double face_size(enum face);
double face_pitch(enum face); /* from line to line */

/* Text broken into lines. */
enum align { AT_LEFT, AT_CENTRE, AT_RIGHT, AT_BOTH };
struct setting {
	PangoLayout *layout; /* yours: setting_free() */
	const struct faces *faces;
	enum face face;
	enum align align;
	double width, indent;
	int n; /* lines */
};
void setting_make(struct setting *, struct faces *, const char *text);
void setting_free(struct setting *);
/* One line with its upper edge at y, in the width from x on. */
void setting_draw(const struct setting *, cairo_t *, int line, double x, double y);

/* lines.c: breaks the text into lines, with a LINE_END at each break within a paragraph.
 * first, rest: room for the first line of a paragraph and for the others, in Pango's
 * units.  Sets width and text of the layout, whose font is already set. */
#define LINE_END "\u2028"
void lines_break(struct str *, PangoLayout *, const char *text, int first, int rest);

/* A4 and its margins. */
enum {
	PAGE_WIDTH = 595,
	PAGE_HEIGHT = 842,
	PAGES_MAX = 500,
};
struct press {
	const struct paper *paper;
	struct faces faces;
	cairo_t *cr; /* NULL while pages are only being counted */
	int page, pages; /* pages 0: not known yet */
	double y; /* where the next line goes */
	double label_y; /* where a label spanning several rows starts on this page */
};
extern const double page_left, page_top, page_width, page_bottom;

bool press_at_top(const struct press *);
double press_room(const struct press *); /* what is left of this page */
void press_folio(struct press *); /* draws the number of the page, and ends it */
void press_turn(struct press *); /* starts a new page */
/* table.c: the row of a form; it may span several pages. */
void press_row(struct press *, size_t block);
/* block.c: every block, from the first page on.  REFUSED: more pages than PAGES_MAX. */
enum verdict press_run(struct press *, struct err *) MUST;

#endif
