/* query/pick.c -- the codes, units or divisions that match what is typed, recent ones first. */
#include "table.h"

static const struct param params[] = {
	{ "table", N_("Table") },
	{ "text", N_("Text"), .preset = "" },
	{ "parent", N_("Below"), .preset = "" },
	{ "limit", N_("At most"), .preset = "50" },
};

static const struct column columns[] = {
	{ "code", N_("Code"), COL_TEXT }, { "name", N_("Name"), COL_TEXT },
	{ "path", N_("Path"), COL_TEXT }, { "initials", N_("Initials"), COL_TEXT },
	{ "extra", NULL, COL_JSON },
};

const struct query query_pick = {
	.name = "pick",
	.label = N_("Pick"),
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_LOCAL,
};
