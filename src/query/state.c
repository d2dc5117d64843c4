/* query/state.c -- link, queue and store of this desk. */
#include "table.h"

static const struct column columns[] = {
	{ "name", N_("Name"), COL_TEXT },
	{ "value", N_("Value"), COL_TEXT },
};

const struct query query_state = {
	.name = "state",
	.label = N_("State of this desk"),
	COLUMNS(columns),
	.where = QUERY_LOCAL,
};
