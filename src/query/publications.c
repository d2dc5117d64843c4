/* query/publications.c -- the published texts of closed complaints, and those withdrawn
 * again: the feed to the publication platform. */
#include "table.h"

static const struct param params[] = {
	{ "unit", N_("Unit") },
	{ "from", N_("From") },
	{ "to", N_("Until") },
};

static const struct column columns[] = {
	{ "publication", N_("Publication"), COL_UUID },
	{ "unit", NULL, COL_TEXT },
	{ "unit_name", N_("Unit"), COL_TEXT },
	{ "respondent", N_("Respondent"), COL_TEXT },
	{ "goods", N_("Goods or service class"), COL_TEXT },
	{ "problem", N_("Problem"), COL_TEXT },
	{ "result", N_("Result"), COL_TEXT },
	{ "area", N_("Area"), COL_TEXT },
	{ "received", N_("Received"), COL_DATE },
	{ "closed", N_("Closed"), COL_DATE },
	{ "published", N_("Published"), COL_STAMP },
	{ "withdrawn", N_("Withdrawn"), COL_STAMP },
};

const struct query query_publications = {
	.name = "publications",
	.label = N_("Publications"),
	.sql = "select * from api.publications($1,$2,$3)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
