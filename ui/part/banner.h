/* ui/part/banner.h -- the line below the status line, on every screen, as long as a major
 * incident waits for the operator to take note of it: which, where, how much time is left.
 * On a locked screen it says nothing that belongs to a ticket.
 */
#ifndef UI_PART_BANNER_H
#define UI_PART_BANNER_H

#include "ui/screen.h"

/* Asks the desk, where the operator is one who takes note; the answer is in the state. */
void banner_ask(struct ui *);
int banner_rows(struct ui *); /* 0 or 1 */
void banner_draw(struct ui *, struct canvas line);
/* What it says, "" where there is none. */
void banner_text(struct ui *, char *out, size_t size);

#endif
