/* query/drafts.c -- what was typed and not yet submitted at this desk. */
#include "table.h"

static const struct column columns[] = {
	{ "draft", NULL, COL_UUID },
	{ "at", N_("At"), COL_STAMP },
	{ "body", N_("Draft"), COL_JSON },
};

const struct query query_drafts = {
	.name = "drafts",
	.label = N_("Drafts"),
	COLUMNS(columns),
	.where = QUERY_LOCAL,
};
