/* gate/direct.h -- a plain, blocking connection for the administrator's verbs
 * (`gangshaoctl admin`): never used by a desk.
 * Verdicts: LATER no server answers; REFUSED the server said no (err->text carries its
 * sentence); BROKEN the link broke during a call.
 */
#ifndef GATE_DIRECT_H
#define GATE_DIRECT_H

#include <stddef.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/err.h"
#include "base/str.h"

struct direct;
struct direct_rows; /* of one answer; all cells are text */

/* conninfo as libpq reads it ("host=… dbname=… user=…", "" takes PG* of the environment);
 * password NULL: none given.  The password is not kept. */
enum verdict direct_open(struct direct **out, const char *conninfo,
			 const char *password, struct err *) MUST;
void direct_close(struct direct *); /* an open transaction is rolled back */

/* One statement with $1 … $n as text (NULL: SQL null).  rows may be NULL. */
enum verdict direct_exec(struct direct *, const char *sql, const char *const *args,
			 size_t nargs, struct direct_rows **rows, struct err *) MUST;
/* Statements without parameters, several at once, as in a file: one transaction unless
 * the text says otherwise.  The error names the line of the text. */
enum verdict direct_script(struct direct *, const char *sql, struct err *) MUST;

/* The number of rows. */
size_t direct_count(const struct direct_rows *);
/* The number of columns. */
size_t direct_columns(const struct direct_rows *);
const char *direct_column(const struct direct_rows *, size_t column); /* its name */
/* Borrowed; NULL is SQL null. */
const char *direct_cell(const struct direct_rows *, size_t row, size_t column);
/* Frees the rows; NULL is fine. */
void direct_rows_free(struct direct_rows *);

/* The SCRAM verifier of a password, to be used in its place: plain passwords do not
 * travel in statements, nor into logs. */
enum verdict direct_verifier(struct direct *, struct str *out, const char *role,
			     const char *password, struct err *) MUST;

#endif
