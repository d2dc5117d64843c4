/* base/catalogue.h -- the compiled catalogue of a language (msgfmt's .mo), read by
 * ourselves: newer C libraries heed LANGUAGE in no locale of the C family, and on most
 * machines C.UTF-8 is the only one there is.  One process speaks one language.
 */
#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H

#include <stdbool.h>

/* Opens <dir>/<language>/LC_MESSAGES/<domain>.mo for the first of `languages` (by colons,
 * as in LANGUAGE: "zh_CN:en") that has one, or that is the English of the program itself.
 * "zh_CN.UTF-8" also finds zh_CN, and then zh.  Closes what was open before.  False where
 * none is found: every sentence is then its msgid. */
bool catalogue_open(const char *dir, const char *languages, const char *domain);

/* The translation, or msgid itself; NULL for NULL.  Lives until the next opening. */
const char *catalogue_text(const char *msgid) __attribute__((format_arg(1)));

#endif
