/* action/readback.h -- 复述: the intake as sentences for the operator to read to the caller
 * before submitting.
 */
#ifndef ACTION_READBACK_H
#define ACTION_READBACK_H

#include "base/str.h"

#include "form/form.h"

/* The spoken name of a code; "" where unknown (the code itself is read). */
typedef const char *readback_name_fn(void *arg, const char *table, const char *code);

/* Appends one sentence per line; empty fields are left out.  name may be NULL. */
void readback(struct str *out, struct form *, readback_name_fn *name, void *arg);

#endif
