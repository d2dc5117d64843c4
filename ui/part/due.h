/* ui/part/due.h -- a deadline in five columns: a word and the worked days left. */
#ifndef UI_PART_DUE_H
#define UI_PART_DUE_H

#include "ui/ui.h"

/* "over 2", "today", "soon 1" (the last but one), "3 left"; "" where there is none.  In
 * Chinese 超2, 今日, 急1, 余3. */
enum face due_text(char *out, size_t size, const struct ui *, const char *due);

#endif
