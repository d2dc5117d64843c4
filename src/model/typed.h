/* typed.h -- numbers as fingers bring them, made plain before they are judged.
 */
#ifndef TYPED_H
#define TYPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/idno.h"

/* Blanks, hyphens, dots and what cannot be seen. */
bool typed_is_filler(uint32_t cp);

/* Full-width to plain, letters to capitals; blanks, hyphens, dots and the separators of
 * an input method dropped.  Returns how many characters that gives; s holds at most
 * IDNO_TEXT - 1 of them, so that a longer number is seen to be too long. */
size_t typed_read(char s[IDNO_TEXT], const char *in);

#endif
