/* ui/part/due.h -- a deadline in five columns: a word and the worked days left. */
#ifndef UI_PART_DUE_H
#define UI_PART_DUE_H

#include <stdbool.h>

#include "base/json.h"

#include "ui/ui.h"

/* "over 2", "today", "soon 1" (one day left), "3 left"; "" where there is no deadline.  In
 * Chinese 超2, 今日, 急1, 余3.  A question mark follows where the holidays of that year are
 * not published; "‖" stands for a paused clock (flag p of the ticket). */
enum face due_text(char *out, size_t size, const struct ui *, const char *due,
		   const char *flags);
/* False where the holidays of the day's year are not published: the day may move. */
bool due_is_sure(const struct ui *, const char *due);

/* The same for a clock of a ticket's document: by the earlier day where two rules give
 * one.  Borrowed. */
const char *due_day(const json_t *clock);
enum face due_clock(char *out, size_t size, const struct ui *, const json_t *clock);

#endif
