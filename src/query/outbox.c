/* query/outbox.c -- the operations of this desk: stuck, waiting and recently settled. */
#include "table.h"

static const struct column columns[] = {
	{ "op", NULL, COL_UUID },
	{ "seq", N_("Sequence"), COL_INT },
	{ "ticket", NULL, COL_UUID },
	{ "action", N_("Action"), COL_CODE, .pick = "action" },
	{ "state", N_("State"), COL_CODE, .pick = "op_state" },
	{ "at", N_("At"), COL_STAMP },
	{ "tries", N_("Tries"), COL_INT },
	{ "regno", N_("Number"), COL_TEXT },
	{ "field", NULL, COL_TEXT },
	{ "text", N_("Reason"), COL_TEXT },
	{ "args", NULL, COL_JSON },
	{ "payload", NULL, COL_JSON },
	{ "base", NULL, COL_TEXT },
};

const struct query query_outbox = {
	.name = "outbox",
	.label = N_("Outbox"),
	COLUMNS(columns),
	.where = QUERY_LOCAL,
};
