/* form/wrap.c -- the display lines of an editor's text. */
#include "base/wrap.h"

#include "form/edit.h"

size_t
edit_wrap(const char *text, size_t len, int columns, struct edit_line *lines,
	  size_t max)
{
	size_t at = 0, end, n = 0;

	if (columns < 2)
		columns = 2;
	for (;;) {
		end = wrap_line(text, len, at, columns);
		if (lines && n < max)
			lines[n] = (struct edit_line){ .at = at, .len = end - at };
		n++;
		if (end >= len)
			return n;
		at = text[end] == '\n' ? end + 1 : end;
	}
}

size_t
edit_line_of(const struct edit_line *lines, size_t n, size_t at)
{
	size_t low = 0, high = n, mid;

	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (lines[mid].at <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}
