/* whole.c -- wraps texts shown beside a list, a form or a message. */
#include "ui/part/whole.h"

#include <string.h>

#include "base/mem.h"

#include "form/edit.h"

int
whole_rows(const char *text, int cols)
{
	size_t n;

	if (!*text || cols <= 0)
		return 0;
	n = edit_wrap(text, strlen(text), cols, NULL, 0);
	return n < WHOLE_MOST ? (int)n : WHOLE_MOST;
}

int
whole_draw(struct canvas c, enum face face, const char *text)
{
	struct edit_line lines[WHOLE_MOST];
	size_t n = edit_wrap(text, strlen(text), c.cols, lines, WHOLE_MOST), i;
	int used;

	if (n > WHOLE_MOST)
		n = WHOLE_MOST;
	for (i = 0; *text && i < n && (int)i < c.rows; i++) {
		used = draw_textn(c, (int)i, 0, face, text + lines[i].at, lines[i].len);
		draw_fill(c, (int)i, used, c.cols - used, face, ' ');
	}
	return (int)i;
}
