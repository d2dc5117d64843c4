/* action/approve.c -- approves what is proposed, or the closing; not by the one who
 * proposed it or replied. */
#include "table.h"

static const struct field fields[] = {
	{ "note", N_("Note"), FIELD_LONG, .max = 1000,
	  .help = N_("For whoever works on it next; the complainant does not "
		     "see it.") },
};

const struct action action_approve = {
	.name = "approve",
	.menu = 460,
	.label = N_("Approve"),
	.help = N_("Approves what is proposed, or the closing; not by the one who "
		   "proposed it or replied."),
	FIELDS(fields),
	.flags = ACTION_PAPER,
};
