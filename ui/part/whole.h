/* ui/part/whole.h -- a text that must be read to its end, wrapped into the lines it takes.
 */
#ifndef UI_PART_WHOLE_H
#define UI_PART_WHOLE_H

#include "ui/term/draw.h"

enum { WHOLE_MOST = 8 }; /* lines of one text */

/* Lines it takes at this width; 0 for an empty text. */
int whole_rows(const char *text, int cols);
/* From the top of the canvas on, blank to the right; returns the lines used. */
int whole_draw(struct canvas, enum face, const char *text);

#endif
