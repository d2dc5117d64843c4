/* action/extend.c -- extends the checking of a report once, by 15 working days
 * (Penalty Procedure article 18). */
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
};

const struct action action_extend = {
	.name = "extend",
	.label = N_("Extend"),
	.help = N_("Extends the checking of a report once, by 15 working days "
		   "(Penalty Procedure article 18)."),
	FIELDS(fields),
};
