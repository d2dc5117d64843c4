/* ui/term/draw.h -- text into rectangles.  Nothing is drawn outside a canvas, and no text
 * reaches the terminal but through utf8_visible().
 */
#ifndef UI_TERM_DRAW_H
#define UI_TERM_DRAW_H

#include <stddef.h>

#include "base/err.h"

#include "ui/term/theme.h"

/* A part of the screen, by value. */
struct canvas {
	int y, x, rows, cols;
};

struct canvas canvas_screen(void);
/* The part of c that starts at y, x; negative rows or cols: so much less than the whole. */
struct canvas canvas_part(struct canvas c, int y, int x, int rows, int cols);

void draw_clear(struct canvas);
/* Text at y, x, cut at the right edge.  Returns the columns used. */
int draw_text(struct canvas, int y, int x, enum face, const char *text);
int draw_textn(struct canvas, int y, int x, enum face, const char *text, size_t len);
/* The same, ending in "..." where the edge cuts it: nothing shows the rest elsewhere. */
int draw_cut(struct canvas, int y, int x, enum face, const char *text);
/* The same into exactly `cols` columns: cut, or filled with blanks. */
void draw_cell(struct canvas, int y, int x, int cols, enum face, const char *text);
int draw_format(struct canvas, int y, int x, enum face, const char *fmt, ...)
	PRINTF(5, 6);
/* cols times the one-column character. */
void draw_fill(struct canvas, int y, int x, int cols, enum face, char with);
void draw_rule(struct canvas, int y); /* a line across */
void draw_upright(struct canvas, int x, int y, int rows); /* a line down */
/* Places the terminal's cursor; the last call before the flush counts. */
void draw_cursor(struct canvas, int y, int x);

#endif
