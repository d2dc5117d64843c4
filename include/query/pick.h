/* query/pick.h -- what the candidates of query `pick` say of the text they were asked for. */
#ifndef QUERY_PICK_H
#define QUERY_PICK_H

#include <stdbool.h>

#include "query/query.h"

/* Whether the table holds places, of which many bear one name. */
bool pick_is_place(const char *table);
/* The one row that the text means: the only one there is, or the only one whose whole code,
 * name or path it is.  -1: none, or several, among which a person chooses. */
int pick_only(const struct rows *, const char *text);

#endif
