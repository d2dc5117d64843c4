/* query/respondent.c -- how often one respondent was named in thirty days. */
#include "table.h"

static const struct param params[] = {
	{ "uscc", N_("Credit code") },
	{ "name", N_("Name") },
};

static const struct column columns[] = {
	{ "n30", N_("In 30 days"), COL_INT },
	{ "goods30", N_("Same goods"), COL_INT },
	{ "callers30", N_("Callers"), COL_INT },
	{ "last", N_("Last"), COL_TEXT },
	{ "callers_now", N_("Callers lately"), COL_INT },
	{ "days", N_("In days"), COL_INT },
	{ "grouped", N_("Group matter"), COL_FLAG },
};

const struct query query_respondent = {
	.name = "respondent",
	.label = N_("Respondent"),
	.sql = "select * from api.respondent($1,$2)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
