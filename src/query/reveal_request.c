/* query/reveal_request.c -- the first of two steps to a masked value: who, what, why. */
#include "table.h"

static const struct param params[] = {
	{ "ticket", N_("Ticket") },
	{ "field", N_("Field") },
	{ "reason", N_("Reason") },
};

static const struct column columns[] = {
	{ "token", N_("Token"), COL_UUID },
};

const struct query query_reveal_request = {
	.name = "reveal_request",
	.label = N_("Ask to see a masked value"),
	.sql = "select api.reveal_request($1,$2,$3) as token",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
