/* gate/stmt.h -- the functions of the centre that are not queries, in one table.  Queries
 * carry their SQL in the query table.
 */
#ifndef GATE_STMT_H
#define GATE_STMT_H

#include <stddef.h>

enum {
	GATE_SCHEMA = 1, /* version of payloads and calls this program speaks */
	GATE_SERVER_LEAST = 150000 /* PostgreSQL 15 */
};

enum stmt {
	STMT_HELLO,
	STMT_TELL,
	STMT_TELL_MANY,
	STMT_LEASE,
	STMT_LEDGER,
	STMT_LEDGER_ROWS,
	STMT_BEAT,
	STMT__MAX
};

struct stmt_row {
	const char *name; /* of the prepared statement */
	const char *sql;
	size_t nargs;
};
extern const struct stmt_row stmts[STMT__MAX];

#endif
