/* query/ticket.c -- one complete ticket: facts, parties, clocks, timeline. */
#include "table.h"

static const struct param params[] = {
	{ "ticket", N_("Ticket") },
	{ "before", N_("Steps before") },
	{ "most", N_("Most bytes") },
};

static const struct column columns[] = {
	{ "doc", N_("Ticket"), COL_JSON },
};

const struct query query_ticket = {
	.name = "ticket",
	.label = N_("Ticket"),
	.sql = "select api.ticket($1,$2,$3) as doc",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE | QUERY_MIRROR,
};
