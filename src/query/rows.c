/* query/rows.c -- an answer: cells of text, row by row, either all copied or all borrowed
 * from the JSON they came in. */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#include "query/query.h"

struct rows *
rows_new(const struct query *q)
{
	struct rows *rows = xcalloc(1, sizeof *rows);

	rows->query = q;
	return rows;
}

void
rows_free(struct rows *rows)
{
	size_t i;

	if (!rows)
		return;
	for (i = 0; rows->blocks && i < rows->n; i++)
		free(rows->blocks[i]);
	free(rows->blocks);
	free(rows->cells);
	json_decref(rows->source);
	free(rows);
}

static void
make_room(struct rows *rows)
{
	if (rows->n < rows->cap)
		return;
	rows->cap = rows->cap ? rows->cap * 2 : 16;
	rows->blocks = xrealloc(rows->blocks, rows->cap, sizeof *rows->blocks);
	rows->cells = xrealloc(rows->cells, rows->cap * rows->query->ncolumns,
			       sizeof *rows->cells);
}

void
rows_add(struct rows *rows, const char *const *cells)
{
	size_t ncolumns = rows->query->ncolumns, size = 1, len, i;
	const char **row;
	char *p;

	make_room(rows);
	for (i = 0; i < ncolumns; i++)
		size += cells[i] ? strlen(cells[i]) + 1 : 0;
	p = rows->blocks[rows->n] = xmalloc(size);
	row = rows->cells + rows->n * ncolumns;
	for (i = 0; i < ncolumns; i++) {
		row[i] = cells[i] ? p : NULL;
		if (!cells[i])
			continue;
		len = strlen(cells[i]) + 1;
		memcpy(p, cells[i], len);
		p += len;
	}
	rows->n++;
}

void
rows_cut(struct rows *rows, size_t n)
{
	while (rows->blocks && rows->n > n)
		free(rows->blocks[--rows->n]);
}

void
rows_drop(struct rows *rows, size_t row)
{
	size_t n = rows->query->ncolumns;

	if (rows->blocks || row >= rows->n)
		return;
	rows->n--;
	memmove(rows->cells + row * n, rows->cells + (row + 1) * n,
		(rows->n - row) * n * sizeof *rows->cells);
}

void
rows_move(struct rows *rows, size_t row, size_t to)
{
	size_t n = rows->query->ncolumns, i, at;
	const char *cell;

	if (rows->blocks || row >= rows->n || to >= rows->n)
		return;
	for (i = 0; i < n; i++) {
		cell = rows->cells[row * n + i];
		for (at = row; at > to; at--)
			rows->cells[at * n + i] = rows->cells[(at - 1) * n + i];
		for (; at < to; at++)
			rows->cells[at * n + i] = rows->cells[(at + 1) * n + i];
		rows->cells[to * n + i] = cell;
	}
}

const char *
rows_cell(const struct rows *rows, size_t row, int column)
{
	size_t ncolumns = rows->query->ncolumns;
	const char *cell;

	if (row >= rows->n || column < 0 || (size_t)column >= ncolumns)
		return "";
	cell = rows->cells[row * ncolumns + (size_t)column];
	return cell ? cell : "";
}

const char *
rows_named(const struct rows *rows, size_t row, const char *column)
{
	return rows ? rows_cell(rows, row, query_column(rows->query, column)) : "";
}

static json_t *
cell_json(const char *cell)
{
	json_t *text = cell ? json_string(cell) : NULL;

	return text ? text : json_null();
}

json_t *
rows_json(const struct rows *rows)
{
	size_t ncolumns = rows->query->ncolumns, i, k;
	json_t *all = json_array(), *row;

	for (i = 0; i < rows->n; i++) {
		row = json_array();
		for (k = 0; k < ncolumns; k++)
			json_array_append_new(row,
					      cell_json(rows->cells[i * ncolumns + k]));
		json_array_append_new(all, row);
	}
	return all;
}

static bool
take_row(const char **cells, const json_t *row, size_t ncolumns)
{
	size_t i;
	json_t *cell;

	if (!json_is_array(row) || json_array_size(row) != ncolumns)
		return false;
	for (i = 0; i < ncolumns; i++) {
		cell = json_array_get(row, i);
		if (!json_is_string(cell) && !json_is_null(cell))
			return false;
		cells[i] = json_string_value(cell);
	}
	return true;
}

struct rows *
rows_read(const struct query *q, json_t *array)
{
	struct rows *rows;
	size_t i;

	if (!json_is_array(array))
		return NULL;
	rows = rows_new(q);
	rows->n = json_array_size(array);
	rows->cells = xcalloc(rows->n * q->ncolumns + 1, sizeof *rows->cells);
	rows->source = json_incref(array);
	for (i = 0; i < rows->n; i++) {
		if (take_row(rows->cells + i * q->ncolumns, json_array_get(array, i),
			     q->ncolumns))
			continue;
		rows_free(rows);
		return NULL;
	}
	return rows;
}
