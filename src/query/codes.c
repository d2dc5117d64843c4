/* query/codes.c -- one code table as this desk holds it. */
#include "table.h"

static const struct param params[] = {
	{ "table", N_("Table") },
};

static const struct column columns[] = {
	{ "code", N_("Code"), COL_TEXT },     { "name", N_("Name"), COL_TEXT },
	{ "parent", N_("Parent"), COL_TEXT }, { "initials", N_("Initials"), COL_TEXT },
	{ "extra", NULL, COL_JSON },
};

const struct query query_codes = {
	.name = "codes",
	.label = N_("Codes"),
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_LOCAL,
};
