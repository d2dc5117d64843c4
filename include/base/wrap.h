/* base/wrap.h -- breaks lines by the rules of Chinese typesetting (GB/T 15834): no line
 * starts with closing punctuation, however many marks follow each other; no line ends with
 * opening punctuation; words, numbers and amounts stay whole.
 */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a line may end before the byte `at`, which starts a character; not at 0. */
bool wrap_may_break(const char *text, size_t len, size_t at);

/* The end of the line that starts at `at`, in bytes: a newline, the end of the text, or
 * a break between two characters.  A run longer than a line is split anyway.  Advances by
 * at least one character, unless at the end. */
size_t wrap_line(const char *text, size_t len, size_t at, int columns);

/* The same for lines not measured in columns: the callback returns the width of
 * text[from, to). */
typedef int wrap_width(const void *arg, const char *text, size_t from, size_t to);
size_t wrap_measured(const char *text, size_t len, size_t at, int room, wrap_width *,
		     const void *arg);

#endif
