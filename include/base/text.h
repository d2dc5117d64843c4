/* base/text.h -- the catalogue.  msgids are English; zh_CN is shipped and the default.
 * A refusal of the server travels as msgid + arguments and is translated here.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stddef.h>

#include "base/catalogue.h"

#define _(s)  catalogue_text(s)
#define N_(s) s

/* Chooses locale and catalogue: LC_ALL/LANG where they name an installed UTF-8 or
 * GB18030 locale, else C.UTF-8; Chinese unless LANGUAGE or LC_MESSAGES names another
 * language.  dir: catalogue directory, NULL for the installed one. */
void text_init(const char *dir);

/* Translates msgid and fills its "%s" places, in order, from args (plain strings;
 * missing ones are ""); "%2$s" takes the second, as translations may reorder.  Arguments
 * beyond the places are appended in brackets: the rule by which the centre refuses.  An
 * article of law ("令121§16") is written as cite_article() writes it.  Any other
 * conversion is copied literally: msgid may come from outside.  Writes at most size
 * bytes with the NUL, cut at a character. */
void text_fill(char *out, size_t size, const char *msgid, const char *const *args,
	       size_t nargs);

/* The message for an errno, translated, for use inside a sentence. */
const char *text_errno(int number);

#endif
