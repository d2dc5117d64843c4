/* query/query.c -- the table of queries. */
#include "query/query.h"

#include "base/str.h"

#include "queries.h" /* made of the files of this folder: table.awk */
#include "table.h"

const struct query *const queries[] = { QUERIES };

const struct query *
query_named(const char *name)
{
	const struct query *const *q;

	for (q = queries; *q; q++)
		if (str_eq((*q)->name, name))
			return *q;
	return NULL;
}

int
query_column(const struct query *q, const char *name)
{
	size_t i;

	for (i = 0; i < q->ncolumns; i++)
		if (str_eq(q->columns[i].name, name))
			return (int)i;
	return -1;
}
