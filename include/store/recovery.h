/* store/recovery.h -- the organisation's recovery key in the form people keep: 64 hex
 * digits.  Its public half stands at the centre and comes to every desk; its secret half
 * lies in a safe and opens any store sealed to it, so that a forgotten password never
 * costs a complaint.
 */
#ifndef STORE_RECOVERY_H
#define STORE_RECOVERY_H

#include <stdbool.h>

#include "store/store.h"

#define RECOVERY_TEXT (2 * STORE_RECOVERY_KEY + 1)

/* A new pair.  The secret is the caller's to wipe. */
void recovery_make(char secret[RECOVERY_TEXT], char public[RECOVERY_TEXT]);
/* False: these are not 64 hex digits, or no key. */
bool recovery_read(unsigned char key[STORE_RECOVERY_KEY], const char *text);

#endif
