/* ui/part/whole.h -- a text that must be shown in full, wrapped into as many lines as it
 * needs.
 */
#ifndef UI_PART_WHOLE_H
#define UI_PART_WHOLE_H

#include "ui/term/draw.h"

enum { WHOLE_MOST = 8 }; /* lines of one text */

/* The number of lines at this width; 0 for an empty text. */
int whole_rows(const char *text, int cols);
/* Draws from the top of the canvas, blank to the right; returns the lines used. */
int whole_draw(struct canvas, enum face, const char *text);

#endif
