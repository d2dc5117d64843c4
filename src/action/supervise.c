/* action/supervise.c -- watches the ticket until a day; the unit must report by
 * then. */
#include "table.h"

static const struct field fields[] = {
	{ "detail", N_("What is asked"), FIELD_LONG, .max = 1000,
	  .flags = NEED_ALWAYS },
	{ "due", N_("Report by"), FIELD_DATE, .rule = "ahead", .flags = NEED_ALWAYS,
	  .help = N_("T+3, 12/1, next Friday …") },
};

const struct action action_supervise = {
	.name = "supervise",
	.menu = 530,
	.label = N_("Supervise"),
	.help = N_("Watches the ticket until a day; the unit must report by "
		   "then."),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
