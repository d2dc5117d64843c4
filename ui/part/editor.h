/* ui/part/editor.h -- a text of several lines in a rectangle, wrapped by display width,
 * with the terminal's cursor where the next character goes.
 */
#ifndef UI_PART_EDITOR_H
#define UI_PART_EDITOR_H

#include <stdbool.h>

#include "form/edit.h"

#include "ui/term/draw.h"
#include "ui/term/keys.h"

/* *top is the first line shown; it follows the cursor. */
void editor_draw(struct canvas, const struct edit *, int *top, bool focused);
/* Editing by display lines.  False: the act leaves the text (up on the first line, down
 * on the last) or is not an editing act. */
bool editor_act(struct edit *, enum act, const struct key *, struct canvas size);

#endif
