/* action/pass.c -- passes the work to an office below; the unit stays answerable and
 * the clocks run on. */
#include "action/field/pass.h"

#include "table.h"

const struct action action_pass = {
	.name = "pass",
	.menu = 120,
	.label = N_("Pass on"),
	.help = N_("Passes the work to an office below; the unit stays "
		   "answerable and the clocks run on."),
	FIELDS(fields),
	.flags = ACTION_SUGGESTED,
};
