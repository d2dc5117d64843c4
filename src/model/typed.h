/* typed.h -- normalises typed numbers before they are checked.
 */
#ifndef TYPED_H
#define TYPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/idno.h"

/* Whether the character is ignored: blanks, hyphens, dots and invisible characters. */
bool typed_is_filler(uint32_t cp);

/* Full-width to plain, letters to capitals; blanks, hyphens, dots and the separators of
 * an input method dropped.  Returns the number of characters, which may exceed the
 * IDNO_TEXT - 1 that s holds: the number is then too long. */
size_t typed_read(char s[IDNO_TEXT], const char *in);

#endif
