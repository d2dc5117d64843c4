/* action/approve.c -- approves what is proposed, or the closing; not by the one who
 * proposed it or replied. */
#include "action/field/approve.h"

#include "table.h"

const struct action action_approve = {
	.name = "approve",
	.menu = 460,
	.label = N_("Approve"),
	.help = N_("Approves what is proposed, or the closing; not by the one who "
		   "proposed it or replied."),
	FIELDS(fields),
	.flags = ACTION_PAPER,
};
