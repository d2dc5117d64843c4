/* action/nofile.c -- decides that no case is opened, with ground and reason (Penalty
 * Procedure article 20). */
#include "action/field/nofile.h"

#include "table.h"

const struct action action_nofile = {
	.name = "nofile",
	.menu = 350,
	.label = N_("Open no case"),
	.help = N_("Decides that no case is opened, with ground and reason "
		   "(Penalty Procedure article 20)."),
	FIELDS(fields),
};
