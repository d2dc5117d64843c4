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

/* What an SQLSTATE allows us to do next: the one table. */
enum verdict decode_state(const char *sqlstate);
/* It says nothing about what was asked, but about this link: another host, another session
 * or another login must be found. */
bool decode_is_stale(const char *sqlstate);

/* Rows of a query by the names of its columns; what the centre did not send is null. */
struct rows *decode_rows(const struct query *, const struct pg_result *);

size_t decode_count(const struct pg_result *);
/* Borrowed; NULL is SQL null or no such cell. */
const char *decode_cell(const struct pg_result *, size_t row, const char *column);
const char *decode_first(const struct pg_result *); /* first cell of the first row */

/* FAILED: it was not decided, its neighbours of the batch were. */
enum outcome {
	OUTCOME_APPLIED,
	OUTCOME_REFUSED,
	OUTCOME_CONFLICT,
	OUTCOME_FAILED,
	OUTCOME__MAX
};

/* A row of api.tell or api.tell_many. */
struct told {
	struct uuid op; /* nil from api.tell */
	enum outcome outcome; /* of FAILED the detail names the "sqlstate" */
	json_t *detail; /* owned, an object */
};
bool decode_told(struct told *, const struct pg_result *, size_t row);
void told_release(struct told *);

/* Appends one element of a PostgreSQL array literal; begin with "{", end with "}". */
void encode_element(struct str *, const char *text);

#endif
