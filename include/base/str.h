/* base/str.h -- a growing byte string, always NUL-terminated, usually UTF-8.
 * A zeroed struct str is a valid empty string.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct str {
	char *s; /* NULL until something is added: use str_text() */
	size_t len, cap;
};

void str_release(struct str *); /* wipes nothing: see str_wipe */
void str_clear(struct str *); /* empty, keeps the memory */
void str_wipe(struct str *); /* overwrites, then releases: for secrets */
const char *
str_text(const struct str *); /* never NULL; borrowed until the next change */
char *str_take(struct str *); /* yours to free(); leaves the str empty */

void str_set(struct str *, const char *);
void str_add(struct str *, const char *);
void str_addn(struct str *, const char *, size_t);
void str_addc(struct str *, char);
void str_addf(struct str *, const char *fmt, ...) PRINTF(2, 3);
void str_addv(struct str *, const char *fmt, va_list);
/* Replaces `len` bytes at `at` by n bytes of s. */
void str_splice(struct str *, size_t at, size_t len, const char *s, size_t n);

/* NULL equals only NULL. */
bool str_eq(const char *, const char *);
bool str_empty(const char *); /* NULL or "" */
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);
/* Copies with truncation at a UTF-8 boundary; always terminates.  True if all fitted. */
bool str_copy(char *out, size_t size, const char *s);
/* snprintf that cuts at a UTF-8 boundary. */
bool str_format(char *out, size_t size, const char *fmt, ...) PRINTF(3, 4);
bool str_formatv(char *out, size_t size, const char *fmt, va_list);

#endif
