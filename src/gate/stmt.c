/* gate/stmt.c -- every statement sent to the centre, besides the queries. */
#include "gate/stmt.h"

const struct stmt_row stmts[STMT__MAX] = {
	[STMT_HELLO] = { "hello", "select api.hello($1,$2,$3,$4)", 4 },
	[STMT_TELL] = { "tell", "select * from api.tell($1,$2,$3,$4,$5,$6,$7,$8)", 8 },
	[STMT_TELL_MANY] = { "tell_many", "select * from api.tell_many($1)", 1 },
	[STMT_LEASE] = { "lease", "select * from api.lease($1,$2,$3)", 3 },
	[STMT_LEDGER] = { "ledger", "select * from api.ledger($1,$2,$3)", 3 },
	[STMT_LEDGER_ROWS] = { "ledger_rows", "select * from api.ledger_rows($1,$2,$3)",
			       3 },
	[STMT_BEAT] = { "beat", "select 1", 0 },
};
