/* query/codes_since.c -- the codes changed after an epoch. */
#include "table.h"

static const struct param params[] = {
	{ "epoch", N_("Epoch"), .preset = "0" },
};

static const struct column columns[] = {
	{ "tbl", N_("Table"), COL_TEXT },
	{ "code", N_("Code"), COL_TEXT },
	{ "name", N_("Name"), COL_TEXT },
	{ "parent", N_("Parent"), COL_TEXT },
	{ "initials", N_("Initials"), COL_TEXT },
	{ "extra", NULL, COL_JSON },
	{ "sort", NULL, COL_INT },
	{ "valid_from", N_("Valid from"), COL_DATE },
	{ "valid_to", N_("Valid to"), COL_DATE },
	{ "epoch", NULL, COL_INT },
};

const struct query query_codes_since = {
	.name = "codes_since",
	.label = N_("Code tables"),
	.sql = "select * from api.codes_since($1)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
