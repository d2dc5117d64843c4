/* query/events_since.c -- the change feed after a cursor. */
#include "table.h"

static const struct param params[] = {
	{ "xid", N_("Transaction") },
	{ "seq", N_("Sequence") },
	{ "limit", N_("At most"), .preset = "500" },
};

static const struct column columns[] = {
	{ "xid", NULL, COL_TEXT },
	{ "seq", NULL, COL_INT },
	{ "ticket", N_("Ticket"), COL_UUID },
	{ "version", N_("Version"), COL_INT },
	{ "action", N_("Action"), COL_CODE, .pick = "action" },
	{ "kind", N_("Kind"), COL_CODE, .pick = "kind" },
	{ "state", N_("State"), COL_CODE, .pick = "state" },
	{ "unit", N_("Unit"), COL_CODE, .pick = "unit" },
	{ "operator", N_("By"), COL_TEXT },
	{ "at", N_("At"), COL_STAMP },
};

const struct query query_events_since = {
	.name = "events_since",
	.label = N_("Events"),
	.sql = "select * from api.events_since($1,$2,$3)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
