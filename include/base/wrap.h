/* base/wrap.h -- where a line of text may end, as Chinese typesetting has it (GB/T 15834,
 * kinsoku): closing signs do not start a line, however many follow each other, opening
 * signs do not end one, and a word, a number or an amount is not parted.
 */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a line may end before the byte `at`, which starts a character; not at 0. */
bool wrap_may_break(const char *text, size_t len, size_t at);

/* The end of the line that starts at `at`, in bytes: a newline, the end of the text, or
 * a break between two characters.  What does not fit a line as a whole is parted all the
 * same.  At least one character further, unless at the end. */
size_t wrap_line(const char *text, size_t len, size_t at, int columns);

/* The same where a line is not measured in columns: how wide text[from, to) is. */
typedef int wrap_width(const void *arg, const char *text, size_t from, size_t to);
size_t wrap_measured(const char *text, size_t len, size_t at, int room, wrap_width *,
		     const void *arg);

#endif
