/* unlock.h -- opens the store of this desk with a password. */
#ifndef DESK_UNLOCK_H
#define DESK_UNLOCK_H

#include "base/err.h"

#include "desk.h"

/* REFUSED: this password does not open the store (field "password"), or it is another
 * operator's. */
enum verdict unlock_store(struct desk *, const char *password, struct err *) MUST;
/* Holds the password to dial with.  REFUSED: too long. */
enum verdict unlock_keep(struct desk *, const char *password, struct err *) MUST;
/* Reads from the store who the operator is, and which centre this is. */
void unlock_read_names(struct desk *);

#endif
