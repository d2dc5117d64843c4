/* form/wrap.c -- display lines of a text at a width.  Greedy, one pass, no memory: a
 * narrative of some thousand characters is wrapped anew at every key. */
#include <string.h>

#include "base/utf8.h"

#include "form/edit.h"

/* Kinsoku: what may not start a line, and what may not end one. */
static const char closing[] = "，。、；：？！）」』】〉》〕］｝”’…—～·,.;:?!)]}%％℃";
static const char opening[] = "（「『【〈《〔［｛“‘([{￥¥";

static bool
among(const char *set, const char *s, size_t len)
{
	size_t n = utf8_next(s, len, 0);

	return n <= 4 && memmem(set, strlen(set), s, n) != NULL;
}

/* Where the line that was filled up to `end` is better broken; at the worst: end. */
static size_t
break_at(const char *text, size_t len, size_t start, size_t end)
{
	size_t at = end, tries, back;

	for (tries = 0; tries < 3 && at > start; tries++) {
		back = utf8_prev(text, len, at);
		if (back <= start)
			return end;
		if (!among(closing, text + at, len - at) &&
		    !among(opening, text + back, len - back))
			return at;
		at = back;
	}
	return end;
}

/* The end of the display line that starts at `at`: a newline, the end, or a break. */
static size_t
line_end(const char *text, size_t len, size_t at, int columns)
{
	size_t p = at, next;
	int used = 0, width;

	while (p < len && text[p] != '\n') {
		next = utf8_next(text, len, p);
		width = utf8_columns(text + p, next - p);
		if (used + width > columns && p > at)
			return break_at(text, len, at, p);
		used += width;
		p = next;
	}
	return p;
}

size_t
edit_wrap(const char *text, size_t len, int columns, struct edit_line *lines,
	  size_t max)
{
	size_t at = 0, end, n = 0;

	if (columns < 2)
		columns = 2;
	for (;;) {
		end = line_end(text, len, at, columns);
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
