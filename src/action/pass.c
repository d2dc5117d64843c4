/* action/pass.c -- passes the work to an office below; the unit stays answerable and
 * the clocks run on. */
#include "table.h"

static const struct field fields[] = {
	{ "unit", N_("Unit"), FIELD_CODE, .pick = "unit", .reach = REACH_HOLDER,
	  .flags = NEED_ALWAYS, .help = N_("An office below yours.") },
	{ "note", N_("Note"), FIELD_LONG, .max = 3000,
	  .help = N_("For whoever works on it next; the complainant does not "
		     "see it.") },
};

const struct action action_pass = {
	.name = "pass",
	.menu = 120,
	.label = N_("Pass on"),
	.help = N_("Passes the work to an office below; the unit stays "
		   "answerable and the clocks run on."),
	FIELDS(fields),
	.flags = ACTION_SUGGESTED,
};
