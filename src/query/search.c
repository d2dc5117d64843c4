/* query/search.c -- tickets by number, name, phone or words, of the units the operator may
 * see. */
#include "table.h"

static const struct param params[] = {
	{ "text", N_("Text") },
	{ "limit", N_("At most"), .preset = "200" },
	{ "after", N_("After") },
};

const struct query query_search = {
	.name = "search",
	.label = N_("Search"),
	.sql = "select * from api.search($1,$2,$3)",
	PARAMS(params),
	COLUMNS(list_columns),
	.where = QUERY_CENTRE | QUERY_MIRROR,
};
