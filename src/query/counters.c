/* query/counters.c -- how many tickets each queue of a unit holds. */
#include "table.h"

static const struct param params[] = {
	{ "unit", N_("Unit"), .preset = "" },
};

static const struct column columns[] = {
	{ "queue", N_("Queue"), COL_CODE, .pick = "queue" },
	{ "n", N_("Tickets"), COL_INT },
};

const struct query query_counters = {
	.name = "counters",
	.label = N_("Counters"),
	.sql = "select * from api.counters($1)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE | QUERY_MIRROR,
};
