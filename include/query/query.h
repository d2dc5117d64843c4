/* query/query.h -- the queries.  One file each: parameters, columns, the call.  List
 * screens, sorting, CSV and JSON of the command line follow from the columns.
 */
#ifndef QUERY_QUERY_H
#define QUERY_QUERY_H

#include <stddef.h>

#include "base/json.h"

enum column_type {
	COL_TEXT,
	COL_CODE,
	COL_INT,
	COL_DATE,
	COL_STAMP,
	COL_FLAG,
	COL_UUID,
	COL_JSON
};

struct column {
	const char *name;
	const char *label; /* N_(); NULL: never shown */
	enum column_type type;
	const char *pick; /* code table of a COL_CODE */
};

struct param {
	const char *name;
	const char *label; /* N_() */
	const char *preset; /* the default value; NULL: SQL null */
};

enum { QUERY_CENTRE = 1u << 0, QUERY_MIRROR = 1u << 1, QUERY_LOCAL = 1u << 2 };

struct query {
	const char *name; /* CLI verb, api.<name>, the "query" of an ask */
	const char *label; /* N_() */
	const char *sql; /* "select * from api.x($1,$2)"; NULL for a local one */
	const struct param *params;
	size_t nparams;
	const struct column *columns;
	size_t ncolumns;
	unsigned
		where; /* QUERY_CENTRE | QUERY_MIRROR: both answer; QUERY_LOCAL: desk only */
};

#define PARAMS(table)  .params = (table), .nparams = sizeof(table) / sizeof *(table)
#define COLUMNS(table) .columns = (table), .ncolumns = sizeof(table) / sizeof *(table)

extern const struct query *const queries[]; /* NULL-terminated */
const struct query *query_named(const char *name);
int query_column(const struct query *, const char *name); /* -1 */

/* Rows as text; a NULL cell is SQL null. */
struct rows {
	const struct query *query;
	size_t n, cap;
	const char **cells; /* n × query->ncolumns */
	char **blocks; /* what rows_add() allocated, one a row; NULL with a source */
	json_t *source; /* keeps the cells alive when they came from JSON; may be NULL */
};
struct rows *rows_new(const struct query *);
void rows_free(struct rows *);
/* Copies one row of query->ncolumns cells; not on rows that were read from JSON. */
void rows_add(struct rows *, const char *const *cells);
/* Keeps only the first n rows; for rows added with rows_add(). */
void rows_cut(struct rows *, size_t n);
/* Removes a row; for rows read from JSON. */
void rows_drop(struct rows *, size_t row);
/* Moves a row to index `to`, shifting the rows between; for rows read from JSON. */
void rows_move(struct rows *, size_t row, size_t to);
/* "" for null and for a row or column that does not exist; rows_named() also without
 * rows. */
const char *rows_cell(const struct rows *, size_t row, int column);
const char *rows_named(const struct rows *, size_t row, const char *column);
json_t *rows_json(const struct rows *); /* [[…],…]; new reference */
/* Takes a reference of its own; cells are borrowed from the JSON.  NULL: not rows of
 * this query. */
struct rows *rows_read(const struct query *, json_t *);

#endif
