/* query/suggest.c -- the competent units for a place and goods, each with its reason. */
#include "table.h"

static const struct param params[] = {
	{ "division", N_("Place") },
	{ "address", N_("Address") },
	{ "objtype", N_("Goods or service") },
	{ "platform", N_("Platform") },
};

static const struct column columns[] = {
	{ "unit", NULL, COL_CODE, .pick = "unit" },
	{ "name", N_("Unit"), COL_TEXT },
	{ "station", N_("Station"), COL_FLAG },
	{ "reason", N_("Reason"), COL_TEXT },
	{ "hits", N_("Earlier"), COL_INT },
	{ "total", N_("Of"), COL_INT },
};

const struct query query_suggest = {
	.name = "suggest",
	.label = N_("Suggest"),
	.sql = "select * from api.suggest($1,$2,$3,$4)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
