/* ui/part/banner.h -- a line below the status line of every screen while a major incident
 * waits for the operator to take note of it: which, where, how much time is left.  On a
 * locked screen it shows no data of a ticket.
 */
#ifndef UI_PART_BANNER_H
#define UI_PART_BANNER_H

#include "ui/screen.h"

/* Asks the desk for incidents, if the operator must take note of them; the answer lands in
 * the state. */
void banner_ask(struct ui *);
int banner_rows(struct ui *); /* 0 or 1 */
void banner_draw(struct ui *, struct canvas line);
/* The text of the banner; "" where there is none. */
void banner_text(struct ui *, char *out, size_t size);

#endif
