/* action/nofile.c -- decides that no case is opened, with ground and reason (Penalty
 * Procedure article 20). */
#include "table.h"

static const struct field fields[] = {
	{ "ground", N_("Ground"), FIELD_CODE, .pick = "report_decision",
	  .rule = "nofile", .flags = NEED_ALWAYS },
	{ "detail", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
};

const struct action action_nofile = {
	.name = "nofile",
	.menu = 350,
	.label = N_("Open no case"),
	.help = N_("Decides that no case is opened, with ground and reason "
		   "(Penalty Procedure article 20)."),
	FIELDS(fields),
};
