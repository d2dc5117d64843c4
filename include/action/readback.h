/* action/readback.h -- 复述: the intake as sentences to read to the caller, so that she
 * hears what was written down before it is submitted.
 */
#ifndef ACTION_READBACK_H
#define ACTION_READBACK_H

#include "base/str.h"

#include "form/form.h"

/* The name of a code for the ear; "" where it is not known here (the code is read). */
typedef const char *readback_name_fn(void *arg, const char *table, const char *code);

/* Adds one sentence a line; what is not filled in is not read.  name may be NULL. */
void readback(struct str *out, struct form *, readback_name_fn *name, void *arg);

#endif
