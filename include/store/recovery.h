/* store/recovery.h -- the organisation's recovery key as 64 hex digits.  The centre sends
 * its public half to every desk; its secret half lies in a safe and opens any store sealed
 * to it, so that a forgotten password never costs a complaint.
 */
#ifndef STORE_RECOVERY_H
#define STORE_RECOVERY_H

#include <stdbool.h>

#include "store/store.h"

#define RECOVERY_TEXT (2 * STORE_RECOVERY_KEY + 1)

/* Makes a new pair.  The caller wipes the secret. */
void recovery_make(char secret[RECOVERY_TEXT], char public[RECOVERY_TEXT]);
/* False: not 64 hex digits, or not a valid key. */
bool recovery_read(unsigned char key[STORE_RECOVERY_KEY], const char *text);

#endif
