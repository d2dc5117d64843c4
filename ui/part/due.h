/* ui/part/due.h -- a deadline in five columns: a letter and the worked days left. */
#ifndef UI_PART_DUE_H
#define UI_PART_DUE_H

#include "ui/ui.h"

/* "X-2" over, "A0" this day or the last but one, "B3", "C12"; "" where there is none. */
enum face due_text(char *out, size_t size, const struct ui *, const char *due);

#endif
