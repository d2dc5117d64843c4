/* base/utf8.h -- the one gate for text: validity, width, and what may be displayed.
 * Offsets and lengths are bytes; widths are terminal columns.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* Decodes one character from s (len bytes left, > 0).  Returns its length in bytes (1–4);
 * an ill-formed byte counts as one and yields UTF8_REPLACEMENT.  Overlong forms,
 * surrogates and values above U+10FFFF are ill-formed. */
size_t utf8_decode(const char *s, size_t len, uint32_t *cp);
size_t utf8_encode(uint32_t cp, char out[4]); /* 0 where cp is no character */
bool utf8_valid(const char *s, size_t len);
size_t utf8_count(const char *s, size_t len); /* characters */

enum utf8_class {
	UTF8_PLAIN, /* may reach the terminal as it is */
	UTF8_NEWLINE, /* \n */
	UTF8_TAB, /* \t */
	UTF8_CONTROL, /* C0, DEL, C1 */
	UTF8_INVISIBLE, /* bidi controls, zero-width, soft hyphen, tags, BOM,
			 * line/para sep, variation selectors, private use */
	UTF8_COMBINING /* width 0, joins the character before it */
};
enum utf8_class utf8_class(uint32_t cp);
/* Columns of one character: 0 combining, 2 CJK and emoji, else 1.  By Unicode 16,
 * whatever the C library knows; independent of the locale. */
int utf8_width(uint32_t cp);
/* Columns of a text as utf8_visible() shows it. */
int utf8_columns(const char *s, size_t len);
/* The longest prefix that fits into `columns` when shown; its width in *used (may be NULL). */
size_t utf8_fit(const char *s, size_t len, int columns, int *used);
/* Byte offset of the next / previous user-perceived character: a base and its combining
 * marks.  A mark without a base, or beyond the number a base takes, counts as a character
 * of its own, as it is displayed. */
size_t utf8_next(const char *s, size_t len, size_t at);
size_t utf8_prev(const char *s, size_t len, size_t at);

/* Text in: keeps valid text as given; \r\n and \r become \n; ill-formed bytes, NUL and
 * control characters but \n and \t are dropped.  Returns how many bytes were dropped. */
size_t utf8_clean(struct str *out, const char *s, size_t len);
/* Full-width ASCII (Ａ１－) to plain, ideographic space to blank. */
void utf8_narrow(struct str *out, const char *s, size_t len);
/* Text out: every UTF8_CONTROL and UTF8_INVISIBLE becomes a visible mark ("␛", "‹U+202E›"),
 * so does a combining character without a base; a tab or newline becomes a blank. */
void utf8_visible(struct str *out, const char *s, size_t len);

#endif
