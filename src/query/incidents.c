/* query/incidents.c -- major incidents that wait for the operator to take note of them;
 * nothing of it is personal. */
#include "table.h"

static const struct column columns[] = {
	{ "ticket", NULL, COL_UUID },
	{ "regno", N_("Number"), COL_TEXT },
	{ "kind", N_("Kind of incident"), COL_CODE, .pick = "incident_kind" },
	{ "unit", NULL, COL_CODE, .pick = "unit" },
	{ "unit_name", N_("Unit"), COL_TEXT },
	{ "line_unit", N_("Takes note"), COL_CODE, .pick = "unit" },
	{ "due", N_("Take note by"), COL_STAMP },
};

const struct query query_incidents = {
	.name = "incidents",
	.label = N_("Incidents to take note of"),
	.sql = "select * from api.incidents()",
	COLUMNS(columns),
	.where = QUERY_CENTRE | QUERY_MIRROR,
};
