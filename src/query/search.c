/* query/search.c -- tickets by number, name, phone or words, of the units one may see. */
#include "table.h"

static const struct param params[] = {
	{ "text", N_("Text") },
	{ "limit", N_("At most"), .preset = "200" },
};

static const struct column columns[] = {
	{ "ticket", NULL, COL_UUID },
	{ "regno", N_("Number"), COL_TEXT },
	{ "kind", N_("Kind"), COL_CODE, .pick = "kind" },
	{ "state", N_("State"), COL_CODE, .pick = "state" },
	{ "version", NULL, COL_INT },
	{ "unit", NULL, COL_CODE, .pick = "unit" },
	{ "unit_name", N_("Unit"), COL_TEXT },
	{ "title", N_("Matter"), COL_TEXT },
	{ "respondent", N_("Respondent"), COL_TEXT },
	{ "caller", N_("Caller"), COL_TEXT },
	{ "received", N_("Received"), COL_STAMP },
	{ "clock", NULL, COL_CODE, .pick = "deadline" },
	{ "due", N_("Due"), COL_DATE },
	{ "flags", N_("Signs"), COL_TEXT },
	{ "updated", N_("Changed"), COL_STAMP },
	{ "operator", N_("By"), COL_TEXT },
	{ "next", NULL, COL_TEXT },
};

const struct query query_search = {
	.name = "search",
	.label = N_("Search"),
	.sql = "select * from api.search($1,$2)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE | QUERY_MIRROR,
};
