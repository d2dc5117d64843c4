/* query/reveal_redeem.c -- the second step: exchanges the token for the value, once. */
#include "table.h"

static const struct param params[] = {
	{ "token", N_("Token") },
};

static const struct column columns[] = {
	{ "field", N_("Field"), COL_TEXT },
	{ "value", N_("Value"), COL_TEXT },
};

const struct query query_reveal_redeem = {
	.name = "reveal_redeem",
	.label = N_("See a masked value"),
	.sql = "select * from api.reveal_redeem($1)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
