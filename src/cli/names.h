/* names.h -- rows for an eye: names in place of codes.
 */
#ifndef NAMES_H
#define NAMES_H

#include "session.h"

/* The same rows with the name of every code that has one; a code without a name stays.
 * Yours: rows_free(). */
struct rows *names_rows(struct session *, const struct rows *);

#endif
