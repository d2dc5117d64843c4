/* query/table.h -- what every query is made with. */
#ifndef QUERY_TABLE_H
#define QUERY_TABLE_H

#include "base/text.h"

#include "query/query.h"

/* The columns of a ticket in a list, the same for a queue and a search. */
#define LIST_COLUMNS 17
extern const struct column list_columns[LIST_COLUMNS];

#endif
