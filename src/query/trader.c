/* query/trader.c -- the register of traders by name, initials or credit code. */
#include "table.h"

static const struct param params[] = {
	{ "text", N_("Text") },
	{ "near", N_("Near") },
	{ "limit", N_("At most"), .preset = "20" },
};

static const struct column columns[] = {
	{ "uscc", N_("Credit code"), COL_TEXT },
	{ "name", N_("Name"), COL_TEXT },
	{ "address", N_("Address"), COL_TEXT },
	{ "division", N_("Place"), COL_CODE, .pick = "division" },
	{ "unit", N_("Unit"), COL_CODE, .pick = "unit" },
	{ "phone", N_("Phone"), COL_TEXT },
	{ "initials", NULL, COL_TEXT },
};

const struct query query_trader = {
	.name = "trader",
	.label = N_("Trader"),
	.sql = "select * from api.trader($1,$2,$3)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
