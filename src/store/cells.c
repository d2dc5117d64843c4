/* cells.c -- builds a row by column names; the query's table decides where a cell goes. */
#include <string.h>

#include "base/mem.h"

#include "inside.h"

void
cells_init(struct cells *cells, const struct rows *rows)
{
	memset(cells, 0, sizeof *cells);
	cells->query = rows->query;
}

void
cells_put(struct cells *cells, const char *column, const char *text)
{
	int i = query_column(cells->query, column);

	if (i >= 0 && i < (int)ARRAY_LEN(cells->v))
		cells->v[i] = text;
}

void
cells_add(const struct cells *cells, struct rows *rows)
{
	rows_add(rows, cells->v);
}
