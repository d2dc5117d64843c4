/* action/escalate.c -- asks the superior unit to decide or to handle it (order 121
 * article 13). */
#include "action/field/escalate.h"

#include "table.h"

const struct action action_escalate = {
	.name = "escalate",
	.menu = 500,
	.label = N_("Escalate"),
	.help = N_("Asks the superior unit to decide or to handle it (order "
		   "121 article 13)."),
	FIELDS(fields),
};
