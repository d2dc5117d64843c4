/* query/pick.h -- matching a typed text against the candidates of the query `pick`. */
#ifndef QUERY_PICK_H
#define QUERY_PICK_H

#include <stdbool.h>

#include "query/query.h"

/* Whether the table holds places, whose names are not unique. */
bool pick_is_place(const char *table);
/* The row that the text means: the only row, or the only one whose complete code, name or
 * path equals the text.  -1: none, or several, and a person must choose. */
int pick_only(const struct rows *, const char *text);

#endif
