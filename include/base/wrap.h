/* base/wrap.h -- where a line of text ends at a width, as Chinese typesetting has it
 * (kinsoku): closing punctuation does not start a line and opening punctuation does not
 * end one, where it can be helped.
 */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stddef.h>

enum wrap {
	WRAP_CHARS, /* a line may end after any character */
	WRAP_WORDS /* and not inside a word or number of plain letters */
};

/* The end of the line that starts at `at`, in bytes: a newline, the end of the text, or
 * a break between two characters.  At least one character further, unless at those. */
size_t wrap_line(const char *text, size_t len, size_t at, int columns, enum wrap);

#endif
