/* wrap.c -- display lines of a text at a width.  Greedy, one pass, no memory: a
 * narrative of some thousand characters is wrapped anew at every key. */
#include "base/wrap.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

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

static bool
in_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_' || c == '/' ||
	       c == '@' || c == ':';
}

/* Back to the start of the word that the break would cut; a word that fills more than
 * half a line is cut all the same. */
static size_t
before_word(const char *text, size_t start, size_t end)
{
	size_t at = end;

	while (at > start && in_word(text[at]) && in_word(text[at - 1]))
		at--;
	return at > start + (end - start) / 2 ? at : end;
}

size_t
wrap_line(const char *text, size_t len, size_t at, int columns, enum wrap how)
{
	size_t p = at, next, end;
	int used = 0, width;

	while (p < len && text[p] != '\n') {
		next = utf8_next(text, len, p);
		width = utf8_columns(text + p, next - p);
		if (used + width > columns && p > at) {
			end = how == WRAP_WORDS ? before_word(text, at, p) : p;
			return break_at(text, len, at, end);
		}
		used += width;
		p = next;
	}
	return p;
}
