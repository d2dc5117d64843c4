/* query/witness.c -- the roots this desk holds, and those the centre contradicted. */
#include "table.h"

static const struct column columns[] = {
	{ "n", N_("Root"), COL_INT },
	{ "hash", N_("Hash"), COL_TEXT },
	{ "at", N_("At"), COL_TEXT },
	{ "state", N_("State"), COL_TEXT },
	{ "centre", N_("The centre's"), COL_TEXT },
};

const struct query query_witness = {
	.name = "witness",
	.label = N_("Roots held as a witness"),
	COLUMNS(columns),
	.where = QUERY_LOCAL,
};
