/* query/units_since.c -- the units changed after an epoch, a page at a time. */
#include "table.h"

static const struct param params[] = {
	{ "epoch", N_("Epoch"), .preset = "0" },
	{ "after", N_("After"), .preset = "" },
	{ "limit", N_("At most"), .preset = "5000" },
};

static const struct column columns[] = {
	{ "code", N_("Code"), COL_TEXT },
	{ "name", N_("Name"), COL_TEXT },
	{ "short_name", N_("Short name"), COL_TEXT },
	{ "parent", N_("Parent"), COL_TEXT },
	{ "tier", N_("Tier"), COL_TEXT },
	{ "division", N_("Place"), COL_TEXT },
	{ "initials", N_("Initials"), COL_TEXT },
	{ "flags", NULL, COL_TEXT },
	{ "valid_to", N_("Valid to"), COL_DATE },
	{ "epoch", NULL, COL_INT },
};

const struct query query_units_since = {
	.name = "units_since",
	.label = N_("Units"),
	.sql = "select * from api.units_since($1,$2,$3)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
