/* print.h -- rows as a table, CSV (RFC 4180, without formulas) or JSON.
 */
#ifndef PRINT_H
#define PRINT_H

#include "base/err.h"
#include "base/str.h"

#include "query/query.h"

#include "cli.h"

/* columns: width of the terminal; 0: cells are not clipped. */
void print_rows(struct str *out, const struct rows *, enum cli_format, int columns);
/* BROKEN: a document among them cannot be read. */
enum verdict print_check(const struct rows *, struct err *) MUST;
/* The same rows with every control and invisible character as a mark (utf8_visible). */
struct rows *print_visible(const struct rows *);
/* One CSV cell: quoted where needed; text that a spreadsheet would take for a formula gets
 * a leading apostrophe. */
void print_csv_cell(struct str *out, const char *text, enum column_type);
/* Prints to standard output; takes the value. */
void print_json(json_t *value);
/* A table of plain texts: n rows of `ncolumns` cells, headings first. */
void print_table(struct str *out, const char *const *cells, size_t n, size_t ncolumns);
/* Writes to standard output; false where it cannot be written. */
bool print_out(const struct str *);

#endif
