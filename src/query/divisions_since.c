/* query/divisions_since.c -- the divisions changed after an epoch, a page at a time. */
#include "table.h"

static const struct param params[] = {
	{ "epoch", N_("Epoch"), .preset = "0" },
	{ "after", N_("After"), .preset = "" },
	{ "limit", N_("At most"), .preset = "5000" },
};

static const struct column columns[] = {
	{ "code", N_("Code"), COL_TEXT },	  { "name", N_("Name"), COL_TEXT },
	{ "parent", N_("Parent"), COL_TEXT },	  { "level", N_("Level"), COL_TEXT },
	{ "initials", N_("Initials"), COL_TEXT }, { "epoch", NULL, COL_INT },
};

const struct query query_divisions_since = {
	.name = "divisions_since",
	.label = N_("Divisions"),
	.sql = "select * from api.divisions_since($1,$2,$3)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
