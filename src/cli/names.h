/* names.h -- rows for people: names in place of codes.
 */
#ifndef NAMES_H
#define NAMES_H

#include "session.h"

/* The same rows with the name of every code that has one; a code without a name stays.
 * Yours: rows_free(). */
struct rows *names_rows(struct session *, const struct rows *);
/* One code's name into out; the code itself where there is none. */
void names_code(struct session *, const char *table, const char *code, char *out,
		size_t size);
/* The code of the place in a table (division, unit) that a name or path means.  REFUSED:
 * several places match; the sentence lists their codes. */
enum verdict names_place(struct session *, const char *table, const char *text,
			 char *code, size_t size, struct err *) MUST;

#endif
