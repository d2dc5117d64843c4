/* query/code.c -- the name and path of one code. */
#include "table.h"

static const struct param params[] = {
	{ "table", N_("Table") },
	{ "code", N_("Code") },
};

static const struct column columns[] = {
	{ "code", N_("Code"), COL_TEXT },
	{ "name", N_("Name"), COL_TEXT },
	{ "path", N_("Path"), COL_TEXT },
};

const struct query query_code = {
	.name = "code",
	.label = N_("Code"),
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_LOCAL,
};
