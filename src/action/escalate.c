/* action/escalate.c -- asks the superior unit to decide or to handle it (order 121
 * article 13). */
#include "table.h"

static const struct field fields[] = {
	{ "detail", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
};

const struct action action_escalate = {
	.name = "escalate",
	.menu = 500,
	.label = N_("Escalate"),
	.help = N_("Asks the superior unit to decide or to handle it (order "
		   "121 article 13)."),
	FIELDS(fields),
};
