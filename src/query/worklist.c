/* query/worklist.c -- the tickets of one queue of one unit. */
#include "table.h"

static const struct param params[] = {
	{ "unit", N_("Unit"), .preset = "" },
	{ "queue", N_("Queue") },
	{ "after", N_("After") },
	{ "limit", N_("At most"), .preset = "200" },
};

const struct column list_columns[LIST_COLUMNS] = {
	{ "ticket", NULL, COL_UUID },
	{ "regno", N_("Number"), COL_TEXT },
	{ "kind", N_("Kind"), COL_CODE, .pick = "kind" },
	{ "state", N_("State"), COL_CODE, .pick = "state" },
	{ "version", NULL, COL_INT },
	{ "unit", NULL, COL_CODE, .pick = "unit" },
	{ "unit_name", N_("Unit"), COL_TEXT },
	{ "title", N_("Matter"), COL_TEXT },
	{ "respondent", N_("Respondent"), COL_TEXT },
	{ "caller", N_("Caller"), COL_TEXT },
	{ "received", N_("Received"), COL_STAMP },
	{ "clock", NULL, COL_CODE, .pick = "deadline" },
	{ "due", N_("Due"), COL_DATE },
	{ "flags", N_("Signs"), COL_TEXT },
	{ "updated", N_("Changed"), COL_STAMP },
	{ "operator", N_("By"), COL_TEXT },
	{ "next", NULL, COL_TEXT },
};

const struct query query_worklist = {
	.name = "worklist",
	.label = N_("Worklist"),
	.sql = "select * from api.worklist($1,$2,$3,$4)",
	PARAMS(params),
	COLUMNS(list_columns),
	.where = QUERY_CENTRE | QUERY_MIRROR,
};
