/* query/why.c -- how a deadline was counted, day by day. */
#include "table.h"

static const struct param params[] = {
	{ "ticket", N_("Ticket") },
	{ "clock", N_("Deadline") },
};

static const struct column columns[] = {
	{ "day", N_("Day"), COL_DATE },	  { "counted", N_("Counted"), COL_FLAG },
	{ "n", N_("Count"), COL_INT },	  { "reason", N_("Reason"), COL_TEXT },
	{ "note", N_("Note"), COL_TEXT },
};

const struct query query_why = {
	.name = "why",
	.label = N_("Why this date"),
	.sql = "select * from api.why($1,$2)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
