/* gate/decode.h -- answers of the centre as the house's own structs.
 */
#ifndef GATE_DECODE_H
#define GATE_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "base/str.h"
#include "base/uuid.h"

#include "query/query.h"

#include "gate/pipe.h"

/* The verdict for an SQLSTATE: the one table. */
enum verdict decode_state(const char *sqlstate);
/* Whether the SQLSTATE concerns this link and not the call: another host, session or login
 * is needed. */
bool decode_is_stale(const char *sqlstate);

/* Rows of a query, matched by column name; a column the centre did not send is null. */
struct rows *decode_rows(const struct query *, const struct pg_result *);

/* The number of rows; 0 where there is no result. */
size_t decode_count(const struct pg_result *);
/* Borrowed; NULL is SQL null or no such cell. */
const char *decode_cell(const struct pg_result *, size_t row, const char *column);
const char *decode_first(const struct pg_result *); /* first cell of the first row */

/* FAILED: the centre did not decide this operation, but did decide others of its batch. */
enum outcome {
	OUTCOME_APPLIED,
	OUTCOME_REFUSED,
	OUTCOME_CONFLICT,
	OUTCOME_FAILED,
	OUTCOME__MAX
};

/* A row of api.tell or api.tell_many. */
struct outcome_row {
	struct uuid op; /* nil from api.tell */
	enum outcome outcome; /* of FAILED the detail names the "sqlstate" */
	json_t *detail; /* owned, an object */
};
/* Reads one row.  False: it cannot be read. */
bool decode_outcome(struct outcome_row *, const struct pg_result *, size_t row);
/* Frees the detail. */
void outcome_release(struct outcome_row *);

/* Appends one element of a PostgreSQL array literal; begin with "{", end with "}". */
void encode_element(struct str *, const char *text);

#endif
