/* query/thrown.c -- drafts discarded at this desk, with the reason. */
#include "table.h"

static const struct column columns[] = {
	{ "draft", NULL, COL_UUID },
	{ "at", N_("At"), COL_STAMP },
	{ "body", N_("Draft"), COL_JSON },
};

const struct query query_thrown = {
	.name = "thrown",
	.label = N_("Drafts thrown away"),
	COLUMNS(columns),
	.where = QUERY_LOCAL,
};
