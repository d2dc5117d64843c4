/* query/caller.c -- the earlier tickets of one number, one year back. */
#include "table.h"

static const struct param params[] = {
	{ "phone", N_("Phone") },
};

static const struct column columns[] = {
	{ "ticket", NULL, COL_UUID },
	{ "regno", N_("Number"), COL_TEXT },
	{ "kind", N_("Kind"), COL_CODE, .pick = "kind" },
	{ "state", N_("State"), COL_CODE, .pick = "state" },
	{ "received", N_("Received"), COL_STAMP },
	{ "respondent", N_("Respondent"), COL_TEXT },
	{ "unit_name", N_("Unit"), COL_TEXT },
	{ "title", N_("Matter"), COL_TEXT },
	{ "open", N_("Open"), COL_FLAG },
};

const struct query query_caller = {
	.name = "caller",
	.label = N_("Caller"),
	.sql = "select * from api.caller($1)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
